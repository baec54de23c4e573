"""Contacts with children: what may be recorded, what undo takes back, and which contacts count before a review."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.commands.contacts import CorrectContact, RecordContact, SayIfSeen, VoidContact
from app.commands.settings import ChangeSetting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.access import Person
from app.domain.children import Child
from app.domain.contacts import HOW, Contact
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.reviews import Review
from app.queries.contacts import AskSeen, ContactsOf, Seen
from tests.builders import CALENDAR, TODAY, Service

SEEN_ON = date(2026, 11, 16)


@pytest.fixture
def held(service: Service, child: Child) -> Review:
    """The child's second review, held on 2 November 2026; the first was on 3 August."""
    period = service.period(child, date(2026, 7, 13))
    return service.held(period, date(2026, 8, 3), date(2026, 11, 2))


@pytest.fixture
def coming(service: Service, held: Review) -> Review:
    """The review that follows."""
    with service.read() as store:
        return store.shelf(Review).find(series_id=held.series_id, held=None)[0]


def seen(desk: Desk, review: Review) -> Seen:
    """Whether the child was seen before a review."""
    found = desk.ask(AskSeen(review.id))
    assert found is not None
    return found


def kept(service: Service) -> tuple[Contact, ...]:
    """All contacts that stand."""
    with service.read() as store:
        return store.shelf(Contact).find()


def test_a_contact_is_recorded_corrected_and_voided_and_each_is_undone(
    service: Service, desk: Desk, child: Child, iro: Officer
) -> None:
    done = desk.do(RecordContact((child.id,), SEEN_ON, "seen", True, iro.id, " At school "))
    (made,) = done.result
    assert (made.date, made.alone, made.officer_id, made.note) == (SEEN_ON, True, iro.id, "At school")
    assert done.topics == {Contact}
    changed = desk.do(CorrectContact(made.id, SEEN_ON, "spoken", None, iro.id, version=made.version)).result
    assert (changed.how, changed.alone) == ("spoken", None)
    desk.do(VoidContact(made.id, "Another child"))
    assert kept(service) == ()
    desk.do(UndoLatest())
    assert [one.how for one in kept(service)] == ["spoken"]
    desk.do(UndoLatest())
    assert [(one.how, one.alone) for one in kept(service)] == [("seen", True)]
    desk.do(UndoLatest())
    assert kept(service) == ()


