"""One attempt after the other: a fresh copy of the folder, a piece of work, something that happens to it, and the proof."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.trust.acting import Planted, perform
from tests.trust.places import Place, Voice, WritePath
from tests.trust.tracing import WRITING, Call, Tracer, calls


class Ground:
    """Where the attempts of one run are made: each way of writing is prepared once and copied for every attempt."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._prepared: dict[str, tuple[Place, dict[str, Any]]] = {}
        self._calls: dict[tuple[str, tuple[str, ...]], list[Call]] = {}

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

    def tracer(self, *options: str, names: Sequence[str] = WRITING, length: int = 0) -> Tracer:
        """A tracer that writes beside the attempts."""
        return Tracer(self.folder / "trace.txt", *options, names=names, length=length)

    def calls(self, path: WritePath, planted: Planted | None = None, names: Sequence[str] = WRITING) -> list[Call]:
        """The calls of an undisturbed run; one that does not go well says so at once."""
        with self.copy(path) as place:
            said = perform(path, place, self.prepared(path)[1], self.tracer(names=names), planted=planted)
            return calls(said.trace, place.root)


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
    return [*items] * whole + [items[at * len(items) // rest] for at in range(rest)]
