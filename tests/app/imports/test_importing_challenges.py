"""A log of challenges, however it is laid out, becomes challenges with their steps; read again it adds only what is new."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from app.commands.imports import in_words
from app.domain.challenges.records import (
    Challenge,
    ChallengeStep,
    ChallengeTheme,
    LevelEntry,
)
from app.domain.children import Child
from app.domain.officers import Officer
from app.domain.records import revised
from app.domain.settings import ListEntry
from tests.app.imports.conftest import Importing
from tests.app.imports.results import counts

DAY = date(2026, 9, 1)
HEADINGS = ("Child ID", "Date raised", "Level", "Theme", "Issue")
FULL = (*HEADINGS, "Raised by", "Response date", "Response", "Date closed", "Outcome")


def challenges(importing: Importing) -> list[Challenge]:
    """The challenges, oldest first."""
    return sorted(importing.all(Challenge), key=lambda one: (one.raised_on, one.reference))


def steps(importing: Importing) -> list[tuple[str, date, int | None]]:
    """The steps as they happened."""
    found = sorted(importing.all(ChallengeStep), key=lambda step: (step.on, step.position))
    return [(step.kind, step.on, step.level) for step in found]


def test_one_row_is_a_challenge_with_its_response_and_closing(importing: Importing) -> None:
    planned = importing.rows(
        ("IRO challenges 2026",),
        (),
        FULL,
        (
            "C1",
            DAY,
            "L3",
            "drift AND delay",
            "No plan",
            "Orr, Ira",
            date(2026, 9, 7),
            "Agreed",
            date(2026, 9, 9),
            "plan changed",
        ),
        ("Total", 1),
    )
    assert counts(planned) == {"children": 1, "iros": 1, "challenges": 1}
    (one,) = challenges(importing)
    assert (one.theme, one.concern, one.level, one.first_level, one.highest) == ("drift", "No plan", 3, 3, 3)
    assert (one.state, one.closed_on, one.outcome, one.answered_on) == (
        "closed",
        date(2026, 9, 9),
        "plan-changed",
        date(2026, 9, 7),
    )
    assert steps(importing) == [
        ("entered", DAY, 3),
        ("response", date(2026, 9, 7), None),
        ("closed", date(2026, 9, 9), None),
    ]
    (officer,) = importing.all(Officer)
    assert (one.raised_by_id, officer.name) == (officer.id, "Ira Orr")
    (entry,) = importing.all(LevelEntry)
    assert (entry.level, entry.entered, entry.answered, entry.left) == (3, DAY, date(2026, 9, 7), date(2026, 9, 9))


def test_dates_of_levels_become_further_entries(importing: Importing) -> None:
    importing.rows(
        ("Mosaic ID", "Stage 1", "Stage 2 date", "Date escalated to level 3", "Theme", "Sent to", "Response due"),
        ("1", date(2026, 5, 1), date(2026, 5, 11), date(2026, 5, 20), "Health", "Jo Bell", date(2026, 6, 1)),
    )
    (one,) = challenges(importing)
    assert steps(importing) == [
        ("entered", date(2026, 5, 1), 1),
        ("entered", date(2026, 5, 11), 2),
        ("entered", date(2026, 5, 20), 3),
    ]
    assert (one.raised_on, one.level, one.addressee, one.response_due) == (
        date(2026, 5, 1),
        3,
        "Jo Bell",
        date(2026, 6, 1),
    )


def test_levels_dated_in_the_wrong_order_refuse_the_row(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Level 2 date", "Level 3 date", "Theme"), ("1", date(2026, 5, 9), date(2026, 5, 1), "Health")
    )
    (refused,) = planned.refused
    assert (refused.row, refused.reason) == (2, "Level 3 is dated before level 2.")


def test_without_a_response_due_the_ladder_says_when(importing: Importing) -> None:
    importing.rows(HEADINGS, ("1", date(2026, 8, 27), 2, "Health", ""))
    (one,) = challenges(importing)
    assert (one.response_due, one.addressee) == (date(2026, 9, 4), "Team manager")  # 31 August is a bank holiday


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (("1", "soon", 2, None), "Date raised", "The date raised is not a date."),
        (("1", date(2199, 1, 1), 2, None), "Date raised", "The challenge was raised in the future."),
        (("1", DAY, 2, date(2199, 1, 1)), "Date closed", "The challenge was closed in the future."),
        (("1", DAY, 2, date(2026, 8, 1)), "Date closed", "The challenge was closed before it was raised (01/09/2026)."),
        (("1", None, 2, None), "Date raised", "The date on which the challenge was raised is missing."),
    ],
)
def test_days_that_cannot_be_refuse_the_row(
    importing: Importing, cells: Sequence[Any], column: str, reason: str
) -> None:
    planned = importing.rows(("Child ID", "Date raised", "Level", "Date closed", "Theme"), (*cells, "Health"))
    assert [(r.row, r.column, r.reason) for r in planned.refused] == [(2, column, reason)]
    assert importing.all(Child) == ()


def test_a_row_about_the_whole_service_has_no_child_and_one_about_nobody_is_refused(importing: Importing) -> None:
    planned = importing.rows(
        HEADINGS, ("Whole service", DAY, 2, "Resources", "No minutes"), (None, DAY, 2, "Resources", "No names")
    )
    (one,) = challenges(importing)
    assert (one.child_id, one.concern) == (None, "No minutes")
    (refused,) = planned.refused
    assert refused.row == 3
    assert "reference is missing" in refused.reason
    assert counts(importing.rows(HEADINGS, ("Whole service", DAY, 2, "Resources", "No minutes")), "unchanged") == {
        "challenges": 1
    }


def test_an_unknown_theme_is_added_and_several_in_one_cell_are_parted(importing: Importing) -> None:
    importing.rows(
        (*HEADINGS, "Other themes"),
        ("1", DAY, 2, "Drift and delay; Health", "", "Contact with brothers"),
        ("2", DAY, 2, " contact with  brothers", "", None),
    )
    first, second = sorted(challenges(importing), key=lambda one: one.theme, reverse=True)
    assert (first.theme, second.theme) == ("drift", "contact-with-brothers")
    assert {one.theme for one in importing.all(ChallengeTheme)} == {"health", "contact-with-brothers"}
    (added,) = [entry for entry in importing.all(ListEntry) if entry.import_id]
    assert (added.list, added.label, added.group) == ("challenge-theme", "contact with brothers", "From a file")


def test_a_theme_is_known_whatever_signs_stand_between_its_words(importing: Importing) -> None:
    wordings = ("Drift & delay", "drift and delay.", "Drift  &Delay", "DRIFT-AND-DELAY", "Drift & delay; Health")
    importing.rows(HEADINGS, *((f"{number}", DAY, 2, words, "") for number, words in enumerate(wordings)))
    assert {one.theme for one in challenges(importing)} == {"drift"}
    assert not [entry for entry in importing.all(ListEntry) if entry.import_id]


def test_good_practice_needs_no_level_and_asks_for_no_answer(importing: Importing) -> None:
    importing.rows(HEADINGS, ("1", DAY, None, "Good practice", "Lovely work"))
    (one,) = challenges(importing)
    assert (one.positive, one.state, one.level, one.response_due) == (True, "recorded", 0, None)


def test_without_a_status_the_childs_periods_on_the_day_decide(importing: Importing) -> None:
    importing.rows(("Child ID", "LAC start", "LAC end", "IRO"), ("1", date(2026, 1, 5), date(2026, 6, 1), "Ira Orr"))
    importing.rows(HEADINGS, ("1", date(2026, 3, 2), 2, "Health", ""), ("1", DAY, 2, "Health", ""))
    during, after = challenges(importing)
    (officer,) = importing.all(Officer)
    assert (during.status, during.raised_by_id) == ("CLA", officer.id)
    assert (after.status, after.raised_by_id) == ("neither", None)


def test_cafcass_is_recorded_for_looked_after_children_only(importing: Importing) -> None:
    importing.rows(
        (*HEADINGS, "CLA/CP", "Cafcass referral"),
        ("1", DAY, 4, "Court or legal", "", "CLA", "Yes"),
        ("2", DAY, 4, "Court or legal", "", "CP", "Yes"),
        ("3", DAY, 4, "Court or legal", "", "LAC", "No"),
    )
    assert sorted((one.status, one.referred) for one in challenges(importing)) == [
        ("CLA", False),
        ("CLA", True),
        ("CP", False),
    ]


def test_an_outcome_in_other_words_keeps_them(importing: Importing) -> None:
    importing.rows(
        FULL,
        ("1", DAY, 2, "Health", "", None, None, None, date(2026, 9, 9), "The team agreed to visit weekly"),
        ("2", DAY, 2, "Health", "", None, None, None, None, "Resolved"),
        ("3", DAY, 2, "Health", "", None, None, None, date(2026, 9, 9), "Withdrawn"),
    )
    assert sorted((one.state, one.outcome) for one in challenges(importing)) == [
        ("closed", "not-recorded"), ("closed", "other-words"), ("closed", "withdrawn")
    ]  # fmt: skip
    words = {step.words for step in importing.all(ChallengeStep) if step.kind == "closed"}
    assert words == {"The team agreed to visit weekly", "The log gives no date of closing."}


def test_one_row_for_each_level_with_one_reference_is_one_challenge(importing: Importing) -> None:
    headings = ("Challenge ref", "Child ID", "Date", "Level", "Theme", "Date closed")
    rows = [("A1", "1", DAY, 1, "Health", None), ("A1", "1", date(2026, 9, 10), 2, "Health", date(2026, 9, 20))]
    assert counts(importing.rows(headings, *rows)) == {"children": 1, "challenges": 1}
    (one,) = challenges(importing)
    assert (one.reference, one.raised_on, one.level, one.closed_on) == ("A1", DAY, 2, date(2026, 9, 20))
    assert not importing.rows(headings, *rows).writes


def test_children_with_one_reference_of_the_log_are_joined(importing: Importing) -> None:
    headings = ("Challenge ref", "Child ID", "Date", "Level", "Theme")
    importing.rows(
        headings, ("A1", "1", DAY, 2, "Health"), ("A1", "2", DAY, 2, "Health"), ("A2", "3", DAY, 2, "Health")
    )
    first, second, other = challenges(importing)
    assert (first.reference, second.reference, other.reference) == ("A1", "A1/2", "A2")
    assert first.group_id == second.group_id
    assert first.group_id
    assert other.group_id is None


def test_a_reference_alone_makes_the_child(importing: Importing) -> None:
    importing.rows(HEADINGS, ("0047", DAY, 2, "Health", ""))
    (child,) = importing.all(Child)
    assert (child.reference, child.name) == ("0047", "")


def test_the_clocks_of_a_child_are_left_alone(importing: Importing) -> None:
    importing.rows(("Child ID", "LAC start", "Review date"), ("1", date(2026, 1, 5), date(2026, 1, 30)))
    planned = importing.rows(HEADINGS, ("1", DAY, 2, "Health", ""))
    assert counts(planned) == {"challenges": 1}
    assert counts(planned, "unchanged") == {"children": 1}
    assert {type(record) for records in planned.keep.values() for record in records} >= {Challenge}


def test_what_somebody_changed_here_is_told_apart(importing: Importing) -> None:
    importing.rows(HEADINGS, ("1", DAY, 2, "Health", "Late"))
    (one,) = challenges(importing)
    importing.service.keep(revised(one, concern="Late and unclear"))
    assert not importing.rows(HEADINGS, ("1", DAY, 2, "Health", "Late")).writes
    planned = importing.rows(HEADINGS, ("1", DAY, 2, "Health", "Very late"))
    (conflict,) = planned.conflicts
    assert (conflict.what, conflict.ours, conflict.theirs) == ("What is wrong", "Late and unclear", "Very late")
    assert challenges(importing)[0].concern == "Late and unclear"


def test_dates_of_birth_in_a_log_are_the_childs_and_two_of_them_refuse_a_row(importing: Importing) -> None:
    headings = (*HEADINGS, "DOB")
    planned = importing.rows(
        headings,
        ("1", DAY, 2, "Health", "", date(2015, 5, 5)),
        ("1", DAY, 3, "Health", "", date(2014, 5, 5)),
        ("2", DAY, 3, "Health", "", date(2026, 10, 5)),
    )
    assert [(r.row, r.column) for r in planned.refused] == [(3, "DOB"), (4, "Date raised")]
    (child,) = importing.all(Child)
    assert (child.reference, child.date_of_birth) == ("1", date(2015, 5, 5))


def test_one_column_of_levels_proves_how_the_others_write_their_dates(importing: Importing) -> None:
    planned = importing.rows(
        ("Child ID", "Level 1 date", "Level 2 date", "Theme"),
        ("1", "03/04/2026", "20/04/2026", "Health"),
        ("2", "04/05/2026", None, "Health"),
    )
    assert counts(planned) == {"children": 2, "challenges": 2}
    assert [one.raised_on for one in challenges(importing)] == [date(2026, 4, 3), date(2026, 5, 4)]


def test_a_new_theme_is_told(importing: Importing) -> None:
    planned = importing.rows(HEADINGS, ("1", DAY, 2, "Contact", ""))
    assert [(one.what, one.name) for one in planned.added] == [("theme", "Contact")]
    assert "Added: theme Contact" in in_words(planned)


def test_a_theme_that_usually_begins_high_gives_the_reason_for_it(importing: Importing) -> None:
    importing.rows(HEADINGS, ("1", DAY, 4, "Unregistered or unregulated placement", ""), ("2", DAY, 4, "Health", ""))
    assert sorted(entry.reason for entry in importing.all(LevelEntry)) == ["", "theme"]


def test_a_closing_before_a_level_was_entered_refuses_the_row_and_makes_no_child(importing: Importing) -> None:
    headings = ("Child ID", "Level 2 date", "Level 3 date", "Theme", "Date closed")
    planned = importing.rows(headings, ("1", DAY, date(2026, 10, 1), "Health", date(2026, 9, 20)))
    (refused,) = planned.refused
    assert (refused.column, refused.reason) == ("Date closed", "The challenge was closed before level 3 was entered.")
    assert importing.all(Child) == ()
