"""Kills the program at file-system calls spread over every way in which it writes, and proves that nothing was lost by it."""

from collections.abc import Sequence

from tests.trust.acting import Planted, perform
from tests.trust.attempts import Ground, ground, spread
from tests.trust.harness import Findings, Harness
from tests.trust.paths import PATHS
from tests.trust.places import WritePath
from tests.trust.proving import proved
from tests.trust.tracing import Call, kill_at

USUAL = 500


def kills(count: int | None = None) -> list[Findings]:
    """So many kills, shared out evenly among the ways of writing."""
    share, more = divmod(count or USUAL, len(PATHS))
    with ground() as here:
        return [killed(here, path, share + (at < more)) for at, path in enumerate(PATHS)]


def killed(here: Ground, path: WritePath, number: int, planted: Planted | None = None) -> Findings:
    """One way of writing, killed so often at calls spread over the whole of it."""
    there = here.calls(path, planted)
    found: list[str] = []
    died = 0
    for call in spread(there, number):
        dead, wrong = _killed_at(here, path, call, planted)
        died += dead
        found += [f"{path.name}, killed at {call}: {words}" for words in wrong]
    return Findings(f"kills: {path.name}", number, tuple(found), {"died": died, "calls there are": len(there)})


def _killed_at(here: Ground, path: WritePath, call: Call, planted: Planted | None) -> tuple[bool, Sequence[str]]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        said = perform(path, place, facts, here.tracer(*kill_at(call)), planted=planted)
        return said.was_killed, list(proved(path, place, facts, said))


HARNESS = Harness("kills", "the program killed at any instant", kills, {})
