"""Keeps the screen free while records are read and changed: one lane for changes, one for questions; all threads are here."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.desk import Command, Desk, Done, Query
from app.domain.errors import Refusal

T = TypeVar("T")
NOT_SAVED = Refusal(
    "Something went wrong in the program, and what you did just now was not saved. What you typed is still here.",
    "Try again. If it happens again, restart the program.",
)
NOT_SHOWN = Refusal(
    "Something went wrong in the program, and what you asked for cannot be shown. Nothing was lost.",
    "Try again. If it happens again, restart the program.",
)
NOT_DONE = Refusal(
    "Something went wrong in the program, and this was not finished. What was saved before is safe.",
    "Try again. If it happens again, restart the program.",
)
SAVED = Refusal(
    "What you did was saved, but something went wrong in the program while it was shown.",
    "Restart the program to see it as it is.",
)
Ticket = tuple[QObject, str]
"""Who asks, and for what: a newer question with the same ticket makes the older answer stale."""
Failed = Callable[[Refusal], None]


@dataclass(frozen=True)
class Job:
    """Something to be done off the screen's thread, and who wants to know."""

    work: Callable[[], Any]
    then: Callable[[Any], None] | None
    failed: Failed | None
    owner: QObject | None = None
    key: str = ""
    number: int = 0
    changes: bool = False
    broken: Refusal = NOT_SHOWN
    """What is said when a bug ends it."""


@dataclass(frozen=True)
class Answer:
    """What came of a job."""

    job: Job
    result: Any
    error: BaseException | None


class Cancelled(Exception):
    """Raised inside long work by `Progress.check` once the person pressed Cancel."""


@dataclass(eq=False)
class Progress(Generic[T]):
    """What long work is given: it reports how far it is and asks whether to stop; safe from any thread."""

    _tell: Callable[[str, int, int], None]
    _stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is: words, and numbers when they are known."""
        self._tell(words, done, total)

    def cancelled(self) -> bool:
        """Whether the person pressed Cancel."""
        return self._stop.is_set()

    def check(self) -> None:
        """End the work here if it was cancelled."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


class Lane:
    """One worker thread that does its jobs in order."""

    def __init__(self, name: str, wanted: Callable[[Job], bool], tell: Callable[[Answer], None]) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._wanted = wanted
        self._tell = tell
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        """Do this after what is already waiting."""
        self._jobs.put(job)

    def finish(self) -> None:
        """Do what is waiting, then stop."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._tell(outcome(job) if self._wanted(job) else Answer(job, None, None))
            except Exception:  # noqa: BLE001  (what waits behind it is done all the same)
                threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))


def outcome(job: Job) -> Answer:
    """Do a job; whatever it raises is carried to the screen's thread and raised there."""
    try:
        return Answer(job, job.work(), None)
    except BaseException as error:  # noqa: BLE001  (it is raised again in the screen's thread)
        return Answer(job, None, error)


