"""Random files through the whole program: every figure equals the plain recomputation beside this file."""

import json
import random
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import main
from app.domain.dates import Period
from app.queries.timeliness import Timeliness
from db.database import Database
from tests.app.imports.files import episode, write_903, write_sheet
from tests.builders import stamp
from tests.journeys import oracle
from tests.journeys.oracle_figures import Question, as_json, figure, still_to_come
from tests.journeys.oracle_rows import CLOCKS, Return, SheetRow, due_date
from tests.journeys.random_files import AS_OF, returns, sheets
from tests.locks import PASSPHRASE_FILE, key_of

T = TypeVar("T")

EXAMPLES = 3
"""Whole services that each test imports; several hundred when the figures themselves are changed."""

FIRST, LAST = date(2023, 1, 1), date(2027, 6, 30)
QUARTER = (date(2026, 2, 1), date(2026, 4, 30))
KEYS = (None, "kind", "iro", "team", "month")
# Not shrunk: an example is small as it is, and each attempt to make it smaller imports three files.
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def write_return(folder: Path, files: Return) -> Path:
    """header.csv, episodes.csv and reviews.csv."""
    return write_903(
        folder,
        [(child, f"{born:%d/%m/%Y}") for child, born in files.header],
        [
            episode(
                e.child,
                f"{e.start:%d/%m/%Y}",
                f"{e.end:%d/%m/%Y}" if e.end else "",
                begins=e.begins,
                ends=e.ends,
                status=e.status,
            )
            for e in files.episodes
        ],
        [(r.child, f"{r.born:%d/%m/%Y}", r.held, r.code) for r in files.reviews],
    )


HEADINGS = {"child": "Child ID", "born": "Date of birth", "kind": "Kind of review", "start": "Period started"}
HEADINGS |= {"end": "Period ended", "iro": "IRO", "team": "Team", "held": "Review held", "due": "Review due"}
HEADINGS |= {"sequence": "Review number", "code": "Participation code"}


def write_lines(path: Path, rows: tuple[SheetRow, ...]) -> Path:
    """A workbook with one sheet."""
    return write_sheet(path, tuple(HEADINGS.values()), *([getattr(row, name) for name in HEADINGS] for row in rows))


def run(*words: str | Path) -> str:
    """What the command line prints; it must succeed."""
    printed = StringIO()
    with redirect_stdout(printed):
        asked = ("--passphrase-file", PASSPHRASE_FILE) if "--database" in words else ()
        assert main.main([str(word) for word in (*words, *asked)]) == 0
    return printed.getvalue()


def imported(database: Path, path: Path) -> dict[str, Any]:
    """Import one file or folder."""
    found: dict[str, Any] = json.loads(run("import", path, "--database", database, "--as-of", str(AS_OF), "--json"))
    return found


def questions(basis: tuple[str, ...] = ("review", "child")) -> list[Question]:
    """The figures that the command line is asked for: all of them over all years, and a quarter's without groups."""
    every = [Question(FIRST, LAST, *words, AS_OF) for words in product(KEYS, basis, ("held", "due"))]
    return [*every, *(Question(*QUARTER, None, *words, AS_OF) for words in product(basis, ("held", "due")))]


def answered(database: Path, asked: Question) -> list[dict[str, Any]]:
    """The rows of one figure that count anything."""
    by = ["--by", asked.by] if asked.by else []
    words = ["--from", str(asked.first), "--until", str(asked.last), "--as-of", str(AS_OF), "--json"]
    words += ["--basis", asked.basis, "--count", asked.count, "--database", str(database), *by]
    rows: list[dict[str, Any]] = json.loads(run("figures", "timeliness", *words))["rows"]
    for row in rows:
        assert row["value"] == (100 * row["numerator"] / row["denominator"] if row["denominator"] else None)
    return ordered([row for row in rows if row["denominator"] or row["unjudged"]])


def ordered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in one order, whatever order they came in."""
    return sorted(rows, key=lambda row: json.dumps(row["key"]))


def check(database: Path, service: oracle.Service, asked: list[Question]) -> None:
    """Every figure of the program is the oracle's."""
    for one in asked:
        assert answered(database, one) == ordered(as_json(figure(service, one), one.by)), one
        if one.by is None and one.count == "due":
            assert to_come(database, one) == still_to_come(service, one)


def to_come(database: Path, asked: Question) -> int:
    """How many reviews the program says are still to come; only its pages and sheets print that."""
    question = Timeliness(Period(asked.first, asked.last), basis=asked.basis, count="due")
    opened = Database.open(database, key_of(database))
    try:
        with opened.read(stamp(AS_OF)) as store:
            return question.run(store, stamp(AS_OF)).lines[0].to_come
    finally:
        opened.close()


def check_files(folder: Path, service: oracle.Service, path: Path, shuffled: Path) -> None:
    """The figures are right, the same file again changes nothing, and the order of its rows makes no difference."""
    imported(folder / "first.db", path)
    check(folder / "first.db", service, questions())
    again = imported(folder / "first.db", path)
    assert not any(again["new"].values())
    assert not any(again["changed"].values())
    imported(folder / "second.db", shuffled)
    check(folder / "second.db", service, questions(("review",)))


def mixed(rows: tuple[T, ...], chance: random.Random) -> tuple[T, ...]:
    """The rows in another order."""
    return tuple(chance.sample(rows, len(rows)))


@FEW
@given(returns(), st.randoms(use_true_random=False))
def test_every_figure_of_a_return_is_the_one_worked_out_by_hand(files: Return, chance: random.Random) -> None:
    shuffled = Return(mixed(files.header, chance), mixed(files.episodes, chance), mixed(files.reviews, chance))
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_return(folder / "return", files), write_return(folder / "shuffled", shuffled)
        check_files(folder, oracle.of_return(files, AS_OF), *paths)


@FEW
@given(sheets(), st.randoms(use_true_random=False))
def test_every_figure_of_a_sheet_is_the_one_worked_out_by_hand(
    rows: tuple[SheetRow, ...], chance: random.Random
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_lines(folder / "sheet.xlsx", rows), write_lines(folder / "shuffled.xlsx", mixed(rows, chance))
        check_files(folder, oracle.of_sheet(rows, AS_OF), *paths)


@pytest.mark.parametrize("kind", CLOCKS)
@settings(max_examples=EXAMPLES)
@given(number=st.integers(1, 5), start=st.dates(date(2015, 1, 1), date(2028, 6, 1)))
def test_every_due_date_is_the_one_worked_out_by_hand(kind: str, number: int, start: date) -> None:
    due = due_date(kind, number, start)
    if due is not None:
        words = ["due-date", "--kind", kind, "--sequence", str(number), "--from", str(start), "--json"]
        assert json.loads(run(*words))["due"] == str(due)
