"""Plans what return sheets change: each row in a rehearsal of its own, kept together with the others if all of it can be done."""

from dataclasses import replace

from app.commands.rehearsing import Rehearsal
from app.commands.returning.row import RowPlan
from app.domain.access import Stamp
from app.domain.errors import Refusal
from app.domain.explanations import sequence_words
from app.domain.kinds import kind_of
from app.domain.records import new_id
from app.domain.reviews import Review
from app.files.facts import Facts, Refused, ReturnLine
from app.files.layouts.return_sheet import TITLES, as_written
from app.queries.imports.outcome import Choices, ImportPlan, in_order
from app.queries.imports.returned import Understanding
from app.queries.service import kind_names
from app.store import Store


def plan_return(store: Store, facts: Facts, stamp: Stamp, choices: Choices) -> ImportPlan:
    """What importing these return sheets would write; refuses the sheets of another file as a whole."""
    _check_file(store, facts)
    planned = ImportPlan(new_id(), facts, stamp.today, refused=list(facts.refused))
    planning = _Planning(store, stamp, planned, choices)
    for line in facts.returns:
        planning.row(line)
    planned.facts = replace(facts, ignored=tuple(planning.unused))
    planned.refused = in_order(planned.refused, facts)
    for kind, records in planning.whole.written().items():
        for record in records:
            planned.add(kind, replace(record, import_id=planned.import_id))
    return planned


def _check_file(store: Store, facts: Facts) -> None:
    ours = store.file_id.lower()
    other = next((line for line in facts.returns if line.file_id and line.file_id != ours), None)
    if other is not None:
        raise Refusal(
            f"{facts.sheets[other.sheet].file} was written from another file than the one that is open. Nothing has been written.",
            "Open the file that it was written from, or write the return sheet anew from this one.",
        )


class _Planning:
    """The rows while they are planned."""

    def __init__(self, store: Store, stamp: Stamp, planned: ImportPlan, choices: Choices) -> None:
        self.whole = Rehearsal(store)
        self.unused: list[Refused] = list(planned.facts.ignored)
        self._stamp, self._planned, self._choices = stamp, planned, choices
        self._words = Understanding(store, stamp)
        self._kinds = kind_names(store)
        self._rows: dict[str, ReturnLine] = {}

    def row(self, line: ReturnLine) -> None:
        """Plan one row; one that asks for nothing, and the copy of another, changes nothing."""
        wanted = self._words.of(line)
        if wanted.is_blank:
            self._planned.unchanged["reviews"] += line.key not in self._rows
            return
        if self._is_copy(line):
            return
        place = self._planned.facts.sheets[line.sheet]
        row = RowPlan(Rehearsal(self.whole), line, place, wanted, self._choices, self._words, self._called)
        row.carry_out(self._stamp)
        if row.wrong:
            self._planned.refused.append(self._refused(line, row.wrong))
            return
        self.whole.take(row.store)
        self._planned.told += row.told
        self._planned.conflicts += row.conflicts
        self.unused += [self._at(line, field, reason) for field, reason in row.unused]
        state = self._planned.changed if row.told else self._planned.unchanged
        state["reviews"] += 1

    def _is_copy(self, line: ReturnLine) -> bool:
        """Whether a row with this key stood above; with other values it is refused."""
        first = self._rows.setdefault(line.key, line)
        if first is line:
            return False
        if line.filled != first.filled:
            place = f"row {first.row}"
            if first.sheet != line.sheet:
                place += f" of {self._planned.facts.sheets[first.sheet].file}"
            reason = f"The same review stands on {place} too, with other values. Only that row was looked at."
            self._planned.refused.append(self._at(line, next(iter(line.filled)), reason))
        return True

    def _called(self, review: Review) -> str:
        """Looked-after review, third."""
        kind = self._kinds[review.kind]
        return kind if kind_of(review.kind).once else f"{kind}, {sequence_words(review).lower()}"

    def _refused(self, line: ReturnLine, wrong: list[tuple[str, str]]) -> Refused:
        """One refusal a row, with all its reasons: the first under its own column, the others named."""
        (field, reason), *others = wrong
        more = [f"{TITLES[other]}: {words}" for other, words in others]
        return self._at(line, field, " ".join([reason, *more]))

    def _at(self, line: ReturnLine, field: str, reason: str) -> Refused:
        value = as_written(line.filled[field]) if field in line.filled else line.reference
        return self._planned.facts.place(line, field, value, reason)
