"""The harness of bad workbooks in short: the kinds that decide a date or bring a reader down, some mutated, the faults planted."""

import pytest

from tests.trust.badbooks import chosen
from tests.trust.mutating import mutated
from tests.trust.workbooks import HARNESS, SHORT, Tried, one

SOME = tuple(range(12))


def test_bad_workbooks_are_read_as_they_are_or_refused_in_words() -> None:
    tried = Tried()
    for bad in chosen(*SHORT):
        one(bad, tried)
    assert tried.found == []
    assert tried.tried == len(SHORT)


def test_mutated_workbooks_change_no_date_unsaid() -> None:
    tried = Tried()
    for seed in SOME:
        one(mutated(seed), tried)
    assert tried.found == []


@pytest.mark.parametrize("fault", list(HARNESS.planted))
def test_a_planted_fault_is_found(fault: str) -> None:
    assert HARNESS.planted[fault]().found
