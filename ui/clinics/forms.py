"""The forms of clinics: making one, changing it, voiding it, and what is said of one child at it."""

from typing import Any

from app.commands.clinics import KeepClinic, KeepClinicChild, VoidClinic
from app.desk import Command
from app.domain.answers import ANSWERS
from app.domain.challenges.records import Challenge
from app.domain.clinics import RULES, Clinic
from app.domain.dates import long
from app.domain.errors import Refusal
from app.queries.clinics.listing import NO_LONGER
from app.queries.clinics.one import AtClinic
from ui.actform import ActForm
from ui.page import Tools

NOT_RECORDED = ("", "Not recorded")


class ClinicForm(ActForm):
    """A clinic of a rule: on which day, and what is to be said of it."""

    code, title, save_words = "clinic", "Hold a clinic", "&Save the clinic"
    said = "The clinic has its list. Fill in child after child."

    def __init__(self, tools: Tools, rule: str) -> None:
        self.rule = rule
        words = (
            "The children found on that day come to it, and those of the clinic before with something still to be done."
        )
        super().__init__(tools, f"clinics.new.{rule}", f"{RULES[rule]}. {words}")

    def build(self) -> None:
        """The day is today unless another is typed."""
        self.add_date("date", "&Day of the clinic", "It can be made ready up to 31 days before.")
        self.add_text("note", "&Note", "For example: who takes part.")

    def starting(self) -> dict[str, Any]:
        """Today."""
        return {"date": self.tools.today()}

    def command(self) -> Command[Any]:
        """Make it."""
        values = self.values()
        return KeepClinic(values["date"], self.rule, values["note"])

    def blame(self, refusal: Refusal) -> str:
        """Mostly the day."""
        return "date"


class ChangeForm(ActForm):
    """The note of a clinic; children found since are added with it."""

    code, title, save_words = "change-clinic", "Add children found since", "&Save the clinic"
    said = "The clinic is up to date. Nobody was taken off."

    def __init__(self, tools: Tools, clinic: Clinic) -> None:
        self.clinic = clinic
        words = "Children whom the rule finds on the day of the clinic by what is recorded now are added."
        super().__init__(tools, f"clinics.change.{clinic.id}", f"Clinic of {long(clinic.date)}. {words}")

    def build(self) -> None:
        """Only the note."""
        self.add_text("note", "&Note")

    def starting(self) -> dict[str, Any]:
        """As it is."""
        return {"note": self.clinic.note}

    def command(self) -> Command[Any]:
        """Keep it again."""
        one = self.clinic
        return KeepClinic(one.date, one.rule, self.values()["note"], one.id, one.version)


class VoidForm(ActForm):
    """A clinic that was made in error."""

    code, title, save_words = "void-clinic", "Void this clinic", "V&oid it"
    said = "The clinic is void."

    def __init__(self, tools: Tools, clinic: Clinic) -> None:
        self.clinic = clinic
        words = f"{RULES[clinic.rule]}, {long(clinic.date)}. All that was said at it goes with it."
        super().__init__(tools, f"clinics.void.{clinic.id}", words)

    def build(self) -> None:
        """Why."""
        self.add_words("why", "&Why", "For example: made for the wrong day.")

    def command(self) -> Command[Any]:
        """Void it."""
        return VoidClinic(self.clinic.id, self.values()["why"])

    def blame(self, refusal: Refusal) -> str:
        """The reason."""
        return "why" if "Say why" in refusal.message else ""


class ChildForm(ActForm):
    """What was found and decided of one child."""

    code, title, save_words = "clinic-child", "", "&Save, then the next"
    said = "Saved."

    def __init__(self, tools: Tools, at: AtClinic) -> None:
        self.at = at
        super().__init__(tools, f"clinics.child.{at.record.id}", "")
        self.setAccessibleName(f"{at.child.shown_name} at the clinic")

    def build(self) -> None:
        """Who it is and what was said before, then the questions in the order in which they are talked through."""
        self._say_who()
        answers = [NOT_RECORDED, *ANSWERS.items()]
        if self.at.of_plan or self.at.record.pre_proceedings:
            self.add_choice("pre_proceedings", "In &pre-proceedings", answers)
        self.add_choice("assessment_current", "&Assessment current", answers)
        for key, words in (("found", "&What was found"), ("decision", "De&cision")):
            self.add_text(key, words).setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        self.add_words("owner", "&Owner")
        self.add_date("due", "B&y", optional=True)
        self.add_date("done_on", "&Done on", optional=True)
        challenges = [("", "None"), *((one.id, _words(one)) for one in self.at.challenges)]
        self.add_choice(
            "challenge_id", "Lin&ked challenge", challenges, "Log a challenge raises one with what is found here."
        )

    def starting(self) -> dict[str, Any]:
        """As it is recorded."""
        record = self.at.record
        return {key: getattr(record, key) or _empty(key) for key in self._fields}

    def command(self) -> Command[Any]:
        """Keep it, with the version that was read."""
        record = self.at.record
        values = {"pre_proceedings": None, **self.values()}
        return KeepClinicChild(record.id, **values, version=record.version)

    def blame(self, refusal: Refusal) -> str:
        """The field that its words name."""
        named = {"decided": "decision", "future": "done_on", "another child": "challenge_id"}
        return next((key for word, key in named.items() if word in refusal.message), "")

    def _say_who(self) -> None:
        at = self.at
        self.section(f"{at.child.shown_name} ({at.child.reference})")
        iro = f"Independent Reviewing Officer: {at.iro}" if at.iro else "No Independent Reviewing Officer"
        self.text(". ".join(filter(None, (at.plan, iro))) + ".")
        if not at.still:
            self.text(f"{NO_LONGER}.")
        if at.earlier:
            self.text(f"{at.earlier}.")


def _empty(key: str) -> Any:
    return None if key in ("due", "done_on") else ""


def _words(challenge: Challenge) -> str:
    return f"{challenge.reference}: {challenge.concern}"
