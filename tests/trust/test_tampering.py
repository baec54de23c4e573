"""However the account is altered, it is found and its first entry that is not true is named; planted faults are found too."""

from tests.trust import tampering
from tests.trust.alterable import SORTS


def test_every_way_to_alter_the_account_is_found_and_the_entry_named() -> None:
    (tried,) = tampering.run(len(SORTS))
    assert tried.found == ()
    assert tried.counts.keys() == {"account", "the note beside the file"}


def test_the_harness_of_tampering_finds_that_the_end_is_not_held_against_the_note() -> None:
    found = tampering.tried(1, ("an entry put at the end",)).found
    assert found == ()
    with tampering._note_unread():
        assert tampering.tried(1, ("an entry put at the end",)).found
