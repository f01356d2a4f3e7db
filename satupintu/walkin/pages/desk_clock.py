"""The standard's clock in words: since when, until when, and how much is left (MJ-2)."""

from django.utils.translation import gettext as _

from satupintu.walkin.queries.desk import StandardClock


def left_words(shown: StandardClock | None) -> str:
    """ "sisa 6 menit", "Lewat standar 2 menit"; the script says the same from the same facts."""
    if shown is None:
        return ""
    if shown.left >= 0:
        return _("sisa %d menit") % -(-shown.left // 60)
    over = int(-shown.left // 60)
    if over < 1:
        return _("Lewat standar kurang dari 1 menit")
    return _("Lewat standar %d menit") % over


def clock_words(shown: StandardClock | None) -> str:
    """Since when and why the minutes run, in one sentence."""
    if shown is None:
        return ""
    if shown.cause == "calendar":
        return _("Hari libur tahun ini belum dimuat, jadi waktu standar tidak dihitung.")
    if shown.since is None:
        waits = _("%(limit)d menit mulai dihitung saat salah satu meja selesai.")
        return waits % {"limit": shown.limit}
    at = f"{shown.since:%H.%M}"
    facts = {"desk": shown.desk_before, "at": at, "limit": shown.limit, "code": shown.code}
    words = {
        "finished": _(
            "%(desk)s selesai %(at)s. "
            "Sejak itu %(limit)d menit untuk nomor berikutnya, di meja mana pun."
        ),
        "arrived": _("%(code)s datang %(at)s. Sejak itu %(limit)d menit."),
        "opened": _("Layanan dibuka %(at)s. Sejak itu %(limit)d menit untuk nomor pertama."),
        "restarted": _(
            "%(limit)d menit dihitung ulang sejak %(at)s: "
            "minta waktu, kembali, atau pindah layanan."
        ),
        "referred": _("%(code)s dirujuk ke layanan ini %(at)s. Sejak itu %(limit)d menit."),
        "called": _("%(code)s dipanggil %(at)s. Sejak itu %(limit)d menit."),
    }
    return words.get(shown.cause, "") % facts
