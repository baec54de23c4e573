"""What the pane says of one challenge: the next step, its two clocks, the facts, agreed actions, and its whole history."""

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from app.commands.challenges.correcting import PartChallenge, PutOnFile
from app.desk import Command
from app.domain.challenges import records
from app.domain.dates import short, with_weekday
from app.queries.challenges.one import ActionLine, ChallengeSheet, Move, StepLine
from app.table import Tone
from ui.challenges.blocks import ActionBlock, ClockBlock, StepBlock, quiet_link
from ui.challenges.copying import copy_as_message
from ui.challenges.likely import BUTTONS, likely_moves
from ui.copying import copy_for_record
from ui.page import Tools
from ui.parts.bar import Bar
from ui.parts.details import Details
from ui.parts.focus import contains_focus, focus_first
from ui.theme import set_icon, theme

SHOWN_STEPS = 8
"""How many steps of a long history are shown before the rest is asked for."""
TOLD = {"yes": "Yes", "not-appropriate": "Not appropriate: age or understanding", "": "Not recorded"}


class Hands(Protocol):
    """What the facts ask of their pane."""

    wanted: Any

    def start(self, move_code: str, challenge_ids: tuple[str, ...], **given: Any) -> None:
        """Open the form of a move."""

    def do(self, command: Command[Any], words: str) -> None:
        """Do what needs no form."""


