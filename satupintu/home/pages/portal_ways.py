"""What a search was asked, as the address holds it, and the ways on from what it found."""

import re
from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from satupintu.catalogue.models import Kind
from satupintu.catalogue.search.found import Chip, Found, Suggestion
from satupintu.catalogue.search.known import known, named
from satupintu.catalogue.search.present import list_name
from satupintu.offices.models import Office
from satupintu.rules.search_query import LONGEST_QUERY
from satupintu.rules.whole import whole

PER_PAGE, LAST_PAGE = 20, 25
ICONS = {"region": "pin", "years": "cal", "year": "cal"}


@dataclass(frozen=True)
class Asked:
    """One search with its filters; `address` writes it back with something changed."""

    text: str
    kind: str = ""
    region: str = ""
    years: tuple[int, int] | None = None
    edition: str = ""
    without: tuple[str, ...] = ()
    page: int = 1
    search: str = ""  # by which the outcome is noted

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """From the address; whatever is not understood is left out."""
        kind, page = given.get("kind", ""), given.get("page", "1")
        years = re.fullmatch(r"(\d{4})-(\d{4})", given.get("years", ""))
        return cls(
            text=" ".join(given.get("q", "").split())[:LONGEST_QUERY],
            kind=kind if kind in Kind.values else "",
            region=re.sub(r"\D", "", given.get("region", ""))[:10],
            years=(int(years[1]), int(years[2])) if years else None,
            edition=given.get("edition", "")[:10],
            without=tuple(each[:60] for each in given.getlist("without")[:8]),
            search=given.get("s", "")[:60],
            page=min(max(whole(page), 1), LAST_PAGE),
        )

    def address(self, **changes: Any) -> str:
        """The query string of this search with something changed."""
        new = replace(self, **changes)
        years = f"{new.years[0]}-{new.years[1]}" if new.years else ""
        plain = {"q": new.text, "kind": new.kind, "region": new.region, "years": years,
                 "edition": new.edition, "s": new.search,
                 "page": new.page if new.page > 1 else ""}  # fmt: skip
        pairs = [(name, value) for name, value in plain.items() if value]
        return "?" + urlencode([*pairs, *(("without", each) for each in new.without)])


def ways(office: Office, asked: Asked, found: Found) -> dict[str, Any]:
    """Links on from a result: chips to take off, other areas and times, the question to ask."""
    return {
        "chips": [_chip(asked, chip) for chip in found.chips],
        "chosen": _chosen(office, asked),
        "suggestions": [_suggestion(asked, each) for each in found.suggestions],
        "editions": [
            {"facet": each, "address": asked.address(edition=each.value, page=1),
             "here": asked.edition == each.value}
            for each in found.editions
        ],
        "regions": [] if any(each.kind == "region" for each in found.suggestions) else [
            {"facet": each, "address": asked.address(region=each.value, page=1),
             "here": asked.region == each.value}
            for each in found.regions
        ],
        "ask": ask_address(office.code, asked, found),
        "next": asked.address(page=asked.page + 1) if _more(asked, found) else "",
        "before": asked.address(page=asked.page - 1) if asked.page > 1 else "",
    }  # fmt: skip


def ask_address(office_code: str, asked: Asked, found: Found) -> str:
    """The form of a question, with the search carried along (PRT-6)."""
    of_kind = {chip.kind: chip.label for chip in found.chips}
    pairs = [("q", asked.text), *(("chip", chip.key) for chip in found.chips)]
    pairs.append(("s", asked.search))
    pairs += [("region", of_kind.get("region", "")), ("years", of_kind.get("years", ""))]
    return f"{reverse('ask', args=[office_code])}?{urlencode([each for each in pairs if each[1]])}"


def _chip(asked: Asked, chip: Chip) -> dict[str, Any]:
    off = asked.address(without=(*asked.without, chip.key), page=1)
    return {"label": chip.label, "icon": ICONS.get(chip.kind, "list"), "address": off}


def _chosen(office: Office, asked: Asked) -> list[dict[str, Any]]:
    """What the reader has narrowed to, each with the way back to all of it."""
    first, last = asked.years or ("", "")
    region = asked.region and (named(asked.region, known(office).labels) or asked.region)
    labels = {
        "region": region,
        "years": f"{first}-{last}" if first != last else f"{first}",
        "edition": list_name(asked.edition),
    }
    return [
        {"label": label, "icon": ICONS.get(kind, "list"),
         "address": asked.address(**{kind: None if kind == "years" else "", "page": 1})}
        for kind, label in labels.items() if label
    ]  # fmt: skip


def _suggestion(asked: Asked, each: Suggestion) -> dict[str, Any]:
    changes: dict[str, Any] = {"page": 1}
    match each.kind:
        case "region":
            changes["region"] = each.value
        case "years":
            first, _, last = each.value.partition("-")
            if first.isdecimal():
                changes["years"] = (int(first), int(last) if last.isdecimal() else int(first))
        case "edition":
            changes["edition"] = each.value
        case _:
            changes |= {"text": each.value, "without": (), "search": ""}
    return {"suggestion": each, "address": asked.address(**changes)}


def _more(asked: Asked, found: Found) -> bool:
    return asked.page < LAST_PAGE and len(found.hits) > 0 and found.total > asked.page * PER_PAGE
