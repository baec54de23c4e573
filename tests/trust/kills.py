"""Kills the program at file-system calls spread over every way in which it writes, and proves that nothing was lost by it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.trust import planted
from tests.trust.acting import Planted, perform
from tests.trust.attempts import Ground, ground, shared, spread
from tests.trust.harness import Findings, Harness
from tests.trust.paths import BY_NAME, PATHS
from tests.trust.places import WritePath
from tests.trust.powercuts import cut_off
from tests.trust.proving import proved
from tests.trust.tracing import WRITING, Call, kill_at

USUAL = 500


def kills(count: int | None = None) -> list[Findings]:
    """So many kills, shared out evenly among the ways of writing; and half as many power cuts."""
    with ground() as here:
        dead = [killed(here, path, number) for path, number in shared(PATHS, count or USUAL)]
        return [*dead, *(cut_off(here, path, number) for path, number in shared(PATHS, (count or USUAL) // 2))]


def killed(here: Ground, path: WritePath, number: int, fault: Planted | None = None) -> Findings:
    """One way of writing, killed so often at calls spread over the whole of it."""
    touched, found = here.undisturbed(path, fault)
    there = [call for call in touched if call.name in WRITING]
    died = 0
    for call in spread(there, number):
        for one in _sooner(call):
            dead, wrong = _killed_at(here, path, one, fault)
            found += [f"{path.name}, killed at {one}: {words}" for words in wrong]
            if dead:
                died += 1
                break
    return Findings(f"kills: {path.name}", died, tuple(found), {"calls there are": len(there)})


def _sooner(call: Call) -> tuple[Call, ...]:
    """The call, and some before it: another run may make a few calls less."""
    return tuple(replace(call, number=max(1, call.number * part // 10)) for part in (10, 9, 7, 4, 2, 1))


def _killed_at(here: Ground, path: WritePath, call: Call, fault: Planted | None) -> tuple[bool, Sequence[str]]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        said = perform(path, place, facts, here.tracer(*kill_at(call)), planted=fault)
        return said.was_killed, list(proved(path, place, facts, said))


def _planted(run: Callable[[Ground], Findings]) -> Callable[[], Findings]:
    def runs() -> Findings:
        with ground() as here:
            return run(here)

    return runs


HARNESS = Harness(
    "kills",
    "the program killed, or the power cut, at any instant",
    kills,
    {
        "synchronous off": _planted(lambda here: cut_off(here, BY_NAME["save"], 12, planted.synchronous_off)),
        "key missing on one connection": _planted(
            lambda here: killed(here, BY_NAME["backup"], 12, planted.key_missing)
        ),
        "acknowledged too early": _planted(lambda here: killed(here, BY_NAME["save"], 16, planted.saved_too_early)),
        "one change for each child": _planted(
            lambda here: killed(here, BY_NAME["bulk transfer"], 12, planted.one_change_for_each)
        ),
        "a key file not made fast": _planted(
            lambda here: cut_off(here, BY_NAME["passphrase"], 20, planted.passphrase_not_made_fast)
        ),
    },
)
