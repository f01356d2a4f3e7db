"""English says all that Indonesian says."""

import ast
import re
from collections.abc import Iterator

import pytest

from satupintu.offices.choices import BY_NAME
from satupintu.offices.starting_standard import SERVICES
from tests import messages, source
from tests.source import where

CATALOGUE = source.PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Values, marks filled in by scripts ("#", "{n}"), and what a page would break without.
FILLED_IN = re.compile(r"%\(\w+\)[a-z]|%%|%[sd]|\{\w+\}|#|</?\w[^>]*>|&\w+;")


def english() -> list[messages.Entry]:
    return messages.entries(CATALOGUE.read_text(encoding="utf-8"))


def filled_in(text: str) -> list[str]:
    return sorted(FILLED_IN.findall(text))


def said() -> Iterator[tuple[str, messages.Key]]:
    for path in source.templates():
        for key in messages.of_template(path.read_text(encoding="utf-8")):
            yield where(path), key
    for path, tree in source.code():
        for key in messages.of_code(tree):
            yield where(path), key


def test_every_message_of_the_sources_stands_in_the_english_catalogue():
    known = {entry.key for entry in english()}
    missing = sorted({f"{place}: {key}" for place, key in said() if key not in known})
    assert not missing, "\n".join(missing)


def test_every_word_an_office_starts_with_stands_in_the_english_catalogue():
    known = {entry.key for entry in english()}
    shown = ("name", "short_name", "example", "fee_text")
    words = [service[name] for service in SERVICES for name in shown] + BY_NAME["purposes"].default
    assert [word for word in words if ("", word) not in known] == []


def test_no_english_message_is_empty_or_a_guess():
    unfinished = [
        entry.key
        for entry in english()
        if "fuzzy" in entry.flags or not all(text.strip() for text in entry.translations)
    ]
    assert unfinished == []


def test_english_has_one_and_many_wherever_indonesian_counts():
    assert [e.key for e in english() if len(e.translations) != len(e.sources)] == []


def test_english_fills_in_the_same_values_as_indonesian():
    offenders = [
        f"{entry.key}: {text}"
        for entry in english()
        for text in entry.translations
        if filled_in(text) != filled_in(entry.words["msgid"])
    ]
    assert not offenders, "\n".join(offenders)


def test_english_keeps_the_spaces_at_the_ends():
    def ends(text: str) -> tuple[bool, bool]:
        return text[0].isspace(), text[-1].isspace()

    offenders = [
        entry.key
        for entry in english()
        for text in entry.translations
        if ends(text) != ends(entry.words["msgid"])
    ]
    assert offenders == []


def test_the_compiled_catalogue_says_what_the_written_one_says():
    written = {
        entry.key: dict(enumerate(entry.translations))
        if "msgid_plural" in entry.words
        else {None: entry.translations[0]}
        for entry in english()
    }
    assert messages.compiled(CATALOGUE.with_suffix(".mo")) == written


def test_gettext_goes_by_its_own_name_or_an_underscore():
    """Its tools look for these names; a text under another name never reaches a translator."""
    offenders = [
        f"{where(path)}: {name} as {alias}"
        for path, tree in source.code()
        for name, alias in messages.imported(tree)
        if alias not in {name, "_"}
    ]
    assert not offenders, "\n".join(offenders)


def test_no_message_is_asked_for_inside_an_f_string():
    """makemessages does not look there, and takes the message's English out of the catalogue."""
    offenders = [
        f"{where(path)}:{call.lineno}" for path, tree in source.code() for call in inside(tree)
    ]
    assert not offenders, "\n".join(offenders)
    assert list(inside(ast.parse("f\"{_('Meja')} {number}\"")))


def inside(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of gettext within f-strings."""
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    for call in (node for text in texts for node in ast.walk(text)):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id in messages.NAMES | {"_"}:
            yield call


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ('{% load i18n %}{% translate "Meja" %}', ("", "Meja")),
        ("{% load i18n %}{% translate 'Meja' as desk %}", ("", "Meja")),
        ('{% load i18n %}{% translate "Tutup" context "daftar" %}', ("daftar", "Tutup")),
        ('{% load i18n ui %}{% badge "warn" "cup" _("Istirahat") %}', ("", "Istirahat")),
        (
            "{% load i18n %}{% blocktranslate with n=two trimmed %}\n Meja\n {{ n }}"
            "{% endblocktranslate %}",
            ("", "Meja %(n)s"),
        ),
        (
            "{% load i18n %}{% blocktranslate count n=two %}{{ n }} orang{% plural %}{{ n }} orang"
            "{% endblocktranslate %}",
            ("", "%(n)s orang"),
        ),
    ],
)
def test_a_message_of_a_template_is_found(template, key):
    assert list(messages.of_template(template)) == [key]


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("import gettext as _\n_('Meja ' 'depan')", ("", "Meja depan")),
        ("import gettext_lazy as lazy\nlazy('Meja')", ("", "Meja")),
        ("import ngettext\nngettext('%d orang', '%d orang', 2)", ("", "%d orang")),
        ("import pgettext\npgettext('daftar', 'Tutup')", ("daftar", "Tutup")),
    ],
)
def test_a_message_of_code_is_found(code, key):
    assert list(messages.of_code(ast.parse(f"from django.utils.translation {code}"))) == [key]


def test_a_catalogue_is_read_as_it_is_written():
    (entry,) = messages.entries(
        'msgid ""\nmsgstr "Language: en\\n"\n\n#, fuzzy, python-format\nmsgctxt "daftar"\n'
        'msgid ""\n"%(n)s "\n"orang"\nmsgid_plural "%(n)s orang"\nmsgstr[0] "%(n)s person"\n'
        'msgstr[1] "%(n)s people"\n\n#~ msgid "Lama"\n#~ msgstr "Old"\n'
    )
    assert entry.key == ("daftar", "%(n)s orang")
    assert (entry.flags, entry.translations) == (
        {"fuzzy", "python-format"},
        ["%(n)s person", "%(n)s people"],
    )


@pytest.mark.parametrize("other", ["%(m)s orang", "orang", "%(n)s orang #", "<b>%(n)s</b> orang"])
def test_a_value_lost_or_renamed_is_seen(other):
    assert filled_in("%(n)s orang") != filled_in(other)
