"""What may become of a parcel. It only goes forward; an officer alone starts one that has ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("Menunggu dikirim")
    CLAIMED = "claimed", _("Sedang dikirim")
    FAILED = "failed", _("Dicoba lagi nanti")  # for a passing cause
    SENT = "sent", _("Terkirim")
    DEAD = "dead", _("Tidak terkirim")  # for good, until somebody says otherwise


class Cause(models.TextChoices):
    """Why a parcel was not taken, in words for whoever answers for the office."""

    UNREACHABLE = "unreachable", _("Server surat tidak terjangkau.")
    DROPPED = "dropped", _("Sambungan ke server surat putus di tengah pengiriman.")
    BUSY = "busy", _("Server surat meminta dicoba lagi nanti.")
    FULL = "full", _("Kotak surat penerima penuh.")
    LOGIN = "login", _("Server surat menolak nama atau kata sandi kami.")
    SENDER = "sender", _("Server surat menolak alamat pengirim kami.")
    REFUSED = "refused", _("Alamat penerima ditolak. Periksa apakah alamatnya benar.")
    UNSUITABLE = "unsuitable", _("Server surat tidak dapat menyampaikan ke alamat seperti ini.")
    FAULT = "fault", _("Surat tidak dapat disusun. Pengelola mesin dapat membaca log.")
    LOST = "lost", _("Pengiriman terhenti sebelum selesai, mungkin karena mesin mati.")
    TOO_LATE = "too_late", _("Isinya sudah tidak berlaku sebelum sempat dikirim.")
    TOO_OFTEN = "too_often", _("Sudah dicoba berkali-kali selama beberapa hari.")
    WITHDRAWN = "withdrawn", _("Pemilik alamat meminta datanya dihapus.")


WAITING = (State.QUEUED, State.FAILED)
OVER = (State.SENT, State.DEAD)
OF_THE_WAY = frozenset({Cause.UNREACHABLE, Cause.LOGIN})  # no fault of this parcel or its address
FOR_GOOD = frozenset({Cause.REFUSED, Cause.UNSUITABLE, Cause.TOO_LATE, Cause.TOO_OFTEN})
