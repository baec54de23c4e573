"""The sections of Settings about adjournments and conferences, and about participation, plans and checks of a case."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit

from app.domain.afterwards import AFTER_CONFERENCE
from app.domain.errors import Refusal
from app.domain.kinds import Interval
from app.domain.participation import CODES, UNDER_FOUR
from ui.page import Tools
from ui.parts.composed import Composed
from ui.parts.filters import Choice, MultiChoice
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures
from ui.settings.records import StageDays
from ui.theme import GRID

ADJOURNED, TRANSFER, CORE = "reviews.adjourned", "conferences.transfer-in", "conferences.core-groups"
NOT, MONTHS = "participation.not", "plans.final-months"
COUNTS = [("first", "The first one, on which it was opened"), ("completed", "The one that completed it")]
FROM = [("notified", "From when the service was notified"), ("accepted", "From when the transfer was accepted")]
MIDWAY = [("half", "Half way between two reviews"), ("never", "They are not followed")]
TIMES = {"first": "The first one", "then": "Each later one"}


class CoreGroupTimes(Composed):
    """Within which time the first core group meets, and then each further one."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        self.lines = {key: QLineEdit() for key in TIMES}
        for at, (key, line) in enumerate(self.lines.items()):
            words = QLabel(TIMES[key])
            words.setBuddy(line)
            line.setAccessibleName(f"Core groups: {TIMES[key].lower()}, within")
            line.textChanged.connect(lambda _text: self.changed.emit())
            grid.addWidget(words, at, 0)
            grid.addWidget(line, at, 1)
        self.setFocusProxy(self.lines["first"])

    def value(self) -> dict[str, str]:
        """In words, as the setting has them."""
        return {key: line.text().strip() for key, line in self.lines.items()}

    def set_value(self, value: Any) -> None:
        """Show these."""
        for key, line in self.lines.items():
            line.setText(str(value.get(key, "")))

    def check(self) -> None:
        """Both must be times."""
        for key, words in self.value().items():
            if not words:
                raise Refusal(f"{TIMES[key]}: no time is given.", "Write for example: 10 working days, or 6 weeks.")
            Interval.parse(words)


def _conferences(_tools: Tools) -> Controls:
    supersedes = QCheckBox("Adoption reviews re&place looked-after reviews from the authority to place")
    supersedes.setAccessibleName(supersedes.text().replace("&", ""))
    weeks = Number(0, 40, " weeks before it")
    weeks.setSpecialValueText("No local target")
    return (
        (ADJOURNED, "Which &meeting of an adjourned review counts", Choice("", COUNTS, everything=False)),
        ("reviews.longest-adjournment", "Wor&king days for which it may be adjourned", Number(1, 250)),
        ("adoption.supersedes", "", supersedes),
        (TRANSFER, "A &transfer-in conference is counted", Choice("", FROM, everything=False)),
        ("conferences.unborn-weeks", "An un&born child's conference is held", weeks),
        (CORE, "&Core groups are held within", CoreGroupTimes()),
        ("records.conference-days", "Working &days after a conference", StageDays(AFTER_CONFERENCE)),
    )


def _plans(_tools: Tools) -> Controls:
    codes = [(code, f"{code}: {words}") for code, words in CODES.items() if code != UNDER_FOUR]
    return (
        (NOT, "Which codes are no &participation", MultiChoice("", codes, "None")),
        ("participation.target", "&Target for participation", Number(0, 100, " %")),
        (MONTHS, "&Months until the final plan is to be ratified", Number(1, 24)),
        ("checks.midway", "When a midway review is d&ue", Choice("", MIDWAY, everything=False)),
    )


CONFERENCES = Figures(
    "conferences",
    "Adjournments and conferences",
    "calendar-clock",
    "Which meeting of an adjourned review counts, adoption beside looked-after reviews, and the times of conferences.",
    _conferences,
    {ADJOURNED: "Reviews", "adoption.supersedes": "Adoption", TRANSFER: "Child protection conferences"},
    {
        ADJOURNED: "The next review is due from the day that counts.",
        "reviews.longest-adjournment": "A longer one is an exception. Regulation 36 of the Care Planning, Placement and "
        "Case Review (England) Regulations 2010 is read as 20.",
        TRANSFER: "Its 15 working days run from there.",
        "conferences.unborn-weeks": "Before the expected date of birth.",
        CORE: "The first after the conference, each later one after the one before.",
        "records.conference-days": "Local standards: until the decisions are recorded, the record is complete, and it is sent.",
    },
    dated=True,
)
PLANS = Figures(
    "plans",
    "Participation, plans and checks",
    "list-checks",
    "What counts as taking part, and when the final plan and a midway review are due.",
    _plans,
    {NOT: "Participation", MONTHS: "Plans and checks"},
    {
        NOT: "PN7 always is none; some councils add PN4. PN0, under 4, is always left out.",
        "participation.target": "In per cent, for reviews.",
        "checks.midway": "The Quality page lists those that are due and not done.",
        MONTHS: "From the start of the period of care. The clinic of plans not ratified goes by it too.",
    },
    dated=True,
)
