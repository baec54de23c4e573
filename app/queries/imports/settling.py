"""Three values of one field: what files last said, what stands here now, and what the file says today."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from app.domain.dates import short
from app.domain.imports import ImportedValues
from app.files.facts import SheetFacts
from app.queries.imports.outcome import Choices, Conflict

Said = dict[str, Any]


EMPTY = frozenset((None, ""))


class Memory:
    """What files have said of one child and of the records about it, by group and record id, as JSON.

    One record for each child, not for each review: a first import is then a tenth as much to write and to undo.
    """

    def __init__(self, kept: ImportedValues | None) -> None:
        self.kept = kept
        self._before: dict[str, dict[str, Said]] = json.loads(kept.values) if kept else {}
        self._after: dict[str, dict[str, Said]] = {group: dict(found) for group, found in self._before.items()}

    def group(self, group: str) -> dict[str, Said]:
        """What was said before, by record id."""
        return self._before.get(group, {})

    def before(self, group: str, record_id: str) -> Said | None:
        """What was said of one record before."""
        found = self._before.get(group)
        return found.get(record_id) if found else None

    def say(self, group: str, record_id: str, said: Said) -> None:
        """What the file says of a record now; what it said of other fields before stays."""
        found = self._after.setdefault(group, {})
        earlier = found.get(record_id)
        found[record_id] = {**earlier, **said} if earlier else said

    def record(self, child_id: str, import_id: str) -> ImportedValues | None:
        """What is to be kept of it, if it differs from what was kept."""
        if self._after == self._before:
            return None
        values = json.dumps(self._after, ensure_ascii=False, separators=(",", ":"))
        if self.kept is None:
            return ImportedValues(record_id=child_id, values=values, import_id=import_id)
        return ImportedValues(**{**vars(self.kept), "values": values, "import_id": import_id})


def plain(value: Any) -> Any:
    """A value as it is remembered."""
    return value.isoformat() if isinstance(value, date) else value


class Settling:
    """Settles the fields of one child's records, and notes the conflicts."""

    def __init__(self, memory: Memory, choices: Choices, child_id: str, reference: str) -> None:
        self.memory = memory
        self.conflicts: list[Conflict] = []
        self._choices = choices
        self._child_id = child_id
        self._reference = reference

    def settle(
        self,
        before: Said | None,
        name: str,
        ours: Any,
        theirs: Any,
        words: str,
        key: str,
        place: tuple[SheetFacts, int],
    ) -> Any:
        """The value that stands after the import: theirs where nobody typed another one since, else ours.

        Ours may have been typed by hand: then it stays silently while the file repeats itself, and is a conflict as
        soon as the file says something new.
        """
        if ours == theirs:
            return ours
        if before is not None and name in before:
            if before[name] == plain(theirs):
                return ours
            if before[name] == plain(ours):
                return theirs
        elif ours is None or ours == "":
            return theirs
        if theirs is None:
            return ours
        return self.conflict(f"{key}:{name}", words, ours, theirs, place)

    def conflict(self, key: str, words: str, ours: Any, theirs: Any, place: tuple[SheetFacts, int]) -> Any:
        """Note that two values stand against each other; the one that was chosen in the preview, or ours."""
        accepted = self._choices.accept_all or key in self._choices.accept
        sheet, row = place
        self.conflicts.append(
            Conflict(
                key=key,
                child_id=self._child_id,
                reference=self._reference,
                what=words,
                ours=_words(ours),
                theirs=_words(theirs),
                accepted=accepted,
                file=sheet.file,
                sheet=sheet.sheet,
                row=row,
            )
        )
        return theirs if accepted else ours


def _words(value: Any) -> str:
    return short(value) if isinstance(value, date) else "nothing" if value in (None, "") else str(value)


def agreed(values: Iterable[Any]) -> Any:
    """The value that rows about one thing agree on: the only one, else the most frequent, else the smallest; or None.

    The order of the rows never matters.
    """
    given = list(values)
    different = set(given) - EMPTY
    if len(different) < 2:
        return next(iter(different), None)
    return min(different, key=lambda value: (-given.count(value), value))
