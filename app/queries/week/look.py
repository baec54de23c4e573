"""My week in one look: for an IRO, for the team with who carries what, and for business support."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.access import Right, Stamp
from app.domain.counting import counted
from app.domain.dates import full, long
from app.domain.officers import Officer
from app.queries.week import challenges, disposal, leaving, meetings, records, reviews, unseen
from app.queries.week.carried import carried
from app.queries.week.reviews import Parts, Waiting
from app.queries.week.shapes import Act, Headline, Section, Week
from app.queries.week.sight import Sight, joined
from app.store import Store
from app.table import Tone


@dataclass(frozen=True)
class MyWeek:
    """Ask for the week of one IRO, or with None of everybody; what business support sees is what they do."""

    officer_id: str | None = None
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> Week:
        """Each sort of record is read once, and every section is counted from that reading."""
        officer = store.shelf(Officer).maybe(self.officer_id)
        sight = Sight.of(store, stamp, officer.id if officer else None)
        waiting = reviews.waiting_reviews(store, sight)
        parts = Parts(waiting, sight.today)
        whose = f"{officer.name}'s week" if officer else "Everybody's week"
        line = f"{whose}, as at {full(sight.today)}"
        officers = tuple(sight.officers.items())
        if sight.supports:
            sections = [
                *reviews.sections(sight, parts),
                *meetings.ahead(store, sight),
                records.send_section(sight, records.records_to_send(store, sight)),
                meetings.this_week(store, sight),
            ]
            return Week(line, _to_arrange(sections), tuple(sections), officers=officers)
        followed = challenges.open_challenges(store, sight)
        sections = [
            *reviews.sections(sight, parts),
            *reviews.to_complete(store, stamp, sight),
            unseen.section(sight, unseen.unseen(store, sight, waiting)),
            meetings.this_week(store, sight),
            *challenges.sections(store, sight, followed),
            reviews.to_come(store, stamp, sight),
            records.owed_section(sight, records.owed_records(store, sight)),
            leaving.turning_18(store, sight),
            *disposal.yearly_list(store, stamp),
        ]
        table = None if officer else carried(sight, waiting, followed)
        return Week(line, _headline(sight, parts, sections), tuple(sections), table, officers)


def _headline(sight: Sight, parts: Parts, sections: Sequence[Section]) -> Headline:
    """What is overdue comes first; then what is late of challenges; else what is due next."""
    overdue, late = parts.overdue(), next((one for one in sections if one.tone is Tone.LATE), None)
    if overdue:
        return _overdue(sight, overdue, sections)
    if late is not None:
        first = late.lines[0]
        act = Act("Show them", late.everything) if late.everything else None
        return Headline(f"{late.words}.", f"First: {joined(first.title, first.left)}.", Tone.LATE, act)
    coming = next((review for review in parts.reviews if review.due), None)
    if coming is None or coming.due is None:
        return Headline("Nothing is waiting.", "No review is to be held, and no challenge is late.", Tone.ON_TIME)
    detail = f"Next is {coming.child}, due {long(coming.due)}: {sight.left(coming.due)}."
    return Headline("Nothing is overdue.", detail, Tone.ON_TIME)


def _overdue(sight: Sight, overdue: Sequence[Waiting], sections: Sequence[Section]) -> Headline:
    section = next(one for one in sections if one.key == "overdue")
    unbooked = sum(review.planned is None for review in overdue)
    words = f"{counted(len(overdue), 'review is', 'reviews are')} overdue."
    first = overdue[0]
    many = len(overdue) > 1
    longest = f"{'Longest: ' if many else ''}{first.child}, {sight.left(first.due)}." if first.due else ""
    nobody = f" {unbooked:,} without a date." if unbooked and many else " No date is booked." if unbooked else ""
    act = Act("Show them" if many else "Show it", section.everything) if section.everything else None
    return Headline(words, f"{longest}{nobody}", Tone.LATE, act)


def _to_arrange(sections: Sequence[Section]) -> Headline:
    """For business support: the first section that asks for something."""
    owed = next((one for one in sections if one.count and one.key != "meetings" and _asks(one)), None)
    if owed is None:
        return Headline(
            "Everything is arranged.",
            "Nothing waits for a date, an invitation, a minute taker or to be sent.",
            Tone.ON_TIME,
        )
    act = Act("Show them", owed.everything) if owed.everything else None
    first = owed.lines[0]
    return Headline(f"{owed.words}.", f"First: {joined(first.title, first.left)}.", Tone.SOON, act)


def _asks(section: Section) -> bool:
    """Whether a section asks for something now: records that are not complete yet wait for the IRO."""
    return section.key != "to-send" or section.tone is Tone.SOON
