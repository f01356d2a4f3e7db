"""Fill the catalogue: from files, from the WebAPI, with the starter, with synonyms."""

import argparse
import csv
from pathlib import Path

from django.conf import settings

from satupintu.catalogue.actions.importing import import_file, settle
from satupintu.catalogue.actions.keeping import Outcome
from satupintu.catalogue.actions.starting import load_starter
from satupintu.catalogue.actions.syncing import EVERY, MODELS, Sync
from satupintu.catalogue.actions.synonyms import import_synonyms
from satupintu.catalogue.actions.withdrawing import TooMany
from satupintu.catalogue.sources.mapping import Unknown, chosen, shipped
from satupintu.catalogue.sources.opening import files_in, open_table
from satupintu.catalogue.sources.reading import Broken
from satupintu.catalogue.sources.task import Task, look_at
from satupintu.catalogue.sources.webapi import WebApi
from satupintu.offices.models import Office
from satupintu.operations.command import Trouble
from satupintu.operations.commands.migrate import up_to_date
from satupintu.operations.progress import Progress
from satupintu.ui.csv_file import cell

SHOWN = 10  # refusals told on the terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """import, sync, starter, synonyms: each with its own words."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    files = acts.add_parser("import", help="CSV, XLSX or JSON Lines files, or folders of them")
    files.add_argument("files", type=Path, nargs="*", metavar="FILE")
    files.add_argument("--mapping", metavar="NAME|FILE", help="which column tells what")
    files.add_argument("--mappings", action="store_true", help="list the shipped mappings")
    files.add_argument("--office", metavar="CODE", help="items of this office only")
    files.add_argument("--complete", action="store_true", help="what is missing is withdrawn")
    files.add_argument("--sure", action="store_true", help="also when most would be withdrawn")
    files.add_argument("--dry-run", action="store_true", help="tell what would happen, only")
    files.add_argument("--report", type=Path, metavar="FILE.csv", help="every refusal, as CSV")
    sync = acts.add_parser("sync", help="the lists of the WebAPI of BPS (WEBAPI_KEY)")
    sync.add_argument(
        "--office", action="append", metavar="CODE", help="a domain; without: those served here"
    )
    sync.add_argument("--models", metavar="NAME,…", help=f"of {','.join(EVERY)}")
    sync.add_argument("--minutes", type=float, default=60.0, help="at most so long (60)")
    sync.add_argument("--anew", action="store_true", help="from the first page of every list")
    acts.add_parser("starter", help="the small catalogue that comes with the product")
    words = acts.add_parser("synonyms", help="a CSV with term, canonical and kind")
    words.add_argument("file", type=Path)
    words.add_argument("--office", metavar="CODE", help="for this office only")
    words.add_argument("--report", type=Path, metavar="FILE.csv", help="every refusal, as CSV")


def command(options: argparse.Namespace) -> int:
    """Do one of the four. Returns 1 when something stayed undone."""
    if options.act == "import" and options.mappings:
        for one in shipped():
            print(f"{one.name:<16} {one.about}")
        return 0
    up_to_date()
    try:
        return ACTS[options.act](options)
    except (Broken, Unknown) as problem:
        raise Trouble(str(problem)) from None


# --- files -------------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    if not options.files:
        raise Trouble(
            "sebutkan berkas atau map yang dimuat; --mappings menyebut pemetaan yang ada."
        )
    office = _office(options.office)
    tasks = _looked_at(options)
    outcomes = []
    for task in tasks:
        outcome = _imported(task, office, options)
        outcomes.append(outcome)
        _tell(outcome, dry=options.dry_run)
    settle()
    if options.report:
        _report(outcomes, options.report)
    if len(outcomes) > 1:
        print(_sum(outcomes, dry=options.dry_run))
    return 0


def _looked_at(options: argparse.Namespace) -> list[Task]:
    """All files are read once before the first is kept: a broken one changes nothing."""
    mapping = chosen(options.mapping) if options.mapping else None
    tasks = []
    for file in files_in(options.files):
        try:
            tasks.append(look_at(file, mapping))
        except (Broken, Unknown) as problem:
            raise Trouble(f"{file.name}: {problem}. Tidak ada yang diubah.") from None
    # Values belong to items, so the lists of items come first.
    return sorted(tasks, key=lambda task: task.mapping.supplement)


