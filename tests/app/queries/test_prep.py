"""The prep sheet tells of a review what its records say: child, clocks, the review before, contacts, challenges, siblings."""

from datetime import date, time
from typing import Any

import pytest

from app.commands.practice import KeepMeeting
from app.domain.challenges import records
from app.domain.children import Child, LegalStatus, Placement
from app.domain.contacts import Contact
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.recommendations import Recommendation
from app.domain.reviews import MeetingReview, Rearrangement, Review
from app.queries.prep.sheets import PrepReviews, PrepWeek
from app.table import Sheets
from tests.builders import Service
from tests.challenges import challenge, step

TUESDAY = date(2026, 11, 24)


def listed(service: Service, sheets: Sheets, name: str) -> list[dict[str, object]]:
    """The rows of one of its tables, by column."""
    table = dict(sheets.tables)[name]
    keys = [column.key for column in table.columns]
    with service.read() as store:
        return [dict(zip(keys, row.cells, strict=True)) for row in table.rows.each(store)]


def facts(service: Service, sheets: Sheets, name: str) -> dict[str, str]:
    """A table of facts, by what it says."""
    return {str(row["what"]): str(row["value"]) for row in listed(service, sheets, name)}


def prep(service: Service, *reviews: Review) -> Sheets:
    """Their prep sheets."""
    made: Sheets = service.desk().ask(PrepReviews(tuple(review.id for review in reviews)))
    return made


def booked(service: Service, officer: Officer, name: str, day: date, at: time | None = None, **more: Any) -> Review:
    """A child's second review, with a meeting."""
    child = service.child(name=name, **more)
    service.allocated(child, officer, date(2026, 5, 11))
    period = service.period(child, date(2026, 5, 11))
    service.held(period, date(2026, 8, 28), participation="PN1", note="A new school, and family time each week.")
    review = service.open_review(period)
    service.planned(review, day, time=at, place="County Hall", minutes=90)
    return review


def test_the_sheet_lists_what_earlier_reviews_recommended_and_what_became_of_it(service: Service) -> None:
    review = booked(service, service.officer("Ann Lee"), "Amira Khan", TUESDAY)
    with service.read() as store:
        (last,) = (one for one in store.shelf(Review).find(series_id=review.series_id) if one.held)
    advice = Recommendation(child_id="", review_id="", words="See the dentist", owner="Carer", due=date(2026, 10, 1))
    service.desk().do(KeepMeeting(last.id, recommendations=(advice,)))
    (row,) = listed(service, prep(service, review), "Recommended before")
    assert {key: row[key] for key in ("words", "owner", "due", "progress")} == {
        "words": "See the dentist",
        "owner": "Carer",
        "due": date(2026, 10, 1),
        "progress": "To be asked",
    }


def test_the_sheet_says_who_the_child_is_and_who_is_there_for_them(service: Service) -> None:
    ann, team = service.officer("Ann Lee"), service.team("North")
    review = booked(service, ann, "Amira Khan", TUESDAY, date_of_birth=date(2014, 3, 2), known_as="Ami", sex="female")
    child = service.now(Child(id=review.child_id, reference=""))
    service.in_team(child, team, date(2026, 5, 11))
    service.social_worker(child, "Jo Park", date(2026, 5, 11))
    service.keep(LegalStatus(child_id=child.id, code="C2", start=date(2026, 5, 11)))
    service.keep(Placement(child_id=child.id, code="U6", start=date(2026, 5, 12)))
    told = facts(service, prep(service, review), "Child")
    assert told == {
        "Reference": child.reference,
        "Name": "Ami (Amira Khan)",
        "Born": "2 March 2014, 12 years old",
        "Sex": "Female",
        "Legal status": "C2: Full care order, since 11 May 2026",
        "Lives": "U6: Foster care, since 12 May 2026",
        "In our care": "Since 11 May 2026",
        "IRO": "Ann Lee",
        "Social worker": "Jo Park",
        "Team": "North",
    }