class ChallengeDetails(Details):
    """The facts of one challenge."""

    def __init__(self, tools: Tools, hands: Hands) -> None:
        super().__init__("The chosen challenge")
        self._tools, self._hands = tools, hands
        self._sheet: ChallengeSheet | None = None
        self._whole_history = False
        theme().changed.connect(self._dress)

    def clear(self, words: str = "") -> None:
        """No challenge is chosen."""
        self._sheet = None
        super().clear(words)

    def show_sheet(self, sheet: ChallengeSheet, *, keep_focus: bool = False) -> None:
        """One challenge, from the top; the same one again keeps its place."""
        same = self._sheet is not None and self._sheet.challenge.id == sheet.challenge.id
        place = self.verticalScrollBar().value() if same else 0
        self._whole_history = self._whole_history and same
        self._sheet = sheet
        self.begin()
        self._add_head(sheet)
        self._add_next(sheet)
        self._add_clocks(sheet)
        self._add_actions(sheet)
        self._add_facts(sheet)
        self._add_told(sheet)
        self._add_joined(sheet)
        self._add_history(sheet)
        if keep_focus:
            focus_first(self)
        self.verticalScrollBar().setValue(place)

    # ------------------------------------------------------------------------------------------------------ the head

    def _add_head(self, sheet: ChallengeSheet) -> None:
        challenge = sheet.challenge
        self.heading(sheet.child_name)
        level = sheet.level or "Good practice"
        self.text(f"{challenge.reference} · {level}", quiet=True)
        self.text(f"{sheet.theme} · {records.STATES[challenge.state]}", quiet=True)
        if challenge.child_id:
            self.link("Open the child", partial(self._hands.wanted.emit, "children", challenge.child_id))

    def _add_next(self, sheet: ChallengeSheet) -> None:
        """What comes next, with the one button for it, the others that are likely, and a menu of all."""
        self.section("Next")
        self.text(sheet.next_step)
        bar = Bar()
        allowed = {move.code: move for move in sheet.moves if move.allowed}
        likely = [code for code in likely_moves(sheet) if code in allowed]
        for at, code in enumerate(likely[:3]):
            bar.add(self._button(code, primary=at == 0))
        bar.add(self._more(sheet))
        self.add(bar)

    def _button(self, code: str, *, primary: bool) -> QPushButton:
        words, icon = BUTTONS[code]
        button = QPushButton(words)
        button.setProperty("primary", primary)
        set_icon(button, icon, "accent_text" if primary else "text")
        button.clicked.connect(lambda: self._start(code))
        return button

    def _more(self, sheet: ChallengeSheet) -> QPushButton:
        button = QPushButton("More")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setAccessibleName("Everything that can be done with this challenge")
        set_icon(button, "chevron-down")
        menu = self.menu(button, sheet)
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def menu(self, parent: QPushButton, sheet: ChallengeSheet) -> QMenu:
        """Every move; one that is not possible now says why."""
        menu = QMenu(parent)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # only the button has its picture on the right
        menu.setToolTipsVisible(True)
        for move in sheet.moves:
            self._add_move(menu, move)
        menu.addSeparator()
        copy = menu.addAction("Copy as message")
        copy.triggered.connect(lambda: copy_as_message(self._tools, sheet.message_text))
        if sheet.challenge.group_id:
            part = menu.addAction("Part from the joined challenges")
            words = "The challenge stands by itself now."
            part.triggered.connect(lambda: self._hands.do(PartChallenge(sheet.challenge.id), words))
        return menu

    def _add_move(self, menu: QMenu, move: Move) -> None:
        action = menu.addAction(move.words)
        action.setEnabled(move.allowed)
        action.setToolTip(move.why_not or move.words)
        action.setStatusTip(move.why_not)
        action.triggered.connect(lambda: self._start(move.code))

    # ------------------------------------------------------------------------------------------------------ the facts

    def _add_clocks(self, sheet: ChallengeSheet) -> None:
        if not sheet.clocks:
            return
        self.section("Time left")
        for clock in sheet.clocks:
            self.add(ClockBlock(clock))

    def _add_actions(self, sheet: ChallengeSheet) -> None:
        if not sheet.actions:
            return
        self.section("Agreed actions")
        for line in sheet.actions:
            self._add_action(line)

    def _add_action(self, line: ActionLine) -> None:
        action = line.action
        if not action.waiting:
            ended = f"done {short(action.done_on)}" if action.done_on else "no longer needed"
            tone = Tone.ON_TIME if action.done_on else Tone.INFORMATION
            self.add(ActionBlock(action.what, f"{action.owner}, {ended}", tone, ()))
            return
        presses = [
            quiet_link(words, f"{words}: {action.what}", partial(self._start, code, action_id=action.id))
            for words, code in (("Done", "action-done"), ("No longer needed", "action-dropped"))
        ]
        if line.late:
            presses.append(quiet_link("Escalate", f"Escalate: {action.what}", partial(self._start, "escalate")))
        told = f"{action.owner}, due {short(action.due)}" + (f", {line.words}" if line.words else "")
        self.add(ActionBlock(action.what, told, Tone.LATE if line.late else Tone.PLAIN, presses))

    def _add_facts(self, sheet: ChallengeSheet) -> None:
        challenge = sheet.challenge
        self.section("What is wrong" if not challenge.positive else "What was done well")
        self.text(challenge.concern)
        if challenge.asked:
            self.fact("Asked for", challenge.asked)
        if challenge.addressee:
            self.fact("Addressed to", challenge.addressee)
        self.fact("Raised by", f"{sheet.iro or 'Nobody named'}, {with_weekday(challenge.raised_on)}")
        if sheet.iro_now and sheet.iro_now != sheet.iro:
            self.fact("IRO now", sheet.iro_now)
        if challenge.child_id:
            self.fact("Status then", records.STATUSES[challenge.status])
        if sheet.others:
            self.fact("Other themes", ", ".join(sheet.others))
        if challenge.review_id:
            self.fact("Review", sheet.review, link=partial(self._hands.wanted.emit, "reviews", challenge.review_id))
        self._add_ending(sheet)

    def _add_ending(self, sheet: ChallengeSheet) -> None:
        challenge = sheet.challenge
        if challenge.consulted or challenge.referred:
            said = [*(["consulted"] if challenge.consulted else []), *(["referred to"] if challenge.referred else [])]
            self.fact("Cafcass", " and ".join(said).capitalize())
        if challenge.closed_on:
            self.fact("Closed", f"{with_weekday(challenge.closed_on)}: {sheet.outcome}")
        if challenge.impact:
            tone = Tone.INFORMATION if challenge.impact == records.COMPLIANCE else Tone.PLAIN
            self.fact("Impact", records.IMPACTS[challenge.impact], tone)
        if challenge.follow_up_due:
            late = challenge.follow_up_due < self._tools.today()
            self.fact("Look again by", with_weekday(challenge.follow_up_due), Tone.LATE if late else Tone.PLAIN)

    def _add_told(self, sheet: ChallengeSheet) -> None:
        """Whether the child was told, and told of an advocate: asked here, not when logging."""
        challenge = sheet.challenge
        if challenge.child_id is None:
            return
        self.section("The child")
        for label, code, answer in (
            ("Told of it", "child-informed", challenge.child_informed),
            ("Advocate", "advocate", challenge.advocate),
        ):
            allowed = any(move.code == code and move.allowed for move in sheet.moves)
            if not answer and allowed:
                self.fact(label, "Record it", link=partial(self._start, code))
            else:
                self.fact(label, TOLD.get(answer, answer))

    def _add_joined(self, sheet: ChallengeSheet) -> None:
        if not sheet.joined:
            return
        self.section("Joined challenges")
        for one in sheet.joined:
            words = f"{one.challenge.reference}, {one.child_name}"
            self.link(words, partial(self._hands.wanted.emit, "challenges", one.challenge.id))
            self.text(f"{records.STATES[one.challenge.state]}. {one.next_step}", quiet=True)

    # ------------------------------------------------------------------------------------------------------ history

    def _add_history(self, sheet: ChallengeSheet) -> None:
        self.section("History, newest first")
        lines = sheet.history if self._whole_history else sheet.history[:SHOWN_STEPS]
        for line in lines:
            self.add(StepBlock(line, self._presses(line)))
        rest = len(sheet.history) - len(lines)
        if rest:
            self.link(f"Show {'the earlier step' if rest == 1 else f'{rest} earlier steps'}", self._show_whole)

    def _presses(self, line: StepLine) -> list[QPushButton]:
        if line.voided:
            return []
        step, title = line.step, line.title
        made: list[QPushButton] = [
            quiet_link("Copy", f"Copy for the child's record: {title}", partial(self._copy, line))
        ]
        made[0].setToolTip("Copy for the child's record: plain text, dated and signed")
        if line.message:
            words = f"Copy as message: {title}"
            made.append(quiet_link("Message", words, partial(copy_as_message, self._tools, line.message)))
            made[-1].setToolTip("Copy as message: reference and initials only")
        if self._sheet is not None and self._sheet.challenge.child_id:
            made.append(self._file_link(line))
        made.append(quiet_link("Void", f"Void: {title}", partial(self._start, "void-step", step_id=step.id)))
        return made

    def _file_link(self, line: StepLine) -> QPushButton:
        if line.step.on_file is None:
            do = partial(
                self._hands.do, PutOnFile((line.step.id,)), "On the child's file today. Press the date to change it."
            )
            link = quiet_link("On file today", f"On the child's file today: {line.title}", do)
            link.setToolTip("This step was put on the child's file today")
            return link
        words = f"On file {short(line.step.on_file)}"
        link = quiet_link(words, f"{words}: change the date", partial(self._start, "on-file", step_id=line.step.id))
        link.setToolTip("On the child's file since that day. Press to change the date")
        return link

    def _copy(self, line: StepLine) -> None:
        copy_for_record(self._tools, line.copy_text)

    def _show_whole(self) -> None:
        self._whole_history = True
        if self._sheet is not None:
            self.show_sheet(self._sheet, keep_focus=False)

    def _dress(self) -> None:
        """Another theme or size of text: shapes and lines are made anew."""
        if self._sheet is not None:
            self.show_sheet(self._sheet, keep_focus=contains_focus(self))

    def _start(self, code: str, **given: Any) -> None:
        if self._sheet is not None:
            self._hands.start(code, (self._sheet.challenge.id,), **given)
