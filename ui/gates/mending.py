"""The pages for a file that was refused and can be gone on with: one taken as it is, and one moved to this computer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.domain.errors import Refusal
from ui.parts.field import Field
from ui.parts.gate import Gate


class Mending(Gate):
    """A page with a passphrase, where one is needed, and the way back."""

    given = Signal()
    back = Signal()

    def _foot(self, words: str, icon: str, *, locked: bool) -> None:
        self.line: QLineEdit | None = None
        if locked:
            _, self.line = self.secret("&Passphrase")
        self.link("&Back", self.back.emit)
        self.buttons(words, self.given.emit, icon)
        self.focus()

    def escape(self) -> None:
        """Back, as the link does."""
        self.back.emit()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.line.text() if self.line is not None else ""

    @property
    def asked(self) -> str:
        """What is asked for: a reason, or a place."""
        raise AssertionError


class Accepting(Mending):
    """Go on with a file that is not as it was left; a manager says why."""

    def __init__(self, path: Path, refusal: Refusal, *, locked: bool) -> None:
        super().__init__(f"Go on with {path.name}?", path)
        self.say(refusal.message)
        self.say(
            "What was recorded after this state is not in it. Restoring the newest backup is the usual way. An IRO team "
            "manager may go on with the file as it is, if it was put here on purpose: the account keeps who did, and why."
        )
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self._placed(Field("&Why you go on with it", self.reason, "For the account. No child's name."))
        self._foot("&Go on with this file", "check", locked=locked)

    @property
    def asked(self) -> str:
        """Why."""
        return self.reason.text()


class Moving(Mending):
    """Move a file to this computer's own disk."""

    def __init__(self, path: Path, refusal: Refusal, target: Path, *, locked: bool) -> None:
        super().__init__(f"Move {path.name} to this computer", path)
        self.say(refusal.message)
        self.say(
            "It is copied, every record is read in the new place, and only then the old file gets another name: nobody "
            "goes on with it by mistake. Delete the old one when you need it no more."
        )
        self.target = target
        self.place = self.say(f"New place: {target}")
        self.link("&Choose another place", self._ask)
        self._foot("&Move it here", "download", locked=locked)

    @property
    def asked(self) -> str:
        """Where it goes."""
        return str(self.target)

    def _ask(self) -> None:
        begin = self.target.parent if self.target.parent.is_dir() else Path.home()
        dialog = QFileDialog(self, "Where the file goes", str(begin))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.target.name)
        dialog.fileSelected.connect(self.take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def focus(self) -> None:
        """At the passphrase, or at the button itself."""
        (self.line or self.go).setFocus()

    def take(self, file: str) -> None:
        """Move it there instead."""
        self.target = Path(file)
        self.place.setText(f"New place: {self.target}")
