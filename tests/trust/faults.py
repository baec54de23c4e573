"""Lets file-system calls fail (a full disk, an I/O error, a refused fsync), and proves that nothing was lost by it."""

from collections.abc import Sequence

from tests.trust import planted
from tests.trust.acting import Planted, perform
from tests.trust.attempts import Ground, ground, shared, spread
from tests.trust.harness import Findings, Harness
from tests.trust.paths import BY_NAME, PATHS
from tests.trust.places import REFUSED, WritePath
from tests.trust.proving import proved, survived
from tests.trust.tracing import Call, fail_at

USUAL = 300

FULL, BROKEN = "ENOSPC", "EIO"
ERRORS = {
    **dict.fromkeys(("pwrite64", "write", "openat", "rename", "copy_file_range", "sendfile", "linkat"), (FULL, BROKEN)),
    **dict.fromkeys(("fsync", "fdatasync", "ftruncate", "unlink", "unlinkat", "pread64", "read"), (BROKEN,)),
    **dict.fromkeys(("mkdir", "link"), (FULL,)),
}
"""What each call is made to answer."""

ONCE, UNTIL_SPACE_IS_BACK = False, True


def faults(count: int | None = None) -> list[Findings]:
    """So many failing calls, shared out evenly among the ways of writing."""
    with ground() as here:
        return [failing(here, path, number) for path, number in shared(PATHS, count or USUAL)]


def failing(here: Ground, path: WritePath, number: int, fault: Planted | None = None) -> Findings:
    """One way of writing, disturbed so often at calls spread over the whole of it."""
    undisturbed, found = here.undisturbed(path, fault)
    there = [
        (call, error, for_good)
        for call in undisturbed
        for error in ERRORS.get(call.name, ())
        for for_good in (ONCE, UNTIL_SPACE_IS_BACK)
    ]
    refused = 0
    for call, error, for_good in spread(there, number):
        was_refused, wrong = _failed_at(here, path, call, error, for_good, fault)
        refused += was_refused
        lasting = "until the disk was well" if for_good else "once"
        found += [f"{path.name}, {error} {lasting} at {call}: {words}" for words in wrong]
    return Findings(f"faults: {path.name}", number, tuple(found), {"refused in words": refused})


def _failed_at(
    here: Ground, path: WritePath, call: Call, error: str, for_good: bool, fault: Planted | None
) -> tuple[bool, Sequence[str]]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        tracer = here.tracer(*fail_at(call, error, for_good=for_good))
        said = perform(path, place, facts, tracer, wait=True, planted=fault)
        return bool(said.words(REFUSED)), [*survived(said), *proved(path, place, facts, said)]


HARNESS = Harness(
    "faults",
    "calls that fail: a full disk, an I/O error, a refused fsync",
    faults,
    {
        "a swallowed error": lambda: _planted("save", planted.swallowed_error),
        "a connection kept in error": lambda: _planted("save", planted.kept_in_error),
        "errors not put into words": lambda: _planted("backup", planted.not_in_words),
    },
)


def _planted(name: str, fault: Planted) -> Findings:
    with ground() as here:
        return failing(here, BY_NAME[name], 40, fault)
