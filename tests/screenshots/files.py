"""Two SSDA903 returns of the demonstration's own children, a month apart, so that a preview has something to say."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.children import Child
from app.domain.kinds import LOOKED_AFTER
from app.domain.reviews import Review, Series
from db.database import Database
from tests.app.imports.files import HEADER, episode, write_903, write_csv
from tests.screenshots.album import STAMP, Stage

FIRST_DAY, MONTH_AGO = date(2026, 4, 1), date(2026, 10, 20)
CHILDREN = 180
NEW = {"910001": date(2026, 10, 28), "910002": date(2026, 11, 3), "910003": date(2026, 11, 12)}
SEXES = {"male": "1", "female": "2"}


@dataclass(frozen=True)
class Known:
    """A child with one running period of care, and the reviews held in this year's return."""

    child: Child
    series: Series
    held: list[Review]

    @property
    def born(self) -> str:
        """The date of birth as the return writes it."""
        return day(self.child.date_of_birth)


def day(of: date | None) -> str:
    """A date as the return writes it."""
    return of.strftime("%d/%m/%Y") if of else ""


def write_returns(stage: Stage) -> tuple[Path, Path]:
    """The folders of last month's return and of this month's."""
    known = _known(stage.demonstration)
    before = _write(stage.folder / "SSDA903 October 2026", known, [])
    return before, _write(stage.folder / "SSDA903 November 2026", known, list(NEW))


def _write(folder: Path, known: list[Known], new: list[str]) -> Path:
    write_903(folder, None, _episodes(known, new), _reviews(known, changed=bool(new)))
    headers = [(one.child.reference, SEXES.get(one.child.sex, ""), one.born) for one in known]
    headers += [(reference, "2", "14/02/2017") for reference in new]
    write_csv(folder / "header.csv", HEADER, [(*each, "WBRI", "UN1", "", "") for each in headers])
    return folder


def _known(path: Path) -> list[Known]:
    """Some children in care since before the first return."""
    with Database.open(path) as database, database.read(STAMP) as store:
        children = {child.id: child for child in store.shelf(Child).find()}
        periods: dict[str, list[Series]] = defaultdict(list)
        for series in store.shelf(Series).find():
            if series.kind == LOOKED_AFTER:
                periods[series.child_id].append(series)
        held: dict[str, list[Review]] = defaultdict(list)
        for review in store.shelf(Review).find():
            if review.series_id and review.held and review.held >= FIRST_DAY:
                held[review.series_id].append(review)
    single = [own[0] for own in periods.values() if len(own) == 1]
    found = [Known(children[s.child_id], s, held[s.id]) for s in single if s.end is None and _began_before(s)]
    return sorted(found, key=lambda one: one.child.reference)[:CHILDREN]


def _began_before(series: Series) -> bool:
    return series.start is not None and series.start < MONTH_AGO


def _episodes(known: list[Known], new: list[str]) -> Iterator[tuple[str, ...]]:
    for at, one in enumerate(known):
        has_left = bool(new) and at % 45 == 7
        left = {"end": "13/11/2026", "ends": "E4A"} if has_left else {}
        yield episode(one.child.reference, day(one.series.start), **left)
    for reference in new:
        yield episode(reference, day(NEW[reference]))


def _reviews(known: list[Known], *, changed: bool) -> Iterator[tuple[str, ...]]:
    """Last month's holds what is here; this month's lacks one, adds some, and has two dates that do not exist."""
    for at, one in enumerate(known):
        for number, review in enumerate(one.held):
            if review.held and (changed or review.held < MONTH_AGO) and not (changed and number == 0 and at == 3):
                yield (one.child.reference, one.born, day(review.held), review.participation or "PN1")
        if changed and at % 60 == 11:
            yield (one.child.reference, one.born, "10/11/2026", "PN1")
        if changed and at % 90 == 21:
            yield (one.child.reference, one.born, "31/09/2026", "PN1")
