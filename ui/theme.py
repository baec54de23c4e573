"""The one file of colours and sizes: what each colour means, in three themes, and how widgets come by them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Any
from weakref import ref

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.table import Tone
from resources import path
from ui.icons import Drawing, in_color

GRID = 8
TEXT, SMALL, HEADING, TITLE = 13, 12, 15, 20
"""The four sizes of letters, in pixels at 100 %."""
ROW, COMPACT_ROW = 28, 22
SMALLEST_FACTOR, LARGEST_FACTOR = 100, 200
CHOICES = {"system": "As the computer", "light": "Light", "dark": "Dark", "contrast": "High contrast"}


@dataclass(frozen=True)
class Roles:
    """What each colour means. Words stand on background, surface or a tint; tints lie behind words of their own colour."""

    background: str
    surface: str
    text: str
    quiet: str
    line: str
    control: str
    disabled: str
    accent: str
    accent_text: str
    accent_tint: str
    hover: str
    on_time: str
    soon: str
    late: str
    held_late: str
    information: str
    on_time_tint: str
    soon_tint: str
    late_tint: str
    held_late_tint: str
    information_tint: str


LIGHT = Roles(
    background="#f4f6f8",
    surface="#ffffff",
    text="#18212b",
    quiet="#53606e",
    line="#e2e6eb",
    control="#808b97",
    disabled="#808b97",
    accent="#0b5a86",
    accent_text="#ffffff",
    accent_tint="#dcebf5",
    hover="#edf2f6",
    on_time="#1a6638",
    soon="#805000",
    late="#ad2018",
    held_late="#75407f",
    information="#2b5797",
    on_time_tint="#e3f3e8",
    soon_tint="#fbf0da",
    late_tint="#fce8e6",
    held_late_tint="#f4e9f6",
    information_tint="#e6eefa",
)
DARK = Roles(
    background="#14181d",
    surface="#1b2027",
    text="#e8ecf0",
    quiet="#a7b2be",
    line="#2d353e",
    control="#7c8896",
    disabled="#7c8896",
    accent="#74bbea",
    accent_text="#0b1a25",
    accent_tint="#1e3a4d",
    hover="#242b33",
    on_time="#76d19b",
    soon="#f0bb62",
    late="#ff9a90",
    held_late="#dcaeea",
    information="#98c1ff",
    on_time_tint="#17301f",
    soon_tint="#352811",
    late_tint="#3f1f1d",
    held_late_tint="#33223a",
    information_tint="#1c2c45",
)
CONTRAST = Roles(
    background="#000000",
    surface="#000000",
    text="#ffffff",
    quiet="#ffffff",
    line="#8a8a8a",
    control="#ffffff",
    disabled="#a0a0a0",
    accent="#ffd84a",
    accent_text="#000000",
    accent_tint="#4a3f00",
    hover="#2b2b2b",
    on_time="#8dffa8",
    soon="#ffd28a",
    late="#ffaaa2",
    held_late="#f0c2ff",
    information="#a9d0ff",
    on_time_tint="#000000",
    soon_tint="#000000",
    late_tint="#000000",
    held_late_tint="#000000",
    information_tint="#000000",
)
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_TONE_ROLES = {
    Tone.PLAIN: "text",
    Tone.ON_TIME: "on_time",
    Tone.SOON: "soon",
    Tone.LATE: "late",
    Tone.HELD_LATE: "held_late",
    Tone.INFORMATION: "information",
}


class Theme(QObject):
    """The theme in force: its roles, its sizes, and a signal for what paints itself."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choice = "system"
        self.factor = 100
        self.compact = False
        self.roles = LIGHT
        self._icons: list[tuple[Callable[[], Any], str, str]] = []
        self._folder: QTemporaryDir | None = None

    @property
    def name(self) -> str:
        """Which of the three themes is in force."""
        return next(name for name, roles in THEMES.items() if roles is self.roles)

    def set(self, choice: str | None = None, factor: int | None = None, compact: bool | None = None) -> None:
        """Choose a theme (a key of CHOICES), the size of text in per cent, and how high rows are."""
        self.choice = choice if choice in CHOICES else self.choice
        self.factor = min(max(factor or self.factor, SMALLEST_FACTOR), LARGEST_FACTOR)
        self.compact = self.compact if compact is None else compact
        self.apply()

    def apply(self) -> None:
        """Dress the whole application anew."""
        self.roles = THEMES[_system_theme() if self.choice == "system" else self.choice]
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(font())
            application.setPalette(_palette(self.roles))
            application.setStyleSheet(self._style_sheet())
        self._icons = [entry for entry in self._icons if _living(entry[0]())]
        for target, name, role in self._icons:
            target().setIcon(icon(name, role))
        self.changed.emit()

    def pixels(self, size: int) -> int:
        """A length at the size of text in force."""
        return round(size * self.factor / 100)

    @property
    def row_height(self) -> int:
        """How high the rows of tables are."""
        return self.pixels(COMPACT_ROW if self.compact else ROW)

    def color(self, role: str) -> QColor:
        """A role's colour."""
        return QColor(getattr(self.roles, role))

    def tone(self, tone: Tone) -> QColor:
        """The colour of words and shapes with this meaning."""
        return self.color(_TONE_ROLES[tone])

    def follow_icon(self, target: Any, name: str, role: str) -> None:
        """Give a button or action an icon that changes its colour with the theme."""
        target.setIcon(icon(name, role))
        self._icons.append((ref(target), name, role))

    def _style_sheet(self) -> str:
        words = dict(asdict(self.roles))
        for key, size in {"t": TEXT, "s": SMALL, "h": HEADING, "b": TITLE}.items():
            words[f"font_{key}"] = f"{self.pixels(size)}px"
        for size in (2, 4, 6, 8, 12, 16, 20, 24, 32):
            words[f"px{size}"] = f"{self.pixels(size)}px"
        words |= {name: self._drawn(name) for name in ("chevron", "check")}
        return Template(path("styles/window.qss").read_text(encoding="utf-8")).substitute(words)

    def _drawn(self, name: str) -> str:
        """A picture that the style sheet can name, in the theme's colour: style sheets read files only."""
        if self._folder is None:
            self._folder = QTemporaryDir()
            QDir.addSearchPath("drawn", self._folder.path())
        file, role = {"chevron": ("chevron-down", "quiet"), "check": ("check", "accent_text")}[name]
        Path(self._folder.filePath(f"{name}-{self.name}.svg")).write_bytes(in_color(file, self.color(role)))
        return f"drawn:{name}-{self.name}.svg"


