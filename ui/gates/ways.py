"""The ways to a file's key before its window: the passphrase, the recovery key, a new file, an old one to be encrypted."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from shiboken6 import isValid

from app.commands.keys import ChangePassphrase
from app.commands.locking import WrongTry
from app.domain.backups import moment_words
from app.domain.calendar import today_in_london
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.late import late
from ui.aside import Aside
from ui.gates.choosing import AFTER_RECOVERY, CONVERT, NEW, Choosing
from ui.gates.keeping import Keeping
from ui.gates.pinning import ONLY_HERE, SPENT, ChoosingPin, PinGate
from ui.gates.signin import Recovery, SignIn
from ui.ownkeys import forget_all, is_remembered, remembered
from ui.parts.gate import Gate
from ui.pins import Pins

if TYPE_CHECKING:
    from ui.opening import Opening
    from ui.window import Window

ENCRYPTING = (
    "The file is being encrypted and every row compared. A large one takes some minutes; wait until it is open."
)


class Ways:
    """Shows one page after another until there is a key, and lets the opening go on with it."""

    def __init__(self, opening: "Opening") -> None:
        self._opening = opening
        self._database = opening.parts.database
        self._aside = Aside()
        self._remark: Refusal | None = None
        self._news = ""
        self._wrong = 0

    def finish(self) -> None:
        """End the worker."""
        self._aside.finish()

    # ------------------------------------------------------------------------------------------------- an encrypted file

    def unlock(self) -> None:
        """Ask for the passphrase, unless this computer remembers the key or a PIN was chosen today."""
        held = self._held()
        gate, pins = self._ask_passphrase(held), Pins(held)
        if is_remembered(held):
            gate.remember.setChecked(True)
            gate.busy(True)
            self._aside.run(
                lambda: self._recalled(held),
                lambda key: self._go_on(gate, key) if key else gate.take_again(),
                gate.refuse,
            )
        elif pins.is_noted:
            self._try(
                gate,
                lambda: pins.is_set(self._day),
                lambda is_set: self._ask_pin(held, pins) if is_set else gate.take_again(),
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

    def _ask_passphrase(self, held: Any, why: Refusal | None = None) -> SignIn:
        gate = SignIn(self._opening.path)
        gate.given.connect(
            lambda words: self._try(gate, lambda: held.unlock(words), partial(self._unlocked, gate, held))
        )
        gate.forgotten.connect(self.recover)
        gate.restoring.connect(self._opening.show_backups)
        self._show(gate)
        if why is not None:
            gate.refuse(why)
        return gate

    def _unlocked(self, gate: SignIn, held: Any, key: Any) -> None:
        remember = gate.remember.isChecked()
        if gate.pin.isChecked():
            self._choose_pin(held, key, remember)
        else:
            self._keep(gate, held, key, remember)

    def _renew(self, held: Any, key: Any) -> None:
        gate = Choosing(AFTER_RECOVERY, self._opening.path)
        gate.chosen.connect(
            lambda words: self._try(gate, lambda: self._changed(held, key, words), partial(self._go_on, gate))
        )
        gate.without.connect(lambda: self._go_on(gate, key))
        self._show(gate)

    def _changed(self, held: Any, key: Any, words: str) -> Any:
        """Another passphrase, entered in the account; what this computer kept for the one before is forgotten."""
        opening, where = self._opening, self._database.keys.path_of(self._opening.path)
        changed = held.change(key, words)
        with self._database.open(opening.path, key) as opened:
            desk = opening.parts.sign_in(opened, opening.login, opening.parts.now, opening.as_of)
            desk.do(ChangePassphrase(lambda: changed.write(where), "the recovery key"))
        forget_all(held)
        return key

    def _keep(self, gate: Gate, held: Any, key: Any, wanted: bool) -> None:
        """Remember the key or forget it, as the tick said; whether that works or not, the file is opened."""
        before = is_remembered(held)
        if wanted:
            QSettings().setValue(remembered(held), True)
        else:
            QSettings().remove(remembered(held))
        if not wanted and not before:
            self._go_on(gate, key)
            return
        store = late("ui.remembering")
        work = (lambda: store.remember(held.id, key.raw)) if wanted else (lambda: store.forget(held.id))

        def not_kept(no: Refusal) -> None:
            QSettings().remove(remembered(held))
            self._remark = no
            self._go_on(gate, key)

        gate.busy(True)
        self._aside.run(work, lambda _: self._go_on(gate, key), not_kept)

    # ------------------------------------------------------------------------------------------------- the PIN of the day

    @property
    def _day(self) -> date:
        """Today in London, whatever day the program counts as at."""
        return today_in_london(self._opening.parts.now())

    def _ask_pin(self, held: Any, pins: Pins) -> None:
        gate = PinGate(self._opening.path)

        def tried(found: tuple[Any, int]) -> None:
            key, left = found
            self._wrong += key is None
            if key is not None:
                self._go_on(gate, key)
            elif left:
                gate.wrong_pin(left)
            else:
                self._ask_passphrase(held, SPENT)

        gate.given.connect(lambda pin: self._try(gate, lambda: (pins.unlock(pin, self._day), pins.tries_left), tried))
        gate.instead.connect(lambda: self._ask_passphrase(held))
        self._show(gate)

    def _choose_pin(self, held: Any, key: Any, remember: bool) -> None:
        gate, pins = ChoosingPin(self._opening.path), Pins(held, key)

        def chosen(is_kept: bool) -> None:
            self._news = "" if is_kept else ONLY_HERE
            self._keep(gate, held, key, remember)

        gate.chosen.connect(lambda pin: self._try(gate, lambda: pins.choose(pin, self._day), chosen))
        gate.without.connect(lambda: self._keep(gate, held, key, remember))
        self._show(gate)

    def _recalled(self, held: Any) -> Any:
        raw = late("ui.remembering").recall(held.id)
        return self._database.keys.key(raw) if raw and len(raw) == 32 else None

    def _held(self) -> Any:
        return self._database.keys.read(self._database.keys.path_of(self._opening.path))

    def _go_on(self, gate: Gate, key: Any) -> None:
        if isValid(gate):
            self._opening.go_on(lambda: self._database.open(self._opening.path, key), self._remark)
            if self._opening.window is not None:
                self._tell(self._opening.window, gate)
            self._remark, self._news, self._wrong = None, "", 0

    def _tell(self, window: "Window", gate: Gate) -> None:
        """Now that there is a window: what is to be known, and what the account could not be told before."""
        if self._news:
            window.notices.inform(self._news)
        if isinstance(gate, Keeping):
            for command in gate.outgoing:
                window.runner.do(command)
        if self._wrong:
            tries = counted(self._wrong, "wrong passphrase or PIN", "wrong passphrases or PINs")
            window.runner.do(WrongTry(f"{tries} when the program was started, before it was opened"))

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
                "The file is being made, which takes some seconds.",
            )
        )
        self._show(gate)

    def convert(self) -> None:
        """Ask for a passphrase, show the recovery key, then encrypt the file of an earlier version."""
        gate = Choosing(CONVERT, self._opening.path)
        gate.chosen.connect(lambda words: self._try(gate, lambda: self._database.keys.make(words), self._convert))
        self._show(gate)

    def _convert(self, made: Any) -> None:
        path, stamp = self._opening.path, self._opening.stamp
        gate = Keeping(made.recovery, path)

        def done(converted: Any) -> None:
            if converted.copies:
                names = ", ".join(converted.copies)
                self._remark = Refusal(f"Copies beside the file are not encrypted: {names}.", "Delete them yourself.")
            elif converted.erased:
                self._news = f"The file is encrypted. Erased too: {', '.join(converted.erased)}."
            self._go_on(gate, made.key)

        gate.kept.connect(lambda: self._try(gate, lambda: self._database.encrypt(path, made, stamp), done, ENCRYPTING))
        self._show(gate)

    # ------------------------------------------------------------------------------------------------- one page

    def _show(self, gate: Gate) -> None:
        self._opening.show(gate)

    def _try(self, gate: Gate, work: Any, then: Any, told: str = "") -> None:
        """Do something slow for a page, which says what; a passphrase that was wrong costs a second."""

        def arrived(result: Any) -> None:
            if isValid(gate):
                then(result)

        def refused(no: Refusal) -> None:
            self._wrong += isinstance(gate, SignIn | Recovery)
            if isValid(gate):
                gate.refuse(no, pause=isinstance(gate, SignIn | Recovery))
            if isValid(gate) and isinstance(gate, SignIn):
                self._offer_newest(gate)

        gate.tell(told)
        gate.busy(True)
        self._aside.run(work, arrived, refused)

    def _offer_newest(self, gate: SignIn) -> None:
        """After a wrong passphrase: the file may be damaged, and then the newest backup is what helps."""
        path = self._opening.path

        def newest() -> str:
            found = self._database.safekeeping().listed_for(path)
            return moment_words(found[0].at) if found else ""

        self._aside.run(newest, lambda words: gate.offer(words) if isValid(gate) else None, lambda _no: None)
