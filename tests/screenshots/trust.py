"""What keeps the records safe: the passphrase, the lock, the backups, the account, the rights, and what is due for disposal."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.commands.opening import OpenChild
from app.domain.backups import Backup
from app.queries.account import AccountFilter
from tests.screenshots.album import HEIGHT, WIDTH, Stage
from ui.audit.page import AuditPage
from ui.children.page import ChildrenPage
from ui.gates.restoring import Restoring
from ui.gates.signin import SignIn
from ui.lock.screen import Asks, LockScreen
from ui.settings.page import SettingsPage
from ui.theme import theme

FILE = Path("/home/mia/Reviews/riverside.irotracker")
MADE = datetime(2026, 11, 20, 9, 10, tzinfo=UTC)


def account(stage: Stage) -> None:
    """Who did what, and one entry of it."""
    stage.settle(lambda: theme().set("light", 100))
    children = stage.page("children", ChildrenPage)
    assert isinstance(children, ChildrenPage)
    for row in children.table.rows.kept()[:4]:
        stage.settle(partial(stage.window.runner.do, OpenChild(row.id)))
    page = stage.page("account", AuditPage)
    assert isinstance(page, AuditPage)
    assert page.value() == AccountFilter()
    stage.settle(lambda: page.table.setCurrentIndex(page.table.rows.index(2, 0)))


def rights(stage: Stage) -> None:
    """The table of rights."""
    stage.settle(lambda: theme().set("light", 100))
    page = stage.page("settings", SettingsPage)
    assert isinstance(page, SettingsPage)
    stage.settle(lambda: page.open("rights"))


def sign_in(stage: Stage) -> QWidget:
    """The passphrase is asked for."""
    stage.settle(lambda: theme().set("light", 100))
    return SignIn(FILE)


def locked(stage: Stage) -> QWidget:
    """The lock, as large as the window, with the PIN of the day."""
    stage.settle(lambda: theme().set("light", 100))
    screen = LockScreen(FILE, "Mia Brown", Asks.PIN)
    screen.resize(WIDTH, HEIGHT)
    return screen


def backups(stage: Stage) -> QWidget:
    """The backups, the newest first."""
    stage.settle(lambda: theme().set("light", 100))
    reasons = ("at close", "after 30 minutes of change", "before an import", "at close", "before an upgrade")
    made = [_backup(number, reason) for number, reason in enumerate(reasons)]
    return Restoring(FILE, made, locked=True)


def _backup(number: int, reason: str) -> Backup:
    return Backup(
        place=f"/media/backup/riverside {number}",
        file=FILE.name,
        file_id="riverside",
        at=MADE - timedelta(days=2 * number, minutes=37 * number),
        counter=900 - 40 * number,
        entry=800 - 30 * number,
        children=1_104 - number,
        reviews=8_391 - 12 * number,
        size=31_000_000,
        reason=reason,
        program="0.1.0",
    )
