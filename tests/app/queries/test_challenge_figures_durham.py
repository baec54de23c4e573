"""Durham's published table of challenges, 2022/23, comes out exactly from records built to its counts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from app.domain.challenges.records import BOTH, CLA, CLOSED, CP, NEITHER, Challenge, ChallengeStep, LevelEntry
from app.domain.dates import Period
from app.domain.records import Record
from app.queries.challenges.figures import ChallengeFigures
from app.queries.challenges.tables import LevelByStatus
from app.queries.challenges.totals import Totals
from app.table import Table
from db.database import Database
from tests.builders import Service, stamp
from tests.locks import KEY

YEAR, BEFORE = Period.financial_year(2022), Period.financial_year(2021)
FORMAL = {
    2: {CLA: 100, CP: 7, NEITHER: 13},
    3: {CLA: 49, CP: 6, NEITHER: 13},
    4: {CLA: 29, CP: 2, NEITHER: 2},
    5: {BOTH: 1},
}
INFORMAL, EARLIER = 151, 136


@pytest.fixture(scope="module")
def durham(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Database.create(tmp_path_factory.mktemp("durham") / "service.db", stamp(), KEY) as database:
        service = Service(database)
        children = [service.child() for _ in range(90)]
        chance = random.Random(1)
        made: list[Record] = []
        raised = [(1, CLA)] * INFORMAL
        raised += [
            (level, status) for level, by in FORMAL.items() for status, number in by.items() for _ in range(number)
        ]
        for level, status in raised:
            made += _closed(level, status, chance.choice(children).id, _day(YEAR, chance), len(made))
        for _ in range(EARLIER):
            made += _closed(2, CLA, chance.choice(children).id, _day(BEFORE, chance), len(made))
        with service.change() as store:
            for kind in (Challenge, ChallengeStep, LevelEntry):
                store.shelf(kind).keep_all([record for record in made if type(record) is kind])
        yield service


def _day(period: Period, chance: random.Random) -> date:
    return period.first + timedelta(days=chance.randrange((period.last - period.first).days + 1))


def _closed(level: int, status: str, child_id: str, day: date, number: int) -> list[Record]:
    """A challenge that entered one level, as it stands once it is closed."""
    challenge = Challenge(
        reference=f"CH{number:05}", child_id=child_id, raised_on=day, status=status, theme="drift", state=CLOSED,
        level=level, first_level=level, highest=level, entered=day, closed_on=day, outcome="plan-changed",
    )  # fmt: skip
    step = ChallengeStep(challenge_id=challenge.id, kind="entered", on=day, position=0, level=level)
    entry = LevelEntry(challenge_id=challenge.id, step_id=step.id, level=level, to="", entered=day, left=day)
    return [challenge, step, entry]


def lines_of(service: Service, table: Table) -> dict[str, tuple[int, ...]]:
    """The numbers of each line by its id."""
    with service.read() as store:
        return {row.id: tuple(row.cells[1:]) for row in table.rows.each(store)}


def test_level_by_status_is_the_published_table(durham: Service) -> None:
    table = durham.desk().ask(LevelByStatus(YEAR))
    assert [column.key for column in table.columns[1:]] == ["cla", "cp", "both", "neither", "total"]
    lines = lines_of(durham, table)
    assert lines["2"] == (100, 7, 0, 13, 120)
    assert lines["3"] == (49, 6, 0, 13, 68)
    assert lines["4"] == (29, 2, 0, 2, 33)
    assert lines["5"] == (1, 1, 1, 0, 1)
    assert lines["1"] == (151, 0, 0, 0, 151)
    assert lines["formal"] == (179, 16, 1, 28, 222)
    assert lines["whole"] == (330, 16, 1, 28, 373)
    assert table.line == "151 informal and 222 formal"
    assert any("both" in note for note in table.notes)


def test_informal_and_formal_stand_beside_the_year_before(durham: Service) -> None:
    lines = lines_of(durham, durham.desk().ask(Totals(YEAR)))
    _, _, before, change, year, year_change = lines["formal"]
    assert (lines["formal"][0], before, change, year, year_change) == (222, 136, 86, 136, 86)
    assert lines["informal"][0] == 151
    assert lines["all"][0] == 373


@pytest.mark.parametrize("count", ["highest", "entries"])
def test_the_figure_by_level_holds_the_numerators(durham: Service, count: str) -> None:
    answer = durham.desk().ask(ChallengeFigures(YEAR, "level", count)).as_json()
    assert answer["period"] == {"from": "2022-04-01", "to": "2023-03-31"}
    assert (answer["by"], answer["count"]) == ("level", count)
    numerators = {row["key"]["level"]: row["numerator"] for row in answer["rows"]}
    assert numerators == {1: 151, 2: 120, 3: 68, 4: 33, 5: 1}
    assert {row["denominator"] for row in answer["rows"]} == {373}
    assert sum(number for level, number in numerators.items() if level > 1) == 222


def test_the_figure_by_status_names_all_four(durham: Service) -> None:
    answer = durham.desk().ask(ChallengeFigures(YEAR, "status")).as_json()
    assert {row["key"]["status"]: row["numerator"] for row in answer["rows"]} == {
        CLA: 329,
        CP: 15,
        BOTH: 1,
        NEITHER: 28,
    }
