"""The forms of a child protection enquiry: start one for a child or a family, correct it, or say that none is needed."""

from collections.abc import Sequence
from typing import Any

from app.commands.enquiries import CorrectEnquiry, NotNeeded, StartEnquiry
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, TRANSFER_IN
from app.queries.conference import EnquiryAbout
from ui.actform import ActForm
from ui.parts.offered import AnyOf

WAYS = ((ICPC, "A strategy discussion here"), (TRANSFER_IN, "A transfer from another council"))
OF_ENQUIRY = ("strategy_on", "section47_on")
OF_TRANSFER = ("transfer_from", "notified_on", "accepted_on")
STEPS = (*OF_ENQUIRY, *OF_TRANSFER, "requested_on", "received_on")
BLAME = {
    "section 47": "section47_on",
    "receipt of the request": "received_on",
    "the request on": "requested_on",
    "acceptance": "accepted_on",
    "notif": "notified_on",
}


class EnquiryForm(ActForm):
    """The steps before a conference; each may still be to come, but one that starts the clock."""

    @property
    def facts(self) -> EnquiryAbout:
        """The child, the family, and the enquiry where one is corrected."""
        raise AssertionError

    def add_steps(self) -> None:
        """The days in their order."""
        self.add_date("strategy_on", "Stra&tegy discussion", "The 15 working days run from this day.", optional=True)
        self.add_date("section47_on", "Section &47 enquiry started", optional=True)
        self.add_words("transfer_from", "From which co&uncil")
        self.add_date("notified_on", "&Notified on", optional=True)
        self.add_date("accepted_on", "&Accepted on", optional=True)
        self.add_date("requested_on", "&Requested on", optional=True)
        self.add_date("received_on", "Request receive&d by this service", optional=True)
        self.add_words("note", "N&ote", "What was said belongs in the case system.")

    def show_steps(self, kind: str) -> None:
        """A transfer has steps of its own."""
        for keys, shown in ((OF_ENQUIRY, kind != TRANSFER_IN), (OF_TRANSFER, kind == TRANSFER_IN)):
            for key in keys:
                self.show_field(key, shown)

    def steps(self, kind: str) -> dict[str, Any]:
        """What stands in the fields that are asked."""
        left_out = OF_ENQUIRY if kind == TRANSFER_IN else OF_TRANSFER
        values = self.values()
        return {key: values[key] for key in (*STEPS, "note") if key not in left_out}

    def blame(self, refusal: Refusal) -> str:
        """The step that the refusal begins with, else the day from which the clock runs."""
        words = refusal.message.casefold()
        found = [(words.index(word), key) for word, key in BLAME.items() if word in words]
        first = "notified_on" if self._is_transfer() else "strategy_on"
        return min(found)[1] if found else first

    def _is_transfer(self) -> bool:
        return self.facts.kind == TRANSFER_IN


class StartEnquiryForm(EnquiryForm):
    """A new enquiry, for brothers and sisters at once."""

    code, title, save_words = "start-enquiry", "Start an enquiry", "&Start the enquiry"

    def build(self) -> None:
        """What it begins with, its steps, and for whom besides."""
        self.add_choice("kind", "It begins &with", WAYS)
        if self.facts.family.siblings:
            listed = [(one.id, f"{one.shown_name} ({one.reference})") for one in self.facts.family.siblings]
            self.together = AnyOf(listed)
            self.add("together", "Also for", self.together, "One clock runs for each child.")
        self.add_steps()
        self.on_field("kind", self._look)

    def fill(self, values: Any) -> None:
        """What follows from it is shown too."""
        super().fill(values)
        self._look()

    def starting(self) -> dict[str, Any]:
        """The whole family: an enquiry is seldom about one child of it only."""
        together = {"together": self.together.offered()} if self.facts.family.siblings else {}
        return {"kind": ICPC, **together}

    def command(self) -> Command[Any]:
        """StartEnquiry."""
        kind = self.values()["kind"]
        return StartEnquiry(self.chosen(), kind=kind, **self.steps(kind))

    def chosen(self) -> tuple[str, ...]:
        """The children it is about."""
        together: Sequence[str] = self.values().get("together", ())
        return (self.facts.family.child.id, *together)

    def _is_transfer(self) -> bool:
        return bool(self.values()["kind"] == TRANSFER_IN)

    def _look(self) -> None:
        self.show_steps(self.values()["kind"])


class CorrectEnquiryForm(EnquiryForm):
    """What is recorded of an enquiry, to be put right or added to."""

    code, title, save_words = "correct-enquiry", "Correct the enquiry", "&Save the enquiry"

    def build(self) -> None:
        """Its steps."""
        self.add_steps()
        self.show_steps(self.facts.kind)

    def starting(self) -> dict[str, Any]:
        """What is recorded."""
        enquiry, series = self.facts.enquiry, self.facts.series
        assert enquiry is not None
        assert series is not None
        kept = {key: getattr(enquiry, key) for key in (*STEPS, "note") if key != "strategy_on"}
        return {**kept, "strategy_on": series.start if series.start_known and not self._is_transfer() else None}

    def command(self) -> Command[Any]:
        """CorrectEnquiry with the version that was read."""
        enquiry = self.facts.enquiry
        assert enquiry is not None
        return CorrectEnquiry(enquiry.series_id, version=enquiry.version, **self.steps(self.facts.kind))


class NotNeededForm(ActForm):
    """That no conference is needed, from when, and who decided."""

    code, title, save_words = "not-needed", "No conference is needed", "&Save the decision"

    @property
    def facts(self) -> EnquiryAbout:
        """The enquiry, and those about brothers and sisters that run too."""
        raise AssertionError

    def build(self) -> None:
        """The day and who decided."""
        self.text("The conference is then no longer due, and never late.")
        self.add_date("on", "&Decided on")
        self.add_words("by", "Decided &by", "A name or a role, for example: team manager.")
        if self.facts.beside:
            listed = [(series.id, f"{child.shown_name} ({child.reference})") for series, child in self.facts.beside]
            self.together = AnyOf(listed)
            self.add("together", "Also for", self.together)

    def starting(self) -> dict[str, Any]:
        """Today."""
        return {"on": self.tools.today()}

    def command(self) -> Command[Any]:
        """NotNeeded."""
        values, series = self.values(), self.facts.series
        assert series is not None
        if values["on"] is None:
            raise Refusal("The day of the decision is missing.", "Type it, for example: today, or 12 mar.")
        return NotNeeded((series.id, *values.get("together", ())), values["on"], values["by"])

    def blame(self, refusal: Refusal) -> str:
        """Who decided, or the day."""
        return "by" if "who decided" in refusal.message else "on"
