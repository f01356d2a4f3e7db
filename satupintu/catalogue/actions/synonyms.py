"""Words that lead to other words, and hints to other institutions: an office keeps its own."""

from collections.abc import Mapping

from satupintu.catalogue.actions.index import words_changed
from satupintu.catalogue.actions.keeping import Outcome, batches, begin, end
from satupintu.catalogue.models import ElsewhereHint, SearchLog, Synonym, SynonymKind
from satupintu.catalogue.queries.sources import changeable
from satupintu.catalogue.sources.reading import Broken, Row, Table
from satupintu.catalogue.sources.text import line
from satupintu.catalogue.sources.text import link as clean_link
from satupintu.journal.record import act, officer, writing
from satupintu.offices.models import Office
from satupintu.rules.search_talk import TALK
from satupintu.rules.search_words import GRAMMAR, fold
from satupintu.rules.search_words import words as split

TERM = ("term", "istilah", "kata", "words")
MEANING = ("canonical", "arti", "makna", "means")
KIND = ("kind", "jenis")
KINDS: Mapping[str, SynonymKind] = {
    "singkatan": SynonymKind.ABBREVIATION, "informal": SynonymKind.EVERYDAY,
    "sehari-hari": SynonymKind.EVERYDAY, "singkatan_ketik": SynonymKind.CHAT,
    "percakapan": SynonymKind.CHAT, "inggris": SynonymKind.ENGLISH,
    "salah_ketik": SynonymKind.SPELLING, "ejaan": SynonymKind.SPELLING,
    "sinonim": SynonymKind.SYNONYM, "padanan": SynonymKind.SYNONYM, "": SynonymKind.SYNONYM,
    **{one.value: one for one in SynonymKind},
}  # fmt: skip
LONGEST_WORDS, LONGEST_MEANING, LONGEST_HINT = 120, 300, 300


class NotWords(Exception):
    """These words cannot lead anywhere; the message says why, `why` in one word for a screen."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why


def readable(words: str, means: str) -> tuple[str, str]:
    """The pair as it is kept. Raises NotWords."""
    said, meant = fold(line(words)), "|".join(line(one) for one in means.split("|") if one.strip())
    if not said:
        raise NotWords("empty", "tidak ada kata yang bisa dicari")
    if len(said) > LONGEST_WORDS or len(meant) > LONGEST_MEANING:
        raise NotWords(
            "long", f"terlalu panjang; paling banyak {LONGEST_WORDS} dan {LONGEST_MEANING} huruf"
        )
    if said == fold(meant):
        raise NotWords("same", "kata dan artinya sama")
    if all(word in TALK or word in GRAMMAR for word in split(said)):
        raise NotWords("talk", "kata-kata ini dilewati saat mencari, jadi tidak pernah cocok")
    return said, meant


def import_synonyms(table: Table, office: Office | None = None) -> Outcome:
    """Keep the words of a file; the same file twice adds nothing. Raises Broken."""
    columns = [
        next((name for name in names if name in table.columns), "")
        for names in (TERM, MEANING, KIND)
    ]
    if not columns[0] or not columns[1]:
        raise Broken("perlu kolom term dan canonical (atau istilah dan arti)")
    outcome = Outcome(table.file.name, "synonyms")
    all_rows = list(table.rows())  # whole before anything is written: the end may be broken
    run = begin(outcome, office)
    for rows in batches(all_rows):
        with writing():
            _keep(rows, columns, office, outcome)
    with writing():
        words_changed()
    end(run, outcome)
    return outcome


def _keep(rows: list[Row], columns: list[str], office: Office | None, outcome: Outcome) -> None:
    for row in rows:
        told = [line(row.cells.get(name)) if name else "" for name in columns]
        try:
            if row.fault:
                raise NotWords("row", row.fault)
            if not told[1]:
                raise NotWords("meaning", "tidak ada artinya")
            if told[2].casefold() not in KINDS:
                raise NotWords(
                    "kind", f"jenis '{told[2]}' tidak dikenal: {', '.join(filter(None, KINDS))}"
                )
            said, meant = readable(told[0], told[1])
        except NotWords as problem:
            outcome.refuse(row.number, told[0], str(problem))
            continue
        kind = KINDS[told[2].casefold()]
        known, new = Synonym.objects.get_or_create(
            office=office, words=said, means=meant, defaults={"kind": kind}
        )
        if new:
            outcome.added += 1
        elif known.kind != kind:
            Synonym.objects.filter(pk=known.pk).update(kind=kind)
            outcome.changed += 1
        else:
            outcome.unchanged += 1


def keep_synonym(
    office: Office, by: int, *, words: str, means: str, kind: str, pk: int | None = None
) -> Synonym:
    """An administrator says that these words also mean those. Raises NotWords.

    Without a meaning the words lose what the product itself says they mean.
    """
    said, meant = readable(words, means)
    with act(office.pk, officer(by)) as doing:
        told = {"words": said, "means": meant, "kind": kind}
        twins = Synonym.objects.filter(changeable(office), words=said, means=meant)
        if any(twin.pk != pk for twin in twins):
            raise NotWords("twin", "kata dengan arti ini sudah ada")
        if pk:
            Synonym.objects.filter(changeable(office), pk=pk).update(**told)
            kept = Synonym.objects.get(pk=pk)
        else:
            kept = Synonym.objects.create(office=office, **told)
        words_changed()
        doing.note("catalogue.synonym_kept", f"synonym:{kept.pk}")
    return kept


def remove_synonym(office: Office, by: int, pk: int) -> None:
    """These words mean only themselves again."""
    with act(office.pk, officer(by)) as doing:
        if Synonym.objects.filter(changeable(office), pk=pk).delete()[0]:
            words_changed()
            doing.note("catalogue.synonym_removed", f"synonym:{pk}")


def keep_hint(
    office: Office, by: int, *, words: str, institution: str, address: str = "", link: str = "",
    note: str = "", pk: int | None = None,
) -> ElsewhereHint:  # fmt: skip
    """Whose data such words ask for, when it is not this office's. Raises NotWords."""
    parts = dict.fromkeys(filter(None, (fold(line(one)) for one in words.split(","))))
    if len(said := ", ".join(parts)) > LONGEST_HINT:
        raise NotWords("long", f"terlalu panjang; paling banyak {LONGEST_HINT} huruf")
    told = {
        "words": said, "institution": line(institution), "link": clean_link(link),
        "note": line(note), "address": line(address),
    }  # fmt: skip
    with act(office.pk, officer(by)) as doing:
        if pk:
            ElsewhereHint.objects.filter(changeable(office), pk=pk).update(**told)
            kept = ElsewhereHint.objects.get(pk=pk)
        else:
            kept = ElsewhereHint.objects.create(office=office, **told)
        words_changed()
        doing.note("catalogue.hint_kept", f"hint:{kept.pk}")
    return kept


def remove_hint(office: Office, by: int, pk: int) -> None:
    """The office no longer points there."""
    with act(office.pk, officer(by)) as doing:
        if ElsewhereHint.objects.filter(changeable(office), pk=pk).delete()[0]:
            words_changed()
            doing.note("catalogue.hint_removed", f"hint:{pk}")


def look_after(office: Office, by: int, query: str) -> int:
    """The office has looked after this term: it leaves the work list until it is asked again."""
    with act(office.pk, officer(by)) as doing:
        done = SearchLog.objects.filter(office=office, query=query, done=False).update(done=True)
        doing.note("catalogue.term_done", f"office:{office.pk}", searches=done)
    return done
