"""The form of a transfer: which children, from which day, to whom, and what goes with them; it says all of it beforehand."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox

from app.commands.handover import ALL, NONE, SOME, Give, HandOver
from app.domain.errors import Refusal
from app.domain.officers import Officer
from app.domain.sharing import share_out
from app.queries.handover.preview import HandoverPreview, Line, Preview
from app.queries.handover.table import handover_table
from ui.actform import ActForm
from ui.handover.words import about_words, children_words, going_words, shared_words, things_words
from ui.page import Tools
from ui.parts.offered import AnyOf, OneOf

SEVERAL = "several"
NOBODY = Refusal("No IRO was chosen.", "Choose who holds the children from that day.")
BLAMED = {
    "no officer was": "from",
    "told on": "told_on",
    "turns 18": "start",
    "ticked": "between",
    "no longer held": "",
    "no child is": "",
}
"""The field that a refusal belongs to, by words in it; otherwise it is "to"."""


class HandoverForm(ActForm):
    """A transfer of some children to other officers."""

    code = "handover"
    title = "Transfer to another IRO"
    save_words: ClassVar[str] = "&Transfer"

    previewed = Signal(object)
    """The Table of what would be done, whenever it is another."""

    whole: ClassVar[bool] = False
    """Whether it is the whole caseload of an officer, who is chosen in the form."""

    def __init__(
        self, tools: Tools, officers: Sequence[Officer], child_ids: Sequence[str] = (), officer_id: str = ""
    ) -> None:
        self._officers = [(officer.id, officer.name) for officer in officers]
        self._ids, self._first_officer = tuple(child_ids), officer_id
        self.preview: Preview | None = None
        self._by_hand: dict[str, str] = {}
        super().__init__(tools, "", "")
        self.ask()

    # ------------------------------------------------------------------------------------------------------- fields

    def build(self) -> None:
        """The children first, then the day, to whom, and what goes with them."""
        if self.whole:
            self.add_choice("from", "Whose &caseload", [("", "Choose an officer"), *self._officers])
        self.add_date("start", "First da&y with the new IRO")
        self._about = self.text("")
        self.siblings = AnyOf()
        self.add(
            "siblings", "&Brothers and sisters with the same IRO", self.siblings, "They stay together unless unticked."
        )
        self.to = self.add_choice("to", "T&o", self._to_options())
        self.between = AnyOf()
        self.add("between", "Sha&red out between", self.between)
        self.together = QCheckBox("&Keep brothers and sisters together")
        self.add("together", "", self.together)
        self.add_date("told_on", "The new IRO was told o&n", "Empty while nobody has told them.", optional=True)
        self.moves = OneOf()
        self.add("moves", "Reviews to chair, and agreed act&ions", self.moves)
        self.chosen_things = AnyOf()
        self.add("chosen", "&What goes with the children", self.chosen_things)
        self._following = self.text("")
        for key in ("siblings", "between", "together", "chosen"):
            self.show_field(key, False)
        self._connect_fields()

    def _connect_fields(self) -> None:
        for key in (*(("from",) if self.whole else ()), "start"):
            self.on_field(key, self.ask)
        for key in ("siblings", "to", "between", "together", "moves"):
            self.on_field(key, self.tell)

    def starting(self) -> dict[str, object]:
        """Today, brothers and sisters together, and all of it."""
        today = self.tools.today()
        first = {"from": self._first_officer} if self.whole else {}
        return {**first, "start": today, "told_on": today, "together": True}

    def _to_options(self) -> list[tuple[str, str]]:
        known = {r.id: r.words for r in self.preview.receivers} if self.preview else dict(self._officers)
        away = self._from_ids() if self.preview else set()
        open_to = [(key, words) for key, words in known.items() if {key} != away]
        return [("", "Choose an IRO"), *open_to, (SEVERAL, "Several, shared out evenly")]

    def _from_ids(self) -> set[str]:
        return {line.from_id for line in self.preview.lines} if self.preview else set()

    # ------------------------------------------------------------------------------------------------------ preview

    def ask(self) -> None:
        """Ask what would go with the children on the day that stands in the form."""
        values = self.values()
        officer_id = str(values.get("from") or "")
        if values["start"] is None or (self.whole and not officer_id):
            self._take(None)
            return
        question = HandoverPreview(values["start"], self._ids, officer_id)
        self.tools.runner.ask(question, self._take, self.refuse, ticket=(self, "preview"))

    def _take(self, preview: Preview | None) -> None:
        before = self._from_ids()
        self.preview = preview
        if before != self._from_ids():
            self._by_hand.clear()
        if preview is not None:
            self.to.set_options(self._to_options())
            self._offer(self.siblings, [(line.child_id, f"{line.name} ({line.reference})") for line in preview.beside])
            open_to = [(r.id, r.words) for r in preview.receivers if {r.id} != self._from_ids()]
            with QSignalBlocker(self.between):
                self.between.set_options(open_to)
        self.tell()

    def _offer(self, ticks: AnyOf, options: list[tuple[str, str]]) -> None:
        """What is offered newly is ticked."""
        before = {*ticks.offered()} - {*ticks.value()}
        with QSignalBlocker(ticks):
            ticks.set_options(options)
            ticks.set_value([key for key, _ in options if key not in before])

    def tell(self) -> None:
        """Say what would be done now."""
        self.clear_refusals()
        lines = self.lines()
        several = self.to.value() == SEVERAL
        self.show_field("siblings", bool(self.preview and self.preview.beside))
        self.show_field("between", several)
        self.show_field("together", several or len(lines) > 1)
        self._tell_things(lines)
        shared = self._shared_words() if several or self._by_hand else ""
        preview = self.preview
        about = about_words(preview, lines) if preview else "Choose whose caseload it is, and the first day."
        self._about.setText(about)
        self._following.setText("\n".join(words for words in (shared, going_words(lines)) if words))
        self._following.setVisible(bool(self._following.text()))
        names = dict(self._officers)
        self.previewed.emit(handover_table(lines, self.goes_to(), names))

    def _tell_things(self, lines: Sequence[Line]) -> None:
        things = [(b.review.id, f"{x.name}: {b.words}") for x in lines for b in x.going.booked]
        reviews = len(things)
        things += [(o.action.id, f"{x.name}: {o.words}") for x in lines for o in x.going.owned]
        words = things_words(reviews, len(things) - reviews)
        with QSignalBlocker(self.moves):
            value = self.moves.value() or ALL
            self.moves.set_options(
                [
                    (ALL, f"All go with the children: {words}"),
                    (SOME, "Some of them go"),
                    (NONE, "None: the IRO who leaves still chairs and does them"),
                ]
            )
            self.moves.set_value(value)
        self._offer(self.chosen_things, things)
        self.show_field("moves", bool(things))
        self.show_field("chosen", bool(things) and self.moves.value() == SOME)

    def _shared_words(self) -> str:
        counts = Counter(self.goes_to().values())
        numbers = [(name, counts[key]) for key, name in self._officers if counts[key]]
        nobody = f" {children_words(counts[''])} to nobody yet." if counts[""] else ""
        return f"Shared out: {shared_words(numbers)}.{nobody}" if numbers else ""

    # ------------------------------------------------------------------------------------------------------- answers

    def lines(self) -> tuple[Line, ...]:
        """The children who go, with the brothers and sisters who are ticked."""
        if self.preview is None:
            return ()
        ticked = {*self.siblings.value()}
        return (*self.preview.lines, *(line for line in self.preview.beside if line.child_id in ticked))

    def goes_to(self) -> dict[str, str]:
        """By child, to whom it would go; empty where that is not said yet."""
        lines, to = self.lines(), str(self.to.value() or "")
        mine = {line.child_id: self._by_hand[line.child_id] for line in lines if line.child_id in self._by_hand}
        if to != SEVERAL:
            return {**{line.child_id: to for line in lines}, **mine}
        ticked = {*self.between.value()}
        takers = [r.taker for r in self.preview.receivers if r.id in ticked] if self.preview else []
        return share_out([line.shared for line in lines], takers, mine, together=self.together.isChecked())

    def send(self, child_ids: Sequence[str], officer_id: str) -> None:
        """These children go to this officer, whatever the others do; brothers and sisters with them."""
        lines = self.lines()
        groups = {line.shared.group for line in lines if line.child_id in child_ids and line.group}
        together = self.together.isChecked()
        for line in lines:
            if line.child_id in child_ids or (together and line.shared.group in groups):
                self._by_hand[line.child_id] = officer_id
        self.tell()

    def command(self) -> HandOver:
        """Children who are with the chosen IRO already stay as they are."""
        values, goes = self.values(), self.goes_to()
        gives = tuple(
            Give(x.child_id, x.from_id, goes[x.child_id]) for x in self.lines() if goes[x.child_id] != x.from_id
        )
        if self.preview is None and self.whole:
            raise Refusal("No officer was chosen.", "Choose whose caseload is to be transferred.")
        if any(not one.to_id for one in gives):
            raise self._nobody(sum(not one.to_id for one in gives))
        chosen = frozenset(values["chosen"]) if values["moves"] == SOME else frozenset[str]()
        return HandOver(gives, values["start"], values["told_on"], values["moves"] or ALL, chosen)

    def _nobody(self, number: int) -> Refusal:
        if self.to.value() != SEVERAL:
            return NOBODY
        if not self.between.value():
            return Refusal("Nobody is ticked among whom the children are shared out.", "Tick at least one officer.")
        return Refusal(
            f"{children_words(number)} can go to none of the officers who are ticked, for a conflict of interest.",
            "Tick one more officer, or choose somebody for them in the table.",
        )

    def blame(self, refusal: Refusal) -> str:
        """The field that a refusal belongs to."""
        words = refusal.message.casefold()
        return next((key for word, key in BLAMED.items() if word in words and key in self._fields), "to")

    def officers(self) -> list[tuple[str, str]]:
        """Who could be given single children."""
        return self._to_options()[1:-1]


class CaseloadForm(HandoverForm):
    """A transfer of all the children whom an officer holds on a day (officer_id: who is chosen at first)."""

    code = "caseload-handover"
    title = "Transfer a whole caseload"
    whole = True

    def __init__(self, tools: Tools, officers: Sequence[Officer], officer_id: str = "") -> None:
        super().__init__(tools, officers, (), officer_id)
