"""How names, telephone numbers and addresses are compared: pure functions, no database.

Indonesian names are written in many ways (Mohamad, Muhammad, Moh.), with titles before and degrees
after. A folded key makes the ways alike; it is for finding only, the name is shown as it was given.
"""

import re
import unicodedata

import phonenumbers

from satupintu.rules.identity_number import IDENTITY_NUMBER

FRONT_TITLES = frozenset(
    [
        "prof",
        "dr",
        "drs",
        "dra",
        "drg",
        "ir",
        "h",
        "hj",
        "haji",
        "hajah",
        "hajjah",
        "kh",
        "tgk",
        "gus",
        "r",
        "rr",
        "rm",
        "raden",
        "bapak",
        "bpk",
        "pak",
        "ibu",
        "bu",
        "sdr",
        "sdri",
        "saudara",
        "saudari",
        "bang",
        "kak",
        "mas",
        "mbak",
        "mr",
        "mrs",
        "ms",
        "tn",
        "ny",
        "nn",
        "yth",
    ]
)
DEGREES = re.compile(
    r"^(?:a|amd|apt|ba|bba|bsc|cpa|dea|dess|dipl|lc|llm|mba|meng|mha|mm|mpa|mpd|mph|mpp|msc|mt|ners|phd|"
    r"mstat|sstat|sst|se|sh|st|sag|skm|skep|ssi|spd|sos|ssos|sip|skom|sp|ssn|sdn|mkom|msi|mh|me|mec|"
    r"magr|mag|mkes|mhum|mik|mikom|mip|mp|map|ma|ak|ca|cfa|cfp|ptk|amk|gr|sked|spt|spi|stp|sars|"
    r"[sm](?:si|pd|kom|kes|hum|sos|ag|ak|ars|farm|ked|psi|kep|tr|pi|pt|in|e|h|t|p|m|a|st)|"
    r"amd(?:kom|keb|kep|ak|si|stat)?|sp(?:a|b|og|pd|an|jp|m|kk|kj|s|tht)|strstat|strkom)$"
)
MUHAMMAD = re.compile(
    r"^(?:m|md|mh|mhd|moh|mohd|muh|muhd|mochd?|mo?u?h+[ao]m+[aeo]+[dt]|muchamad)$"
)
SPELLING = tuple(
    (re.compile(old), new) for old, new in (
        ("oe", "u"), ("oo", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"),
        ("ch|kh", "h"), ("ph|v", "f"), ("dh", "d"), ("th", "t"), ("sy|sh", "s"), ("z", "s"),
        ("q|ck|x", "k"), ("ee|ie|y", "i"), ("ae", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def fold(name: str) -> str:
    """The key under which a name is found: small letters, one spelling, no titles or degrees."""
    front, _, back = name.partition(",")
    tokens = [*_tokens(front, after_comma=False), *_tokens(back, after_comma=True)]
    kept = [token for token in tokens if token not in FRONT_TITLES]
    return " ".join(filter(None, (_spelt(token) for token in kept or tokens)))[:120].strip()


def has_identity_number(text: str) -> bool:
    """Whether a population number stands in what was typed; it is never kept."""
    return bool(IDENTITY_NUMBER.search(text))


def without_identity_numbers(text: str) -> str:
    """The text with each population number in it left out."""
    return IDENTITY_NUMBER.sub("", text)


def e164(text: str) -> str:
    """A telephone number in any usual way of writing as +62…; empty when it is none."""
    try:
        number = phonenumbers.parse(text.strip(), "ID")
    except phonenumbers.NumberParseException:
        return ""
    # Ranges of new operators appear before the library knows them: possible is enough.
    whole = phonenumbers.ValidationResult.IS_POSSIBLE
    if phonenumbers.is_possible_number_with_reason(number) != whole:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def looks_like_phone(text: str) -> bool:
    """Digits with the signs people put between them, at least eight of them."""
    return bool(re.fullmatch(r"\+?[\d\s().\-/]{8,24}", text.strip())) and (
        sum(sign.isdigit() for sign in text) >= 8
    )


def _tokens(text: str, *, after_comma: bool) -> list[str]:
    """The words of a name; before the comma only one written with dots is a degree ("S.Si.")."""
    found = []
    for part in re.split(r"[\s/,]+", _plain(text)):
        token = re.sub(r"[^a-z]", "", part)
        may_be_degree = after_comma or "." in part.rstrip(".")
        if token and not (may_be_degree and DEGREES.match(token)):
            found.append(token)
    return found


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def _spelt(token: str) -> str:
    if MUHAMMAD.match(token):
        return "muhamad"
    for old, new in SPELLING:
        token = old.sub(new, token)
    return token
