"""Lets file-system calls fail (a full disk, an I/O error, a refused fsync), and proves that nothing was lost by it."""

from collections.abc import Sequence

from tests.trust.acting import Planted, perform
from tests.trust.attempts import Ground, ground, spread
from tests.trust.harness import Findings, Harness
from tests.trust.paths import PATHS
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
    share, more = divmod(count or USUAL, len(PATHS))
    with ground() as here:
        return [failing(here, path, share + (at < more)) for at, path in enumerate(PATHS)]


def failing(here: Ground, path: WritePath, number: int, planted: Planted | None = None) -> Findings:
    """One way of writing, disturbed so often at calls spread over the whole of it."""
    there = [
        (call, error, for_good)
        for call in here.calls(path, planted, names=tuple(ERRORS))
        for error in ERRORS[call.name]
        for for_good in (ONCE, UNTIL_SPACE_IS_BACK)
    ]
    found: list[str] = []
    refused = 0
    for call, error, for_good in spread(there, number):
        was_refused, wrong = _failed_at(here, path, call, error, for_good, planted)
        refused += was_refused
        lasting = "until the disk was well" if for_good else "once"
        found += [f"{path.name}, {error} {lasting} at {call}: {words}" for words in wrong]
    return Findings(f"faults: {path.name}", number, tuple(found), {"refused in words": refused})


def _failed_at(
    here: Ground, path: WritePath, call: Call, error: str, for_good: bool, planted: Planted | None
) -> tuple[bool, Sequence[str]]:
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        tracer = here.tracer(*fail_at(call, error, for_good=for_good), names=tuple(ERRORS))
        said = perform(path, place, facts, tracer, wait=True, planted=planted)
        return bool(said.words(REFUSED)), [*survived(said), *proved(path, place, facts, said)]


HARNESS = Harness("faults", "calls that fail: a full disk, an I/O error, a refused fsync", faults, {})
