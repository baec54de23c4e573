"""All that is said of one meeting in one change: the voice, who came, the plan, recommendations and their progress."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.commands.practice import KeepMeeting
from app.commands.undo import UndoLatest
from app.desk import Desk
from app.domain.children import Child
from app.domain.errors import Refusal, Stale
from app.domain.quality import Quality
from app.domain.recommendations import Progress, Recommendation
from app.domain.reviews import Review, Series
from app.domain.voice import Attendance, Voice
from app.queries.practice import MeetingFacts, MeetingInFull
from tests.builders import Service

FIRST, SECOND, THIRD = date(2025, 11, 20), date(2026, 2, 10), date(2026, 8, 3)


@pytest.fixture
def care(service: Service, child: Child) -> Series:
    """A period of care with three reviews that were held."""
    series = service.period(child, date(2025, 11, 3))
    service.held(series, FIRST, SECOND, THIRD, participation="PN1")
    return series


@pytest.fixture
def reviews(service: Service, care: Series) -> tuple[Review, ...]:
    """The first, second and third review."""
    return service.reviews(care)[:3]


def asked(desk: Desk, review: Review) -> MeetingFacts:
    """What is recorded of a meeting."""
    return desk.ask(MeetingInFull(review.id))


def of(review: Review, **said: Any) -> Recommendation:
    """A recommendation of a review."""
    return Recommendation(child_id="", review_id="", **{"words": "See the school", **said})


def came(who: str, **said: Any) -> Attendance:
    """A row of who came."""
    return Attendance(child_id="", review_id="", who=who, **said)


def test_everything_said_of_a_meeting_is_one_change_with_one_undo(desk: Desk, reviews: tuple[Review, ...]) -> None:
    first = reviews[0]
    done = desk.do(
        KeepMeeting(
            first.id,
            Voice(child_id="", review_id="", chaired="co-chaired", advocate_offered=True, letter_on=date(2025, 11, 28)),
            (came("mother", invited=True, attended=True), came("school", invited=True, attended=False, report="late")),
            Quality(child_id="", review_id="", plan_current="yes", health_assessment="no"),
            (of(first, owner="School", due=date(2026, 1, 9)), of(first, words="  Visit   the dentist ")),
        )
    )
    found = asked(desk, first)
    assert (found.voice.chaired, found.voice.child_id, found.voice.review_id) == (
        "co-chaired",
        first.child_id,
        first.id,
    )
    assert (found.came, found.reported) == ((1, 2), (0, 1))
    assert found.answers[:3] == (
        ("The plan is up to date", "Yes"),
        ("The plan is SMART", "Not recorded"),
        ("Initial health assessment (IHA) there", "No"),
    )
    assert [one.words for one in found.recommendations] == ["See the school", "Visit the dentist"]
    assert done.topics == {Voice, Attendance, Quality, Recommendation}
    desk.do(UndoLatest())
    assert not asked(desk, first).is_recorded


def test_what_is_emptied_is_taken_out_and_what_is_not_given_stays(desk: Desk, reviews: tuple[Review, ...]) -> None:
    first = reviews[0]
    rows = (came("mother", attended=True), came("father", invited=True))
    desk.do(KeepMeeting(first.id, Voice(child_id="", review_id="", visitor="has"), rows, None, (of(first),)))
    was = asked(desk, first)
    mother = next(one.said for one in was.attenders if one.who == "mother")
    desk.do(
        KeepMeeting(
            first.id,
            replace(was.voice, visitor=None),
            (replace(mother, attended=None),),
            recommendations=(replace(was.recommendations[0], words=" "), of(first, words="Another")),
        )
    )
    now = asked(desk, first)
    assert now.voice.version == 0
    assert [one.who for one in now.attenders if one.said.version] == ["father"]
    assert [one.words for one in now.recommendations] == ["Another"]
    assert desk.do(KeepMeeting(first.id, Voice(child_id="", review_id=""), (came("carer"),))).entry is None


def test_what_somebody_recorded_in_the_meantime_is_not_written_over(desk: Desk, reviews: tuple[Review, ...]) -> None:
    first = reviews[0]
    blank = asked(desk, first)
    desk.do(
        KeepMeeting(first.id, replace(blank.voice, chaired="no"), (came("mother", attended=True),), None, (of(first),))
    )
    kept = asked(desk, first)
    for again in (
        KeepMeeting(first.id, voice=replace(blank.voice, chaired="chaired")),
        KeepMeeting(first.id, attendance=(came("mother", attended=False),)),
    ):
        with pytest.raises(Stale):
            desk.do(again)
    desk.do(KeepMeeting(first.id, recommendations=(replace(kept.recommendations[0], words="Sooner"),)))
    with pytest.raises(Stale):
        desk.do(KeepMeeting(first.id, recommendations=(replace(kept.recommendations[0], words="Later"),)))


def test_the_next_review_says_what_became_of_the_recommendations_and_counts_them(
    desk: Desk, reviews: tuple[Review, ...]
) -> None:
    first, second, third = reviews
    four = tuple(of(first, words=f"Step {number}") for number in range(4))
    desk.do(KeepMeeting(first.id, recommendations=four))
    earlier = asked(desk, second).earlier
    assert {one.made for one in earlier} == {"Looked-after review of 20 November 2025"}
    answers = ("done", "partly", "not-done", "no-longer")
    said = tuple(replace(one.recommendation, progress=a) for one, a in zip(earlier, answers, strict=True))
    desk.do(KeepMeeting(second.id, progress=said))
    found = asked(desk, second)
    assert found.progress == Progress(1, 1, 1, 1, 0)
    assert found.progress.words == "1 of 3 done, 1 partly, 1 not done; 1 no longer needed"
    kept = found.earlier[0].recommendation
    assert (kept.progress_on, kept.progress_review_id) == (SECOND, second.id)
    assert asked(desk, third).earlier == ()
    with pytest.raises(Stale, match="recorded at another review"):
        desk.do(KeepMeeting(third.id, progress=(replace(kept, progress="partly"),)))
    with pytest.raises(Refusal, match="cannot be taken out"):
        desk.do(KeepMeeting(first.id, recommendations=(replace(kept, words=""),)))
    desk.do(KeepMeeting(second.id, progress=(replace(kept, progress=None),)))
    assert asked(desk, third).progress == Progress(not_said=1)
    with pytest.raises(Stale):
        desk.do(KeepMeeting(second.id, progress=(replace(kept, progress="partly"),)))


def test_recommendations_of_conferences_and_of_reviews_are_asked_apart(
    service: Service, desk: Desk, child: Child, reviews: tuple[Review, ...]
) -> None:
    conference = service.held(service.period(child, date(2025, 12, 1), "rcpc"), date(2026, 2, 27))
    desk.do(KeepMeeting(conference.id, recommendations=(of(conference),)))
    assert asked(desk, reviews[2]).earlier == ()
    kept = asked(desk, conference).recommendations[0]
    with pytest.raises(Refusal, match="earlier review of this child"):
        desk.do(KeepMeeting(reviews[2].id, progress=(replace(kept, progress="done"),)))


def test_health_and_education_are_asked_at_the_first_review_and_permanence_from_the_second(
    service: Service, desk: Desk, child: Child, reviews: tuple[Review, ...]
) -> None:
    first, second, _ = reviews
    assert asked(desk, first).asked == ("plan_current", "plan_smart", "health_assessment", "education_plan")
    assert asked(desk, second).asked == ("plan_current", "plan_smart", "permanence")
    with pytest.raises(Refusal, match="first looked-after review"):
        desk.do(KeepMeeting(second.id, quality=Quality(child_id="", review_id="", education_plan="yes")))
    with pytest.raises(Refusal, match="second looked-after review"):
        desk.do(KeepMeeting(first.id, quality=Quality(child_id="", review_id="", permanence="adoption")))
    desk.do(KeepMeeting(second.id, quality=Quality(child_id="", review_id="", permanence="none")))
    assert asked(desk, second).answers[-1] == ("Permanence plan", "No permanence plan")
    conference = service.held(service.period(child, date(2026, 10, 1), "icpc"), date(2026, 10, 14))
    assert asked(desk, conference).asked == ()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"voice": Voice(child_id="", review_id="", chaired="chaired")}, r"did not attend \(PN6\)"),
        ({"voice": Voice(child_id="", review_id="", visitor="maybe")}, '"maybe" is not one of the answers'),
        ({"voice": Voice(child_id="", review_id="", letter_on=date(2026, 8, 1))}, "before the meeting on 3 August"),
        ({"voice": Voice(child_id="", review_id="", letter_on=date(2027, 8, 1))}, "lies in the future"),
        ({"attendance": (came("aunt", attended=True),)}, '"aunt" is not in the list'),
        ({"attendance": (came("mother", attended=True), came("mother", invited=True))}, "Mother stands there twice"),
        ({"attendance": (came("child", attended=True),)}, "does not agree with how the child took part"),
        ({"attendance": (came("school", report="soon"),)}, '"soon" does not say how a report came'),
        ({"quality": Quality(child_id="", review_id="", plan_smart="maybe")}, '"maybe" is not one of the answers'),
        ({"recommendations": (Recommendation(child_id="", review_id="", words="", owner="School"),)}, "no words"),
        (
            {"recommendations": (Recommendation(child_id="", review_id="", words="Go", due=date(2026, 8, 2)),)},
            "before the meeting on 3 August 2026",
        ),
    ],
)
def test_what_cannot_be_true_of_a_meeting_is_refused_and_nothing_is_kept(
    service: Service, desk: Desk, reviews: tuple[Review, ...], said: dict[str, Any], words: str
) -> None:
    third = service.kept(replace(reviews[2], participation="PN6"))
    with pytest.raises(Refusal, match=words):
        desk.do(KeepMeeting(third.id, **said))
    assert not asked(desk, third).is_recorded


def test_nothing_is_said_of_a_review_that_is_still_to_be_held(service: Service, desk: Desk, care: Series) -> None:
    with pytest.raises(Refusal, match="still to be held"):
        desk.do(KeepMeeting(service.open_review(care).id, recommendations=()))


def test_what_is_said_of_a_meeting_that_was_adjourned_can_be_recorded_at_once(
    service: Service, desk: Desk, care: Series
) -> None:
    review = service.kept(replace(service.open_review(care), adjourned_on=date(2026, 11, 2)))
    desk.do(KeepMeeting(review.id, recommendations=(of(review),)))
    assert asked(desk, review).is_recorded


def test_a_secure_review_without_its_panel_of_three_says_who_is_missing(
    service: Service, desk: Desk, child: Child
) -> None:
    officer = service.officer("Chair")
    review = service.held(service.period(child, date(2026, 9, 1), "secure"), date(2026, 9, 29), chair_id=officer.id)
    assert asked(desk, review).exception.startswith("Who sat on the panel is not recorded.")
    desk.do(KeepMeeting(review.id, attendance=(came("panel-member", attended=True),)))
    assert "the independent member did not attend" in asked(desk, review).exception
    desk.do(KeepMeeting(review.id, attendance=(came("independent-member", attended=True),)))
    assert asked(desk, review).exception == ""


def test_panels_are_offered_at_secure_reviews_only(desk: Desk, reviews: tuple[Review, ...]) -> None:
    assert not {"panel-member", "independent-member"} & {one.who for one in asked(desk, reviews[0]).attenders}


def test_a_foster_carer_review_has_attendance_and_recommendations_and_no_voice_of_a_child(
    service: Service, desk: Desk
) -> None:
    carers = service.child(name="The Marlows", household="long-term")
    review = service.held(service.period(carers, date(2025, 10, 1), "foster-carer"), date(2026, 9, 30))
    desk.do(KeepMeeting(review.id, attendance=(came("carer", attended=True),), recommendations=(of(review),)))
    assert (asked(desk, review).asked, asked(desk, review).about_child) == ((), False)
    with pytest.raises(Refusal, match="about foster carers"):
        desk.do(KeepMeeting(review.id, voice=Voice(child_id="", review_id="", chaired="no")))


def test_how_the_child_took_part_is_kept_with_the_meeting(
    service: Service, desk: Desk, reviews: tuple[Review, ...]
) -> None:
    first = reviews[0]
    voice = Voice(child_id="", review_id="", consultation="app")
    done = desk.do(KeepMeeting(first.id, voice, participation="PN6", version=first.version))
    assert (service.now(first).participation, asked(desk, first).voice.consultation) == ("PN6", "app")
    assert done.topics == {Voice, Review}
    desk.do(UndoLatest())
    assert (service.now(first).participation, asked(desk, first).voice.version) == ("PN1", 0)
    desk.do(KeepMeeting(first.id, participation=""))
    assert service.now(first).participation is None


def test_how_the_child_took_part_contradicts_nothing_that_is_recorded_of_the_meeting(
    desk: Desk, reviews: tuple[Review, ...]
) -> None:
    first = reviews[0]
    desk.do(KeepMeeting(first.id, Voice(child_id="", review_id="", chaired="chaired")))
    with pytest.raises(Refusal, match="cannot have chaired it"):
        desk.do(KeepMeeting(first.id, participation="PN7"))
    desk.do(KeepMeeting(reviews[1].id, attendance=(came("child", attended=True),)))
    with pytest.raises(Refusal, match="does not agree with how the child took part"):
        desk.do(KeepMeeting(reviews[1].id, participation="PN7"))
    with pytest.raises(Refusal, match="not a participation code"):
        desk.do(KeepMeeting(first.id, participation="PN9"))
    with pytest.raises(Stale):
        desk.do(KeepMeeting(first.id, participation="PN3", version=first.version - 1))
