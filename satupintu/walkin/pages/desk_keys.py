"""The keys of the desk: function keys from the start, each officer may choose others (MJ-3)."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Officer, Role
from satupintu.walkin.actions.duty import choose_keys

# Act → key as the browser names it, and its name for the officer. Call and start share one key:
# they are never possible at the same moment, and start opens some seconds after the call.
ACTS = {
    "call": ("F2", gettext_lazy("Panggil berikutnya")),
    "start": ("F2", gettext_lazy("Mulai layani, sejak 2 detik sesudah panggilan")),
    "recall": ("Shift F2", gettext_lazy("Panggil ulang")),
    "no_show": ("F8", gettext_lazy("Tidak hadir")),
    "finish": ("F9", gettext_lazy("Selesai")),
    "refer": ("F4", gettext_lazy("Rujuk atau alihkan")),
    "commands": ("Ctrl k", gettext_lazy("Daftar perintah")),
    "blind": ("Ctrl .", gettext_lazy("Tutupi data pribadi")),
}
TOGETHER = frozenset({"call", "start"})
ALONE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def keys_of(officer: Officer) -> dict[str, str]:
    """Act → key for this officer."""
    return {act: officer.keys.get(act) or key for act, (key, _name) in ACTS.items()}


def written(key: str) -> str:
    """ "Ctrl k" as it stands on a keyboard: "Ctrl K"."""
    return " ".join(part.upper() if len(part) == 1 else part for part in key.split(" "))


class KeysForm(forms.Form):
    """One line for each act; a key as it is pressed: "F2", "Shift F2", "Ctrl k"."""

    def __init__(self, data: Mapping[str, str] | None, keys: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(keys))
        for act, (key, name) in ACTS.items():
            self.fields[act] = forms.CharField(
                label=name, max_length=24, required=False, help_text=_("Awalnya %s") % key
            )

    def clean(self) -> dict[str, str]:
        chosen = {
            act: (self.cleaned_data.get(act) or key).strip() for act, (key, _name) in ACTS.items()
        }
        for act, key in chosen.items():
            if key.lower() in ALONE:
                self.add_error(act, _("Gabungkan huruf dengan Ctrl atau Alt, atau pakai tombol F."))
            same = {other for other, its in chosen.items() if its == key}
            if len(same) > 1 and not same <= TOGETHER:
                self.add_error(act, _("%s sudah dipakai perintah lain. Pilih tombol lain.") % key)
        return chosen


@officers(Role.CONSULTANT, Role.SUPERVISOR)
def desk_keys(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Choose the keys; they are kept with the officer, not in the browser."""
    form = KeysForm(request.POST or None, keys_of(request.user))
    if request.method == "POST" and "reset" in request.POST:
        choose_keys(request.user, {}, office_id=request.office.pk)
        return redirect("desk-keys", office_code)
    if request.method == "POST" and form.is_valid():
        choose_keys(request.user, form.cleaned_data, office_id=request.office.pk)
        messages.success(request, _("Tombol tersimpan."))
        return redirect("desk-keys", office_code)
    return render(request, "walkin/desk_keys.html", {"form": form})
