"""Fills the details pane: the chosen child of the list, several of them, or the chosen review of a child's sheet."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.domain.dates import long, short
from app.domain.kinds import KINDS
from app.domain.reviews import Rearrangement
from app.queries.child import ReviewLine
from app.queries.filing import REVIEW
from app.queries.review_columns import VERDICT_TITLES
from app.table import Row, Table, Tone
from ui.children.words import Day, meeting_words, participation_words, reason_words, result_tone, time_words
from ui.copying import copy_buttons
from ui.page import Tools
from ui.parts.cells import words
from ui.parts.details import Details

Act = Callable[[str, str], None]
HOLDING_BUTTONS = (
    ("Allocate an IRO", "allocate", "user"),
    ("Transfer to another IRO", "transfer", "arrow-right"),
    ("Cover while the IRO is away", "cover", "users"),
    ("End the allocation", "end-allocation", "calendar-x"),
)


def show_child(pane: Details, row: Row, table: Table, act: Act) -> None:
    """What the list says of a child; nothing that needs opening the child's page."""
    cells: dict[str, Any] = {column.key: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    pane.begin()
    pane.heading(words(cells.pop("child")), f"Reference {cells.pop('reference')}")
    for column in table.columns:
        if cells.get(column.key) is not None:
            pane.fact(column.title, words(cells[column.key]), row.tones.get(column.key, Tone.PLAIN))
    pane.button("Open the child", lambda: act("open", row.id), "arrow-right")
    _holding_buttons(pane, act)
    pane.text("Opening is written down: who looked, and when.", quiet=True)


def show_many(pane: Details, count: int, act: Act) -> None:
    """Several children are chosen."""
    pane.begin()
    pane.heading(f"{count:,} children chosen", "What is done here is done for all of them.")
    _holding_buttons(pane, act)


def _holding_buttons(pane: Details, act: Act) -> None:
    """What can be done about who holds the children chosen."""
    for title, what, icon in HOLDING_BUTTONS:
        pane.button(title, partial(act, what, ""), icon)


def show_review(pane: Details, tools: Tools, line: ReviewLine, labels: Mapping[str, str], act: Act) -> None:
    """A review with the whole explanation of its due date, and what can be done with it."""
    review = line.review
    noun = KINDS[review.kind].noun
    pane.begin()
    pane.heading(
        f"{line.sequence} {noun}" if review.number_exact else f"{line.sequence}: {noun}",
        labels.get(review.kind, review.kind_title),
    )
    _add_facts(pane, line, Day(tools.today(), tools.calendar()))
    pane.section("Why it is due then" if review.due else "Why there is no due date")
    pane.text(line.explanation)
    if line.moves:
        pane.section("Moves")
        for move in line.moves:
            pane.text(_move(move, labels))
    if review.note:
        pane.section("Note")
        pane.text(review.note)
    if review.held:
        pane.button("The meeting", lambda: act("record-meeting", review.id), "users")
        pane.button("Correct", lambda: act("correct-review", review.id), "pencil")
        pane.button("Void", lambda: act("void-review", review.id), "ban")
    else:
        pane.button("Open in Reviews", lambda: act("show-in-reviews", review.id), "arrow-right")
    if review.to_confirm or not review.number_exact:
        pane.button("Confirm the number", lambda: act("confirm-number", review.id), "check")
    if review.held:
        copy_buttons(pane, tools, "", REVIEW, review.id, review.child_id)


def _add_facts(pane: Details, line: ReviewLine, day: Day) -> None:
    review = line.review
    shown = (
        ("Due", long(review.due) if review.due else "Not known", Tone.PLAIN),
        ("Held", long(review.held) if review.held else "", Tone.PLAIN),
        ("Result", VERDICT_TITLES[line.verdict], result_tone(line, day.today)),
        ("Time", time_words(line, day), Tone.PLAIN),
        ("Took part", participation_words(line), Tone.PLAIN),
        ("Why late", reason_words(line), Tone.PLAIN),
        ("Chair", line.chair, Tone.PLAIN),
        ("Meeting", meeting_words(line), Tone.PLAIN),
        ("Local target", long(review.local_due) if review.local_due else "", Tone.PLAIN),
        ("Brought forward", _brought(line), Tone.PLAIN),
    )
    for title, said, tone in shown:
        if said:
            pane.fact(title, said, tone)


def _brought(line: ReviewLine) -> str:
    review = line.review
    if not review.brought_forward_by:
        return ""
    return f"By {review.brought_forward_by}" + (f": {review.brought_forward_why}" if review.brought_forward_why else "")


def _move(move: Rearrangement, labels: Mapping[str, str]) -> str:
    to = f" to {short(move.new_date)}" if move.new_date else ""
    by = f" by {move.decided_by}" if move.decided_by else ""
    why = f" {labels.get(move.reason, move.reason)}." if move.reason else ""
    asked = f"asked for by {labels.get(move.requested_by, move.requested_by)}, " if move.requested_by else ""
    return f"{short(move.requested_on)}: {asked}from {short(move.old_date)}{to}, {move.decision}{by}.{why}"
