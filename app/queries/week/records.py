"""The records of a week: what an IRO owes after a review, and what business support is to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.afterwards import DECISIONS, OWED, RECORD, SENT, Clock, owed_by_iro, to_send
from app.domain.counting import counted
from app.domain.dates import full, short
from app.domain.officers import COVER, Allocation, Officer
from app.queries.afterwards import KINDS_WORDS, Followed, limits_of, still_followed
from app.queries.week.shapes import HERE, MOST, Act, Line, Opens, Section
from app.queries.week.sight import NO_IRO, Sight, joined
from app.store import Store, Where
from app.table import Column, Fixed, Kind, Row, Table, Tone

NEAR = 5
"""Working days before its last day in which a week names what is owed of a record."""
DEEDS = {DECISIONS: "Recorded today", RECORD: "Complete today", SENT: "Sent today"}
"""What is noted with one press; the stage is the deed."""
LATELY = timedelta(days=91)
"""How far back an IRO is told of records of children whom another holds now."""
AFTER = "after"
"""The deed of saying when each stage was done."""
ENTER = "Enter says when each step was done."
COLUMNS = (
    Column("child", "Child", width=24),
    Column("reference", "Reference", width=11),
    Column("held", "Held", Kind.DATE, 13),
    Column("what", "How it stands", width=24),
    Column("due", "By", Kind.DATE, 13),
    Column("left", "Working days", width=24),
    Column("kind", "Kind of review", width=33),
    Column("iro", "IRO now", width=20),
)


@dataclass(frozen=True)
class Owed:
    """What is owed of one review."""

    of: Followed
    clock: Clock

    @property
    def is_ready(self) -> bool:
        """Whether the record is complete and only to be sent."""
        return self.clock.stage == SENT and self.of.review.record_on is not None

    def is_late(self, today: date) -> bool:
        """Whether its last day has gone by."""
        return self.clock.due < today


def owed_records(store: Store, sight: Sight) -> list[Owed]:
    """Decisions and records that are late or due soon, those due first in front."""
    limits, last = limits_of(store), sight.calendar.add_working_days(sight.today, NEAR)
    found = []
    for one in _unwritten(store, sight):
        clock = owed_by_iro(one.review, limits, sight.calendar)
        if clock and clock.due <= last:
            found.append(Owed(one, clock))
    return sorted(found, key=lambda owed: (owed.clock.due, owed.of.reference))


def _unwritten(store: Store, sight: Sight) -> list[Followed]:
    """Of the children an IRO holds; and of those held or covered lately, where the IRO chaired. Both are told."""
    open_ = Where("record_on", "is", None)
    found = still_followed(store, open_, *sight.theirs)
    known = {one.review.child_id for one in found}
    once = tuple(child_id for child_id in _held_lately(store, sight) if child_id not in known)
    if not once:
        return found
    chaired = still_followed(store, open_, Where("child_id", "in", once), Where("chair_id", "is", sight.officer_id))
    return [*found, *chaired]


def _held_lately(store: Store, sight: Sight) -> list[str]:
    """The children whom an IRO covers for another, or held lately: beginning with the IRO, however large the file."""
    if sight.officer_id is None:
        return []
    since = sight.today - LATELY
    mine = [one for one in store.shelf(Allocation).find(officer_id=sight.officer_id) if not one.end or one.end >= since]
    return [one.child_id for one in mine if one.role == COVER or (one.end and one.end <= sight.today)]


def records_to_send(store: Store, sight: Sight) -> list[Owed]:
    """Records not sent, in one reading: those that are complete in front, and then by their last day."""
    limits = limits_of(store)
    made = ((one, to_send(one.review, limits, sight.calendar)) for one in still_followed(store, *sight.theirs))
    found = [Owed(one, clock) for one, clock in made if clock]
    return sorted(found, key=lambda owed: (not owed.is_ready, owed.clock.due, owed.of.reference))


def owed_section(sight: Sight, found: Sequence[Owed]) -> Section:
    """For an IRO."""
    late = sum(owed.is_late(sight.today) for owed in found)
    some = f", {late:,} of them late" if 0 < late < len(found) else ", late" if late else ""
    said = f"{counted(len(found), 'record')} owed after a review{some}"
    tone = Tone.LATE if late else Tone.PLAIN
    return _section(sight, "records", said if found else "No record is owed.", found, tone)


def send_section(sight: Sight, found: Sequence[Owed]) -> Section:
    """For business support."""
    ready = sum(owed.is_ready for owed in found)
    some = "" if ready == len(found) else f", {ready:,} of them complete" if ready else ", none complete yet"
    said = f"{counted(len(found), 'record')} to send{some}" if found else "Every record is sent."
    return _section(sight, "to-send", said, found, Tone.SOON if ready else Tone.PLAIN)


def _section(sight: Sight, key: str, said: str, found: Sequence[Owed], tone: Tone) -> Section:
    lines = tuple(_line(sight, owed) for owed in found[:MOST])
    everything = Opens(HERE, RecordsList(sight.officer_id, key == "to-send"))
    return Section(key, said, len(found), lines, everything, tone, beside=key != "to-send")


def _line(sight: Sight, owed: Owed) -> Line:
    review, stage = owed.of.review, owed.clock.stage
    opens = Opens(HERE, (AFTER, review.id))
    act = Act(DEEDS[stage], Opens(HERE, (stage, review.id)))
    if stage == SENT and not owed.is_ready:
        act = Act("Open", opens)
    held = f"held {short(review.held)}" if review.held else ""
    stands = "" if owed.is_ready else what_is_owed(owed)
    detail = joined(stands, held, _who(sight, owed.of))
    tone = Tone.LATE if owed.is_late(sight.today) else Tone.PLAIN
    said = joined(sight.kinds[review.kind], owed.of.reference)
    return Line(f"{stage}-{review.id}", owed.of.child, detail, sight.left(owed.clock.due), tone, opens, act, said)


def _who(sight: Sight, of: Followed) -> str:
    """Who chaired, where that is another; in everybody's week, who holds the child, unless another chaired."""
    chair = of.review.chair_id
    if chair and chair != (sight.officer_id or of.officer_id):
        return f"chaired by {sight.officers[chair]}" if chair in sight.officers else ""
    return sight.holder(of.officer_id)


