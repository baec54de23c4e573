"""The form that moves children in a what-if: from whom, which of them, to whom; brothers and sisters stay together."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QSpinBox

from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.scenarios import Moves
from app.domain.sharing import Taker, groups_of, share_out
from app.queries.handover.preview import HandoverPreview, Line, Preview, Receiver
from ui.ahead.picklist import PickList
from ui.ahead.tryform import TryForm
from ui.ahead.whatif import Step, WhatIf
from ui.ahead.words import children_words
from ui.page import Tools
from ui.parts.offered import AnyOf, OneOf

ALL, NUMBER, CHOSEN = "all", "number", "chosen"
SEVERAL = "several"
NOBODY_CHOSEN = Refusal("No child was chosen.", "Tick at least one child.")
USUAL_NUMBER = 10


class MoveForm(TryForm):
    """Some children of one officer go to another, or to several."""

    code: ClassVar[str] = "move"
    title: ClassVar[str] = "Move children"

    def __init__(self, tools: Tools, what_if: WhatIf, officers: Sequence[Officer], from_id: str = "") -> None:
        self._from_id = from_id
        self._lines: dict[str, Line] = {}
        self._own: tuple[Line, ...] = ()
        self._came: tuple[Line, ...] = ()
        self._receivers: tuple[Receiver, ...] = ()
        super().__init__(tools, what_if, officers)
        self._ask()

    def build(self) -> None:
        """From whom, which, to whom."""
        self.add_choice("from", "F&rom", [("", "Choose an IRO"), *self.staying()])
        self.which = OneOf(self._ways(0))
        self.add("which", "&Which children", self.which)
        number = QSpinBox()
        number.setRange(1, 1)
        self.add(
            "number",
            "How m&any",
            number,
            "Those first with least that goes with them: bookings, agreed actions, challenges.",
        )
        self.picks = PickList()
        self.add("picks", "&Children", self.picks)
        self.together = QCheckBox("&Keep brothers and sisters together")
        self.add("together", "", self.together)
        self.to = self.add_choice("to", "T&o", self._to_options())
        self.between = AnyOf()
        self.add("between", "Sha&red out between", self.between)
        self._going = self.text("")
        self.on_field("from", self._ask)
        for key in ("which", "number", "together", "to", "between"):
            self.on_field(key, self._tell)
        self.picks.changed.connect(self._tell)

    def starting(self) -> dict[str, object]:
        """The whole caseload, brothers and sisters together."""
        return {"from": self._from_id, "which": ALL, "together": True}

    def steps(self) -> tuple[Step, ...]:
        """One for each who takes children."""
        if not self.values()["from"]:
            raise Refusal("Nobody was chosen.", "Choose whose children move.")
        lines = self.lines()
        if not lines:
            raise NOBODY_CHOSEN
        goes = self.goes_to(lines)
        self._refuse_nobody(goes)
        self._refuse_conflicts(lines, goes)
        self.seen = {line.child_id: line.from_id for line in lines}
        takers = dict.fromkeys(goes.values())
        return tuple(Step(Moves(tuple(x.child_id for x in lines if goes[x.child_id] == to), to)) for to in takers)

    def blame(self, refusal: Refusal) -> str:
        """The field that a refusal belongs to."""
        known = {"Nobody was chosen": "from", "No child": "picks" if self.which.value() == CHOSEN else "from"}
        return next((key for word, key in known.items() if word in refusal.message), "to")

    # ------------------------------------------------------------------------------------------------ who can move

    def lines(self) -> tuple[Line, ...]:
        """The children who would move."""
        way = self.which.value() or ALL
        if way == ALL:
            return tuple(self._lines.values())
        if way == NUMBER:
            return self._fewest(int(self.values()["number"]))
        picked = {*self.picks.value()}
        groups = {line.group for key, line in self._lines.items() if key in picked and line.group}
        whole = self.together.isChecked()
        return tuple(x for x in self._lines.values() if x.child_id in picked or (whole and x.group in groups))

    def _fewest(self, number: int) -> tuple[Line, ...]:
        """So many children with least that goes with them; a group that would be too many waits for a smaller one."""
        together = self.together.isChecked()
        groups = groups_of((line.shared for line in self._lines.values()), together=together)
        weighed = [(sum(_weight(self._lines[one.child_id]) for one in group) / len(group), group) for group in groups]
        found: list[Line] = []
        for _, group in sorted(weighed, key=lambda one: (one[0], self._lines[one[1][0].child_id].name.casefold())):
            if len(found) + len(group) <= number:
                found += [self._lines[one.child_id] for one in group]
        return tuple(found)

    def goes_to(self, lines: Sequence[Line]) -> dict[str, str]:
        """By child, to whom; empty where nobody can take it."""
        to = str(self.to.value() or "")
        if to != SEVERAL:
            return {line.child_id: to for line in lines}
        ticked = {*self.between.value()}
        takers = [taker for taker in self._takers() if taker.officer_id in ticked]
        return share_out([line.shared for line in lines], takers, together=self.together.isChecked())

    def _takers(self) -> list[Taker]:
        moved = [*self.what_if.whole.moved.values()]
        known = [Taker(r.id, r.held + moved.count(r.id), r.fte or 100) for r in self._receivers]
        joining = self.what_if.joiners()
        return [*known, *(Taker(one.key, moved.count(one.key), one.fte_hundredths) for one in joining)]

    # ------------------------------------------------------------------------------------------------------- answers

    def _ask(self) -> None:
        """Ask whom the officer holds on the day, and who came to them in this what-if."""
        from_id = str(self.values()["from"] or "")
        self._own = self._came = ()
        moved = self.what_if.whole.moved
        came = tuple(child for child, officer_id in moved.items() if officer_id == from_id)
        ask, day = self.tools.runner.ask, self.what_if.day
        if from_id and from_id not in {one.key for one in self.what_if.joiners()}:
            ask(HandoverPreview(day, officer_id=from_id), self._take_own, self.refuse, ticket=(self, "own"))
        if came:
            ask(HandoverPreview(day, came), self._take_came, self.refuse, ticket=(self, "came"))
        self._offer()

    def _take_own(self, preview: Preview) -> None:
        moved = self.what_if.whole.moved
        self._own = tuple(line for line in preview.lines if line.child_id not in moved)
        self._receivers = preview.receivers
        self._offer()

    def _take_came(self, preview: Preview) -> None:
        self._came, self._receivers = preview.lines, preview.receivers
        self._offer()

    def _offer(self) -> None:
        """The children who could move, and who could take them."""
        lines = sorted((*self._own, *self._came), key=lambda line: line.name.casefold())
        self._lines = {line.child_id: line for line in lines}
        self.which.set_options(self._ways(len(lines)))
        number = self._fields["number"].control
        assert isinstance(number, QSpinBox)
        with QSignalBlocker(number):
            fresh = number.maximum() == 1
            number.setRange(1, max(len(lines), 1))
            if fresh:
                number.setValue(min(USUAL_NUMBER, len(lines)))
        self.picks.offer([(line.child_id, _told(line)) for line in lines])
        self.to.set_options(self._to_options())
        with QSignalBlocker(self.between):
            self.between.set_options(self._open_to())
        self._tell()

    def _tell(self) -> None:
        """Show the fields that are needed, and say what would be tried."""
        self.clear_refusals()
        way, several = self.which.value() or ALL, self.to.value() == SEVERAL
        self.show_field("number", way == NUMBER)
        self.show_field("picks", way == CHOSEN)
        self.show_field("between", several)
        lines = self.lines()
        counts = [(self.names[key], [*self.goes_to(lines).values()].count(key)) for key in self.names]
        shared = ", ".join(f"{name} {number:,}" for name, number in counts if number) if several else ""
        words = f"{children_words(len(lines))} would move{f': {shared}' if shared else ''}." if lines else ""
        self._going.setText(words)

    @staticmethod
    def _ways(number: int) -> list[tuple[str, str]]:
        whole = f"The whole caseload: {children_words(number)}" if number else "The whole caseload"
        return [(ALL, whole), (NUMBER, "So many of them"), (CHOSEN, "Children I choose")]

    def _open_to(self) -> list[tuple[str, str]]:
        gone = {*self.what_if.whole.leaving, str(self.values().get("from") or "") if self._fields else ""}
        held = {r.id: r.words for r in self._receivers}
        return [(key, held.get(key, name)) for key, name in self.staying() if key not in gone]

    def _to_options(self) -> list[tuple[str, str]]:
        return [("", "Choose an IRO"), (SEVERAL, "Several, shared out evenly"), *self._open_to()]

    # ------------------------------------------------------------------------------------------------------ refusing

    def _refuse_nobody(self, goes: dict[str, str]) -> None:
        if all(goes.values()):
            return
        if self.to.value() != SEVERAL:
            raise Refusal("No IRO was chosen.", "Choose who holds the children then.")
        if not self.between.value():
            raise Refusal("Nobody is ticked among whom the children are shared out.", "Tick at least one officer.")
        number = children_words(sum(not taker for taker in goes.values()))
        raise Refusal(
            f"{number} can go to none of those who are ticked: a conflict of interest.", "Tick one more officer."
        )

    def _refuse_conflicts(self, lines: Sequence[Line], goes: dict[str, str]) -> None:
        barred = [line for line in lines if goes[line.child_id] in line.never]
        if barred:
            first, taker = barred[0], self.names[goes[barred[0].child_id]]
            raise Refusal(
                f"{taker} has a conflict of interest with {first.name}: {first.never[goes[first.child_id]]}.",
                "Choose somebody else, or leave the child out.",
            )


def _weight(line: Line) -> int:
    """How much goes with a child."""
    return len(line.going.booked) + len(line.going.owned) + len(line.going.challenges) + len(line.going.follow_ups)


def _told(line: Line) -> str:
    siblings = f", with {', '.join(line.siblings)}" if line.siblings else ""
    return f"{line.name} ({line.reference}){siblings}"
