"""Each column of a return sheet alone: what people type by hand, and what is refused with the reason in words."""

from datetime import date, datetime, time
from typing import Any

import pytest

from app.domain.contacts import Contact
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.imports.outcome import Choices
from tests.app.imports.conftest import Importing
from tests.app.imports.returns import Sheet, reasons, told
from tests.builders import Service


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 12),
        datetime.combine(date(2026, 11, 12), time(14, 30)),
        46338,  # how Excel counts days
        "12/11/26",
        "12.11.2026",
        "12 Nov 2026",
        "12th November 2026",
        "Thu 12 Nov 2026",
        "2026-11-12",
        "12 nov",
        "12/11",
    ],
)
def test_the_day_held_is_understood_as_people_type_it(
    sheet: Sheet, service: Service, waiting: Review, cell: Any
) -> None:
    sheet.fill(waiting, held=cell).imported()
    assert service.now(waiting).held == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1 Dec 2026", "1 December 2026 lies in the future."),
        ("3 Aug 2026", "A review held on 3 August 2026 is already recorded."),
        ("20 Jul 2026", "20 July 2026 is before the previous review, which was held on 3 August 2026."),
        ("1 Jul 2026", "The review cannot be held before 10 July 2026, when this began."),
        ("✓", '"✓" is not a date. Write it with the day first'),
        ("yesterday", '"yesterday" is not a date. Write it with the day first, for example 12/3/26 or 12 Mar 2026.'),
        ("+5wd", '"+5wd" is not a date.'),
        ("32/11/26", "There is no 32 November 2026. Write it with the day first"),
        ("cancelled", "This column takes the day on which the review was held."),
    ],
)
def test_a_day_on_which_it_cannot_have_been_held_is_refused(
    sheet: Sheet, service: Service, waiting: Review, cell: str, reason: str
) -> None:
    plan = sheet.fill(waiting, held=cell, participation="PN1").imported()
    ((column, words),) = reasons(plan)
    assert column == "Held on"
    assert words.startswith(reason)
    assert (service.now(waiting).held, plan.writes) == (None, False)


@pytest.mark.parametrize(
    "cell",
    [
        "PN1",
        "pn1",
        "Pn 1",
        "1",
        1,
        "PN1 Attended and spoke for themselves",
        "attended and spoke",
        "spoke for themselves",
    ],
)
def test_participation_is_understood_as_code_or_words(sheet: Sheet, service: Service, held: Review, cell: Any) -> None:
    assert told(sheet.fill(held, participation=cell).imported()) == [("Participation", "nothing", "PN1")]
    assert service.now(held).participation == "PN1"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("PN9", '"PN9" is not clear. Choose PN0 to PN7 from the list.'),
        ("attended", '"attended" is not clear.'),
        ("yes", '"yes" is not clear.'),
        ("PN0", "PN0 means under 4, and the child had turned 4 before this review (DfE rule 440)."),
    ],
)
def test_participation_that_is_unclear_or_untrue_is_refused(
    sheet: Sheet, service: Service, held: Review, cell: str, reason: str
) -> None:
    ((column, words),) = reasons(sheet.fill(held, participation=cell).imported())
    assert (column, words.startswith(reason)) == ("Participation", True)
    assert service.now(held).participation is None


def test_participation_needs_the_day_held(sheet: Sheet, waiting: Review) -> None:
    ((column, words),) = reasons(sheet.fill(waiting, participation="PN1").imported())
    assert (column, words[:60]) == ("Participation", "A participation code needs the day on which the review was h")


@pytest.mark.parametrize(
    ("cell", "how", "day"),
    [
        (date(2026, 11, 3), "seen", date(2026, 11, 3)),
        ("3/11/26", "seen", date(2026, 11, 3)),
        ("seen 3/11/26", "seen", date(2026, 11, 3)),
        ("Seen on 3 Nov", "seen", date(2026, 11, 3)),
        ("3.11.26 spoke to", "spoken", date(2026, 11, 3)),
        ("Spoken to, 3 November 2026", "spoken", date(2026, 11, 3)),
        ("yes", "seen", None),
        ("✓", "seen", None),
        ("✔️ 3/11/26", "seen", date(2026, 11, 3)),
        ("Seen in person", "seen", None),
        ("by phone", "spoken", None),
        ("declined 1/11/2026", "declined", date(2026, 11, 1)),
        ("The child declined", "declined", None),
        ("Not appropriate", "not-appropriate", None),
        ("no", "no", None),
        ("Not seen", "no", None),
    ],
)
def test_whether_the_child_was_seen_is_a_day_or_a_word_or_both(
    sheet: Sheet, importing: Importing, held: Review, iro: Officer, cell: Any, how: str, day: date | None
) -> None:
    sheet.fill(held, seen=cell).imported()
    (contact,) = importing.all(Contact)
    assert (contact.how, contact.date, contact.review_id, contact.officer_id) == (how, day, held.id, iro.id)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("6/11/26", "6 November 2026 is after the review, which was held on 5 November 2026."),
        ("maybe", '"maybe" does not say how it was before the review. Write a day, or one of: seen in person, spoken'),
        ("☒", '"☒" does not say how it was before the review.'),
        ("seen last week", '"seen last week" does not say how it was before the review.'),
    ],
)
def test_what_does_not_say_whether_the_child_was_seen_is_refused(
    sheet: Sheet, importing: Importing, held: Review, cell: str, reason: str
) -> None:
    ((column, words),) = reasons(sheet.fill(held, seen=cell).imported())
    assert (column, words.startswith(reason)) == ("Seen before", True)
    assert importing.all(Contact) == ()


