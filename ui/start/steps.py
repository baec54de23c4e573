"""The steps about the service itself: its name, the kinds of review it chairs, what it calls them, its targets."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.commands.arrangements import ChangeSettings
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.kinds import ICPC, KINDS, LOOKED_AFTER, RCPC, Interval
from app.domain.settings import REGIONS
from ui.parts.filters import Choice
from ui.parts.steady import Number
from ui.start.step import Step

SHORT = {LOOKED_AFTER: "CLA review", ICPC: "ICPC", RCPC: "RCPC"}
OFTEN = {LOOKED_AFTER: "child in our care review", ICPC: "initial conference", RCPC: "review conference"}
TARGET, LIMITS = "timeliness.target", "timeliness.local"


class ServiceStep(Step):
    """Name and region."""

    title = "Your service"
    words = "The name stands on every sheet that you take out. The region chooses the figures to compare with."

    def make_fields(self) -> None:
        """A line and a choice of nine."""
        self.add(
            "service.name", "&Name of the service", QLineEdit(), "For example: Independent Reviewing Service, Durham."
        )
        regions = [("", "Not chosen"), *((region, region) for region in REGIONS)]
        self.add("service.region", "&Region", Choice("", regions, everything=False))

    def show_values(self, values: dict[str, Any]) -> None:
        """As they are kept."""
        self.fill({key: values[key] for key in ("service.name", "service.region")})

    def command(self) -> Command[Any]:
        """Both settings."""
        return ChangeSettings(self.values())


class KindsStep(Step):
    """Which kinds of review are chaired."""

    title = "Which reviews do you chair?"
    words = "Kinds that are not ticked appear in no menu, list or figure. You can tick them later under Settings."

    def make_fields(self) -> None:
        """A tick for each kind."""
        for code, kind in KINDS.items():
            short = f" ({SHORT[code]})" if code in SHORT and code != LOOKED_AFTER else ""
            box = QCheckBox(f"{kind.title}{short}")
            box.setAccessibleName(kind.title)
            self.add(code, "", box)

    def show_values(self, values: dict[str, Any]) -> None:
        """As they are kept."""
        self.fill({code: code in values["kinds.chaired"] for code in KINDS})

    def command(self) -> Command[Any]:
        """The kinds in their order; at least one."""
        ticked = self.values()
        chaired = [code for code in KINDS if ticked[code]]
        if not chaired:
            raise Refusal("Tick at least one kind of review.", "Without any there would be nothing to show.")
        return ChangeSettings({"kinds.chaired": chaired})


class NamesStep(Step):
    """What the service calls the kinds it chairs."""

    title = "What do you call them?"
    words = "Your own names are shown everywhere instead of the usual ones, and recognised in your spreadsheets. Leave a line empty to keep the usual name."

    def make_fields(self) -> None:
        """A line for each kind; those that are not chaired are hidden."""
        for code, kind in KINDS.items():
            line = QLineEdit()
            line.setPlaceholderText(f"For example: {OFTEN[code]}" if code in OFTEN else "")
            self.add(code, kind.title, line)

    def show_values(self, values: dict[str, Any]) -> None:
        """As they are kept."""
        self.fill({code: values["kinds.names"].get(code, "") for code in KINDS})
        for code in KINDS:
            self.show_field(code, code in values["kinds.chaired"])

    def command(self) -> Command[Any]:
        """The names that are not empty."""
        return ChangeSettings({"kinds.names": {code: name for code, name in self.values().items() if name}})


class TargetsStep(Step):
    """The target, and local time limits beside those of the law."""

    title = "Targets"
    words = (
        "A local time limit, such as 28 days, is shown beside the result by law and never replaces it. "
        "Several are separated by commas. Leave a line empty where you have none."
    )

    def make_fields(self) -> None:
        """The target in percent, then a line for each kind."""
        self.add(TARGET, "&Target for reviews in time", Number(0, 100, " %"))
        for code, kind in KINDS.items():
            law = ", then ".join(step.interval.words for step in kind.steps)
            self.add(code, f"{kind.title}: local time limit", QLineEdit(), f"By law: {law}.")

    def show_values(self, values: dict[str, Any]) -> None:
        """As they are kept."""
        self.fill({TARGET: values[TARGET], **{code: ", ".join(values[LIMITS].get(code, ())) for code in KINDS}})
        for code in KINDS:
            self.show_field(code, code in values["kinds.chaired"])

    def command(self) -> Command[Any]:
        """The target and the limits; words that are no length of time are refused beside their line."""
        values = self.values()
        limits: dict[str, list[str]] = {}
        for code in KINDS:
            steps = [words.strip() for words in values[code].split(",") if words.strip()]
            if steps:
                limits[code] = steps
        for code, steps in limits.items():
            self._check(code, steps)
        return ChangeSettings({TARGET: values[TARGET], LIMITS: limits})

    def _check(self, code: str, steps: list[str]) -> None:
        for words in steps:
            try:
                Interval.parse(words)
            except Refusal as no:
                raise Beside(no, code) from no


class Beside(Refusal):
    """A Refusal of what one field holds."""

    def __init__(self, no: Refusal, key: str) -> None:
        super().__init__(no.message, no.next_step)
        self.key = key
