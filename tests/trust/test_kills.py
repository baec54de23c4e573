"""The short form of the harnesses of kills, power cuts and faults: a few of each, on every way in which the program writes."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trust import planted
from tests.trust.acting import perform
from tests.trust.attempts import Ground, shared, spread
from tests.trust.disk import LONGEST, NAMES, SECTOR, Content, Disk, events
from tests.trust.faults import failing
from tests.trust.kills import killed
from tests.trust.paths import BY_NAME, PATHS
from tests.trust.places import Voice
from tests.trust.powercuts import cut_off
from tests.trust.proving import leaks
from tests.trust.tracing import is_here

LONG = ("new file", "encryption")
"""They make a file of a thousand calls each, which is for the long form."""

pytestmark = pytest.mark.skipif(not is_here(), reason="calls are watched by strace, which is not here or not allowed")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A folder in which each way of writing is prepared once."""
    return Ground(tmp_path_factory.mktemp("trust"))


@pytest.mark.parametrize("name", [path.name for path in PATHS if path.name not in LONG])
def test_killed_at_any_call_it_loses_nothing_acknowledged_and_leaves_nothing_half_done(here: Ground, name: str) -> None:
    done = killed(here, BY_NAME[name], 1)
    assert done.found == ()
    assert done.tried == 1


@pytest.mark.parametrize("name", ["save", "passphrase", "purge"])
def test_a_power_cut_takes_nothing_that_was_acknowledged(here: Ground, name: str) -> None:
    assert cut_off(here, BY_NAME[name], 2).found == ()


@pytest.mark.parametrize("name", ["import", "backup", "draft at lock"])
def test_a_call_that_fails_is_told_in_words_and_the_next_save_works(here: Ground, name: str) -> None:
    assert failing(here, BY_NAME[name], 2).found == ()


def test_a_power_cut_is_noticed_when_nothing_is_made_fast(here: Ground) -> None:
    assert any(
        "acknowledged and is lost" in each for each in cut_off(here, BY_NAME["save"], 3, planted.synchronous_off).found
    )


def test_a_kill_is_noticed_when_a_transfer_is_not_one_change(here: Ground) -> None:
    found = killed(here, BY_NAME["bulk transfer"], 2, planted.one_change_for_each).found
    assert any("half done" in each for each in found)


def test_a_swallowed_error_is_noticed(here: Ground) -> None:
    assert failing(here, BY_NAME["draft at lock"], 4, planted.swallowed_error).found


def test_a_trace_that_is_replayed_gives_the_files_that_were_written(here: Ground) -> None:
    path = BY_NAME["export"]
    _, facts = here.prepared(path)
    with here.copy(path) as place:
        before = Disk(place.root)
        said = perform(path, place, facts, here.tracer("-xx", names=NAMES, length=LONGEST))
        for event in events(said.trace):
            before.replay(event)
        written = dict(_files(place.root))
        for file in written:
            (place.root / file).unlink()
        before.cut_power(random.Random(0), 1)
        assert dict(_files(place.root)) == written


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file() and not file.name.endswith("-shm"):
            yield str(file.relative_to(folder)), file.read_bytes()


def test_what_was_not_made_fast_may_be_gone_in_parts() -> None:
    content = Content()
    content.write(0, b"a" * SECTOR)
    content.settle()
    content.write(0, b"b" * 4 * SECTOR)
    assert content.after(random.Random(0), 0) == b"a" * SECTOR
    assert content.after(random.Random(0), 1) == b"b" * 4 * SECTOR
    assert len({content.after(random.Random(seed), 0.5) for seed in range(9)}) > 2


def test_a_name_is_found_also_inside_a_workbook_that_was_never_finished(here: Ground) -> None:
    with here.copy(BY_NAME["export"]) as place:
        assert list(leaks(place)) == []
        BY_NAME["export"].act(place, here.prepared(BY_NAME["export"])[1], _silent())
        book = (place.out / "due.xlsx").read_bytes()
        (place.temporary / "left").write_bytes(book[: len(book) * 3 // 4])
        assert list(leaks(place)) == ["temporary/left can be read by anybody"]


def _silent() -> Voice:
    return Voice(len)


def test_attempts_are_spread_over_all_calls_alike() -> None:
    assert spread("abcdef", 3) == ["b", "d", "f"]
    assert spread("ab", 5) == ["a", "b", "a", "b", "b"]
    assert sum(number for _, number in shared(PATHS, 500)) == 500
