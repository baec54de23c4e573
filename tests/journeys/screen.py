"""A screen of its own for a real window: Xvfb, a window manager, and hands that press keys; everything ends with it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from select import select
from time import monotonic
from types import TracebackType
from typing import Self

TOOLS = ("Xvfb", "openbox", "xdotool")
PATIENCE = 120.0
"""For each step, in seconds: a computer with two slow cores may be busy with other things."""
STEP = 0.2
"""How long to wait before looking again at what gives no sign of its own, in seconds."""


def missing() -> str:
    """Why there can be no such screen here; empty when there can."""
    if sys.platform != "linux":
        return "Xvfb and xdotool are for Linux"
    absent = [tool for tool in TOOLS if shutil.which(tool) is None]
    return f"not installed: {', '.join(absent)} (.ci/run installs them)" if absent else ""


def until(so: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Look again and again until something is so; fails with words after the deadline."""
    if not becomes(so, patience):
        raise AssertionError(f"It did not come about in {patience:.0f} seconds: {what}")


def becomes(so: Callable[[], bool], patience: float) -> bool:
    """Whether something becomes so in time."""
    end = monotonic() + patience
    while not so():
        if monotonic() > end:
            return False
        select([], [], [], STEP)
    return True


class Screen:
    """A display of 1366x768 that nobody looks at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        arguments = ["-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
        self._start("Xvfb", *arguments, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            ready = select([told], [], [], PATIENCE)[0]
            display = told.readline().strip() if ready else ""
        assert display, "Xvfb did not start"
        own = {f"XDG_{what}_HOME": str(self._folder / what.lower()) for what in ("CONFIG", "DATA", "STATE", "CACHE")}
        self.environment = {**_without_desktop(), **own, "DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        self._start("openbox", "--sm-disable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._running):
            process.terminate()
            process.wait(PATIENCE)

    def wait_for(self, title: str) -> str:
        """Wait for a visible window whose title matches, bring the keyboard to it, and give its number."""
        found: list[str] = []

        def seen() -> bool:
            found[:] = self._hands("search", "--onlyvisible", "--name", title).stdout.split()
            return bool(found)

        until(seen, f"a window named {title}")
        activate = ("windowactivate", "--sync", found[-1])
        until(lambda: self._hands(*activate).returncode == 0, f"the keyboard in {title}")
        return found[-1]

    def is_shown(self, title: str) -> bool:
        """Whether such a window is to be seen."""
        return bool(self._hands("search", "--onlyvisible", "--name", title).stdout)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as ctrl+2."""
        assert self._hands("key", "--clearmodifiers", "--delay", "40", *keys).returncode == 0

    def type(self, text: str) -> None:
        """Type a text."""
        assert self._hands("type", "--clearmodifiers", "--delay", "25", text).returncode == 0

    def _hands(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["xdotool", *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def _start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        log = (self._folder / f"{command[0]}.log").open("wb")
        with log:
            process = subprocess.Popen(
                command, env=self.environment or None, pass_fds=pass_fds, stdout=log, stderr=subprocess.STDOUT
            )
        self._running.append(process)


def _without_desktop() -> dict[str, str]:
    """The environment without what would lead to the desktop that the tests run on."""
    desktop = ("DISPLAY", "WAYLAND_DISPLAY", "QT_", "XDG_", "DBUS_", "IRO_TRACKER_")
    return {name: value for name, value in os.environ.items() if not name.startswith(desktop)}
