"""How participation changed over time: every held review and conference of a child, oldest first."""

from datetime import date

from app.commands.contacts import RecordContact
from app.commands.practice import KeepMeeting
from app.commands.reviews import RecordHeld
from app.commands.settings import ChangeSetting
from app.desk import Desk
from app.domain.participation import participated
from app.domain.voice import Voice
from app.queries.voice import ParticipationStrip
from tests.builders import Service


def test_the_strip_tells_reviews_and_conferences_oldest_first_with_who_chaired_and_who_was_seen(
    service: Service, desk: Desk
) -> None:
    child = service.child(date_of_birth=date(2012, 5, 1))
    care = service.period(child, date(2025, 11, 3))
    service.held(care, date(2025, 11, 20), participation="PN7")
    review = service.held(care, date(2026, 2, 10), participation="PN1")
    plan = service.period(child, date(2025, 10, 1), "rcpc")
    desk.do(RecordHeld(service.open_review(plan).id, date(2025, 12, 18), participation="PN6"))
    desk.do(RecordContact((child.id,), date(2026, 2, 3), "seen", True))
    desk.do(KeepMeeting(review.id, Voice(child_id="", review_id="", chaired="chaired")))
    strip = desk.ask(ParticipationStrip(child.id))
    assert [(one.date, one.code, one.took_part, one.is_conference) for one in strip] == [
        (date(2025, 11, 20), "PN7", False, False),
        (date(2025, 12, 18), "PN6", True, True),
        (date(2026, 2, 10), "PN1", True, False),
    ]
    assert strip[0].told == ("Looked-after review, 20 November 2025: Did not attend or share views. Not recorded.")
    assert strip[1].seen == ""
    assert strip[2].told == (
        "Looked-after review, 10 February 2026: Attended and spoke for themselves. The child chaired it. "
        "Seen before the review: 3 February 2026, alone."
    )


def test_attending_without_contributing_is_no_participation_where_the_council_says_so(
    service: Service, desk: Desk
) -> None:
    child = service.child(date_of_birth=date(2012, 5, 1))
    service.held(service.period(child, date(2025, 11, 3)), date(2025, 11, 20), participation="PN4")
    assert [one.took_part for one in desk.ask(ParticipationStrip(child.id))] == [True]
    desk.do(ChangeSetting("participation.not", ["PN7", "PN4"]))
    assert [one.took_part for one in desk.ask(ParticipationStrip(child.id))] == [False]


def test_under_fours_and_what_is_not_recorded_are_no_answer_either_way() -> None:
    assert participated("PN0", ["PN7"]) is None
    assert participated(None, ["PN7"]) is None
    assert [participated(f"PN{n}", ["PN7"]) for n in range(1, 8)] == [True] * 6 + [False]
