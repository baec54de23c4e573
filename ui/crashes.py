"""Writes down what went wrong: type, file, line, function and version, never the message or the values, which may name a child."""

import faulthandler
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.domain.errors import Refusal
from ui.reports import report
from ui.runner import watch_threads

FILES, SIZE = 5, 1_000_000
OFTEN = 20
"""How often the same is written down in one run: what goes wrong at each painting would drive out everything else."""
Told = Callable[[Refusal | None], None]
"""Called so that the person hears of it: with a Refusal that nobody took, or with None for what was a bug."""
LOGGER = logging.getLogger("iro_tracker.crashes")
_QT_NAME = re.compile(r"Q[A-Za-z]+(?:::[A-Za-z~]+)*")
_LEVELS = {
    QtMsgType.QtWarningMsg: "Qt warning",
    QtMsgType.QtCriticalMsg: "Qt error",
    QtMsgType.QtFatalMsg: "Qt fatal error",
}


class CrashWatch:
    """The hooks that write reports into a folder: four files of reports and one of the interpreter's own faults."""

    def __init__(self, folder: Path, told: Told) -> None:
        self._told = told
        file = folder / "crashes.log"
        self._seen: Counter[str] = Counter()
        self._handler = _Reports(file, maxBytes=SIZE, backupCount=FILES - 2, encoding="utf-8", delay=True)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        self._faults: TextIO | None = None
        with suppress(OSError):  # where no report can be kept, the person is told all the same
            folder.mkdir(parents=True, exist_ok=True)
            faults = folder / "faults.log"
            full = faults.exists() and faults.stat().st_size > SIZE
            self._faults = faults.open("w" if full else "a", encoding="utf-8")

    def begin(self) -> None:
        """Put the hooks in place."""
        LOGGER.addHandler(self._handler)
        LOGGER.propagate = False
        sys.excepthook = self._crashed
        watch_threads(self._write)
        qInstallMessageHandler(_take_qt_message)
        if self._faults is not None:
            faulthandler.enable(self._faults)

    def end(self) -> None:
        """Take the hooks away and close the files; a second time it does nothing."""
        if self._handler not in LOGGER.handlers:
            return
        faulthandler.disable()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        LOGGER.removeHandler(self._handler)
        LOGGER.propagate = True
        self._handler.close()
        if self._faults is not None:
            self._faults.close()

    def _crashed(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        if isinstance(error, Refusal):  # no bug: the answer to something that nobody waits for
            self._told(error)
            return
        self._write(kind, error, trace)
        self._told(None)

    def _write(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        words = report(kind, error, trace)
        self._seen[words] += 1
        if self._seen[words] <= OFTEN:
            LOGGER.error(words)


class _Reports(RotatingFileHandler):
    """Where no report can be written, the disk being full, say, the work goes on without."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Say nothing: Python's own words would quote what may name a child."""


_WATCHING: list[CrashWatch] = []


def watch_for_crashes(folder: Path, told: Told) -> CrashWatch:
    """Keep reports in a folder, at most five files of 1 MB; a newer window takes over from the one before."""
    watch = CrashWatch(folder, told)
    while _WATCHING:
        _WATCHING.pop().end()
    _WATCHING.append(watch)
    watch.begin()
    return watch


def qt_report(kind: QtMsgType, context: QMessageLogContext, message: str) -> str:
    """Of Qt's own complaints: how grave, which part of Qt, and the name of its function if the message begins with one."""
    named = _QT_NAME.match(message)
    where = f"{Path(context.file).name}:{context.line}" if context.file else "unknown place"
    return f"{_LEVELS[kind]}, {context.category}, {named.group() if named else 'unnamed'}, {where}"


def _take_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in _LEVELS:
        LOGGER.warning(qt_report(kind, context, message))