def test_children_seen_together_have_a_record_each_and_one_undo(service: Service, desk: Desk, child: Child) -> None:
    sister = service.child("1002", name="Bea Archer", sibling_group="archer")
    desk.do(RecordContact((child.id, sister.id, child.id), SEEN_ON, "seen", False))
    assert {one.child_id for one in kept(service)} == {child.id, sister.id}
    assert len(kept(service)) == 2
    desk.do(UndoLatest())
    assert kept(service) == ()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + timedelta(days=1), "21 November 2026 lies in the future"),
        (date(2014, 4, 30), "30 April 2014 is before 1001 was born"),
    ],
)
def test_a_contact_that_cannot_have_been_is_refused(
    service: Service, desk: Desk, child: Child, day: date, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        desk.do(RecordContact((child.id,), day, "seen"))
    assert kept(service) == ()


def test_a_contact_after_the_18th_birthday_is_refused_and_one_on_it_is_not(service: Service, desk: Desk) -> None:
    grown = service.child("1003", date_of_birth=date(2008, 11, 10))
    with pytest.raises(Refusal, match="1003 turned 18 on 10 November 2026, before 11 November 2026"):
        desk.do(RecordContact((grown.id,), date(2026, 11, 11), "seen"))
    desk.do(RecordContact((grown.id,), date(2026, 11, 10), "seen"))


def test_a_contact_needs_a_child_known_words_and_a_known_person(service: Service, desk: Desk, child: Child) -> None:
    with pytest.raises(Refusal, match="No child is chosen"):
        desk.do(RecordContact((), SEEN_ON, "seen"))
    with pytest.raises(Refusal, match='"waved" does not say how the contact was'):
        desk.do(RecordContact((child.id,), SEEN_ON, "waved"))
    with pytest.raises(Refusal, match="Nobody of that name works in this service"):
        desk.do(RecordContact((child.id,), SEEN_ON, "seen", officer_id="f" * 32))
    assert kept(service) == ()


def test_the_same_contact_is_not_recorded_twice(desk: Desk, child: Child, iro: Officer) -> None:
    desk.do(RecordContact((child.id,), SEEN_ON, "seen", officer_id=iro.id))
    with pytest.raises(Refusal, match="with 1001 on 16 November 2026 is recorded already"):
        desk.do(RecordContact((child.id,), SEEN_ON, "seen", officer_id=iro.id))
    desk.do(RecordContact((child.id,), SEEN_ON, "spoken", officer_id=iro.id))


def test_of_siblings_none_is_recorded_when_one_cannot_be(service: Service, desk: Desk, child: Child) -> None:
    baby = service.child("1004", date_of_birth=date(2026, 11, 18))
    with pytest.raises(Refusal, match="1004 was born"):
        desk.do(RecordContact((child.id, baby.id), SEEN_ON, "seen"))
    assert kept(service) == ()


def test_a_contact_that_somebody_changed_is_not_written_over(desk: Desk, child: Child) -> None:
    (made,) = desk.do(RecordContact((child.id,), SEEN_ON, "seen")).result
    desk.do(CorrectContact(made.id, SEEN_ON, "spoken"))
    with pytest.raises(Refusal, match="Somebody changed this contact"):
        desk.do(CorrectContact(made.id, SEEN_ON, "declined", version=made.version))
    with pytest.raises(Refusal, match="The day of the contact is missing"):
        desk.do(CorrectContact(made.id, None, "seen"))
    with pytest.raises(Refusal, match="Say why"):
        desk.do(VoidContact(made.id, " "))
    desk.do(VoidContact(made.id, "Entered twice"))
    with pytest.raises(Refusal, match="This contact was voided"):
        desk.do(VoidContact(made.id, "Entered twice"))


def test_an_iro_records_contacts(service: Service, irene: Person, child: Child) -> None:
    service.desk(irene).do(RecordContact((child.id,), SEEN_ON, "seen", officer_id=irene.officer_id))
    assert len(kept(service)) == 1


def test_a_contact_counts_after_the_previous_review_and_by_the_day_itself(
    desk: Desk, child: Child, held: Review, coming: Review
) -> None:
    assert seen(desk, held).words == "Not recorded"
    assert seen(desk, coming).words.startswith("Not seen yet: ")
    desk.do(RecordContact((child.id,), date(2026, 8, 3), "seen"))
    assert not seen(desk, held).is_done
    desk.do(RecordContact((child.id,), date(2026, 11, 2), "seen", True))
    assert seen(desk, held).words == "Seen before the review: 2 November 2026, alone"
    assert not seen(desk, coming).is_done
    desk.do(RecordContact((child.id,), date(2026, 11, 3), "spoken", False))
    assert seen(desk, coming).words == "Spoken to before the review: 3 November 2026, not alone"
    assert "regulation 36(1)(b)" in seen(desk, coming).rule
    assert seen(desk, coming).rule.endswith("A contact counts since the previous review on 2 November 2026.")


def test_an_exception_lifts_the_duty_until_the_child_is_seen(desk: Desk, child: Child, coming: Review) -> None:
    desk.do(RecordContact((child.id,), date(2026, 11, 10), "declined"))
    assert (seen(desk, coming).is_owed, seen(desk, coming).words) == (False, "The child declined (10 November 2026)")
    desk.do(RecordContact((child.id,), date(2026, 11, 12), "no"))
    assert not seen(desk, coming).is_owed
    desk.do(RecordContact((child.id,), date(2026, 11, 6), "seen"))
    assert seen(desk, coming).words == "Seen before the review: 6 November 2026"


def test_a_service_may_count_contacts_within_some_working_days(
    desk: Desk, child: Child, held: Review, coming: Review
) -> None:
    desk.do(RecordContact((child.id,), date(2026, 10, 26), "seen"))
    assert seen(desk, held).is_done
    desk.do(ChangeSetting("contacts.within", 4))
    assert not seen(desk, held).is_done
    desk.do(ChangeSetting("contacts.within", 5))
    assert seen(desk, held).is_done
    assert seen(desk, held).rule.endswith("A contact counts in the 5 working days before the review.")


def test_an_answer_for_a_review_needs_no_day_and_is_corrected_in_its_place(
    service: Service, desk: Desk, held: Review, coming: Review
) -> None:
    desk.do(SayIfSeen(held.id, "seen"))
    assert seen(desk, held).words == "Seen before the review: day not recorded"
    assert not seen(desk, coming).is_done
    desk.do(SayIfSeen(held.id, "no"))
    assert seen(desk, held).words == "Not seen before the review"
    desk.do(SayIfSeen(held.id, "seen", date(2026, 10, 30), True))
    assert seen(desk, held).words == "Seen before the review: 30 October 2026, alone"
    assert len(kept(service)) == 1
    for _ in range(3):
        desk.do(UndoLatest())
    assert (kept(service), seen(desk, held).words) == ((), "Not recorded")


def test_an_answer_that_a_contact_gives_already_writes_nothing(
    service: Service, desk: Desk, child: Child, held: Review
) -> None:
    (contact,) = desk.do(RecordContact((child.id,), date(2026, 10, 30), "seen")).result
    assert desk.do(SayIfSeen(held.id, "seen")).result == contact
    assert desk.do(SayIfSeen(held.id, "seen", date(2026, 10, 30))).entry is None
    assert kept(service) == (contact,)
    desk.do(SayIfSeen(held.id, "seen", date(2026, 10, 30), True))
    assert [one.alone for one in kept(service)] == [True]


def test_an_answer_that_gives_no_day_leaves_the_one_that_is_recorded(
    service: Service, desk: Desk, child: Child, held: Review
) -> None:
    desk.do(RecordContact((child.id,), date(2026, 10, 30), "seen"))
    desk.do(SayIfSeen(held.id, "seen", None, True))
    assert [(one.date, one.alone) for one in kept(service)] == [(date(2026, 10, 30), True)]


def test_an_answer_that_contradicts_a_contact_or_lies_after_the_review_is_refused(
    desk: Desk, child: Child, held: Review
) -> None:
    with pytest.raises(Refusal, match="3 November 2026 is after the review"):
        desk.do(SayIfSeen(held.id, "seen", date(2026, 11, 3)))
    desk.do(RecordContact((child.id,), date(2026, 10, 30), "seen"))
    with pytest.raises(Refusal, match="Seen in person on 30 October 2026 is recorded already"):
        desk.do(SayIfSeen(held.id, "no"))


def test_the_contacts_of_a_child_are_listed_newest_first(desk: Desk, child: Child, iro: Officer, held: Review) -> None:
    desk.do(SayIfSeen(held.id, "not-appropriate"))
    desk.do(RecordContact((child.id,), date(2026, 10, 30), "seen", True, iro.id))
    desk.do(RecordContact((child.id,), date(2026, 11, 12), "declined"))
    lines = desk.ask(ContactsOf(child.id))
    assert [line.words for line in lines] == [
        "12 November 2026",
        "before the review of 2 November 2026",
        "30 October 2026, alone, by Irene Osei",
    ]


def test_a_voided_contact_counts_no_longer(desk: Desk, child: Child, coming: Review) -> None:
    (made,) = desk.do(RecordContact((child.id,), SEEN_ON, "seen")).result
    assert seen(desk, coming).is_done
    desk.do(VoidContact(made.id, "Another child"))
    assert seen(desk, coming).is_owed


STARTED = date(2026, 1, 5)
DAYS = st.integers(0, 319).map(lambda number: STARTED - timedelta(days=10) + timedelta(days=number))
CONTACTS = st.lists(st.tuples(DAYS, st.sampled_from(sorted(HOW))), max_size=8, unique=True)
BEST = ("seen", "spoken", "declined", "not-appropriate", "no")


def told(reviews: list[date], at: int, contacts: list[tuple[date, str]], within: int) -> str:
    """The plain recomputation: day by day before a review, what was recorded."""
    day, counts = reviews[at], set()
    previous = reviews[at - 1] if at else STARTED - timedelta(days=1)
    for when, how in contacts:
        working = sum(CALENDAR.is_working_day(each) for each in _days(when, day)) if when <= day else None
        if working is not None and ((within == 0 and when > previous) or (within and working <= within)):
            counts.add(how)
    return next((how for how in BEST if how in counts), "")


def _days(first: date, last: date) -> Iterator[date]:
    """From the first day until the day before the last."""
    return (first + timedelta(days=number) for number in range((last - first).days))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gaps=st.lists(st.integers(1, 100), min_size=1, max_size=3),
    contacts=CONTACTS,
    within=st.sampled_from((0, 0, 5, 20)),
)
def test_the_contacts_that_count_are_those_a_reader_would_count(
    service: Service, gaps: list[int], contacts: list[tuple[date, str]], within: int
) -> None:
    child = service.child()
    days = [STARTED + timedelta(days=sum(gaps[: at + 1])) for at in range(len(gaps))]
    period = service.period(child, STARTED)
    service.held(period, *(day for day in days if day <= TODAY))
    service.keep(*(Contact(child_id=child.id, date=when, how=how) for when, how in contacts))
    desk = service.desk()
    desk.do(ChangeSetting("contacts.within", within))
    held = [review for review in service.reviews(period) if review.held]
    assert [seen(desk, review).how for review in held] == [told(days, at, contacts, within) for at in range(len(held))]


def test_what_is_owed_of_other_kinds_is_nothing(service: Service, desk: Desk, child: Child) -> None:
    plan: Any = service.period(child, date(2026, 9, 1), "rcpc")
    assert not seen(desk, service.open_review(plan)).is_owed