def test_a_contact_that_is_recorded_already_is_not_recorded_twice(
    sheet: Sheet, service: Service, importing: Importing, held: Review
) -> None:
    service.keep(Contact(child_id=held.child_id, date=date(2026, 11, 3), how="seen"))
    assert not sheet.fill(held, seen="yes").imported().writes
    assert not sheet.fill(held, seen="3/11/26").imported().writes
    assert len(importing.all(Contact)) == 1


def test_another_answer_than_the_one_recorded_is_a_conflict(sheet: Sheet, importing: Importing, held: Review) -> None:
    sheet.fill(held, seen="no").imported()
    plan = sheet.fill(held, seen="seen 3/11/26").imported()
    assert [(one.ours, one.theirs) for one in plan.conflicts] == [("Not seen", "Seen in person 3 Nov 2026")]
    assert importing.all(Contact)[0].how == "no"
    sheet.imported(choices=Choices(frozenset({plan.conflicts[0].key})))
    (contact,) = importing.all(Contact)
    assert (contact.how, contact.date) == ("seen", date(2026, 11, 3))


@pytest.mark.parametrize("cell", ["IRO absent", "iro absent", "IRO ABS", "iro-absent"])
def test_a_late_reason_is_one_of_the_list(sheet: Sheet, service: Service, waiting: Review, cell: str) -> None:
    sheet.fill(waiting, late=cell).imported()
    now = service.now(waiting)
    assert (now.late_reason, now.held) == ("iro-absent", None)


def test_a_late_reason_that_is_not_in_the_list_is_refused_and_not_added(
    sheet: Sheet, service: Service, waiting: Review
) -> None:
    plan = sheet.fill(waiting, late="Snow").imported()
    assert reasons(plan) == [
        ("Late reason", '"Snow" is not in the list. Choose one of the list, or add it in Settings first.')
    ]
    assert not plan.writes


def test_a_note_is_kept_and_never_replaces_another(sheet: Sheet, service: Service, held: Review) -> None:
    sheet.fill(held, note="Came with her sister").imported()
    assert service.now(held).note == "Came with her sister"
    plan = sheet.fill(held, note="Went well").imported()
    assert [(one.ours, one.theirs) for one in plan.conflicts] == [("Came with her sister", "Went well")]
    assert service.now(held).note == "Came with her sister"


def test_another_day_than_the_one_recorded_is_a_conflict_until_it_is_accepted(
    sheet: Sheet, service: Service, held: Review
) -> None:
    plan = sheet.fill(held, held="4/11/26", participation="PN6").imported()
    (conflict,) = plan.conflicts
    assert (conflict.what, conflict.ours, conflict.theirs) == (
        "Held on, Looked-after review, first", "5 Nov 2026", "4 Nov 2026",
    )  # fmt: skip
    assert (service.now(held).held, service.now(held).participation) == (date(2026, 11, 5), "PN6")
    sheet.imported(choices=Choices(frozenset({conflict.key})))
    assert service.now(held).held == date(2026, 11, 4)
    with service.read() as store:
        follows = next(r for r in store.shelf(Review).find(series_id=held.series_id) if not r.held)
    assert follows.counted_from == date(2026, 11, 4)


@pytest.mark.parametrize("cell", ["", " ", "-", "tbc", "to come", "no change", "?"])
def test_what_says_nothing_changes_nothing(sheet: Sheet, waiting: Review, held: Review, cell: str) -> None:
    said = dict.fromkeys(("held", "participation", "seen", "late", "new_date", "asked", "why"), cell)
    plan = sheet.fill(waiting, **said).fill(held, **said).imported()
    assert (plan.writes, plan.refused, plan.unchanged["reviews"]) == (False, [], 2)


def test_every_cell_that_is_wrong_is_told_at_once(sheet: Sheet, waiting: Review) -> None:
    plan = sheet.fill(waiting, held="soon", late="Snow").imported()
    ((column, words),) = reasons(plan)
    assert column == "Held on"
    assert 'Late reason: "Snow" is not in the list.' in words
