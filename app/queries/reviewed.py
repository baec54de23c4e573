"""What is said of one review beside its dates, in words: the child's voice, who came, the plan, what was decided and recommended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.answers import ANSWERS
from app.domain.conferences import CATEGORIES, OUTCOMES, ConferenceOutcome
from app.domain.dates import long
from app.domain.participation import CODES
from app.domain.quality import NO_PERMANENCE, Quality
from app.domain.recommendations import PROGRESS, Recommendation
from app.domain.reviews import Review
from app.domain.voice import CHAIRING, CONSULTATIONS, REPORTS, VISITORS, Attendance, Voice
from app.queries.service import labels
from app.store import Store

QUALITY = {
    "plan_current": "The plan is up to date",
    "plan_smart": "The plan is specific, measurable, achievable, relevant and timed (SMART)",
    "health_assessment": "The initial health assessment (IHA) was there",
    "education_plan": "The personal education plan (PEP) was there",
}
Said = tuple[str, str]
"""What is asked, and what is recorded."""


def participation_words(code: str | None) -> str:
    """A participation code with its meaning; empty where nobody said."""
    return f"{code}: {CODES[code]}" if code in CODES else code or ""


def voice_said(voice: Voice) -> list[Said]:
    """How the child was heard; what nobody said is left out."""
    offered, used = voice.advocate_offered, voice.advocate_used
    told = (
        ("Chairing", CHAIRING.get(voice.chaired or "", "")),
        ("Consultation", CONSULTATIONS.get(voice.consultation or "", "")),
        ("Advocate offered", _yes(offered)),
        ("Advocate used", _yes(used)),
        ("Independent visitor", VISITORS.get(voice.visitor or "", "")),
        ("Letter to the child", long(voice.letter_on) if voice.letter_on else ""),
    )
    return [(what, words) for what, words in told if words]


def attendance_words(one: Attendance) -> str:
    """Invited, attended, reported in time."""
    told = (
        {True: "invited", False: "not invited", None: ""}[one.invited],
        {True: "attended", False: "did not attend", None: ""}[one.attended],
        REPORTS.get(one.report or "", "").lower(),
    )
    return ", ".join(words for words in told if words)


def quality_said(quality: Quality, plans: Mapping[str, str]) -> list[Said]:
    """What the review found of the plan; what nobody said is left out."""
    told = [(words, ANSWERS.get(getattr(quality, name) or "", "")) for name, words in QUALITY.items()]
    permanence = quality.permanence or ""
    told.append(("Permanence plan", "None" if permanence == NO_PERMANENCE else plans.get(permanence, permanence)))
    return [(what, words) for what, words in told if words]


def outcome_said(outcome: ConferenceOutcome) -> list[Said]:
    """What a conference decided."""
    told = (
        ("Outcome", OUTCOMES.get(outcome.outcome or "", "")),
        ("Category", CATEGORIES.get(outcome.category or "", outcome.category or "")),
        ("Quorate", _yes(outcome.quorate)),
        ("Disagreed", outcome.dissent),
    )
    return [(what, words) for what, words in told if words]


def recommendation_words(one: Recommendation) -> str:
    """Its words, who is to do it and by when, and what became of it."""
    who = ", ".join(part for part in (one.owner, f"by {long(one.due)}" if one.due else "") if part)
    became = PROGRESS.get(one.progress or "", "")
    when = f" ({long(one.progress_on)})" if became and one.progress_on else ""
    return f"{one.words}{f' ({who})' if who else ''}{f'. {became}{when}' if became else ''}"


def _yes(said: bool | None) -> str:
    return {True: "Yes", False: "No", None: ""}[said]


@dataclass(frozen=True)
class Practice:
    """Everything that is kept of some reviews in records of their own; voided ones only where they are asked for."""

    outcomes: tuple[ConferenceOutcome, ...]
    voices: tuple[Voice, ...]
    attendances: tuple[Attendance, ...]
    qualities: tuple[Quality, ...]
    recommendations: tuple[Recommendation, ...]
    attenders: Mapping[str, str]
    plans: Mapping[str, str]

    @classmethod
    def of(cls, store: Store, reviews: Iterable[Review], *, voided: bool = False) -> "Practice":
        """Of these reviews."""
        ids = tuple(review.id for review in reviews)
        return cls(
            store.shelf(ConferenceOutcome).find(review_id=ids, voided=voided),
            store.shelf(Voice).find(review_id=ids, voided=voided),
            store.shelf(Attendance).find(review_id=ids, voided=voided),
            store.shelf(Quality).find(review_id=ids, voided=voided),
            store.shelf(Recommendation).find(review_id=ids, voided=voided),
            labels(store, "attender"),
            labels(store, "permanence-plan"),
        )

    def attender(self, code: str) -> str:
        """Who came, in the service's words."""
        return self.attenders.get(code, code)

    def lines(self) -> list[str]:
        """All of it as lines of plain text: the outcome, the voice, who came, the plan, the recommendations."""
        said = [
            *(line for one in self.outcomes for line in outcome_said(one)),
            *(line for one in self.voices for line in voice_said(one)),
            *((self.attender(one.who), attendance_words(one)) for one in self.attendances),
            *(line for one in self.qualities for line in quality_said(one, self.plans)),
        ]
        lines = [f"{what}: {words}" for what, words in said if words]
        told = [f"{at}. {recommendation_words(one)}" for at, one in enumerate(self.recommendations, 1)]
        return [*lines, *(["Recommendations:"] if told else []), *told]
