"""Challenges are found, late, resolved and followed up as the words of the service say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.challenges import records
from app.domain.challenges.records import (
    Challenge,
    LearningLink,
    LearningPoint,
)
from app.domain.children import Child
from app.domain.records import Record
from app.store import Where
from tests.builders import TODAY, Service
from tests.challenges import answered, challenge, closed, step, steps_of, void_challenge, void_step

ROWS_OF_CHALLENGES = ("challenges", "entries", "steps", "actions", "themes")
MONDAY = date(2026, 11, 2)
NEXT_MONDAY = date(2026, 11, 9)


def found(service: Service, *where: Where, **more: Any) -> list[str]:
    """The references of the challenges that meet these conditions, in their order."""
    return sorted(row[0] for row in service.rows("challenges", ("reference",), *where, **more))


def yes(name: str) -> Where:
    """The condition that a field is true."""
    return Where(name, "is", True)


def test_what_was_entered_in_error_counts_nowhere(service: Service) -> None:
    child, other = service.child("A1"), service.child("B2")
    challenges = [challenge(service, one, raised_on=MONDAY, other_themes=("health",)) for one in (child, other)]
    made = challenges[-1]
    for one in challenges:
        step(service, one, records.ACTIONS, NEXT_MONDAY, (("Plan", "Team", TODAY),))
    point: LearningPoint = service.kept(LearningPoint(theme="drift", noticed_on=TODAY, words="Slow"))
    service.keep(LearningLink(learning_id=point.id, challenge_id=made.id))
    assert [service.count(population) for population in ROWS_OF_CHALLENGES] == [2, 2, 4, 2, 4]
    with service.change() as store:
        store.shelf(Child).void(child, "A mistake")
    assert [service.count(population) for population in ROWS_OF_CHALLENGES] == [1, 1, 2, 1, 2]
    assert service.rows("learning", ("challenges",)) == [(1,)]
    void_challenge(service, made)
    assert [service.count(population) for population in ROWS_OF_CHALLENGES] == [0, 0, 0, 0, 0]
    assert service.rows("learning", ("challenges",)) == [(0,)]


def test_a_step_entered_in_error_takes_its_entry_with_it(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, made, records.ENTERED, NEXT_MONDAY, level=3)
    void_step(service, steps_of(service, made)[-1])
    assert service.rows("entries", ("level", "left")) == [(2, None)]
    assert service.count("steps") == 1


def test_a_service_concern_has_no_child_and_stays_in_every_list(service: Service) -> None:
    service.keep(replace(service.child("V1"), voided_at=service.stamp.at))
    made = challenge(service, None, concern="Letters go out late")
    step(service, made, records.ACTIONS, actions=(("Plan", "Team", TODAY),))
    for population in ROWS_OF_CHALLENGES:
        for (row,) in service.rows(population, ("child",)):
            assert row is None
        assert service.count(population) > 0
        assert service.count(population, Where("child_id", "is", None), Where("family", "is", None)) > 0
    assert (
        found(service, yes("service_concern")) == found(service, Where("search", "contains", "letters")) == ["CH0001"]
    )
    assert service.count("steps", yes("to_file")) == 0
    assert service.count("challenges", yes("to_file")) == 0


def test_a_challenge_is_found_by_its_child_and_by_what_is_wrong(service: Service) -> None:
    challenge(service, service.child("A1", name="Zoë Ångström"), concern="No exit plan", asked="A date")
    for text in ("zoe exit", "a1", "ch0001", "date angstrom"):
        assert found(service, Where("search", "contains", text)) == ["CH0001"], text
    assert found(service, Where("search", "contains", "bob exit")) == []
    assert service.count("steps", Where("search", "contains", "zoe exit")) == 1


def test_a_challenge_belongs_to_who_raised_it_and_to_who_holds_the_child_now(service: Service) -> None:
    ivy, bo, cy = (service.officer(name) for name in ("Ivy", "Bo", "Cy"))
    child, north, south = service.child("A1"), service.team("North"), service.team("South")
    service.allocated(child, ivy, date(2020, 1, 1), date(2026, 11, 10))
    service.allocated(child, bo, date(2026, 11, 10))
    service.in_team(child, north, date(2020, 1, 1), date(2026, 11, 10))
    service.in_team(child, south, date(2026, 11, 10))
    challenge(service, child, raised_on=MONDAY, raised_by_id=ivy.id)
    challenge(service, None, raised_on=MONDAY, raised_by_id=ivy.id)
    fields = ("iro", "iro_now", "team", "team_now")
    assert service.rows("challenges", fields, Where("child_id", "is", child.id)) == [("Ivy", "Bo", "North", "South")]
    assert service.rows("entries", fields, Where("child_id", "is", child.id)) == [("Ivy", "Bo", "North", "South")]
    whose = {officer.name: found(service, Where("whose", "is", officer.id)) for officer in (ivy, bo, cy)}
    assert whose == {"Ivy": ["CH0001", "CH0002"], "Bo": ["CH0001"], "Cy": []}
    assert found(service, Where("iro_now_id", "is", bo.id)) == found(service, Where("team_now_id", "is", south.id))


def test_a_response_is_overdue_the_day_after_it_was_due(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    assert made.response_due == NEXT_MONDAY
    service.today = NEXT_MONDAY
    assert found(service, yes("overdue")) == []
    service.today = date(2026, 11, 10)
    assert found(service, yes("overdue")) == ["CH0001"]
    step(service, made, records.RESPONSE)
    assert found(service, yes("overdue")) == []
    service.today = date(2026, 12, 1)
    assert found(service, yes("overdue")) == ["CH0001"], "the whole process must have ended on 30 November"


def test_a_late_action_shows_until_it_is_done(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, made, records.ACTIONS, NEXT_MONDAY, (("Plan", "Team", date(2026, 11, 19)), ("Visit", "SW", TODAY)))
    assert found(service, yes("actions_late")) == found(service, yes("late")) == ["CH0001"]
    assert service.rows("actions", ("what",), yes("late")) == [("Plan",)]
    assert service.count("actions", yes("waiting")) == 2
    step(service, made, records.ACTION_DONE)
    assert found(service, yes("actions_late")) == []
    assert service.count("actions", yes("waiting")) == 1


def test_an_extension_leaves_the_result_against_the_original_date(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=date(2026, 10, 1))
    made = step(service, made, records.EXTENDED, date(2026, 10, 2), due=date(2026, 11, 18), code="court")
    answered(service, made, date(2026, 11, 16))
    assert service.rows("challenges", ("in_time", "in_time_extended")) == [(False, True)]
    assert service.rows("entries", ("in_time", "in_time_extended")) == [(False, True)]


def test_the_stop_chosen_decides_when_a_challenge_was_resolved(service: Service) -> None:
    acted = challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, acted, records.ACTIONS, date(2026, 11, 4), (("Plan", "Team", date(2026, 11, 6)),))
    plain = answered(service, challenge(service, service.child("B2"), raised_on=MONDAY), date(2026, 11, 5))
    waiting = {"stop": "done"}
    fields = ("reference", "stopped")
    assert service.rows("challenges", fields, options=waiting) == [("CH0001", None), ("CH0002", date(2026, 11, 5))]
    step(service, acted, records.ACTION_DONE, date(2026, 11, 10))
    for made in (acted, plain):
        closed(service, made, date(2026, 11, 12))
    days = {
        stop: service.rows("challenges", ("stopped",), options={"stop": stop})
        for stop in ("accepted", "done", "closed")
    }
    assert days == {
        "accepted": [(date(2026, 11, 4),), (date(2026, 11, 5),)],
        "done": [(date(2026, 11, 10),), (date(2026, 11, 5),)],
        "closed": [(date(2026, 11, 12),), (date(2026, 11, 12),)],
    }


def test_a_withdrawn_or_informal_challenge_is_not_judged(service: Service) -> None:
    step(service, challenge(service, service.child("A1"), raised_on=MONDAY), records.WITHDRAWAL)
    closed(service, challenge(service, service.child("B2"), level=1, raised_on=MONDAY))
    assert service.rows("challenges", ("stopped", "in_time")) == [(None, None), (TODAY, None)]


def test_the_level_at_resolution_is_the_one_open_when_it_closed(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, made, records.ENTERED, NEXT_MONDAY, level=4, code="urgent")
    assert service.count("entries", yes("was_closing")) == 0
    closed(service, made)
    assert service.rows("entries", ("level", "bypassed"), yes("was_closing")) == [(4, 1)]


def test_a_follow_up_is_awaited_then_due_and_then_nobody_has_looked(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, made, records.CLOSING, NEXT_MONDAY, code="plan-changed", due=TODAY)
    for day, due, state in ((TODAY, True, records.TO_COME), (date(2026, 11, 21), True, records.NOBODY_LOOKED)):
        service.today = day
        assert service.rows("challenges", ("follow_up_due_now", "looked")) == [(due, state)]
    assert found(service, yes("nobody_looked")) == ["CH0001"]
    step(service, made, records.IMPACT, code=records.COMPLIANCE, scope="child")
    assert found(service, yes("nobody_looked")) == found(service, yes("follow_up")) == []
    assert found(service, yes("compliance_only")) == ["CH0001"]


def test_any_theme_is_the_main_one_or_another(service: Service) -> None:
    challenge(service, service.child("A1"), theme="drift", other_themes=("health", "education"))
    challenge(service, service.child("B2"), theme="health", other_themes=("health",))
    assert found(service, Where("any_theme", "is", "health")) == ["CH0001", "CH0002"]
    assert found(service, Where("any_theme", "in", ("drift", "education"))) == ["CH0001"]
    assert found(service, Where("any_theme", "is not", "drift")) == ["CH0002"]
    assert found(service, Where("theme", "is", "health")) == ["CH0002"]
    rows = sorted(service.rows("themes", ("challenge_reference", "theme", "main")))
    assert rows == [
        ("CH0001", "drift", True),
        ("CH0001", "education", False),
        ("CH0001", "health", False),
        ("CH0002", "health", True),
    ]


def test_a_step_waits_until_it_is_on_the_child_s_file(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    (first,) = steps_of(service, made)
    assert service.count("steps", yes("to_file")) == service.count("challenges", yes("to_file")) == 1
    service.keep(replace(first, on_file=TODAY))
    assert service.count("steps", yes("to_file")) == service.count("challenges", yes("to_file")) == 0


def test_a_step_that_came_with_a_log_is_not_waited_for(service: Service) -> None:
    made = challenge(service, service.child("A1"), raised_on=MONDAY)
    (first,) = steps_of(service, made)
    service.keep(replace(first, import_id="0" * 32))
    assert service.count("steps", yes("to_file")) == service.count("challenges", yes("to_file")) == 0


def test_good_practice_is_neither_open_nor_formal_nor_informal(service: Service) -> None:
    challenge(service, service.child("A1"), theme="good-practice")
    fields = ("state", "open", "formal", "informal", "positive", "looked")
    assert service.rows("challenges", fields) == [(records.RECORDED, False, False, False, True, records.NOT_CLOSED)]
    assert service.count("entries") == 0


def test_the_states_of_open_challenges_are_told_apart(service: Service) -> None:
    challenge(service, service.child("A1"), raised_on=MONDAY)
    step(service, challenge(service, service.child("B2"), raised_on=MONDAY), records.RESPONSE)
    closed(service, challenge(service, service.child("C3"), raised_on=MONDAY))
    assert found(service, Where("state", "is", records.AWAITING)) == ["CH0001"]
    assert (
        found(service, Where("state", "in", records.OPEN_STATES)) == found(service, yes("open")) == ["CH0001", "CH0002"]
    )
    assert found(service, Where("state", "in", (records.ANSWERED, records.CLOSED))) == ["CH0002", "CH0003"]


def test_a_challenge_of_a_child_that_does_not_exist_cannot_be_kept(service: Service) -> None:
    orphan: Record = Challenge(reference="CH0001", child_id="f" * 32, raised_on=TODAY, theme="drift")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        service.keep(orphan)
