"""What each picture shows, and how the window comes to show it."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.kinds import LOOKED_AFTER
from tests.screenshots import ahead, calendar, challenges, practice, trust, week
from tests.screenshots.album import Stage
from tests.screenshots.files import write_returns
from ui.caseload.page import CaseloadPage
from ui.caseload.views import CASELOAD, MONTHS
from ui.figures.page import FiguresPage
from ui.files.page import FilesPage
from ui.parts.tables import TableView
from ui.reviews.filltable import FillTable
from ui.reviews.page import ReviewsPage
from ui.settings.page import SettingsPage
from ui.start.page import StartPage
from ui.theme import theme
from ui.timeliness.page import TimelinessPage

RUNNING = 1
"""The place of the year that runs now, in the list of years of the returns."""
TYPED = (
    ("6/11/26", "PN3"),
    ("6/11/26", "PN1"),
    ("13/11/26", "PN5"),
    ("13/11/26", "PN0"),
    ("today", "PN1"),
    ("18/11/26", ""),
)


def reviews(stage: Stage) -> None:
    """The reviews that are due, one of them chosen."""
    theme().set("light", 100)
    page = _reviews(stage, "open")
    page.table.setFocus()


def reviews_high_contrast(stage: Stage) -> None:
    """The same with black, white and the strongest colours."""
    stage.settle(lambda: theme().set("contrast", 100))
    _reviews(stage, "week")


def reviews_large_text(stage: Stage) -> None:
    """The same with text of twice the size."""
    stage.settle(lambda: theme().set("light", 200))
    _reviews(stage, "open")


def timeliness(stage: Stage) -> None:
    """Last month by kind."""
    stage.settle(lambda: theme().set("light", 100))
    _timeliness(stage, "month", "iro")


def caseload(stage: Stage) -> None:
    """What each IRO holds, against the band."""
    stage.settle(lambda: theme().set("light", 100))
    _caseload(stage, CASELOAD)


def caseload_high_contrast(stage: Stage) -> None:
    """The same with black, white and the strongest colours."""
    stage.settle(lambda: theme().set("contrast", 100))
    _caseload(stage, CASELOAD)


def caseload_months_dark(stage: Stage) -> None:
    """Five years of caseloads in the dark theme."""
    stage.settle(lambda: theme().set("dark", 100))
    _caseload(stage, MONTHS)


def timeliness_year_dark(stage: Stage) -> None:
    """The year month by month, in the dark."""
    stage.settle(lambda: theme().set("dark", 100))
    _timeliness(stage, "year", "month")


def files_preview(stage: Stage) -> None:
    """What importing this month's SSDA903 return would do."""
    stage.settle(lambda: theme().set("light", 100))
    before, now = write_returns(stage)
    page = stage.page("files", FilesPage)
    assert isinstance(page, FilesPage)
    stage.settle(lambda: page.read([before]))
    stage.settle(page.commit_now)
    stage.settle(lambda: page.read([now]))
    stage.settle(stage.window.notices.hide)
    assert page.plan is not None, page.trouble.accessibleDescription()


def returns(stage: Stage) -> None:
    """The returns to the DfE: what of the year breaks a rule."""
    stage.settle(lambda: theme().set("light", 100))
    page = stage.page("files", FilesPage)
    assert isinstance(page, FilesPage)
    stage.settle(page.start_again)
    stage.settle(page.show_returns)
    stage.settle(lambda: page.returns.year.box.setCurrentIndex(RUNNING))
    stage.settle(lambda: page.returns.table.setCurrentIndex(page.returns.table.rows.index(0, 0)))


def fill_down(stage: Stage) -> None:
    """Several reviews recorded at once, one cell refused."""
    stage.settle(lambda: theme().set("light", 100))
    page = _reviews(stage, "open")
    stage.settle(lambda: page.narrowing.kind.set_value(LOOKED_AFTER))
    stage.settle(lambda: _select(page.table, len(TYPED) + 2))
    stage.settle(page.deeds.actions["fill"].trigger)
    table = page.fill.table
    assert isinstance(table, FillTable)
    model = page.fill.lines
    for row, typed in enumerate(TYPED):
        for key, text in zip(("held", "participation"), typed, strict=True):
            model.put(row, key, text)
    stage.settle()


def settings(stage: Stage) -> None:
    """The officers and their posts."""
    stage.settle(lambda: theme().set("light", 100))
    if isinstance(stage.window.page, ReviewsPage):
        stage.settle(stage.window.page.fill.clear)
        stage.settle(stage.window.page.fill.leave)
        stage.settle(stage.window.page.narrowing.clear)
    page = stage.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    stage.settle(lambda: page.open("staff"))
    table = next(each for each in page.findChildren(TableView) if each.isVisible())
    stage.settle(lambda: table.setCurrentIndex(table.rows.index(1, 0)))


