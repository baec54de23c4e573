"""One attempt after the other: a fresh copy of the folder, a piece of work, something that happens to it, and the proof."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.trust.acting import Planted, perform
from tests.trust.places import REFUSED, Place, Voice, WritePath
from tests.trust.proving import proved
from tests.trust.tracing import TOUCHING, Call, Tracer, calls


class Ground:
    """Where the attempts of one run are made: each way of writing is prepared once and copied for every attempt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._prepared: dict[str, tuple[Place, dict[str, Any]]] = {}
        self._runs: dict[str, tuple[list[Call], list[str]]] = {}

    def prepared(self, path: WritePath) -> tuple[Place, dict[str, Any]]:
        """The folder as it is before, and its facts."""
        if path.name not in self._prepared:
            place = Place(self.folder / "before" / path.name)
            facts = path.prepare(place)
            self._prepared[path.name] = place, facts
            with self.copy(path) as warm:  # what is imported late is imported now, not in every child
                path.act(warm, facts, Voice(len))
        return self._prepared[path.name]

    @contextmanager
    def copy(self, path: WritePath) -> Iterator[Place]:
        """A fresh copy, gone afterwards."""
        before, _ = self.prepared(path)
        folder = self.folder / "attempt"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(before.root, folder)
        try:
            yield Place(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def tracer(self, *options: str, names: Sequence[str] = TOUCHING, length: int = 0) -> Tracer:
        """A tracer that writes beside the attempts."""
        return Tracer(self.folder / "trace.txt", *options, names=names, length=length)

    def undisturbed(self, path: WritePath, fault: Planted | None = None) -> tuple[list[Call], list[str]]:
        """The calls of a run that nothing happens to, and what does not hold after it."""
        if fault is not None:
            return self._undisturbed(path, fault)
        if path.name not in self._runs:
            self._runs[path.name] = self._undisturbed(path, None)
        calls_there, found = self._runs[path.name]
        return calls_there, list(found)

    def _undisturbed(self, path: WritePath, fault: Planted | None) -> tuple[list[Call], list[str]]:
        with self.copy(path) as place:
            facts = self.prepared(path)[1]
            said = perform(path, place, facts, self.tracer(), planted=fault)
            refused = [f"undisturbed, it was refused: {words}" for words in said.words(REFUSED)]
            wrong = [f"undisturbed: {words}" for words in proved(path, place, facts, said)]
            return calls(said.trace, place.root), [f"{path.name}, {words}" for words in (*refused, *wrong)]


@contextmanager
def ground() -> Iterator[Ground]:
    """A folder for a run, gone at its end."""
    with tempfile.TemporaryDirectory(prefix="iro-trust-", ignore_cleanup_errors=True) as folder:
        yield Ground(Path(folder).resolve())


def spread(items: Sequence[Any], number: int) -> list[Any]:
    """So many of them, evenly from the first to the last; all of them again where there are fewer."""
    if not items or number <= 0:
        return []
    whole, rest = divmod(number, len(items))
    return [*items] * whole + [items[(2 * at + 1) * len(items) // (2 * rest)] for at in range(rest)]


def shared(paths: Sequence[WritePath], count: int) -> list[tuple[WritePath, int]]:
    """The ways of writing with how often each is tried, so that all are tried equally often."""
    share, more = divmod(count, len(paths))
    return [(path, share + (at < more)) for at, path in enumerate(paths)]
