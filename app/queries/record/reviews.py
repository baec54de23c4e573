"""A child's periods and reviews with why each was due when it was, their meetings and moves, and what was said of each."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from app.domain.dates import long
from app.domain.explanations import explain
from app.domain.kinds import KINDS
from app.domain.recommendations import PROGRESS, Recommendation
from app.domain.reviews import Meeting, MeetingReview, Rearrangement, Review
from app.domain.timeliness import verdict
from app.domain.times import time_words
from app.domain.voice import REPORTS, Attendance, Voice
from app.queries.record.making import Making, Titled, Told, day, words, yes
from app.queries.review_columns import VERDICT_TITLES
from app.queries.reviewed import participation_words, voice_said

WHICH = words("which", "Review", 44)
SAID = (WHICH, words("what", "What", 26), words("words", "Recorded", 60))
STATES = {
    "planned": "Booked",
    "held": "Held",
    "cancelled": "Cancelled",
    "adjourned": "Opened and adjourned",
    "not-quorate": "Not quorate",
    "abandoned": "Abandoned",
}


def periods(made: Making) -> Iterator[Titled]:
    """From when until when each clock ran, and why it ended."""
    told: list[Told] = []
    for one in sorted(made.periods.values(), key=lambda one: str(one.start)):
        known = None if one.start_known else "The start is not known"
        ended = made.label("period-end", one.end_reason)
        told.append((one, (KINDS[one.kind].period, one.start, known, one.end, ended)))
    columns = (
        words("kind", "What", 28),
        day("start", "From"),
        words("known", "Note", 24),
        day("end", "Ended"),
        words("reason", "Why", 30),
    )
    yield made.table("Periods of care and plans", columns, told)


def reviews(made: Making) -> Iterator[Titled]:
    """Every review, then why it was due then, then what else is recorded of it."""
    told = [(one, _row(made, one)) for one in made.reviews.values()]
    columns = (
        WHICH,
        day("due", "Due"),
        day("held", "Held"),
        words("result", "Result", 12),
        words("late", "Why late", 24),
        words("chair", "Chair", 20),
    )
    yield made.table("Reviews", columns, told)
    why: list[Told] = [(one, (made.review_named(one.id), explain(one))) for one in made.reviews.values()]
    yield made.table("Why each review was due", (WHICH, words("why", "Why it was due then", 90)), why)
    more: list[Told] = [
        (one, (made.review_named(one.id), what, said))
        for one in made.reviews.values()
        for what, said in _more(made, one)
    ]
    yield made.table("More about the reviews", SAID, more)


def _row(made: Making, one: Review) -> tuple[object, ...]:
    series = made.periods.get(one.series_id or "")
    result = verdict(one.due, one.held, made.stamp.today, series.closes if series else None)
    late, chair = made.label("late-reason", one.late_reason), made.officer(one.chair_id)
    return made.review_named(one.id), one.due, one.held, VERDICT_TITLES[result], late, chair


def _more(made: Making, one: Review) -> Iterator[tuple[str, str]]:
    stages = (
        ("Decisions recorded", one.decisions_on),
        ("Manager answered", one.answered_on),
        ("Record complete", one.record_on),
        ("Record sent", one.sent_on),
        ("Adjourned, opened on", one.adjourned_on),
        ("Completed", one.completed_on),
        ("Went to panel", one.panel_on),
        ("Local target", one.local_due),
    )
    yield from ((what, long(when)) for what, when in stages if when)
    said = (
        ("Why it was adjourned", made.label("adjourn-reason", one.adjourned_why)),
        ("Held without a meeting", "Yes" if one.without_meeting else None),
        ("Brought forward by", one.brought_forward_by),
        ("Why brought forward", one.brought_forward_why),
        ("Note", one.note),
    )
    yield from ((what, words_) for what, words_ in said if words_)


def meetings(made: Making) -> Iterator[Titled]:
    """The meetings that were booked or held, and the requests to move them."""
    links = made.of_reviews(MeetingReview)
    found = {one.id: one for one in made.all(Meeting, id=tuple(link.meeting_id for link in links))}
    told: list[Told] = []
    for link in sorted(links, key=lambda link: str(found[link.meeting_id].date)):
        one = found[link.meeting_id]
        state = STATES.get(one.state, one.state)
        more = (time_words(one.time) or None, one.place or None, state, one.cancelled_why or None, one.minute_taker)
        told.append((one, (one.date, *more, made.review_named(link.review_id))))
    columns = (
        day("date", "Date"),
        words("time", "Time", 8),
        words("place", "Where", 22),
        words("state", "State", 18),
        words("why", "Why", 24),
        words("minutes", "Minute taker", 18),
        WHICH,
    )
    yield made.table("Meetings", columns, told)
    yield _moves(made)


def _moves(made: Making) -> Titled:
    told: list[Told] = [
        (
            one,
            (
                one.requested_on,
                made.label("requester", one.requested_by),
                made.label("move-reason", one.reason),
                one.old_date,
                one.new_date,
                one.decision.capitalize() + (f" by {one.decided_by}" if one.decided_by else ""),
            ),
        )
        for one in sorted(made.of_reviews(Rearrangement), key=lambda one: one.requested_on)
    ]
    columns = (
        day("asked", "Asked on"),
        words("by", "Asked by", 20),
        words("why", "Why", 26),
        day("old", "From"),
        day("new", "To"),
        words("decision", "Decision", 24),
    )
    return made.table("Moves of date", columns, told)


def voice(made: Making) -> Iterator[Titled]:
    """How the child took part and was heard."""
    kept: dict[str, list[Voice]] = defaultdict(list)
    for one in made.of_reviews(Voice):
        kept[one.review_id].append(one)
    told: list[Told] = []
    for review in made.reviews.values():
        named = made.review_named(review.id)
        if review.participation:
            told.append((review, (named, "Took part", participation_words(review.participation))))
        told += [(one, (named, *said)) for one in kept[review.id] for said in voice_said(one)]
    yield made.table("Taking part and being heard", SAID, told)


def attendance(made: Making) -> Iterator[Titled]:
    """Who was invited, came and reported."""
    told: list[Told] = [
        (
            one,
            (
                made.review_named(one.review_id),
                made.label("attender", one.who),
                yes(one.invited),
                yes(one.attended),
                REPORTS.get(one.report or ""),
            ),
        )
        for _, named in groupby(made.of_reviews(Attendance), key=lambda one: one.review_id)
        for one in sorted(named, key=lambda one: made.place("attender", one.who))
    ]
    columns = (
        WHICH,
        words("who", "Who", 22),
        words("invited", "Invited", 9),
        words("attended", "Came", 9),
        words("report", "Report", 18),
    )
    yield made.table("Who came to meetings", columns, told)


def recommendations(made: Making) -> Iterator[Titled]:
    """What reviews recommended, and what became of it."""
    told: list[Told] = [
        (
            one,
            (
                made.review_named(one.review_id),
                one.words,
                one.owner or None,
                one.due,
                PROGRESS.get(one.progress or ""),
                one.progress_on,
            ),
        )
        for one in made.of_reviews(Recommendation)
    ]
    columns = (
        WHICH,
        words("words", "Recommendation", 60),
        words("owner", "Whose", 20),
        day("due", "By"),
        words("progress", "What became of it", 16),
        day("on", "Said on"),
    )
    yield made.table("Recommendations", columns, told)
