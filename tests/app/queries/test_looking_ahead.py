"""The page's own questions about the months ahead: everything at once as each alone, and who moves from whom to whom and why."""

from datetime import date, timedelta

from app.domain.scenarios import Joins, Moves, Scenario
from app.queries.ahead.look import LookAhead
from app.queries.ahead.months import MonthsAhead
from app.queries.ahead.moving import NOBODY, OWN, MovesIf
from app.queries.ahead.weeks import WeeksAhead
from app.queries.caseload.lines import SERVICE
from tests.builders import TODAY, Service


def test_all_at_once_is_what_each_question_answers_alone(service: Service) -> None:
    ann, bea = service.officer("Ann Ash"), service.officer("Bea Birch")
    child = service.child(name="Amira")
    service.allocated(child, ann, date(2026, 1, 5))
    service.held(service.period(child, date(2026, 1, 5)), date(2026, 9, 1))
    scenario = Scenario(TODAY, (Moves((child.id,), bea.id),))
    desk = service.desk()
    looked = desk.ask(LookAhead(scenario))
    assert looked.months == desk.ask(MonthsAhead(scenario))
    assert looked.weeks[bea.id] == desk.ask(WeeksAhead(bea.id, scenario))
    assert looked.weeks[SERVICE] == desk.ask(WeeksAhead(None, scenario))
    assert looked.recorded[ann.id] == desk.ask(WeeksAhead(ann.id))
    assert desk.ask(LookAhead()).recorded == {}


def test_who_moves_is_told_with_from_to_and_why(service: Service) -> None:
    ann, bea = service.officer("Ann Ash"), service.officer("Bea Birch")
    ben, cara = (service.child(f"K{at}", name=name, sibling_group="S") for at, name in enumerate(("Ben", "Cara")))
    dan = service.child("K2", name="Dan")
    for child in (ben, cara):
        service.allocated(child, ann, date(2026, 1, 5))
    joins = Joins("new", "Nadia Holt", TODAY + timedelta(days=10))
    moves = (Moves((ben.id, cara.id), bea.id, "Fairer"), Moves((dan.id,), "new"))
    table = service.desk().ask(MovesIf(Scenario(TODAY, (joins, *moves))))
    with service.read() as store:
        assert [row.cells for row in table.rows.each(store)] == [
            ("Ben", "K0", "Ann Ash", "Bea Birch", 1, "Fairer"),
            ("Cara", "K1", "Ann Ash", "Bea Birch", 1, "Fairer"),
            ("Dan", "K2", NOBODY, "Nadia Holt", None, OWN),
        ]
    assert table.line == "3 children move from 20 November 2026 to 30 November 2026"
    assert service.desk().ask(MovesIf(Scenario(TODAY))).line == ""
