"""What was said of the reviews of a family in the last year: the child's voice, who came, the plan, what was recommended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw, Shares
from app.demonstration.histories import Told
from app.demonstration.service import Service
from app.domain import recommendations, voice
from app.domain.answers import NO, NOT_APPLICABLE, PARTLY, YES
from app.domain.calendar import birthday
from app.domain.conferences import CONFERENCES
from app.domain.contacts import DUTY
from app.domain.kinds import LOOKED_AFTER, SECURE_REVIEW
from app.domain.quality import NO_PERMANENCE, Quality
from app.domain.recommendations import Recommendation
from app.domain.records import Record
from app.domain.reviews import Review
from app.domain.voice import Attendance, Voice

KEPT_DAYS = 430
CHAIRED = Shares({voice.NOT_CHAIRED: 78, voice.CO_CHAIRED: 15, voice.CHAIRED: 7})
CONSULTED = Shares({voice.FORM: 34, voice.APP: 41, voice.NO_CONSULTATION: 25})
VISITORS = Shares({"none": 74, "has": 12, "waiting": 6, "declined": 8})
REPORTS = Shares({voice.IN_TIME: 84, voice.LATE: 11, voice.NONE: 5})
COMING = {"mother": (0.86, 0.52), "father": (0.62, 0.3), "carer": (0.97, 0.93), "social-worker": (1.0, 0.97)}
AGENCIES = {"school": (0.95, 0.78), "health": (0.92, 0.46), "fostering-worker": (0.7, 0.8)}
AT_CONFERENCES = {"school": (0.98, 0.82), "health": (0.98, 0.8), "police": (1.0, 0.34)}
REPORTING = frozenset({"social-worker", "school", "health", "police"})
SAID = Shares({YES: 88, PARTLY: 8, NO: 4})
SMART = Shares({YES: 74, PARTLY: 18, NO: 8})
BY_FIRST = Shares({YES: 82, NO: 18})
PERMANENCE = Shares(
    {
        "long-term-foster": 36,
        "return-home": 19,
        "kinship": 14,
        "special-guardianship": 8,
        "adoption": 6,
        "residential": 5,
        "independence": 5,
        NO_PERMANENCE: 7,
    }
)
OF_CARE = (
    ("Life-story work is to begin", "Social worker"),
    ("The personal education plan (PEP) is to be updated", "Virtual school"),
    ("A dental check is to be arranged", "Carer"),
    ("Family time is to be reviewed with the child", "Social worker"),
    ("A permanence planning meeting is to be held", "Team manager"),
    ("The health assessment is to be completed", "Health"),
    ("Savings and passport are to be arranged", "Social worker"),
    ("An independent visitor is to be found", "Social worker"),
)
OF_PLANS = (
    ("A written safety plan is to be agreed with the family", "Social worker"),
    ("The parenting assessment is to be finished", "Social worker"),
    ("Attendance at school is to be followed each week", "School"),
    ("Support with alcohol is to be offered", "Health"),
    ("Direct work with each child is to be recorded", "Social worker"),
)
PROGRESS = Shares(
    {recommendations.DONE: 62, recommendations.PARTLY: 21, recommendations.NOT_DONE: 12, recommendations.NO_LONGER: 5}
)


@dataclass(frozen=True)
class Practice:
    """Tells of the reviews of one child."""

    service: Service
    born: date | None

    def records(self, told: Told) -> Iterator[Record]:
        """All that is said of the reviews of one series that were held lately."""
        if self.service.size.dense:
            return
        held = sorted((r for r in told.schedule.reviews if r.held), key=lambda r: r.held or date.max)
        first = self.service.today - timedelta(days=KEPT_DAYS)
        for place, review in enumerate(held):
            if review.kind in (*DUTY, *CONFERENCES, SECURE_REVIEW) and review.held and review.held >= first:
                following = held[place + 1] if place + 1 < len(held) else None
                yield from self._about(review, following)

    def _about(self, review: Review, following: Review | None) -> Iterator[Record]:
        draw = Draw(self.service.seed, "practice", review.id)
        used = review.participation in ("PN2", "PN5")
        yield self._voice(draw, review, used)
        yield from self._attendance(draw, review, used)
        if review.kind in DUTY:
            yield self._quality(draw, review)
        yield from self._recommended(draw, review, following)

    def _voice(self, draw: Draw, review: Review, used: bool) -> Voice:
        assert review.held is not None
        old = self._is(10, review.held)
        letter = self.service.calendar.add_working_days(review.held, draw.whole(4, 16))
        sent = draw.chance(0.45) and review.kind in DUTY and letter <= self.service.today
        return Voice(
            id=draw.id(),
            child_id=review.child_id,
            review_id=review.id,
            chaired=draw.of(CHAIRED) if old else voice.NOT_CHAIRED,
            consultation=draw.of(CONSULTED) if self._is(4, review.held) else None,
            advocate_offered=used or draw.chance(0.8),
            advocate_used=used,
            visitor=draw.of(VISITORS) if review.kind in DUTY else None,
            letter_on=letter if sent else None,
        )

    def _attendance(self, draw: Draw, review: Review, used: bool) -> Iterator[Attendance]:
        care = review.kind in DUTY or review.kind == SECURE_REVIEW
        expected = {**COMING, **(AGENCIES if care else AT_CONFERENCES)}
        if not care:
            del expected["carer"]
        for who, (invited, came) in expected.items():
            asked = draw.chance(invited)
            report = draw.of(REPORTS) if who in REPORTING and asked else None
            yield self._came(draw, review, who, asked, asked and draw.chance(came), report)
        if used:
            yield self._came(draw, review, "advocate", True, True, None)
        if review.kind == SECURE_REVIEW:
            for who in ("panel-member", "panel-member", "independent-member"):
                yield self._came(draw, review, who, True, True, None)

    def _came(
        self, draw: Draw, review: Review, who: str, invited: bool, attended: bool, report: str | None
    ) -> Attendance:
        return Attendance(
            id=draw.id(),
            child_id=review.child_id,
            review_id=review.id,
            who=who,
            invited=invited,
            attended=attended,
            report=report,
        )

    def _quality(self, draw: Draw, review: Review) -> Quality:
        assert review.held is not None
        first = review.kind == LOOKED_AFTER and review.number == 1 and review.number_exact
        later = review.kind == LOOKED_AFTER and review.number > 1
        school = self._is(3, review.held)
        return Quality(
            id=draw.id(),
            child_id=review.child_id,
            review_id=review.id,
            plan_current=draw.of(SAID),
            plan_smart=draw.of(SMART),
            health_assessment=draw.of(BY_FIRST) if first else None,
            education_plan=(draw.of(BY_FIRST) if school else NOT_APPLICABLE) if first else None,
            permanence=draw.of(PERMANENCE) if later else None,
        )

    def _recommended(self, draw: Draw, review: Review, following: Review | None) -> Iterator[Recommendation]:
        assert review.held is not None
        offered = OF_PLANS if review.kind in CONFERENCES else OF_CARE
        first, number = draw.whole(0, len(offered) - 1), draw.whole(2, 4)
        for place in range(number):
            words, owner = offered[(first + place) % len(offered)]
            said = following.held if following else None
            yield Recommendation(
                id=draw.id(),
                child_id=review.child_id,
                review_id=review.id,
                words=words,
                owner=owner,
                due=self.service.calendar.add_working_days(review.held, draw.one((10, 20, 40, 60))),
                progress=draw.of(PROGRESS) if said else None,
                progress_on=said,
                progress_review_id=following.id if following else None,
            )

    def _is(self, years: int, day: date) -> bool:
        """Whether the child had this age on a day."""
        return self.born is not None and birthday(self.born, years) <= day
