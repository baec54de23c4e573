"""Forms about child protection on a child's page, each shared with other pages: enquiry, conference, plan, core group."""

from collections.abc import Callable
from typing import Any

from app.desk import Done
from app.domain.children import Child
from app.queries.conference import ConferenceAbout, EnquiryAbout, OutcomeAbout, PlanAbout
from ui.actform import ActForm
from ui.children.task import Kit, Task
from ui.conferenceform import ConferenceForm, OutcomeForm, conference_said
from ui.enquiryform import CorrectEnquiryForm, NotNeededForm, StartEnquiryForm
from ui.page import Tools
from ui.planform import CoreGroupForm, PlanForm


class ChildStartEnquiryForm(StartEnquiryForm):
    """An enquiry about the child whose sheet is shown."""

    def __init__(self, tools: Tools, about: EnquiryAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.enquiry.{about.family.child.id}", _child(about))

    @property
    def facts(self) -> EnquiryAbout:
        """As they were asked for."""
        return self._about


class ChildCorrectEnquiryForm(CorrectEnquiryForm):
    """The steps of an enquiry about the child."""

    def __init__(self, tools: Tools, about: EnquiryAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.correct-enquiry.{about.series.id if about.series else ''}", _child(about))

    @property
    def facts(self) -> EnquiryAbout:
        """As they were asked for."""
        return self._about


class ChildNotNeededForm(NotNeededForm):
    """That the child needs no conference."""

    def __init__(self, tools: Tools, about: EnquiryAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.not-needed.{about.series.id if about.series else ''}", _child(about))

    @property
    def facts(self) -> EnquiryAbout:
        """As they were asked for."""
        return self._about


class ChildConferenceForm(ConferenceForm):
    """A conference about the child and brothers and sisters."""

    def __init__(self, tools: Tools, about: ConferenceAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.conference.{about.family.child.id}", "")

    @property
    def facts(self) -> ConferenceAbout:
        """As they were asked for."""
        return self._about


class ChildOutcomeForm(OutcomeForm):
    """What a conference decided for the child."""

    def __init__(self, tools: Tools, about: OutcomeAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.outcome.{about.review.id}", _named(about.child))

    @property
    def facts(self) -> OutcomeAbout:
        """As it was asked for."""
        return self._about


class ChildPlanForm(PlanForm):
    """The child's plan."""

    def __init__(self, tools: Tools, about: PlanAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.plan.{about.series.id}", _child(about))

    @property
    def facts(self) -> PlanAbout:
        """As they were asked for."""
        return self._about


class ChildCoreGroupForm(CoreGroupForm):
    """A core group for the child's plan."""

    def __init__(self, tools: Tools, about: PlanAbout) -> None:
        self._about = about
        super().__init__(tools, f"children.core-group.{about.series.id}", _child(about))

    @property
    def facts(self) -> PlanAbout:
        """As they were asked for."""
        return self._about


def _child(about: EnquiryAbout | PlanAbout) -> str:
    return _named(about.family.child)


def _named(child: Child) -> str:
    return f"{child.shown_name} ({child.reference})."


def _task(form: ActForm, said: str | Callable[[Done[Any]], str]) -> Task:
    """A form that knows its own command and which field a refusal belongs to."""
    return ActTask(form, lambda _values: form.command(), said)


class ActTask(Task):
    """A task whose form says which field is to blame."""

    def blamed(self, refusal: Any) -> str:
        """As the form says."""
        form: Any = self.form
        return str(form.blame(refusal))


def _for_children(one: str, several: str) -> Callable[[Done[Any]], str]:
    def said(done: Done[Any]) -> str:
        number = len(done.result)
        return one if number == 1 else several.format(number)

    return said


def task_for_start_enquiry(about: EnquiryAbout, kit: Kit) -> Task:
    """Start an enquiry; ask AskEnquiryAbout(child_id)."""
    said = _for_children("The enquiry is started.", "The enquiry is started for {:,} children.")
    return _task(ChildStartEnquiryForm(kit.tools, about), said)


def task_for_correct_enquiry(about: EnquiryAbout, kit: Kit) -> Task:
    """Correct an enquiry; ask AskEnquiryAbout(series_id=...)."""
    return _task(ChildCorrectEnquiryForm(kit.tools, about), "The enquiry is corrected.")


def task_for_not_needed(about: EnquiryAbout, kit: Kit) -> Task:
    """No conference is needed; ask AskEnquiryAbout(series_id=...)."""
    said = _for_children("No conference is due any more.", "No conference is due any more for {:,} children.")
    return _task(ChildNotNeededForm(kit.tools, about), said)


def task_for_conference(about: ConferenceAbout, kit: Kit) -> Task:
    """Record a conference; ask AskConferenceAbout(review_id)."""
    return _task(ChildConferenceForm(kit.tools, about), lambda done: conference_said(done.result))


def task_for_outcome(about: OutcomeAbout, kit: Kit) -> Task:
    """Correct what a conference decided; ask AskOutcomeAbout(review_id)."""
    return _task(ChildOutcomeForm(kit.tools, about), "The conference is corrected.")


def task_for_plan(about: PlanAbout, kit: Kit) -> Task:
    """What is known of a plan; ask AskPlanAbout(series_id)."""
    return _task(ChildPlanForm(kit.tools, about), "The plan is saved.")


def task_for_core_group(about: PlanAbout, kit: Kit) -> Task:
    """A core group met; ask AskPlanAbout(series_id)."""
    said = _for_children("The core group is recorded.", "The core group is recorded for {:,} children.")
    return _task(ChildCoreGroupForm(kit.tools, about), said)
