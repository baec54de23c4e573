"""What the pane says shortly of a meeting: chairing, who came and reported, the plan, recommendations and their progress."""

from app.domain.asked import PERMANENCE, QUESTIONS
from app.domain.recommendations import recommendations_words
from app.queries.practice import MeetingFacts
from app.queries.review import ReviewSheet
from app.queries.voice import chaired_words
from app.table import Tone
from ui.parts.details import Details

SHORT = {**QUESTIONS, "health_assessment": "IHA there", "education_plan": "PEP there"}


def add_meeting(details: Details, sheet: ReviewSheet) -> None:
    """A section of a review that was held, as far as something is recorded or not as the law asks."""
    facts = sheet.meeting
    if not (facts.is_recorded or facts.exception or facts.progress.denominator):
        return
    details.section("The meeting")
    if facts.exception:
        details.fact("Panel", facts.exception, Tone.LATE)
    for label, words in _said(facts):
        details.fact(label, words)


def _said(facts: MeetingFacts) -> list[tuple[str, str]]:
    came, asked = facts.came
    in_time, reports = facts.reported
    found = [("Chairing", chaired_words(facts.voice))]
    found.append(("Who came", f"{came:,} of {asked:,}" if asked else ""))
    found.append(("Reports", f"{in_time:,} of {reports:,} in time" if reports else ""))
    found.append(("Plan", _plan(facts)))
    found.append(("Recommended", recommendations_words(len(facts.recommendations)) if facts.recommendations else ""))
    found.append(("Earlier ones", facts.progress.words if facts.earlier else ""))
    return [(label, words) for label, words in found if words]


def _plan(facts: MeetingFacts) -> str:
    """The answers that were given: "The plan is up to date: yes; ..."."""
    given = [field for field in facts.asked if getattr(facts.quality, field) is not None]
    words = [
        facts.answer(field) if field == PERMANENCE else f"{SHORT[field]}: {facts.answer(field).lower()}"
        for field in given
    ]
    return "; ".join(words)