def _living(target: Any) -> bool:
    return target is not None and isValid(target)


def _system_theme() -> str:
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


_theme: list[Theme] = []


def theme() -> Theme:
    """The one theme of the program."""
    if not _theme:
        _theme.append(Theme())
    return _theme[0]


def font(size: int = TEXT, *, bold: bool = False) -> QFont:
    """The system's font in one of the four sizes, with figures of one width."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setPixelSize(theme().pixels(size))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def set_icon(target: Any, name: str, role: str = "text") -> None:
    """Give a button or an action the icon of this name, now and whenever the theme changes."""
    theme().follow_icon(target, name, role)


def icon(name: str, role: str = "text") -> QIcon:
    """The icon of this name in a role's colour; greyed when disabled, in the accent colour when chosen."""
    plain, color = QIcon.Mode.Normal, theme().color
    looks = {
        (plain, QIcon.State.Off): color(role),
        (plain, QIcon.State.On): color("accent" if role in {"text", "quiet"} else role),
        (QIcon.Mode.Disabled, QIcon.State.Off): color("disabled"),
    }
    return QIcon(Drawing(name, looks))


def _palette(roles: Roles) -> QPalette:
    """The roles as Qt's own, for what the style sheet does not reach."""
    palette = QPalette()
    part = QPalette.ColorRole
    chosen = {
        roles.background: (part.Window, part.AlternateBase),
        roles.surface: (part.Base, part.Button, part.ToolTipBase),
        roles.text: (part.WindowText, part.Text, part.ButtonText, part.ToolTipText),
        roles.quiet: (part.PlaceholderText,),
        roles.accent: (part.Highlight, part.Link, part.LinkVisited, part.Accent),
        roles.accent_text: (part.HighlightedText, part.BrightText),
        roles.line: (part.Mid, part.Midlight, part.Light),
        roles.control: (part.Dark, part.Shadow),
    }
    for color, parts in chosen.items():
        for each in parts:
            palette.setColor(each, QColor(color))
    for each in (part.WindowText, part.Text, part.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(roles.disabled))
    return palette