class Runner(QObject):
    """Asks and does things for the screen, which never waits. `changed` is the program's one data signal."""

    changed = Signal(object)
    """A frozenset of the kinds of record that were touched; {Record} means any kind."""
    entered = Signal()
    """A command left an entry in the account and touched no record: the program was unlocked, say."""
    busy = Signal(bool)
    saving = Signal(bool)
    refused = Signal(object)
    """A Refusal that nobody else took."""
    broke = Signal(object)
    """What is to be said (a Refusal) after something went wrong in the program itself."""
    _arrived = Signal(object)
    _progressed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._newest: dict[tuple[int, str], int] = {}
        self._number = 0
        self._waiting = 0
        self._changes_waiting = 0
        self._closed = False
        self._words: Refusal | None = None
        self._long: dict[Progress[Any], threading.Thread] = {}
        self._arrived.connect(self._receive)
        self._progressed.connect(_report)
        self._questions = Lane("questions", self._is_wanted, self._arrived.emit)
        self._changes = Lane("changes", self._is_wanted, self._arrived.emit)

    def ask(
        self, query: Query[T], then: Callable[[T], None], failed: Failed | None = None, ticket: Ticket | None = None
    ) -> None:
        """Ask a query; `then` gets the answer in the screen's thread, unless a newer question has the same ticket."""
        self._start(Job(lambda: self.desk.ask(query), then, failed, *self._numbered(ticket)), self._questions)

    def do(
        self, command: Command[T], then: Callable[[Done[T]], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Do a command; `then` gets what came of it, and pages that show what was touched ask again."""
        self._start(Job(lambda: self.desk.do(command), then, failed, changes=True, broken=NOT_SAVED), self._changes)

    def run_long(
        self,
        work: Callable[[Progress[Any]], T],
        progress: Callable[[str, int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Progress[Any]:
        """Run long work (which starts child processes) on a thread of its own; cancel through what this gives back.

        Work that was cancelled gives nothing: neither `then` nor `failed` is called.
        """
        told: Progress[Any] = Progress(lambda *said: self._progressed.emit((progress, said)))
        job = Job(lambda: work(told), then, failed, broken=NOT_DONE)
        self._count(job, 1)

        def run() -> None:
            answer = outcome(job)
            self._arrived.emit(answer)

        self._long = {key: thread for key, thread in self._long.items() if thread.is_alive()}
        self._long[told] = threading.Thread(target=run, name="long work", daemon=True)
        self._long[told].start()
        return told

    def last_words(self) -> Refusal | None:
        """What is to be said of the error that was just raised here, once; None when it came from elsewhere."""
        words, self._words = self._words, None
        return words

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is asked or done."""
        return self._closed

    @property
    def is_saving(self) -> bool:
        """Whether changes are still waiting to be written."""
        return self._changes_waiting > 0

    def finish(self) -> None:
        """Write what was asked to be written, cancel long work, answer nothing more."""
        self._closed = True
        for progress, thread in self._long.items():
            progress.cancel()
            thread.join()
        self._changes.finish()
        self._questions.finish()

    def _start(self, job: Job, lane: Lane) -> None:
        if self._closed:
            return
        self._count(job, 1)
        lane.put(job)

    def _numbered(self, ticket: Ticket | None) -> tuple[QObject | None, str, int]:
        if ticket is None:
            return None, "", 0
        self._number += 1
        owner, key = ticket
        self._newest[id(owner), key] = self._number
        return owner, key, self._number

    def _is_wanted(self, job: Job) -> bool:
        if job.changes:
            return True
        return not self._closed and (job.owner is None or self._newest.get((id(job.owner), job.key)) == job.number)

    def _count(self, job: Job, step: int) -> None:
        before, saving = self._waiting, self._changes_waiting
        self._waiting += step
        self._changes_waiting += step if job.changes else 0
        if (before == 0) != (self._waiting == 0):
            self.busy.emit(self._waiting > 0)
        if (saving == 0) != (self._changes_waiting == 0):
            self.saving.emit(self._changes_waiting > 0)

    def _receive(self, answer: Answer) -> None:
        job = answer.job
        self._count(job, -1)
        if not self._is_wanted(job) or (job.owner is not None and not isValid(job.owner)):
            return
        if isinstance(answer.error, Refusal):
            (job.failed or self.refused.emit)(answer.error)
        elif isinstance(answer.error, Cancelled):
            return
        elif answer.error is not None:
            self._give_up(job, answer.error)
        else:
            self._hand_over(job, answer.result)

    def _give_up(self, job: Job, error: BaseException) -> None:
        """A bug: whoever waits hears of it, so that no form stays as if it were saving, and then it is loud."""
        self._words = job.broken
        try:
            if job.failed is not None:
                job.failed(self._words)
        finally:
            raise error

    def _hand_over(self, job: Job, result: Any) -> None:
        try:
            if job.then is not None:
                job.then(result)
        except BaseException:
            self._words = SAVED if job.changes else NOT_SHOWN
            raise
        finally:
            if job.changes and result.topics:
                self.changed.emit(result.topics)
            elif job.changes and result.entry is not None:
                self.entered.emit()


def _report(told: tuple[Callable[[str, int, int], None], tuple[str, int, int]]) -> None:
    progress, said = told
    progress(*said)


def watch_threads(crashed: Callable[[type[BaseException], BaseException | None, TracebackType | None], None]) -> None:
    """Tell of what goes wrong on a thread outside any job."""
    threading.excepthook = lambda args: crashed(args.exc_type, args.exc_value, args.exc_traceback)