def test_the_sheet_says_when_the_review_is_why_it_is_due_then_and_whether_that_is_in_time(service: Service) -> None:
    review = booked(service, service.officer("Ann Lee"), "Amira Khan", TUESDAY, time(10, 30))
    told = facts(service, prep(service, review), "This review")
    assert told["Review"] == "Second looked-after review"
    assert told["Meeting"] == "Tue 24 Nov 2026 10:30, County Hall"
    assert told["Due"] == "Sat 28 Nov 2026"
    assert told["Time"] == "5 working days left"
    assert told["In time"] == "Yes, 3 working days before it is due"
    assert told["Child seen"] == "Not seen yet: 2 working days left"
    assert "within 3 months of the first review, held 28 August 2026" in told["Why then"]
    late = booked(service, service.officer("Bea Moss"), "Ben Lee", date(2026, 12, 2))
    assert facts(service, prep(service, late), "This review")["In time"] == "No: booked 3 working days after it is due"


def test_the_sheet_tells_of_the_review_before_and_what_was_decided(service: Service) -> None:
    review = booked(service, service.officer("Ann Lee"), "Amira Khan", TUESDAY)
    told = facts(service, prep(service, review), "The review before")
    assert told["Held"] == "Fri 28 Aug 2026"
    assert told["Result"].startswith("Held late: ")
    assert told["Took part"] == "PN1: Attended and spoke for themselves"
    assert told["Decisions"] == "A new school, and family time each week."
    (row,) = listed(service, prep(service, review), "Reviews held")
    assert (row["held"], row["which"]) == (date(2026, 8, 28), "First looked-after review")


def test_a_contact_counts_for_the_review_when_it_lies_after_the_one_before(service: Service) -> None:
    ann = service.officer("Ann Lee")
    review = booked(service, ann, "Amira Khan", TUESDAY)
    for day in (date(2026, 8, 3), date(2026, 11, 12)):
        service.keep(Contact(child_id=review.child_id, date=day, alone=True, officer_id=ann.id, note="At school"))
    sheets = prep(service, review)
    assert [(row["date"], row["counts"], row["by"]) for row in listed(service, sheets, "Contacts")] == [
        (date(2026, 11, 12), "Yes", "Ann Lee"),
        (date(2026, 8, 3), "No", "Ann Lee"),
    ]
    assert facts(service, sheets, "This review")["Child seen"].startswith("Seen before the review: 12 November 2026")


def test_open_challenges_stand_there_with_their_actions_and_closed_ones_do_not(service: Service) -> None:
    review = booked(service, service.officer("Ann Lee"), "Amira Khan", TUESDAY)
    child = service.now(Child(id=review.child_id, reference=""))
    waits = challenge(service, child, raised_on=date(2026, 11, 16), concern="No plan for school")
    agreed = challenge(service, child, level=3, raised_on=date(2026, 11, 2))
    agreed = step(service, agreed, records.RESPONSE, date(2026, 11, 5), words="We agree")
    agreed = step(service, agreed, records.VIEW, date(2026, 11, 5), code=records.ACCEPTED)
    actions = [("Visit", "Jo Park", date(2026, 11, 27))]
    agreed = step(service, agreed, records.ACTIONS, date(2026, 11, 6), actions=actions)
    withdrawn = challenge(service, child, raised_on=date(2026, 11, 3))
    step(service, withdrawn, records.WITHDRAWAL, date(2026, 11, 4), words="Settled")
    sheets = prep(service, review)
    assert [(row["reference"], row["due"]) for row in listed(service, sheets, "Challenges")] == [
        (waits.reference, waits.response_due),
        (agreed.reference, date(2026, 11, 27)),
    ]
    assert listed(service, sheets, "Challenges")[0]["concern"] == "No plan for school"
    (action,) = listed(service, sheets, "Agreed actions")
    assert (action["what"], action["owner"], action["state"]) == ("Visit", "Jo Park", "5 working days left")


