"""The first section of Settings: the service's name and region, its target, whose review it is, and challenges' numbers."""

from PySide6.QtWidgets import QLineEdit

from app.domain.settings import REGIONS
from ui.page import Tools
from ui.parts.filters import Choice
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures

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


def _controls(_tools: Tools) -> Controls:
    regions = [("", "Not chosen"), *((region, region) for region in REGIONS)]
    return (
        ("service.name", "&Name of the service", QLineEdit()),
        ("service.region", "&Region", Choice("", regions, everything=False)),
        ("timeliness.target", "&Target for reviews in time", Number(0, 100, " %")),
        ("timeliness.attribution", "&Whose review it is", Choice("", ATTRIBUTIONS, everything=False)),
        ("papers.report-days", "Report &due, in working days before the meeting", Number(0, 60)),
        (CHALLENGES, "W&orking days of the whole formal process", Number(1, 250)),
        ("challenges.stop", "When a challenge &counts as resolved", Choice("", STOPS, everything=False)),
        ("challenges.denominator", "Which challenges are &judged", Choice("", DENOMINATORS, everything=False)),
        ("challenges.follow-up-months", "&Months until somebody looks again", Number(1, 24)),
        ("challenges.quiet-days", "Wor&king days without movement", Number(1, 60)),
    )


SERVICE = Figures(
    "service",
    "The service",
    "house",
    "What the service is called, its target, whose review is whose, and numbers of challenges.",
    _controls,
    {CHALLENGES: "Challenges"},
    {
        "challenges.stop": "The day that the tables of challenges resolved within timescale go by.",
        "challenges.denominator": "What the same tables count as all.",
    },
)