def settings_questions(stage: Stage) -> None:
    """The questions of midway reviews, monitoring and audits."""
    stage.settle(lambda: theme().set("light", 100))
    page = stage.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    stage.settle(lambda: page.open("questions"))
    table = next(each for each in page.findChildren(TableView) if each.isVisible())
    stage.settle(lambda: table.setCurrentIndex(table.rows.index(1, 0)))


def figures_participation(stage: Stage) -> None:
    """How children took part in their reviews, year to date."""
    stage.settle(lambda: theme().set("light", 100))
    _figures(stage, "participation", "reviews")


def figures_meetings_high_contrast(stage: Stage) -> None:
    """Meetings held and in timescale, in black, white and the strongest colours."""
    stage.settle(lambda: theme().set("contrast", 100))
    _figures(stage, "meetings", "held")


def first_steps(stage: Stage) -> None:
    """A new service is asked its name."""
    window = stage.open(stage.folder / "service.irotracker")
    assert isinstance(window.page, StartPage)
    for label in window.page.findChildren(QLabel):
        label.setText(label.text().replace(str(stage.folder), "/home/mia/Documents"))


SCENES: dict[str, Callable[[Stage], QWidget | None]] = {
    "week": week.everybody,
    "week-iro-dark": week.of_one_dark,
    "reviews": reviews,
    "child": practice.overview,
    "child-dark": practice.overview_dark,
    "child-large-text": practice.overview_large_text,
    "child-protection": practice.protection,
    "child-voice": practice.voice,
    "conference": practice.conference,
    "conference-large-text": practice.conference_large_text,
    "meeting": practice.meeting,
    "meeting-came": practice.meeting_came,
    "challenges": challenges.board,
    "challenges-table": challenges.table,
    "challenges-log": challenges.log,
    "challenge": challenges.one,
    "challenges-clinic": challenges.clinic,
    "challenges-figures": challenges.figures,
    "challenges-large-text": challenges.board_large_text,
    "calendar": calendar.month,
    "calendar-by-iro": calendar.lines,
    "calendar-week-dark": calendar.week_dark,
    "calendar-move": calendar.move,
    "calendar-large-text": calendar.large_text,
    "quality": practice.quality,
    "quality-check": practice.check,
    "quality-plans": practice.final_plans,
    "clinics": practice.clinics,
    "clinic": practice.clinic,
    "timeliness": timeliness,
    "figures-participation": figures_participation,
    "figures-meetings-high-contrast": figures_meetings_high_contrast,
    "caseload": caseload,
    "caseload-high-contrast": caseload_high_contrast,
    "caseload-months-dark": caseload_months_dark,
    "ahead": ahead.months,
    "ahead-dark": ahead.months_dark,
    "ahead-what-if": ahead.what_if,
    "ahead-suggestion": ahead.suggestion,
    "ahead-suggestion-dark": ahead.suggestion_dark,
    "timeliness-year-dark": timeliness_year_dark,
    "files-preview": files_preview,
    "returns": returns,
    "reviews-high-contrast": reviews_high_contrast,
    "reviews-large-text": reviews_large_text,
    "fill-down": fill_down,
    "settings": settings,
    "settings-questions": settings_questions,
    "account": trust.account,
    "rights": trust.rights,
    "sign-in": trust.sign_in,
    "locked": trust.locked,
    "backups": trust.backups,
    "first-steps": first_steps,
}


def _reviews(stage: Stage, part: str) -> ReviewsPage:
    page = stage.page("reviews", ReviewsPage)
    assert isinstance(page, ReviewsPage)
    stage.settle(lambda: page.tabs.choose(part))
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(0, 0)))
    assert QApplication.focusWidget() is not None
    return page


def _caseload(stage: Stage, view: str) -> None:
    page = stage.page("caseload", CaseloadPage)
    assert isinstance(page, CaseloadPage)
    stage.settle(lambda: page.open(("view", view)))


def _timeliness(stage: Stage, length: str, by: str) -> None:
    page = stage.page("timeliness", TimelinessPage)
    assert isinstance(page, TimelinessPage)
    stage.settle(lambda: page.period.length.set_value(length))
    stage.settle(lambda: page.by.set_value(by))


def _figures(stage: Stage, what: str, part: str) -> None:
    page = stage.page("figures", FiguresPage)
    assert isinstance(page, FiguresPage)
    stage.settle(lambda: page.open(what))
    stage.settle(lambda: page.choosing.table.set_value(part))


def _select(table: TableView, rows: int) -> None:
    last = table.rows.index(rows - 1, 0)
    chosen = QItemSelection(table.rows.index(0, 0), last)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(chosen, flags)
    table.setFocus(Qt.FocusReason.OtherFocusReason)
