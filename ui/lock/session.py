"""Hears from the computer that it is locked, put to sleep or given to somebody else, where the computer says so."""

import ctypes
import os
import sys

from PySide6.QtCore import SLOT, QByteArray, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget

LOCKED, SLEEPS = "the computer was locked", "the computer went to sleep"
LOGIN = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
"""Who says on the desktop's own bus that the screen is covered; each stands at the path of its name."""

SESSION_CHANGE, POWER = 0x02B1, 0x0218
SUSPENDS = 4
LEAVES = {2: LOCKED, 4: LOCKED, 6: LOCKED, 7: LOCKED}
"""What Windows tells of a session: it left the screen (2) or the remote one (4), it is logged off (6), it is locked (7)."""


class Session(QObject):
    """One listener: `left` says why somebody may have left the computer."""

    left = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told_by_windows: WindowsEar | None = None

    def listen(self) -> None:
        """Listen to whatever this computer has: the two buses of Linux, or Windows' own messages."""
        if sys.platform == "win32":
            self._told_by_windows = WindowsEar(self)
        elif sys.platform.startswith("linux"):
            self.listen_on(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

    def listen_on(self, system: QDBusConnection, session: QDBusConnection) -> None:
        """Listen on these buses; one that is not there says nothing."""
        if system.isConnected():
            session_of_ours = session_path(os.environ.get("XDG_SESSION_ID", ""))
            self._hear(system, "/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", "sleeps(bool)")
            self._hear(system, session_of_ours, f"{LOGIN}.Session", "Lock", "locked()")
        if session.isConnected():
            for name in SAVERS:
                self._hear(session, "/" + name.replace(".", "/"), name, "ActiveChanged", "covered(bool)")

    def _hear(self, bus: QDBusConnection, path: str, interface: str, name: str, slot: str) -> None:
        """Whoever says it: the worst that a liar on the bus can do is to lock the program."""
        bus.connect("", path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]  # it takes a str, not bytes

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """The computer goes to sleep, or wakes."""
        self.left.emit(SLEEPS)

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self.left.emit(LOCKED)

    @Slot(bool)
    def covered(self, active: bool) -> None:
        """The screen is covered, or seen again."""
        if active:
            self.left.emit(LOCKED)


class WindowsEar(QWidget):
    """A window that is never seen, to which Windows tells of its session and of its power."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        register = getattr(ctypes, "windll").wtsapi32.WTSRegisterSessionNotification  # noqa: B009 - only Windows has it
        register(ctypes.c_void_p(int(self.winId())), 0)

    def nativeEvent(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Say that somebody left, if that is what Windows says."""
        told = MESSAGE.from_address(int(message))
        if words := why_left(told.message, told.wParam):
            self._session.left.emit(words)
        return super().nativeEvent(kind, message)


class MESSAGE(ctypes.Structure):
    """What Windows hands to a window, as far as it is needed."""

    _fields_ = (("hwnd", ctypes.c_void_p), ("message", ctypes.c_uint), ("wParam", ctypes.c_size_t))


def why_left(message: int, word: int) -> str:
    """What a message of Windows says of somebody who leaves; nothing for every other."""
    if message == SESSION_CHANGE:
        return LEAVES.get(word, "")
    return SLEEPS if message == POWER and word == SUSPENDS else ""


def session_path(number: str) -> str:
    """Where a session of the computer is told of; without its number, that of any."""
    if not number:
        return ""
    spelt = [
        c if c.isascii() and c.isalnum() and (at or not c.isdigit()) else f"_{ord(c):02x}"
        for at, c in enumerate(number)
    ]
    return f"/org/freedesktop/login1/session/{''.join(spelt)}"
