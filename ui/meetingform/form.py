"""The form of one meeting: how the child was heard, who came, the plan, recommendations and what became of earlier ones."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from app.commands.practice import KeepMeeting
from app.desk import Command
from app.domain.asked import QUESTIONS
from app.domain.errors import Refusal, Stale
from app.queries.practice import MeetingFacts
from ui.actform import ActForm
from ui.meetingform.coming import Coming
from ui.meetingform.fold import Fold
from ui.meetingform.hearing import Hearing
from ui.meetingform.plan import Plan
from ui.meetingform.progress import Became
from ui.meetingform.recommending import Recommending
from ui.parts.link import Link

VOICE, COMING, PLAN, BECAME, RECOMMENDED = "voice", "coming", "plan", "became", "recommended"
WIDTH = 480
"""How wide the pane is made for it."""
BLAME = {
    **{words.casefold(): PLAN for words in QUESTIONS.values()},
    "letter to the child": VOICE,
    "dfe rule": VOICE,
    "participation code": VOICE,
    "cannot have chaired": VOICE,
    "of those who come": COMING,
    "stands there twice": COMING,
    "whether the child attended": COMING,
    "how a report": COMING,
    "became of": BECAME,
    "recommendation": RECOMMENDED,
}


class MeetingForm(ActForm):
    """Sections that fold; the first in which nothing is recorded is open."""

    code, title, save_words = "meeting", "The meeting", "&Save"
    width_wanted = WIDTH
    leads_to_contact: ClassVar[bool] = True
    """Whether a contact can be recorded from here."""

    @property
    def facts(self) -> MeetingFacts:
        """All that is recorded."""
        raise AssertionError

    def record_contact(self) -> None:
        """The person wants to record a contact with the child before the review; what was typed here is kept."""
        raise AssertionError

    def build(self) -> None:
        """What is known already, then the sections that this meeting has."""
        facts = self.facts
        self.sections: dict[str, Fold] = {}
        if facts.about_child:
            self._add_known(facts)
            self.hearing = Hearing(self.tools, facts)
            self._section(VOICE, self.hearing)
        if facts.exception:
            self.text(facts.exception).setProperty("tone", "information")
        self.coming = Coming(facts)
        self._section(COMING, self.coming)
        if facts.asked:
            self.plan = Plan(facts)
            self._section(PLAN, self.plan)
        self.recommended = Recommending(self.tools, facts.recommendations)
        if facts.earlier:
            self.became = Became(facts.earlier)
            self.became.again.connect(self.recommended.recommend)
            self._section(BECAME, self.became)
        self._section(RECOMMENDED, self.recommended)
        self._unfold_first()
        for key, fold in self.sections.items():
            fold.head.toggled.connect(partial(self._show_only, key))

    def command(self) -> Command[Any]:
        """KeepMeeting with what differs from what is recorded."""
        facts = self.facts
        voice = self.hearing.said(facts.voice) if VOICE in self.sections else facts.voice
        quality = self.plan.said(facts.quality) if PLAN in self.sections else facts.quality
        return KeepMeeting(
            facts.review.id,
            voice if voice != facts.voice else None,
            self.coming.said(facts),
            quality if quality != facts.quality else None,
            self.recommended.said(facts.review),
            self.became.said() if BECAME in self.sections else (),
            self._took_part(),
            facts.review.version,
        )

    def _took_part(self) -> str | None:
        """How the child took part, where that is not what is recorded."""
        said = self.hearing.participation() if VOICE in self.sections else ""
        return said if VOICE in self.sections and said != (self.facts.review.participation or "") else None

    def blame(self, refusal: Refusal) -> str:
        """The section that the refusal is about."""
        words = refusal.message.casefold()
        if isinstance(refusal, Stale):
            return ""
        return next((key for said, key in BLAME.items() if said in words and key in self.sections), "")

    def refuse(self, refusal: Refusal, key: str = "") -> None:
        """A section that is to blame is shown."""
        if key in self.sections:
            self.sections[key].unfold()
        super().refuse(refusal, key)

    def focus(self) -> None:
        """Into the section that is open."""
        shown = next((one for one in self.sections.values() if one.head.isChecked()), self.coming)
        shown.head.setFocus(Qt.FocusReason.OtherFocusReason)

    def _section(self, key: str, fold: Fold) -> None:
        self.sections[key] = fold
        self.add(key, "", fold)

    def _show_only(self, key: str, shown: bool) -> None:
        """One section is open at a time, and in sight."""
        if not shown:
            return
        for other, fold in self.sections.items():
            fold.unfold(other == key)
        QTimer.singleShot(0, self, lambda: self.bring_up(self._fields[key]))

    def _unfold_first(self) -> None:
        """The first section of which nothing is recorded."""
        recorded = {
            VOICE: bool(self.facts.voice.version and self.facts.review.participation),
            COMING: any(one.said.version for one in self.facts.attenders),
            PLAN: bool(self.facts.quality.version),
            BECAME: any(one.recommendation.progress for one in self.facts.earlier),
            RECOMMENDED: bool(self.facts.recommendations),
        }
        first = next((key for key in self.sections if not recorded[key]), next(iter(self.sections)))
        self.sections[first].unfold()

    def _add_known(self, facts: MeetingFacts) -> None:
        seen = facts.seen
        if seen is None or not (seen.contact or seen.is_duty):
            return
        words = seen.words if seen.contact else "Whether the child was seen before the review is not recorded"
        self.text(f"{words.rstrip('.')}.")
        if not self.leads_to_contact:
            return
        link = Link("Record a contact with the child", self.record_contact)
        self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def bring_up(self, part: QWidget) -> None:
        """Scroll so that this part begins at the top, as far as what is below it allows."""
        for inner in (*self.sections.values(), *self._fields.values(), self):
            layout = inner.layout()
            if layout is not None:
                layout.activate()  # what folded or unfolded a moment ago is placed
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and part.height() > above.viewport().height() - part.y():
            above.verticalScrollBar().setValue(part.y())
