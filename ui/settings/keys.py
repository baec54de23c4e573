"""The section of Settings about the passphrase, the recovery key, the PIN of the day and what this computer remembers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.commands.keys import RenewRecoveryKey
from app.domain.access import Right
from app.domain.errors import Refusal
from ui.ownkeys import OwnKeys
from ui.page import Tools
from ui.parts.filters import Choice
from ui.parts.form import Form
from ui.settings.figures import WIDTH, Figures, FormOfSection
from ui.settings.newkey import NewRecoveryKey
from ui.theme import theme

CHANGE, RECOVERY, PIN, FORGET = "passphrase", "recovery", "pin", "forget"
OLD, NEW, AGAIN, FIGURES, FIGURES_AGAIN = "old", "new", "again", "figures", "figures again"
SHORTEST = 12
SECRETS = {
    OLD: ("The &passphrase as it is", ""),
    NEW: ("&The new passphrase", f"{SHORTEST} characters or more: three or four words that do not belong together."),
    AGAIN: ("The new one &again", ""),
    FIGURES: ("P&IN", "6 figures or more, in no plain order."),
    FIGURES_AGAIN: ("The same PIN &again", ""),
}


@dataclass(frozen=True)
class Way:
    """Something that can be done here: its words, the fields it needs, its button, and what comes of it."""

    words: str
    fields: tuple[str, ...]
    button: str
    about: str


WAYS = {
    PIN: Way(
        "Choose a PIN for the rest of today",
        (FIGURES, FIGURES_AGAIN),
        "&Use this PIN today",
        "Until midnight it unlocks the program in place of the passphrase. After three wrong PINs, and tomorrow, the "
        "passphrase is asked for again.",
    ),
    FORGET: Way(
        "Forget the PIN and what this computer remembers",
        (),
        "Forge&t them",
        "From now on this computer asks for the passphrase.",
    ),
    CHANGE: Way(
        "Change the passphrase",
        (OLD, NEW, AGAIN),
        "&Change it",
        "Tell it to everybody who opens this file. The recovery key stays; backups made before still open with the passphrase "
        "of their day.",
    ),
    RECOVERY: Way(
        "Make a new recovery key",
        (OLD,),
        "&Make it",
        "If the printed one is lost, or somebody else has seen it. The old one opens only the backups of its day.",
    ),
}
UNLOCKED = "This file has no passphrase: it is a demonstration of invented children, and not encrypted. Do not enter real children."
READ_ONLY = "Nothing can be changed here: a copy or a backup opens with the passphrase of its day."


class KeysForm(FormOfSection):
    """One thing at a time; nothing that is typed here is ever kept, and all of it is gone once the section is left."""

    def __init__(self, tools: Tools, part: Figures) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.tools, self.part = tools, part
        self.keys = tools.keys
        self.form = Form()
        self.state = self.form.text("")
        self._add_fields()
        self.form.saved.connect(self._do)
        self.form.cancelled.connect(self.clear)
        self.new_key = NewRecoveryKey(self._replace, self.clear, tools.runner.do, tools.file)
        self.setWidget(self._laid_out())
        theme().changed.connect(self._size)
        self._size()
        self.clear()

    def ask(self) -> None:
        """Ask what is set on this computer."""
        keys = self.keys
        if keys is not None:
            self._run(lambda: (keys.pins().is_set(keys.day), keys.is_remembered()), self._show_state)

    def showEvent(self, event: QShowEvent) -> None:
        """The lock may have taken the PIN meanwhile, or been given one."""
        super().showEvent(event)
        if self.state.text():
            self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed here does not wait for the next person."""
        super().hideEvent(event)
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        for line in self.lines.values():
            line.clear()
        self.shown.setChecked(False)
        self.new_key.forget()
        self.new_key.hide()
        self.form.clear_refusals()
        self.form.setVisible(self.keys is not None)
        self._show_way()

    # ------------------------------------------------------------------------------------------------------ parts

    def _add_fields(self) -> None:
        self.ways = [(key, way.words) for key, way in WAYS.items() if self._may(key)]
        self.what = Choice("", self.ways, everything=False)
        self.form.add("what", "What t&o do", self.what)
        self.about = self.form.text("")
        self.lines = {key: self._secret(key, *words) for key, words in SECRETS.items()}
        self.shown = QCheckBox("&Show what I type")
        self.shown.toggled.connect(self._show_letters)
        self.form.add("shown", "", self.shown)
        self.what.changed.connect(self._show_way)

    def _secret(self, key: str, label: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add(key, label, line, hint)
        return line

    def _laid_out(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.without = QLabel(READ_ONLY if self.tools.is_locked else UNLOCKED)
        self.without.setWordWrap(True)
        self.without.setVisible(self.keys is None)
        for part in (self.without, self.form, self.new_key):
            across = QHBoxLayout()
            across.addWidget(part, 1)
            across.addStretch(0)
            column.addLayout(across)
        column.addStretch(1)
        return inside

    def _size(self) -> None:
        for part in (self.form, self.new_key):
            part.setMaximumWidth(theme().pixels(WIDTH))

    def _may(self, way: str) -> bool:
        return way in {PIN, FORGET} or self.tools.runner.desk.person.may(Right.PEOPLE)

    def _show_letters(self, shown: bool) -> None:
        for line in self.lines.values():
            line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _show_way(self) -> None:
        way = WAYS[str(self.what.value())]
        for key in SECRETS:
            self.form.show_field(key, key in way.fields)
        self.form.show_field("shown", bool(way.fields))
        self.about.setText(way.about)
        self.form.save.setText(way.button)
        self.form.clear_refusals()

    def _show_state(self, found: tuple[bool, bool]) -> None:
        is_set, is_remembered = found
        words = ["The file is encrypted; the passphrase is asked for once a day."]
        if is_set:
            words.append("A PIN is set for today.")
        if is_remembered:
            words = [
                "The file is encrypted, and this computer opens it without asking whoever is logged in as you are."
            ]
        if not self._may(CHANGE):
            words.append("An IRO team manager may change the passphrase and the recovery key.")
        self.state.setText(" ".join(words))

    # ------------------------------------------------------------------------------------------------------ doing

    def _do(self) -> None:
        keys, typed = self.keys, {key: line.text() for key, line in self.lines.items()}
        if keys is None:
            return
        doing: dict[str, Callable[[], None]] = {
            PIN: lambda: self._choose_pin(keys, typed),
            FORGET: lambda: self._run(
                keys.forget, lambda _: self._done("Forgotten: the passphrase is asked for again.")
            ),
            CHANGE: lambda: self._change(keys, typed),
            RECOVERY: lambda: self._run(lambda: keys.another_recovery_key(typed[OLD]), self._show_new_key),
        }
        doing[str(self.what.value())]()

    def _choose_pin(self, keys: OwnKeys, typed: dict[str, str]) -> None:
        if typed[FIGURES] != typed[FIGURES_AGAIN]:
            self.form.refuse(Refusal("The two PINs are not the same.", "Type both again."), FIGURES_AGAIN)
            return

        def chosen(is_kept: bool) -> None:
            until = "today" if is_kept else "until this program is closed: this computer has no store of secrets"
            self._done(f"The PIN serves {until}.")

        self._run(lambda: keys.pins().choose(typed[FIGURES], keys.day), chosen)

    def _change(self, keys: OwnKeys, typed: dict[str, str]) -> None:
        if typed[NEW] != typed[AGAIN]:
            self.form.refuse(Refusal("The two passphrases are not the same.", "Type both again."), AGAIN)
            return
        said = "The passphrase is changed. Tell it to everybody who opens this file."

        def changed() -> None:
            self._run(keys.forget, lambda _: self._done(said))

        self._run(
            lambda: keys.another_passphrase(typed[OLD], typed[NEW]),
            lambda command: self.tools.runner.do(command, lambda _: changed(), self.form.refuse),
        )

    def _show_new_key(self, made: tuple[str, RenewRecoveryKey]) -> None:
        self.form.busy(False)
        self.form.hide()
        self.new_key.show_key(*made)

    def _replace(self, command: RenewRecoveryKey) -> None:
        said = "The new recovery key is in its place. Destroy the old one."
        self.tools.runner.do(command, lambda _: self._done(said), self.new_key.refuse)

    def _done(self, words: str) -> None:
        self.form.busy(False)
        self.clear()
        self.tools.notices.say(words)
        self.ask()

    def _run(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Off the screen's thread: a passphrase takes its time by intention."""
        self.form.busy(True)

        def arrived(result: Any) -> None:
            self.form.busy(False)
            then(result)

        self.tools.runner.run_long(lambda _: work(), _quietly, arrived, self.form.refuse)


def _quietly(_words: str, _done: int, _total: int) -> None:
    """It shows no bar."""


@dataclass(frozen=True)
class KeysPart(Figures):
    """The section, which is a form of its own kind."""

    def make(self, tools: Tools) -> FormOfSection:
        """Its form."""
        return KeysForm(tools, self)


KEYS = KeysPart(
    "keys",
    "Passphrase and recovery key",
    "lock",
    "What opens this file: the passphrase, the printed recovery key, and the PIN of the day.",
    lambda _tools: (),
)
