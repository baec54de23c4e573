"""Writes down what went wrong: type, file, line, function and version, never the message or the values, which may name a child."""

import faulthandler
import logging
import re
import sys
from collections.abc import Callable, Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app import VERSION
from ui.runner import watch_threads

FILES, SIZE = 5, 1_000_000
LOGGER = logging.getLogger("iro_tracker.crashes")
_QT_NAME = re.compile(r"Q[A-Za-z]+(?:::[A-Za-z~]+)*")
_LEVELS = {
    QtMsgType.QtWarningMsg: "Qt warning",
    QtMsgType.QtCriticalMsg: "Qt error",
    QtMsgType.QtFatalMsg: "Qt fatal error",
}


class CrashWatch:
    """The hooks that write reports into a folder: four files of reports and one of the interpreter's own faults."""

    def __init__(self, folder: Path, told: Callable[[], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._told = told
        file = folder / "crashes.log"
        self._handler = RotatingFileHandler(file, maxBytes=SIZE, backupCount=FILES - 2, encoding="utf-8", delay=True)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
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
        faulthandler.enable(self._faults)

    def end(self) -> None:
        """Take the hooks away and close the files."""
        faulthandler.disable()
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        LOGGER.removeHandler(self._handler)
        LOGGER.propagate = True
        self._handler.close()
        self._faults.close()

    def _crashed(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        self._write(kind, error, trace)
        self._told()

    def _write(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        LOGGER.error(report(kind, error, trace))


def watch_for_crashes(folder: Path, told: Callable[[], None]) -> CrashWatch:
    """Keep reports in a folder, at most five files of 1 MB; `told` is called so that the person hears of it."""
    watch = CrashWatch(folder, told)
    watch.begin()
    return watch


def report(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> str:
    """What a crash report holds, one line for each step, the oldest first, and what it came from."""
    lines = [f"IRO Tracker {VERSION}, Python {sys.version_info.major}.{sys.version_info.minor}", _name(kind)]
    lines += _steps(trace)
    seen = {id(error)}
    cause = _cause(error)
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += [f"from {_name(type(cause))}", *_steps(cause.__traceback__)]
        cause = _cause(cause)
    return "\n".join(lines)


def qt_report(kind: QtMsgType, context: QMessageLogContext, message: str) -> str:
    """Of Qt's own complaints: how grave, which part of Qt, and the name of its function if the message begins with one."""
    named = _QT_NAME.match(message)
    where = f"{Path(context.file).name}:{context.line}" if context.file else "unknown place"
    return f"{_LEVELS[kind]}, {context.category}, {named.group() if named else 'unnamed'}, {where}"


def _take_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if kind in _LEVELS:
        LOGGER.warning(qt_report(kind, context, message))


def _steps(trace: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(trace):
        yield f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _place(file: str) -> str:
    """A file by its last folders: where the program lies may hold the person's name."""
    return "/".join(Path(file).parts[-3:])


def _name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _cause(error: BaseException | None) -> BaseException | None:
    return error and (error.__cause__ or error.__context__)
