"""A log that is read again: the same says nothing new, what changed is added as steps, and what somebody typed stays."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.commands.challenges.correcting import VoidChallenge
from app.commands.challenges.deciding import take
from app.commands.challenges.log import LogChallenge
from app.commands.undo import Undo
from app.domain.challenges.records import Challenge, ChallengeStep, LevelEntry
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.imports import ImportedValues
from app.domain.records import Record
from app.domain.settings import ListEntry
from app.queries.imports.outcome import Choices, ImportPlan
from tests.app.imports.conftest import Importing
from tests.app.imports.results import counts

DAY = date(2026, 9, 1)
HEADINGS = (
    "Child ID",
    "Date raised",
    "Level",
    "Theme",
    "Issue",
    "Response date",
    "Response",
    "Date closed",
    "Outcome",
    "Notes of mine",
)


def read(importing: Importing, *cells: Any, child: str = "1", **more: Any) -> ImportPlan:
    """Import a log of one challenge: level, response date, response, date closed, outcome."""
    level, *others = cells
    return importing.rows(HEADINGS, (child, DAY, level, "Health", "Late", *others), **more)


def only(importing: Importing) -> Challenge:
    """The only challenge."""
    (one,) = importing.all(Challenge)
    return one


def steps(importing: Importing) -> list[tuple[str, date, int | None]]:
    """The steps that count, as they happened."""
    found = sorted(importing.all(ChallengeStep), key=lambda step: (step.on, step.position))
    return [(step.kind, step.on, step.level) for step in found]


def typed(importing: Importing, kind: str, on: date, **values: Any) -> None:
    """Add a step by hand, and decide the challenge as it then is."""
    step = ChallengeStep(challenge_id=only(importing).id, kind=kind, on=on, position=0, **values)
    with importing.service.change("Type") as store:
        take(store, (step,))


def live(importing: Importing, *kinds: type[Record]) -> int:
    """How many records of these kinds count."""
    return sum(len(importing.all(kind)) for kind in kinds)


def test_the_same_log_again_writes_nothing(importing: Importing) -> None:
    cells = (2, date(2026, 9, 5), "Yes", date(2026, 9, 9), "Plan changed")
    read(importing, *cells)
    again = read(importing, *cells)
    assert not again.writes
    assert counts(again, "unchanged") == {"children": 1, "challenges": 1}


def test_a_log_that_gives_the_highest_level_only_leaves_the_days_that_another_gave(importing: Importing) -> None:
    facts = ("1", DAY, "Health", "Late")
    headings = ("Child ID", "Date raised", "Theme", "Issue")
    importing.rows((*headings, "Level 2 date", "Level 3 date"), (*facts, DAY, date(2026, 9, 10)))
    again = importing.rows((*headings, "Highest level"), (*facts, 3))
    assert counts(again, "changed") == {}
    importing.rows((*headings, "Highest level", "Addressee"), (*facts, 3, "Sam"))
    assert only(importing).addressee == "Sam"
    assert steps(importing) == [("entered", DAY, 2), ("entered", date(2026, 9, 10), 3)]


def test_what_was_answered_and_closed_since_is_added(importing: Importing) -> None:
    read(importing, 2)
    answered = read(importing, 2, date(2026, 9, 5), "Yes")
    assert counts(answered, "changed") == {"challenges": 1}
    assert only(importing).state == "answered"
    closed = read(importing, 2, date(2026, 9, 5), "Yes", date(2026, 9, 9), "Plan changed")
    assert (counts(closed), counts(closed, "changed")) == ({}, {"challenges": 1})
    one = only(importing)
    assert (one.state, one.outcome, one.closed_on) == ("closed", "plan-changed", date(2026, 9, 9))
    assert [kind for kind, _, _ in steps(importing)] == ["entered", "response", "closed"]
    (entry,) = importing.all(LevelEntry)
    assert entry.left == date(2026, 9, 9)


def test_a_level_that_rose_since_is_entered_on_the_day_it_was_first_read(importing: Importing) -> None:
    read(importing, 2)
    assert counts(read(importing, 3), "changed") == {"challenges": 1}
    assert steps(importing) == [("entered", DAY, 2), ("entered", importing.service.today, 3)]
    assert (only(importing).level, only(importing).first_level) == (3, 2)
    assert not read(importing, 3).writes


def test_a_level_that_was_wrong_is_corrected(importing: Importing) -> None:
    read(importing, 4)
    assert counts(read(importing, 2), "changed") == {"challenges": 1}
    assert (only(importing).level, only(importing).highest) == (2, 2)
    assert [entry.level for entry in importing.all(LevelEntry)] == [2]
    with importing.service.read() as store:
        (gone,) = [step for step in store.shelf(ChallengeStep).find(voided=True) if step.voided]
    assert (gone.level, gone.voided_why) == (4, "The log says otherwise now")


def test_a_corrected_date_of_closing_takes_the_place_of_the_first(importing: Importing) -> None:
    read(importing, 2, None, None, date(2026, 9, 9), "Plan changed")
    read(importing, 2, None, None, date(2026, 9, 19), "Plan changed")
    assert steps(importing) == [("entered", DAY, 2), ("closed", date(2026, 9, 19), None)]


def test_what_somebody_closed_here_stays_so_and_is_told_as_a_conflict(importing: Importing) -> None:
    read(importing, 2)
    typed(importing, "closed", date(2026, 9, 3), code="explanation-accepted")
    assert not read(importing, 2).writes
    again = read(importing, 2, None, None, date(2026, 9, 9), "Plan changed")
    assert [(one.what, one.ours, one.theirs) for one in again.conflicts] == [
        ("Date closed", "3 Sep 2026", "9 Sep 2026"),
        ("Outcome", "Explanation accepted", "Plan changed"),
    ]
    assert (only(importing).closed_on, only(importing).outcome) == (date(2026, 9, 3), "explanation-accepted")
    assert not read(importing, 2, None, None, date(2026, 9, 9), "Plan changed").conflicts


def test_a_closing_typed_here_that_the_log_repeats_is_no_conflict(importing: Importing) -> None:
    read(importing, 2)
    typed(importing, "closed", date(2026, 9, 3), code="explanation-accepted")
    assert not read(importing, 2, None, None, date(2026, 9, 3), "Closed").conflicts
    assert not read(importing, 2, None, None, date(2026, 9, 3), "Explanation accepted").conflicts


def test_the_logs_closing_can_be_chosen_instead_of_the_one_typed_here(importing: Importing) -> None:
    read(importing, 2)
    typed(importing, "closed", date(2026, 9, 3), code="explanation-accepted", by="A cover IRO")
    cells = (2, None, None, date(2026, 9, 9), "Withdrawn")
    day = frozenset({f"{only(importing).id}:closed_on"})
    read(importing, *cells, choices=Choices(accept=day))
    one = only(importing)
    assert (one.closed_on, one.outcome) == (date(2026, 9, 9), "explanation-accepted")
    assert [step.by for step in importing.all(ChallengeStep) if step.kind == "closed"] == ["A cover IRO"]
    assert steps(importing) == [("entered", DAY, 2), ("closed", date(2026, 9, 9), None)]


def test_what_somebody_voided_here_stays_away(importing: Importing) -> None:
    read(importing, 2)
    with importing.service.change("Void") as store:
        store.shelf(Challenge).void(only(importing), "Entered twice")
    again = read(importing, 2)
    assert not again.writes
    assert counts(again, "unchanged") == {"children": 1, "challenges": 1}


def test_a_challenge_that_was_typed_here_is_not_entered_twice(importing: Importing) -> None:
    (child,) = (importing.service.kept(Child(reference="1")),)
    importing.service.kept(
        Challenge(
            reference="CH0001", child_id=child.id, raised_on=DAY, theme="health", level=2, first_level=2, highest=2
        )
    )
    typed(importing, "entered", DAY, level=2, to="Jo Bell")
    read(importing, 2, date(2026, 9, 5), "Yes")
    one = only(importing)
    assert (one.concern, one.addressee, one.state) == ("Late", "Jo Bell", "answered")
    assert not read(importing, 2, date(2026, 9, 5), "Yes").writes


def test_a_step_that_cannot_have_been_refuses_the_row_and_changes_nothing(importing: Importing) -> None:
    read(importing, 2)
    typed(importing, "entered", date(2026, 9, 20), level=3, to="Jo Bell")
    planned = read(importing, 2, None, None, date(2026, 9, 9), "Plan changed")
    (refused,) = planned.refused
    assert (refused.row, refused.reason) == (2, "The challenge was closed on 9 September 2026.")
    assert only(importing).state == "awaiting"


def test_two_challenges_of_one_day_and_theme_stay_two(importing: Importing) -> None:
    rows = [("1", DAY, 2, "Health", "A"), ("1", DAY, 3, "Health", "B")]
    assert counts(importing.rows(HEADINGS, *rows)) == {"children": 1, "challenges": 2}
    assert not importing.rows(HEADINGS, *rows).writes


def test_a_theme_that_somebody_corrected_is_a_conflict_only_when_the_log_changes(importing: Importing) -> None:
    headings = ("Challenge ref", *HEADINGS)
    importing.rows(headings, ("A1", "1", DAY, 2, "Health", "Late"))
    with importing.service.change("Correct") as store:
        one = store.shelf(Challenge).find()[0]
        store.shelf(Challenge).keep(Challenge(**vars(one) | {"theme": "drift"}))
    assert not importing.rows(headings, ("A1", "1", DAY, 2, "Health", "Late")).writes
    row = ("A1", "1", DAY, 2, "Resources", "Late")
    (conflict,) = importing.rows(headings, row).conflicts
    assert (conflict.what, conflict.ours, conflict.theirs) == ("Theme", "Drift and delay", "Resources")
    importing.rows(headings, row, choices=Choices(accept_all=True))
    assert only(importing).theme == "drift"


def test_undo_takes_everything_back(importing: Importing) -> None:
    kinds = (Challenge, ChallengeStep, LevelEntry, Child, ImportedValues)
    read(importing, 2, child="7")
    before = live(importing, *kinds)
    command = importing.command(
        HEADINGS, ("1", DAY, 4, "New theme", "Late", None, None, date(2026, 9, 9), "In other words")
    )
    done = importing.service.desk().do(command)
    assert live(importing, *kinds) > before
    importing.service.desk().do(Undo(done.entry or 0))
    assert live(importing, *kinds) == before
    assert counts(importing.service.desk().do(command).result) == {"children": 1, "challenges": 1}


def test_a_theme_that_somebody_chose_since_is_not_undone_from_under_their_challenge(importing: Importing) -> None:
    desk = importing.service.desk()
    done = desk.do(importing.command(HEADINGS, ("1", DAY, 2, "Contact", "Late")))
    (made,) = desk.do(LogChallenge(theme="contact", concern="No contact", raised_on=DAY)).result
    with pytest.raises(Refusal, match='in use since, by "Log a challenge"'):
        desk.do(Undo(done.entry or 0))
    desk.do(VoidChallenge(made.id, "Logged twice"))
    desk.do(Undo(done.entry or 0))
    assert not [entry for entry in importing.all(ListEntry) if entry.code == "contact" and not entry.voided]


def test_undo_of_a_second_reading_brings_back_what_was(importing: Importing) -> None:
    read(importing, 2)
    before = only(importing)
    second = importing.command(HEADINGS, ("1", DAY, 3, "Health", "Late", date(2026, 9, 5), "Yes"))
    entry = importing.service.desk().do(second).entry
    assert only(importing).level == 3
    importing.service.desk().do(Undo(entry or 0))
    after = only(importing)
    assert (after.level, after.state, len(importing.all(LevelEntry))) == (before.level, before.state, 1)


def test_thousands_of_rows_are_read_again_without_writing(importing: Importing) -> None:
    rows = [(f"{n % 300}", DAY - timedelta(n // 3), n % 5 + 1, "Health", f"Concern {n}") for n in range(1_500)]
    assert counts(importing.rows(HEADINGS, *rows))["challenges"] == 1_500
    again = importing.rows(HEADINGS, *rows)
    assert not again.writes
    assert counts(again, "unchanged")["challenges"] == 1_500
