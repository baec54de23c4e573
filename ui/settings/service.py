"""The first section of Settings: the service's name and region, its target, whose review it is, and challenges' numbers."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.commands.arrangements import ChangeSettings
from app.domain.settings import DEFINITIONS, REGIONS
from app.queries.settings import ServiceValues, SettingHistory
from ui.page import Tools
from ui.parts.details import Details
from ui.parts.filters import Choice
from ui.parts.form import Form
from ui.parts.steady import Number

KEYS = (
    *("service.name", "service.region", "timeliness.target", "timeliness.attribution"),
    *("challenges.total-days", "challenges.stop", "challenges.denominator"),
    *("challenges.follow-up-months", "challenges.quiet-days"),
)
CHALLENGES = "challenges.total-days"
"""The first setting under the heading of challenges."""
STOPS = [
    ("accepted", "The IRO accepts the response"),
    ("done", "All agreed actions are done"),
    ("closed", "The challenge is closed"),
]
DENOMINATORS = [
    ("resolved", "Those resolved in the period"),
    ("due", "Those due in the period; open ones are not in time"),
]
ATTRIBUTIONS = [("due", "The IRO allocated on the due date"), ("chair", "The chair on the day")]
HINTS = {
    "challenges.stop": "The day that the tables of challenges resolved within timescale go by.",
    "challenges.denominator": "What the same tables count as all.",
}
"""In place of what a setting means in general, where the choices say it."""
WIDTH = 520


class ServiceForm(QScrollArea):
    """The form with its values as they are kept; what changed earlier stands below."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.tools = tools
        self.form = Form(preferences=tools.preferences, draft_key="settings.service")
        for key, label, control in self._controls():
            if key == CHALLENGES:
                self.form.section("Challenges")
            self.form.add(key, label, control, HINTS.get(key, DEFINITIONS[key].help))
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.ask)
        self.history = Details("History of these settings")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.form.setMaximumWidth(WIDTH)
        across = QHBoxLayout()  # only across is the height of wrapped words reckoned with the form's own width
        across.addWidget(self.form, 1)
        across.addStretch(0)
        column.addLayout(across)
        column.addWidget(self.history, 1)
        self.setWidget(inside)

    def ask(self) -> None:
        """Ask for the values and their history."""
        self.tools.runner.ask(ServiceValues(KEYS), self._show, ticket=(self, "values"))
        self.tools.runner.ask(SettingHistory(KEYS), self._show_history, ticket=(self, "history"))

    def _controls(self) -> list[tuple[str, str, QWidget]]:
        regions = [("", "Not chosen"), *((region, region) for region in REGIONS)]
        return [
            ("service.name", "&Name of the service", QLineEdit()),
            ("service.region", "&Region", Choice("", regions, everything=False)),
            ("timeliness.target", "&Target for reviews in time", Number(0, 100, " %")),
            ("timeliness.attribution", "&Whose review it is", Choice("", ATTRIBUTIONS, everything=False)),
            (CHALLENGES, "W&orking days of the whole formal process", Number(1, 250)),
            ("challenges.stop", "When a challenge &counts as resolved", Choice("", STOPS, everything=False)),
            ("challenges.denominator", "Which challenges are &judged", Choice("", DENOMINATORS, everything=False)),
            ("challenges.follow-up-months", "&Months until somebody looks again", Number(1, 24)),
            ("challenges.quiet-days", "Wor&king days without movement", Number(1, 60)),
        ]

    def _show(self, values: dict[str, Any]) -> None:
        self.form.fill(values)

    def _show_history(self, lines: tuple[str, ...]) -> None:
        self.history.begin()
        if lines:
            self.history.section("What these settings were")
        for line in lines:
            self.history.text(line, quiet=True)

    def _save(self) -> None:
        self.form.busy(True)
        self.tools.runner.do(ChangeSettings(self.form.values()), lambda _: self._saved(), self.form.refuse)

    def _saved(self) -> None:
        self.form.done()
        self.tools.notices.say("Saved. Figures of earlier days keep the settings they had.")
