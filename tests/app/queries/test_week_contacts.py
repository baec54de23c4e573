"""My week: the children not seen before a review that is near, the records owed after one, and those to send."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.commands.afterwards import NoteDone
from app.commands.contacts import RecordContact, SayIfSeen
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.access import Person, Role
from app.domain.children import Child
from app.domain.officers import COVER, Officer
from app.domain.reviews import Review
from app.queries.week.look import MyWeek
from app.queries.week.records import RecordsList
from app.queries.week.shapes import HERE, Act, Opens, Section
from app.queries.week.unseen import UnseenList
from app.table import Tone
from tests.builders import CALENDAR, TODAY, Service

SUPPORT = Person(id="0" * 31 + "2", login="support", name="Bea", role=Role.BUSINESS_SUPPORT)


@pytest.fixture
def alison(service: Service) -> Officer:
    return service.officer("Alison Wright")


def due_in(service: Service, officer: Officer, working_days: int, name: str, **facts: Any) -> Review:
    """A first review of a child in our care that is due in so many working days."""
    child = service.child(name=name, date_of_birth=date(2015, 5, 1), **facts)
    service.allocated(child, officer, date(2020, 1, 1))
    start = CALENDAR.add_working_days(TODAY, working_days - 20)
    return service.open_review(service.period(child, start))


def held_ago(service: Service, officer: Officer, working_days: int, name: str) -> Review:
    """A review that was held so many working days ago."""
    child = service.child(name=name, date_of_birth=date(2015, 5, 1))
    service.allocated(child, officer, date(2020, 1, 1))
    held = CALENDAR.add_working_days(TODAY, -working_days)
    return service.held(service.period(child, held - timedelta(days=20)), held, chair_id=officer.id)


def section(desk: Desk, key: str, officer: Officer | None = None) -> Section:
    """One section of a week."""
    return desk.ask(MyWeek(officer.id if officer else None)).section(key)


def told(found: Section) -> list[tuple[str, str, Tone]]:
    """Its lines."""
    return [(line.title, line.left, line.tone) for line in found.lines]


def test_a_child_not_seen_is_told_within_ten_working_days_of_the_review(
    service: Service, desk: Desk, alison: Officer
) -> None:
    review = due_in(service, alison, 10, "Ten")
    due_in(service, alison, 11, "Eleven")
    due_in(service, alison, 3, "Three")
    due_in(service, alison, -1, "Late")
    found = section(desk, "unseen", alison)
    assert found.words == "3 children not seen before a review within 10 working days"
    assert told(found) == [
        ("Late", "1 working day late", Tone.LATE),
        ("Three", "3 working days left", Tone.SOON),
        ("Ten", "10 working days left", Tone.PLAIN),
    ]
    assert found.lines[2].act == Act("Record contact", Opens(HERE, ("contact", review.id)))
    assert found.everything == Opens(HERE, UnseenList(alison.id))


def test_a_booked_review_counts_by_the_day_that_is_booked(service: Service, desk: Desk, alison: Officer) -> None:
    review = due_in(service, alison, 15, "Booked")
    assert section(desk, "unseen", alison).count == 0
    service.planned(review, CALENDAR.add_working_days(TODAY, 4))
    (line,) = section(desk, "unseen", alison).lines
    assert (line.left, line.detail) == ("4 working days left", "review 26 Nov 2026")


def test_children_who_were_seen_or_need_not_be_are_not_told(service: Service, desk: Desk, alison: Officer) -> None:
    seen, declined, early, missed = (due_in(service, alison, 5, name) for name in ("A", "B", "C", "D"))
    desk.do(RecordContact((seen.child_id,), TODAY, "spoken"))
    desk.do(SayIfSeen(declined.id, "declined"))
    desk.do(SayIfSeen(early.id, "not-appropriate"))
    desk.do(SayIfSeen(missed.id, "no"))
    found = section(desk, "unseen", alison)
    assert (found.words, [line.title for line in found.lines]) == (
        "1 child not seen before a review within 10 working days",
        ["D"],
    )


def test_conferences_and_the_children_of_others_are_not_told(service: Service, desk: Desk, alison: Officer) -> None:
    child = service.child(name="Plan")
    service.allocated(child, alison, date(2020, 1, 1))
    service.period(child, date(2026, 8, 24), "rcpc")
    other = service.officer("Nora Bell")
    due_in(service, other, 5, "Nora's")
    assert section(desk, "unseen", alison).count == 0
    (line,) = section(desk, "unseen").lines
    assert line.detail == "Nora Bell · due 27 Nov 2026, no date booked"


def test_an_iro_is_told_of_records_that_are_late_or_due_within_five_working_days(
    service: Service, desk: Desk, alison: Officer
) -> None:
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    late, written = held_ago(service, alison, 7, "Late"), held_ago(service, alison, 6, "Written")
    held_ago(service, alison, 2, "Soon")
    near = held_ago(service, alison, 11, "Near")
    for review in (written, near):
        desk.do(NoteDone((review.id,), "decisions", CALENDAR.add_working_days(TODAY, -1)))
    found = section(desk, "records", alison)
    assert (found.words, found.tone) == ("3 records owed after a review, 1 of them late", Tone.LATE)
    assert told(found) == [
        ("Late", "2 working days late", Tone.LATE),
        ("Soon", "3 working days left", Tone.PLAIN),
        ("Near", "4 working days left", Tone.PLAIN),
    ]
    assert [line.act.words for line in found.lines if line.act] == [
        "Recorded today",
        "Recorded today",
        "Complete today",
    ]
    assert found.lines[0].act == Act("Recorded today", Opens(HERE, ("decisions", late.id)))
    assert found.lines[2].detail == "record not complete · held 5 Nov 2026"
    desk.do(NoteDone((late.id,), "record", TODAY))
    assert section(desk, "records", alison).words == "2 records owed after a review"


def test_a_record_is_told_to_who_chaired_and_to_who_holds_the_child_now(
    service: Service, desk: Desk, alison: Officer
) -> None:
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    nora = service.officer("Nora Bell")
    held_ago(service, alison, 7, "Ben")
    covered = service.kept(replace(held_ago(service, alison, 6, "Cara"), chair_id=nora.id))
    with service.read() as store:
        service.allocated(store.shelf(Child).get(covered.child_id), nora, date(2026, 11, 2), role=COVER)
    assert [(line.title, line.detail) for line in section(desk, "records", alison).lines] == [
        ("Ben", "decisions not recorded · held 11 Nov 2026"),
        ("Cara", "decisions not recorded · held 12 Nov 2026 · chaired by Nora Bell"),
    ]
    assert [line.title for line in section(desk, "records", nora).lines] == ["Cara"]
    assert section(desk, "records").count == 2
    assert desk.ask(RecordsList(nora.id)).line.startswith("Nora Bell, as at Friday 20 November 2026: 1 record.")


def test_business_support_sends_complete_records_first(service: Service, desk: Desk, alison: Officer) -> None:
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    open_, ready, sent = (held_ago(service, alison, days, name) for days, name in ((25, "A"), (3, "B"), (4, "C")))
    for review in (ready, sent):
        desk.do(NoteDone((review.id,), "record", TODAY))
    desk.do(NoteDone((sent.id,), "sent", TODAY))
    support = service.desk(SUPPORT)
    found = section(support, "to-send")
    assert (found.words, found.tone) == ("2 records to send, 1 of them complete", Tone.SOON)
    assert told(found) == [
        ("B", "17 working days left", Tone.PLAIN),
        ("A", "5 working days late", Tone.LATE),
    ]
    assert found.lines[0].act == Act("Sent today", Opens(HERE, ("sent", ready.id)))
    assert found.lines[1].act == Act("Open", Opens(HERE, ("after", open_.id)))
    assert support.ask(MyWeek()).headline.words == "2 records to send, 1 of them complete."
    support.do(NoteDone((ready.id,), "sent", TODAY))
    assert section(support, "to-send").words == "1 record to send, none complete yet"
    assert support.ask(MyWeek()).headline.words == "Everything is arranged."


def test_reviews_held_before_records_were_followed_are_never_told(
    service: Service, desk: Desk, alison: Officer
) -> None:
    for days in (1, 30, 300):
        held_ago(service, alison, days, f"Held {days} days ago")
    assert section(desk, "records", alison).words == "No record is owed."
    assert section(service.desk(SUPPORT), "to-send").words == "Every record is sent."
    assert desk.ask(RecordsList(alison.id)).line.endswith(": 0 records. Enter says when each step was done.")


def test_the_record_of_a_conference_is_owed_by_working_days_of_its_own(
    service: Service, desk: Desk, alison: Officer
) -> None:
    desk.do(ChangeSetting("records.from", "2026-10-01"))
    child = service.child(name="Cleo Marsh")
    service.allocated(child, alison, date(2020, 1, 1))
    held = CALENDAR.add_working_days(TODAY, -2)
    review = service.held(service.period(child, date(2026, 8, 20), "rcpc"), held, chair_id=alison.id)
    assert told(section(desk, "records", alison)) == [("Cleo Marsh", "1 working day late", Tone.LATE)]
    desk.do(NoteDone((review.id,), "decisions", held))
    assert not section(desk, "records", alison).count
