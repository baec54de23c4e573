"""What the service sets up for challenges: its levels, who answers there, learning points, and saved views."""

from datetime import date
from typing import Any

import pytest

from app.commands.challenges.ladder import KeepRungHolder, VoidRungHolder
from app.commands.challenges.learning import KeepLearningPoint, VoidLearningPoint
from app.commands.settings import ChangeSetting
from app.commands.views import ForgetServiceView, ForgetView, KeepServiceView, KeepView
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge, LearningLink, RungHolder
from app.domain.children import Child
from app.domain.errors import Refusal, Stale
from app.queries.challenges.defaults import addressee
from app.queries.views import SavedViews, View
from tests.app.commands.challenging import MONDAY, found, logged
from tests.builders import TODAY, Service

IRENE = Person(login="irene", role=Role.IRO)


def rung(level: int, **given: Any) -> dict[str, Any]:
    return {"level": level, "name": "Manager", "addressee": "Manager", "days": 5, **given}


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("challenges.ladder", [rung(1)]),
        ("challenges.ladder", [rung(1), rung(3)]),
        ("challenges.ladder", [rung(2), rung(3)]),
        ("challenges.ladder", [rung(1), rung(2, name=" ")]),
        ("challenges.ladder", [rung(1), rung(2, addressee="")]),
        ("challenges.ladder", [rung(1), rung(2, days=0)]),
        ("challenges.ladder", [rung(1), rung(2, days="5")]),
        ("challenges.ladder", [rung(1), "two"]),
        ("challenges.ladder", [rung(level) for level in range(1, 11)]),
        ("challenges.total-days", 0),
        ("challenges.total-days", 251),
        ("challenges.total-days", "20"),
        ("challenges.stop", "soon"),
        ("challenges.denominator", "all"),
        ("challenges.follow-up-months", 25),
        ("challenges.quiet-days", 61),
        ("challenges.entry-levels", {"weather": 3}),
        ("challenges.entry-levels", {"drift": 6}),
        ("challenges.entry-levels", {"drift": "4"}),
        ("challenges.positive-themes", ["weather"]),
    ],
)
def test_values_that_cannot_be_are_refused(desk: Desk, key: str, given: Any) -> None:
    with pytest.raises(Refusal):
        desk.do(ChangeSetting(key, given))


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("challenges.ladder", [rung(1), rung(2), rung(3, days=10)]),
        ("challenges.total-days", 30),
        ("challenges.stop", "closed"),
        ("challenges.denominator", "due"),
        ("challenges.follow-up-months", 6),
        ("challenges.quiet-days", 15),
        ("challenges.entry-levels", {"drift": 3}),
        ("challenges.positive-themes", ["good-practice", "health"]),
    ],
)
def test_values_that_can_be_are_kept(desk: Desk, key: str, given: Any) -> None:
    assert desk.do(ChangeSetting(key, given)).entry


def test_a_themes_usual_level_above_a_shorter_ladder_is_its_highest(desk: Desk, child: Child) -> None:
    desk.do(ChangeSetting("challenges.ladder", [rung(1), rung(2), rung(3)]))
    assert logged(desk, child, theme="unregistered-placement", raised_on=TODAY).level == 3


def test_whoever_answers_from_a_day_ends_who_did_before(service: Service, desk: Desk) -> None:
    desk.do(KeepRungHolder(3, "Sam", date(2026, 1, 1)))
    desk.do(KeepRungHolder(3, "Sue", date(2026, 9, 1)))
    desk.do(KeepRungHolder(3, "Sid", date(2026, 6, 1)))
    desk.do(KeepRungHolder(3, "Sal", date(2026, 6, 1)))
    days = {h.name: (h.start, h.end) for h in found(service, RungHolder)}
    assert days == {
        "Sam": (date(2026, 1, 1), date(2026, 6, 1)),
        "Sal": (date(2026, 6, 1), date(2026, 9, 1)),
        "Sue": (date(2026, 9, 1), None),
    }
    with service.read() as store:
        told = [addressee(store, None, 3, day) for day in (date(2025, 12, 31), date(2026, 5, 31), date(2026, 6, 1))]
    assert told == ["Service manager", "Sam", "Sal"]


