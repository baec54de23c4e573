"""Asking what reading files may use: the service's own names, and what was decided about columns before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.queries.challenges.terms import ladder_now
from app.queries.service import kind_names
from app.store import Store


@dataclass(frozen=True)
class Remembered:
    """What reading a file may use: the service's own names for kinds and levels, and matches of columns by signature."""

    kind_names: Mapping[str, str]
    level_names: Mapping[str, int]
    matches: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class RememberedMatches:
    """Ask how columns were matched before, by the signature of their headings."""

    right: ClassVar[Right] = Right.IMPORT

    def run(self, store: Store, stamp: Stamp) -> Remembered:
        """Names of kinds and levels, and {signature: {heading: field code, or "" to leave it out}}."""
        matches = {key: json.loads(value) for key, value in store.recall_all("match").items()}
        levels = {rung.name: rung.level for rung in ladder_now(store).rungs}
        return Remembered(kind_names(store), levels, matches)
