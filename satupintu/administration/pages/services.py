"""What the office offers: words, letter, fee and limit of each service (ADM-3)."""

from dataclasses import asdict

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.services import NewServiceForm, ServiceForm
from satupintu.administration.queries import effects
from satupintu.administration.sections import administrators
from satupintu.offices.actions import services as act
from satupintu.offices.models import Service, ServiceVersion
from satupintu.offices.starting_standard import FREE
from satupintu.people.access import OfficeRequest
from satupintu.ui import voice

TOLD = ("letter", "name", "formal_name", "short_name", "example", "fee_text", "limit_minutes",
        "offered")  # fmt: skip


@administrators
def services(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The services as they stand today, and what is planned."""
    coming = ServiceVersion.objects.filter(
        service__office=request.office, valid_from__gt=request.published.day
    ).order_by("valid_from")
    return frame.show(request, "services", services=request.published.services, coming=coming)


@administrators
def new_service(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """A service that the office adds: its words, letter, fee, limit and desks."""
    place = request.published
    first = {"valid_from": place.day, "fee_text": _(FREE), "limit_minutes": 10}
    form = NewServiceForm(request.POST or None, initial=first, desks=place.desks)
    effect, words = None, _ready(request, form, None)
    if words and not frame.effect_was_seen(request):
        given = form.cleaned_data
        chosen = [desk.name for desk in place.desks if str(desk.id) in given["desks"]]
        effect = effects.of_new_service(place, asdict(words), chosen, given["valid_from"])
    elif words and _added(request, form, words):
        return redirect("settings-services", office_code)
    context = {"form": form, "effect": effect, "row": None, "hear": hear(request, form)}
    return frame.show(request, "service", **context)


@administrators
def service(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponseBase:
    """One service: its words with a preview of every place where they appear."""
    row = get_object_or_404(Service, office=request.office, code=service_code)
    now = act.version_on(row, request.published.day)
    before = {name: getattr(now, name) for name in TOLD} if now else {}
    form = ServiceForm(
        request.POST or None, initial={**before, "valid_from": request.published.day}
    )
    effect, words = None, _ready(request, form, row)
    if words and not frame.effect_was_seen(request):
        told, begins = asdict(words), form.cleaned_data["valid_from"]
        effect = effects.of_service(request.published, row.pk, before or told, told, begins)
    elif words and _published(request, form, row, words):
        return redirect("settings-services", office_code)
    context = {"form": form, "effect": effect, "row": row, "hear": hear(request, form)}
    return frame.show(request, "service", **context)


@administrators
@require_POST
def withdraw_service(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """Planned words are taken back."""
    version = get_object_or_404(ServiceVersion, pk=pk, service__office=request.office)
    frame.tried(request, lambda: act.withdraw_service(version, by=request.user.pk))
    return redirect("settings-services", office_code)


def _ready(
    request: OfficeRequest, form: ServiceForm, row: Service | None
) -> act.ServiceWords | None:
    """The words as filled in, when their letter is free from that day on."""
    if not form.is_valid():
        return None
    given = {"offered": True, **form.cleaned_data}
    words = act.ServiceWords(**{name: given[name] for name in TOLD})
    problems = act.letters_with(request.office, row, words.letter, given["valid_from"])
    if problems:
        form.add_error("letter", problems)
        return None
    return words


def _published(
    request: OfficeRequest, form: ServiceForm, row: Service, words: act.ServiceWords
) -> bool:
    begins = form.cleaned_data["valid_from"]
    return frame.saved(
        request, form,
        lambda: act.publish_service(
            request.office, row, words, valid_from=begins, by=request.user.pk
        ),
        {act.BadLetters: ("letter", lambda bad: bad.problems)},
    )  # fmt: skip


def _added(request: OfficeRequest, form: ServiceForm, words: act.ServiceWords) -> bool:
    given = form.cleaned_data
    too_many = _("Mesin antrean memuat paling banyak %(most)d layanan. Tutup satu dahulu.")
    return frame.saved(
        request, form,
        lambda: act.add_service(
            request.office, words, icon=given["icon"], desks=[int(pk) for pk in given["desks"]],
            valid_from=given["valid_from"], by=request.user.pk,
        ),
        {
            act.BadLetters: ("letter", lambda bad: bad.problems),
            act.TooMany: (None, lambda _bad: too_many % {"most": act.MOST_SERVICES}),
        },
        words=_("%(name)s ditambahkan. Lengkapi standar pelayanannya.") % {"name": words.name},
    )  # fmt: skip


def hear(request: OfficeRequest, form: ServiceForm) -> dict[str, str]:
    """A call of this service in words, and the clips that say it."""
    letter = str(form["letter"].value() or "A").upper()[:1]
    desk = request.published.desks[0].name if request.published.desks else _("Meja 1")
    names = voice.sentence(f"{letter}-017", desk)
    clips = [voice.own_address(name) for name in voice.playable(names)]
    return {"words": voice.words(names), "clips": " ".join(clips), "code": f"{letter}-017"}
