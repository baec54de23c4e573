"""The list of places in the rail: each keeps its shortcut for good, and is loaded when it is first shown."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from ui.page import Page, Tools


@dataclass(frozen=True)
class Begin:
    """What can be begun in a place from anywhere in the window: its words, its keys, its icon, what the page is to open."""

    words: str
    keys: str
    icon: str
    opens: tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Place:
    """One place: its key, the word in the rail, its icon, its keys ("": none), and the class of its page."""

    key: str
    word: str
    icon: str
    shortcut: str
    module: str
    name: str
    begins: tuple[Begin, ...] = ()

    def exists(self) -> bool:
        """Whether this place is built."""
        return find_spec(self.module.rpartition(".")[0]) is not None and find_spec(self.module) is not None

    def make(self, tools: Tools) -> Page:
        """Load and make the page."""
        made = getattr(import_module(self.module), self.name)(tools)
        assert isinstance(made, Page)
        return made


LOG = Begin("&Log a challenge", "Ctrl+Shift+N", "plus", ("log", {}))
ENQUIRE = Begin("Start a child protection enquiry for a child", "", "users", ("enquiry", {}))
PLACES = (
    Place("start", "First steps", "house", "", "ui.start.page", "StartPage"),
    Place("week", "My week", "calendar-days", "Ctrl+1", "ui.week.page", "WeekPage"),
    Place("reviews", "Reviews", "calendar-check", "Ctrl+2", "ui.reviews.page", "ReviewsPage"),
    Place("calendar", "Calendar", "calendar", "Ctrl+9", "ui.calendar.page", "CalendarPage"),
    Place("children", "Children", "users", "Ctrl+3", "ui.children.page", "ChildrenPage", (ENQUIRE,)),
    Place("challenges", "Challenges", "messages-square", "Ctrl+4", "ui.challenges.page", "ChallengesPage", (LOG,)),
    Place("timeliness", "Timeliness", "chart-column", "Ctrl+5", "ui.timeliness.page", "TimelinessPage"),
    Place("figures", "Figures", "table", "Ctrl+Shift+5", "ui.figures.page", "FiguresPage"),
    Place("quality", "Quality", "list-checks", "Ctrl+Shift+4", "ui.quality.page", "QualityPage"),
    Place("clinics", "Clinics", "stethoscope", "Ctrl+Shift+7", "ui.clinics.page", "ClinicsPage"),
    Place("caseload", "Caseload", "scale", "Ctrl+6", "ui.caseload.page", "CaseloadPage"),
    Place("ahead", "Ahead", "trending-up", "Ctrl+Shift+6", "ui.ahead.page", "AheadPage"),
    Place("files", "Files", "folder-open", "Ctrl+7", "ui.files.page", "FilesPage"),
    Place("account", "Account", "history", "Ctrl+Shift+8", "ui.audit.page", "AuditPage"),
    Place("settings", "Settings", "settings", "Ctrl+8", "ui.settings.page", "SettingsPage"),
)


def existing() -> tuple[Place, ...]:
    """The places that are built, in their order."""
    return tuple(place for place in PLACES if place.exists())


def beginnings(places: tuple[Place, ...]) -> list[tuple[str, Begin]]:
    """What can be begun from anywhere, each with the key of its place."""
    return [(place.key, begin) for place in places for begin in place.begins]