def test_who_answers_is_corrected_and_never_two_on_one_day(service: Service, desk: Desk) -> None:
    sam = desk.do(KeepRungHolder(3, "Sam", date(2026, 1, 1), end=date(2026, 6, 1))).result
    desk.do(KeepRungHolder(3, "Sue", date(2026, 6, 1)))
    desk.do(KeepRungHolder(3, "Samuel", date(2026, 2, 1), end=date(2026, 5, 1), holder_id=sam.id))
    assert (service.now(sam).name, service.now(sam).end) == ("Samuel", date(2026, 5, 1))
    with pytest.raises(Refusal, match="Sue answers from 1 June 2026"):
        desk.do(KeepRungHolder(3, "Samuel", date(2026, 2, 1), end=date(2026, 7, 1), holder_id=sam.id))
    desk.do(VoidRungHolder(sam.id))
    with pytest.raises(Refusal, match="taken away"):
        desk.do(VoidRungHolder(sam.id))


@pytest.mark.parametrize(
    ("level", "name", "end", "words"),
    [(6, "Sam", None, "no level 6"), (2, " ", None, "who answers"), (2, "Sam", MONDAY, "before the start")],
)
def test_who_cannot_answer_is_refused(desk: Desk, level: int, name: str, end: date | None, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(KeepRungHolder(level, name, MONDAY, end=end))


def test_an_iro_sets_up_no_ladder(service: Service) -> None:
    with pytest.raises(Refusal, match="may not change settings"):
        service.desk(IRENE).do(KeepRungHolder(2, "Sam", MONDAY))


def test_a_learning_point_draws_on_challenges(service: Service, desk: Desk, child: Child, made: Challenge) -> None:
    other = logged(desk, child)
    point = desk.do(KeepLearningPoint("drift", TODAY, "Ask sooner", challenge_ids=(made.id, other.id))).result
    changed = desk.do(
        KeepLearningPoint(
            "health", None, "Ask at once", "Team day", TODAY, "Write a guide", "Mia", date(2027, 1, 4), "", None,
            (other.id,), point.id, point.version,
        )
    ).result  # fmt: skip
    assert (changed.id, changed.theme, changed.shared_where, changed.due) == (
        point.id,
        "health",
        "Team day",
        date(2027, 1, 4),
    )
    assert [link.challenge_id for link in found(service, LearningLink)] == [other.id]
    with pytest.raises(Stale, match="learning point"):
        desk.do(KeepLearningPoint("drift", TODAY, "Old", point_id=point.id, version=point.version))
    with pytest.raises(Refusal, match="why the learning point is void"):
        desk.do(VoidLearningPoint(point.id, ""))
    desk.do(VoidLearningPoint(point.id, "Twice"))
    with pytest.raises(Refusal, match="was voided"):
        desk.do(KeepLearningPoint("drift", TODAY, "Again", point_id=point.id))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"theme": "weather"}, "its theme"),
        ({"words": ""}, "to be learnt"),
        ({"noticed_on": date(2026, 11, 21)}, "future"),
        ({"shared_on": date(2026, 11, 21)}, "future"),
        ({"changed_on": date(2026, 11, 21)}, "future"),
    ],
)
def test_a_learning_point_that_says_nothing_is_refused(desk: Desk, given: dict[str, Any], words: str) -> None:
    facts: dict[str, Any] = {"theme": "drift", "words": "Ask sooner", **given}
    with pytest.raises(Refusal, match=words):
        desk.do(KeepLearningPoint(**facts))


def test_views_are_a_persons_own_or_everybodys(service: Service, desk: Desk) -> None:
    irene = service.desk(IRENE)
    irene.do(KeepView("challenges", " Mine ", '{"part": "open"}'))
    desk.do(KeepServiceView("challenges", "Late ones", '{"part": "overdue"}'))
    desk.do(KeepView("reviews", "Other page", "{}"))
    mine, everybodys = View("Mine", '{"part": "open"}', False), View("Late ones", '{"part": "overdue"}', True)
    assert irene.ask(SavedViews("challenges")) == (mine, everybodys)
    assert desk.ask(SavedViews("challenges")) == (everybodys,)
    with pytest.raises(Refusal, match="may not change settings"):
        irene.do(ForgetServiceView("challenges", "Late ones"))
    with pytest.raises(Refusal, match="no name"):
        irene.do(KeepView("challenges", " ", "{}"))
    irene.do(ForgetView("challenges", "Mine"))
    desk.do(ForgetServiceView("challenges", "Late ones"))
    assert irene.ask(SavedViews("challenges")) == ()
