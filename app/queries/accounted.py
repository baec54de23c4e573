"""How an entry of the account is said to a person: by references and reasons instead of keys and codes."""

import re
from collections.abc import Mapping

from app.domain.access import OPENING_REASONS
from app.domain.audit import ERASED, OPENED
from app.store import Selection, Store

OF_RECORD = re.compile(r"\(record ([0-9a-f]{32})\)(?:: (\w+))?")
"""Where the words of an entry about a page that was opened name the child's key, and the code of the reason."""


def references(store: Store) -> dict[str, str]:
    """What the children are called in the account, by key: their references."""
    return dict(store.rows(Selection("children", (), store.stamp.today), ("id", "reference")))


def summary_words(action: str, summary: str, called: Mapping[str, str]) -> str:
    """The words of an entry for a person: of a page that was opened whose and why; of an erasure without the keys."""
    if action == ERASED:
        return summary.partition(". Records ")[0]
    found = OF_RECORD.search(summary) if action == OPENED else None
    if found is None:
        return summary
    reason = OPENING_REASONS.get(found[2] or "", "")
    return called.get(found[1], "A child erased since") + (f": {reason}" if reason else "")
