"""The computer says that it is locked or sleeps: on the buses of Linux, and by Windows' messages."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from ui.lock.session import LOCKED, SLEEPS, Session, session_path, why_left

ABSENT = QDBusConnection("no such bus")


@pytest.fixture
def bus() -> Iterator[QDBusConnection]:
    """A bus of the test's own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("There is no dbus-daemon here.")
    daemon = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    yield QDBusConnection.connectToBus(address, "of the test")
    QDBusConnection.disconnectFromBus("of the test")
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()


def said(bus: QDBusConnection, path: str, interface: str, name: str, *words: object) -> None:
    """Something on the computer says this on the bus."""
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(words))
    assert bus.send(message)


@pytest.mark.parametrize("name", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_covered_screen_is_heard_of_on_the_desktops_bus(bus: QDBusConnection, qtbot: QtBot, name: str) -> None:
    parent = QObject()
    session = Session(parent)
    session.listen_on(ABSENT, bus)
    with qtbot.waitSignal(session.left) as heard:
        said(bus, "/" + name.replace(".", "/"), name, "ActiveChanged", False)
        said(bus, "/" + name.replace(".", "/"), name, "ActiveChanged", True)
    assert heard.args == [LOCKED]


def test_sleep_and_a_locked_session_are_heard_of_on_the_computers_bus(
    bus: QDBusConnection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    parent = QObject()
    session = Session(parent)
    session.listen_on(bus, ABSENT)
    with qtbot.waitSignal(session.left) as heard:
        said(bus, "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    assert heard.args == [SLEEPS]
    with qtbot.waitSignal(session.left) as heard:
        said(bus, session_path("4"), "org.freedesktop.login1.Session", "Lock")  # another session's
        said(bus, session_path("3"), "org.freedesktop.login1.Session", "Lock")
    assert heard.args == [LOCKED]


def test_a_computer_without_buses_says_nothing_and_nothing_fails() -> None:
    parent, heard = QObject(), list[str]()
    session = Session(parent)
    session.left.connect(heard.append)
    session.listen_on(ABSENT, ABSENT)
    QCoreApplication.processEvents()
    assert heard == []


def test_the_path_of_a_session_is_spelt_as_the_computer_spells_it() -> None:
    assert session_path("3") == "/org/freedesktop/login1/session/_33"
    assert session_path("c12") == "/org/freedesktop/login1/session/c12"
    assert session_path("") == ""


@pytest.mark.parametrize(
    ("message", "word", "why"),
    [
        (0x02B1, 7, LOCKED),
        (0x02B1, 4, LOCKED),
        (0x02B1, 8, ""),  # unlocked
        (0x0218, 4, SLEEPS),
        (0x0218, 18, ""),  # woke
        (0x0100, 7, ""),  # a key
    ],
)
def test_what_windows_says_of_the_session_and_of_power(message: int, word: int, why: str) -> None:
    assert why_left(message, word) == why