def test_brothers_and_sisters_stand_there_with_their_own_dates(service: Service) -> None:
    ann = service.officer("Ann Lee")
    review = booked(service, ann, "Amira Khan", TUESDAY, sibling_group="khan")
    sister = booked(service, ann, "Bina Khan", date(2026, 12, 1), sibling_group="khan")
    service.child(name="Cyrus Khan", sibling_group="khan")
    rows = listed(service, prep(service, review), "Siblings")
    assert [(row["child"], row["due"], row["booked"]) for row in rows] == [
        ("Bina Khan", sister.due, date(2026, 12, 1)),
        ("Cyrus Khan", None, None),
    ]
    assert rows[1]["kind"] == "No review to come"


def test_every_request_to_move_the_review_is_told_the_latest_first(service: Service) -> None:
    review = booked(service, service.officer("Ann Lee"), "Amira Khan", TUESDAY)
    meeting = service.planned(review, TUESDAY)
    for day in (date(2026, 10, 1), date(2026, 11, 2)):
        service.keep(
            Rearrangement(
                meeting_id=meeting.id,
                review_id=review.id,
                requested_by="social-worker",
                requested_on=day,
                reason="illness",
                old_date=day,
                new_date=TUESDAY,
            )
        )
    moves = [str(row["move"]) for row in listed(service, prep(service, review), "Moves")]
    assert [words.partition(":")[0] for words in moves] == ["2 November 2026", "1 October 2026"]


def test_a_long_history_is_cut_and_says_how_much_there_is_more(service: Service) -> None:
    child = service.child(name="Amira Khan")
    period = service.period(child, date(2020, 1, 6))
    held = [date(2020 + n // 2, 2 if n % 2 == 0 else 8, 3) for n in range(9)]
    service.held(period, *held)
    rows = listed(service, prep(service, service.open_review(period)), "Reviews held")
    assert [row["held"] for row in rows[:-1]] == sorted(held, reverse=True)[:5]
    assert rows[-1]["which"] == "and 4 earlier reviews"
    assert rows[-1]["held"] is None


def test_the_week_has_every_meeting_of_that_iro_from_monday_to_sunday_by_time(service: Service) -> None:
    ann, bea = service.officer("Ann Lee"), service.officer("Bea Moss")
    booked(service, ann, "Late Day", date(2026, 11, 26))
    booked(service, ann, "Second", TUESDAY, time(14))
    booked(service, ann, "First", TUESDAY, time(9))
    booked(service, bea, "Other IRO", TUESDAY)
    booked(service, ann, "Week after", date(2026, 11, 30))
    sheets = service.desk().ask(PrepWeek("ann lee", date(2026, 11, 27), by_login=True))
    assert sheets.title == "Prep sheets: Ann Lee, week of 23 November 2026"
    assert [row["child"] for row in listed(service, sheets, "Reviews")] == ["First", "Second", "Late Day"]


def test_two_reviews_of_a_child_in_one_meeting_have_one_sheet_that_tells_both_clocks(service: Service) -> None:
    ann = service.officer("Ann Lee")
    review = booked(service, ann, "Amira Khan", TUESDAY)
    child = service.now(Child(id=review.child_id, reference=""))
    other = service.open_review(service.period(child, date(2026, 9, 1), kind="rcpc"))
    with service.change() as store:
        (link,) = store.shelf(MeetingReview).find(review_id=review.id)
        store.shelf(MeetingReview).keep(MeetingReview(meeting_id=link.meeting_id, review_id=other.id))
    sheets = service.desk().ask(PrepWeek(ann.id, TUESDAY))
    assert len(listed(service, sheets, "Reviews")) == 1
    assert [row["due"] for row in listed(service, sheets, "Clocks")] == sorted(
        due for due in (review.due, other.due) if due
    )


def test_a_week_without_meetings_is_refused_in_words(service: Service) -> None:
    ann = service.officer("Ann Lee")
    with pytest.raises(Refusal, match="no meetings booked in the week of 7 December 2026"):
        service.desk().ask(PrepWeek(ann.id, date(2026, 12, 9)))
