"""Which IRO holds a family when: the posts that it passes through and who is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.demonstration.service import Service, Slot


@dataclass(frozen=True)
class Turns:
    """The posts that hold a family: each from its day on."""

    slots: tuple[tuple[date, Slot], ...]

    def slot(self, day: date) -> Slot:
        """The post that holds the family on a day."""
        return next((slot for since, slot in reversed(self.slots) if since <= day), self.slots[0][1])

    def officer(self, day: date) -> str:
        """The officer who holds the family on a day."""
        return self.slot(day).holder(day)

    def pieces(self, start: date, end: date | None) -> Iterator[tuple[str, date, date | None]]:
        """Who holds the family from a day until before another: (officer, start, first day without)."""
        cuts = {since for since, _ in self.slots}
        cuts |= {since for _, slot in self.slots for _, since, _ in slot.holders}
        days = [start, *sorted(cut for cut in cuts if start < cut and (end is None or cut < end))]
        since, who = start, self.officer(start)
        for day in days[1:]:
            if self.officer(day) != who:
                yield who, since, day
                since, who = day, self.officer(day)
        yield who, since, end


def turns(service: Service, draw: Draw) -> Turns:
    """A post by the shares of their work; some families change to another one once."""
    first = service.slots[draw.of(service.slot_shares)]
    held = [(date.min, first)]
    if draw.chance(0.16):
        day = draw.day(service.start, service.today - timedelta(days=20))
        held.append((day, service.slots[draw.of(service.slot_shares)]))
    return Turns(tuple(held))