def what_is_owed(owed: Owed) -> str:
    """In words."""
    if owed.clock.stage == SENT:
        return "record complete" if owed.is_ready else OWED[RECORD]
    return OWED[owed.clock.stage]


@dataclass(frozen=True)
class RecordsList:
    """Ask for all that is owed of records, of one IRO or of everybody: what to send, or what to write."""

    officer_id: str | None = None
    sending: bool = False
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Table:
        """In the order of the section; a row's key is that of the review."""
        officer = store.shelf(Officer).maybe(self.officer_id)
        sight = Sight.of(store, stamp, officer.id if officer else None)
        found = (records_to_send if self.sending else owed_records)(store, sight)
        title = "Records to send" if self.sending else f"Records owed, late or within {NEAR} working days"
        whose = officer.name if officer else "all IROs"
        line = f"{whose}, as at {full(sight.today)}: {counted(len(found), 'record')}. {ENTER}"
        return records_table(sight, found, title, line)


def records_table(sight: Sight, found: Sequence[Owed], title: str, line: str) -> Table:
    """A list of what is owed."""
    rows = tuple(_row(sight, owed) for owed in found)
    return Table(title, COLUMNS, Fixed(rows, tuple(column.key for column in COLUMNS)), line, (KINDS_WORDS,))


def _row(sight: Sight, owed: Owed) -> Row:
    review, words = owed.of.review, what_is_owed(owed)
    name = sight.officers.get(owed.of.officer_id or "", NO_IRO)
    facts = (review.held, f"{words[:1].upper()}{words[1:]}", owed.clock.due, sight.left(owed.clock.due))
    late = {"left": Tone.LATE} if owed.is_late(sight.today) else {}
    return Row(review.id, (owed.of.child, owed.of.reference, *facts, sight.kinds[review.kind], name), tones=late)
