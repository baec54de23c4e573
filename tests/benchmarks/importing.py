"""Importing the service's own sheet into an empty database, beside merely reading it with python-calamine."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import python_calamine as calamine
from openpyxl import Workbook

from app.commands.imports import CommitImport, read_for, summary
from app.demonstration import Size, parts
from app.domain.calendar import Calendar, shipped_holidays
from app.domain.children import Child
from app.domain.kinds import LOOKED_AFTER
from app.domain.officers import Allocation, Officer
from app.domain.reviews import Review, Series
from db.database import Database
from tests.benchmarks.measuring import Result, seconds
from tests.benchmarks.services import STAMP, TODAY, Scale, desk, fingerprint, folder, say

GOAL = 6.0
ROWS_PER_CHILD = 4.5
HEADINGS = ("Child reference", "Name", "Date of birth", "Became looked after", "IRO", "Review date", "Participation")


def run(scale: Scale) -> Iterator[Result]:
    """One row a review, with its child, period and IRO; every run goes into a database of its own."""
    sheet = _sheet(scale.rows)
    times = max(2, scale.times // 2)
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / "fresh.irotracker"
        Database.create_demonstration(fresh, STAMP).close()
        imports = [_import(sheet, fresh, Path(place) / f"{number}.irotracker") for number in range(times)]
        readings = [seconds(lambda: _read(sheet)) for _ in range(times)]
    yield Result(f"Import of {scale.rows:,} rows / reading them", median(imports), median(readings), GOAL)


def _import(sheet: Path, fresh: Path, path: Path) -> float:
    """How long reading, planning and keeping took."""
    shutil.copyfile(fresh, path)
    with Database.open(path) as keeper:
        door = desk(keeper)
        written: list[dict[str, Any]] = []

        def work() -> None:
            written.append(summary(door.do(CommitImport(read_for(door, [sheet], "workbook"))).result))

        took = seconds(work)
    path.unlink()
    if written[0]["refused"]:
        raise RuntimeError(f"{written[0]['refused']} rows were refused: {written[0]['refusals'][:3]}")
    say(f"  imported {written[0]['new']['reviews']:,} reviews of {written[0]['new']['children']:,} children")
    return took


def _read(sheet: Path) -> None:
    with calamine.load_workbook(sheet) as book:
        rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) > 1


def _sheet(rows: int) -> Path:
    """The sheet, written once."""
    path = folder() / f"sheet-{rows}-{fingerprint()}.xlsx"
    if not path.exists():
        say(f"Writing a sheet of {rows:,} rows (kept in {path.parent}) ...")
        workbook = Workbook(write_only=True)
        page = workbook.create_sheet("Reviews")
        page.append(HEADINGS)
        for row in islice(_rows(int(rows / ROWS_PER_CHILD)), rows):
            page.append(row)
        workbook.save(path)
    return path


def _rows(children: int) -> Iterator[tuple[str | date | None, ...]]:
    """Looked-after reviews that were held, as a service would list them."""
    officers: dict[str, Officer] = {}
    for part in parts(TODAY, Size(children=children), 1, Calendar.from_rows(shipped_holidays())):
        officers |= {record.id: record for record in part if isinstance(record, Officer)}
        known = {record.id: record for record in part if isinstance(record, Child)}
        series = {record.id: record for record in part if isinstance(record, Series)}
        holders = {record.child_id: record.officer_id for record in part if isinstance(record, Allocation)}
        for review in part:
            if isinstance(review, Review) and review.kind == LOOKED_AFTER and review.held and review.series_id:
                child, period = known[review.child_id], series[review.series_id]
                holder = officers[holders[child.id]].name if child.id in holders else None
                words = (child.reference, child.name, child.date_of_birth, period.start, holder)
                yield (*words, review.held, review.participation)
