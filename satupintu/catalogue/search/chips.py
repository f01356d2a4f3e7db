"""What was read from the words, as chips that can be taken off (PRT-3)."""

from satupintu.catalogue.search.found import Chip
from satupintu.rules.search_query import Read


def chips_of(read: Read) -> tuple[Chip, ...]:
    """Area, years, list, edition and codes, in the order they are shown."""
    chips = []
    if read.place:
        chips.append(Chip("region", read.place.code, read.place.label, " ".join(read.place_words)))
    if read.years:
        first, last = read.years
        span = str(first) if first == last else f"{first}-{last}"
        chips.append(Chip("years", span, span, span))
    if read.scheme:
        chips.append(Chip("scheme", read.scheme, read.scheme.upper(), read.scheme))
    for edition in (read.edition, *read.editions):
        if edition:
            label = f"{read.scheme.upper()} {edition}"
            chips.append(Chip("edition", edition, label, edition))
    chips += [Chip("code", code, code, code) for code in read.codes]
    return tuple(chips)