def _imported(task: Task, office: Office | None, options: argparse.Namespace) -> Outcome:
    progress = Progress(task.name)
    try:
        return import_file(
            task, office=office, complete=options.complete, sure=options.sure,
            dry=options.dry_run, tell=progress.tell,
        )  # fmt: skip
    except TooMany as problem:
        raise Trouble(
            f"{task.name}: {problem.missing} dari {problem.there} item akan ditarik; mungkin "
            "berkasnya terpotong. Kalau memang begitu, ulangi dengan --sure."
        ) from None
    except KeyboardInterrupt:
        raise Trouble(
            f"{task.name}: dihentikan. Yang sudah masuk tetap ada; perintah yang sama meneruskan."
        ) from None
    finally:
        progress.end()


def _tell(outcome: Outcome, *, dry: bool = False) -> None:
    if outcome.skipped:
        print(f"{outcome.name}: dilewati, {outcome.skipped}.")
        return
    print(f"{outcome.name}: {_counted(outcome, dry=dry)}.")
    for remark in outcome.remarks:
        print(f"  catatan: {remark}")
    for one in outcome.refusals[:SHOWN]:
        print(f"  baris {one.row} ditolak ({one.ident or 'tanpa id'}): {one.reason}")
    if (more := len(outcome.refusals) - SHOWN) > 0:
        print(f"  … dan {more} lagi; --report FILE.csv menulis semuanya")


def _counted(outcome: Outcome, *, dry: bool) -> str:
    would = "akan " if dry else ""
    parts = [
        (outcome.added, f"{would}ditambah"), (outcome.changed, f"{would}diubah"),
        (outcome.unchanged, "tetap"), (outcome.withdrawn, f"{would}ditarik"),
        (len(outcome.refusals), "ditolak"),
    ]  # fmt: skip
    always = {f"{would}ditambah", "tetap", "ditolak"}
    return ", ".join(f"{count} {word}" for count, word in parts if count or word in always)


def _sum(outcomes: list[Outcome], *, dry: bool) -> str:
    whole = Outcome("Semua")
    for one in outcomes:
        whole.added += one.added
        whole.changed += one.changed
        whole.unchanged += one.unchanged
        whole.withdrawn += one.withdrawn
        whole.refusals += one.refusals
    return f"Semua: {_counted(whole, dry=dry)}."


def _report(outcomes: list[Outcome], file: Path) -> None:
    rows = [
        [cell(each) for each in (outcome.name, one.row, one.ident, one.reason)]
        for outcome in outcomes for one in outcome.refusals
    ]  # fmt: skip
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([("file", "row", "id", "reason"), *rows])
    print(f"Baris yang ditolak dengan alasannya: {file}")


# --- the WebAPI, the starter, words ------------------------------------------------------------


def _sync(options: argparse.Namespace) -> int:
    if not settings.WEBAPI_KEY:
        raise Trouble(
            "WEBAPI_KEY belum ada. Kunci gratis diminta di webapi.bps.go.id/developer; berikan "
            "lewat WEBAPI_KEY atau WEBAPI_KEY_FILE (docs/running/settings.md)."
        )
    models = [one.strip() for one in options.models.split(",")] if options.models else MODELS
    if strange := set(models) - set(EVERY):
        raise Trouble(f"'{min(strange)}' bukan daftar WebAPI yang dikenal: {', '.join(EVERY)}.")
    serving = Office.objects.filter(serving=True).order_by("code").values_list("code", flat=True)
    domains = options.office or list(serving) or ["0000"]
    progress = Progress("WebAPI")
    api = WebApi(settings.WEBAPI_ADDRESS, settings.WEBAPI_KEY, budget=options.minutes * 60)
    sync = Sync(api, domains, models, anew=options.anew, tell=progress.about)
    try:
        sync.run()
    finally:
        progress.end()
        api.close()
    for outcome in sync.outcomes:
        _tell(outcome)
    for trouble in sync.troubles:
        print(f"  belum selesai: {trouble}")
    print(f"{api.asked} permintaan ke WebAPI. Sumber: BPS.")
    return 1 if sync.troubles else 0


def _starter(options: argparse.Namespace) -> int:
    _tell(load_starter())
    return 0


def _synonyms(options: argparse.Namespace) -> int:
    outcome = import_synonyms(open_table(options.file), _office(options.office))
    _tell(outcome)
    if options.report:
        _report([outcome], options.report)
    return 0


def _office(code: str | None) -> Office | None:
    if code is None:
        return None
    if office := Office.objects.filter(code=code).first():
        return office
    raise Trouble(f"tidak ada kantor {code}.")


ACTS = {"import": _import, "sync": _sync, "starter": _starter, "synonyms": _synonyms}
