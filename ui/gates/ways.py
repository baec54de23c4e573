"""The ways to a file's key before its window: the passphrase, the recovery key, a new file, an old one to be encrypted."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from shiboken6 import isValid

from app.domain.errors import Refusal
from app.late import late
from ui.aside import Aside
from ui.gates.choosing import AFTER_RECOVERY, CHANGE, CONVERT, NEW, Choosing, Occasion
from ui.gates.gate import Gate
from ui.gates.keeping import Keeping
from ui.gates.signin import Recovery, SignIn

if TYPE_CHECKING:
    from ui.opening import Opening


class Ways:
    """Shows one page after another until there is a key, and lets the opening go on with it."""

    def __init__(self, opening: "Opening") -> None:
        self._opening = opening
        self._database = opening.parts.database
        self._aside = Aside()
        self._remark: Refusal | None = None

    def finish(self) -> None:
        """End the worker."""
        self._aside.finish()

    # ------------------------------------------------------------------------------------------------- an encrypted file

    def unlock(self) -> None:
        """Ask for the passphrase, unless this computer remembers the key."""
        held = self._held()
        gate = SignIn(self._opening.path)
        gate.given.connect(
            lambda words: self._try(gate, lambda: held.unlock(words), partial(self._unlocked, gate, held))
        )
        gate.forgotten.connect(self.recover)
        self._show(gate)
        if QSettings().value(_remembered(held)):
            gate.remember.setChecked(True)
            gate.busy(True)
            self._aside.run(
                lambda: self._recalled(held),
                lambda key: self._go_on(gate, key) if key else gate.take_again(),
                gate.refuse,
            )

    def recover(self) -> None:
        """Ask for the recovery key, and for a new passphrase then."""
        held = self._held()
        gate = Recovery(self._opening.path)
        gate.given.connect(
            lambda words: self._try(gate, lambda: held.recover(words), lambda key: self._renew(held, key))
        )
        gate.remembered.connect(self.unlock)
        self._show(gate)

    def _unlocked(self, gate: SignIn, held: Any, key: Any) -> None:
        if gate.change.isChecked():
            self._renew(held, key, CHANGE)
        else:
            self._keep(gate, held, key)

    def _renew(self, held: Any, key: Any, why: Occasion = AFTER_RECOVERY) -> None:
        gate = Choosing(why, self._opening.path)

        def changed(words: str) -> Any:
            self._database.open(self._opening.path, key).close()
            held.change(key, words).write(self._database.keys.path_of(self._opening.path))
            return key

        gate.chosen.connect(lambda words: self._try(gate, lambda: changed(words), lambda key: self._go_on(gate, key)))
        self._show(gate)

    def _keep(self, gate: SignIn, held: Any, key: Any) -> None:
        """Remember the key or forget it, as the tick says; whether that works or not, the file is opened."""
        wanted, before = gate.remember.isChecked(), bool(QSettings().value(_remembered(held)))
        QSettings().setValue(_remembered(held), wanted)
        if not wanted and not before:
            self._go_on(gate, key)
            return
        store = late("ui.remembering")
        work = (lambda: store.remember(held.id, key.raw)) if wanted else (lambda: store.forget(held.id))

        def not_kept(no: Refusal) -> None:
            QSettings().remove(_remembered(held))
            self._remark = no
            self._go_on(gate, key)

        gate.busy(True)
        self._aside.run(work, lambda _: self._go_on(gate, key), not_kept)

    def _recalled(self, held: Any) -> Any:
        raw = late("ui.remembering").recall(held.id)
        return self._database.keys.key(raw) if raw and len(raw) == 32 else None

    def _held(self) -> Any:
        return self._database.keys.read(self._database.keys.path_of(self._opening.path))

    def _go_on(self, gate: Gate, key: Any) -> None:
        if isValid(gate):
            self._opening.go_on(lambda: self._database.open(self._opening.path, key), self._remark)

    # ------------------------------------------------------------------------------------------------- a file to be made

    def make(self) -> None:
        """Ask for a passphrase, show the recovery key, then make the file."""
        gate = Choosing(NEW, self._opening.path)
        gate.chosen.connect(lambda words: self._try(gate, lambda: self._database.keys.make(words), self._make))
        self._show(gate)

    def _make(self, made: Any) -> None:
        path, stamp = self._opening.path, self._opening.stamp
        gate = Keeping(made.recovery, path)
        gate.kept.connect(
            lambda: self._try(
                gate,
                lambda: self._database.begin(path, stamp, made).close(),
                lambda _: self._go_on(gate, made.key),
            )
        )
        self._show(gate)

    def convert(self) -> None:
        """Ask for a passphrase, show the recovery key, then encrypt the file of an earlier version."""
        gate = Choosing(CONVERT, self._opening.path)
        gate.chosen.connect(lambda words: self._try(gate, lambda: self._database.keys.make(words), self._convert))
        self._show(gate)

    def _convert(self, made: Any) -> None:
        gate = Keeping(made.recovery, self._opening.path)

        def done(converted: Any) -> None:
            if converted.copies:
                self._remark = Refusal(
                    "Copies of earlier versions beside the file are not encrypted: "
                    + ", ".join(converted.copies)
                    + ".",
                    "Delete them once you need them no more.",
                )
            self._go_on(gate, made.key)

        path = self._opening.path
        gate.kept.connect(lambda: self._try(gate, lambda: self._database.encrypt(path, made), done))
        self._show(gate)

    # ------------------------------------------------------------------------------------------------- one page

    def _show(self, gate: Gate) -> None:
        self._opening.show(gate)

    def _try(self, gate: Gate, work: Any, then: Any) -> None:
        """Do something slow for a page; a passphrase that was wrong costs a second."""

        def arrived(result: Any) -> None:
            if isValid(gate):
                then(result)

        def refused(no: Refusal) -> None:
            if isValid(gate):
                gate.refuse(no, pause=isinstance(gate, SignIn | Recovery))

        gate.busy(True)
        self._aside.run(work, arrived, refused)


def _remembered(held: Any) -> str:
    return f"remembered/{held.id}"
