"""The stage on which pictures are taken: a demonstration service, a window of a laptop's size, and waiting until all is drawn."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.demonstration import Size, demonstrate_in_parts
from app.desk import sign_in
from app.domain.access import Person, Role, Stamp
from db.database import Database
from tests.locks import key_of, there
from ui.application import make_application
from ui.console import Parts
from ui.opening import Opening
from ui.page import Page
from ui.runner import Runner
from ui.theme import theme
from ui.window import Window

WIDTH, HEIGHT = 1366, 768
"""What a council laptop shows."""
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
LOGIN = "demonstration"
STAMP = Stamp(NOW, TODAY, Person(login=LOGIN, name="You", role=Role.MANAGER))
SEED = 1
COLOURS, COMMONEST = 256, 96
LARGEST = 200_000
"""The most bytes that a picture may have."""
PATIENCE = 120_000
"""After so many milliseconds something hangs, and the run ends with an error."""


@dataclass(eq=False)
class Stage:
    """The program on a demonstration, and on a new service when that is asked for."""

    folder: Path
    opening: Opening | None = None

    def __enter__(self) -> Self:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(self.folder))
        make_application([])
        QApplication.setCursorFlashTime(0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def demonstration(self) -> Path:
        """The demonstration's file, made when it is first wanted."""
        path = self.folder / "demonstration.irotracker"
        if not path.exists():
            with Database.create_demonstration(path, STAMP) as keeper:
                for _ in demonstrate_in_parts(keeper, STAMP, Size(), SEED):
                    pass
        return path

    @property
    def window(self) -> Window:
        """The window that is open; the demonstration's, if none is."""
        if self.opening is None or self.opening.window is None:
            return self.open(self.demonstration)
        return self.opening.window

    def open(self, path: Path) -> Window:
        """Close what is open and open this file."""
        self.close()
        key = key_of(there(path, STAMP))
        self.opening = Opening(Parts(Database, sign_in, lambda: NOW), path, LOGIN, TODAY, key=key)
        self.opening.begin()
        window = self.opening.window
        assert window is not None, self.opening.refusal
        window.resize(WIDTH, HEIGHT)
        until(lambda: window.page is not None)
        self.settle()
        return window

    def close(self) -> None:
        """Close the window that is open."""
        if self.opening is not None and self.opening.window is not None:
            self.opening.window.close()
            self.opening.window.deleteLater()
            self.opening.finish()
            self.opening = None
            theme().set("light", 100, compact=False)

    def page(self, key: str, kind: type[Page]) -> Page:
        """Go to a place and wait for what it shows."""
        self.window.notices.hide()
        self.window.go(key)
        self.settle()
        page = self.window.page
        assert isinstance(page, kind)
        return page

    def settle(self, do: Callable[[], object] | None = None) -> None:
        """Do something, then wait until nothing more is asked, answered or drawn."""
        if do is not None:
            do()
        runner: Runner = self.window.runner
        quiet = 0
        while quiet < 3:
            until(lambda: runner._waiting == 0)
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents()
            quiet = quiet + 1 if runner._waiting == 0 else 0


@dataclass(frozen=True)
class Album:
    """Where pictures are kept."""

    stage: Stage
    folder: Path

    def take(self, name: str, shown: QWidget | None = None) -> None:
        """Take the picture of the window as it is, or of what stands in its place."""
        self.stage.settle()
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{name}.png"
        picture = _drawn(shown) if shown is not None else self.stage.window.grab().toImage()
        assert shown is not None or (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        small(picture).save(str(file), "PNG", 0)  # type: ignore[call-overload]  # 0: compressed as far as can be
        size = file.stat().st_size
        sys.stderr.write(f"{file.name}: {size:,} bytes\n")
        assert size < LARGEST, f"{file.name} is too large"


def _drawn(shown: QWidget) -> QImage:
    shown.show()
    QCoreApplication.processEvents()
    picture = shown.grab().toImage()
    shown.close()
    return picture


def small(picture: QImage) -> QImage:
    """The same in 256 colours, which leaves only the edges of letters to be rounded."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette(plain), flags)


def palette(picture: QImage) -> list[int]:
    """The commonest colours, then those that lie farthest from all that are chosen, so that no rare one turns grey."""
    colours, pixels = np.unique(np.frombuffer(picture.constBits(), dtype=np.uint32), return_counts=True)
    parts = colours.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.int64)
    chosen = list(np.argsort(-pixels, kind="stable")[:COMMONEST])
    distance = np.full(len(colours), np.iinfo(np.int64).max)
    for at in range(min(COLOURS, len(colours))):
        if at == len(chosen):
            chosen.append(np.argmax(distance * pixels))
        distance = np.minimum(distance, ((parts - parts[chosen[at]]) ** 2).sum(axis=1))
    return [int(colours[one]) for one in chosen]


def until(so: Callable[[], bool]) -> None:
    """Let events come until something is so; every answer and every drawing is an event, so nothing is polled."""
    late: list[bool] = []
    alarm = QTimer(singleShot=True, interval=PATIENCE)
    alarm.timeout.connect(lambda: late.append(True))
    alarm.start()
    while not so():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert not late, "The window did not come to rest."
