"""The sections of Settings about how long records are kept, and about those that are due for disposal."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.retention import REASONS, REQUEST, EraseAsked, EraseForGood, KeepLonger
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.retention import SUGGESTED, WHY
from app.queries.retention import DueForDisposal
from app.queries.service import Choices
from app.table import Row
from ui.page import Tools
from ui.parts.form import Form
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures
from ui.settings.section import Section, Values, choice, day

MOST = 900
KEEP = "keep"
ERASE_WORD = "erase"
"""What is typed before something is erased for good, which no Undo brings back."""
WARNING = (
    "Erasing takes the records, what the account kept of them and all drafts, for good: there is no Undo. The account keeps "
    "that it was done, when and by whom. Backups made before still hold them until they are thinned or deleted."
)


def months() -> Number:
    """A number of months; 0 says that nobody has decided."""
    number = Number(0, MOST, " months")
    number.setSpecialValueText("Not decided")
    return number


def _controls(_tools: Tools) -> Controls:
    return (
        ("retention.children", "&Children, after the last open record", months()),
        ("retention.households", "Fos&ter households, after the last open record", months()),
    )


RETENTION = Figures(
    "retention",
    "How long records are kept",
    "trash-2",
    "After how many months records are due for disposal. Nothing is ever erased by itself: a manager decides each time.",
    _controls,
    {},
    {"retention.children": f"Suggested: {SUGGESTED} months. {WHY}"},
)


def _fields(form: Form, tools: Tools, _choices: Choices) -> None:
    decisions = [
        (KEEP, "Keep it until a day"),
        *((code, f"Erase for good: {words}") for code, words in REASONS.items()),
    ]
    form.add("reference", "&Reference of the child", QLineEdit(), "Only for erasure that was asked for and agreed.")
    choice(form, "decision", "&Decision", decisions)
    day(form, tools, "until", "Keep &until", "Where it is kept.")
    form.add("why", "&Why", QLineEdit(), "Where it is kept. For example: a complaint is open.")
    form.add("sure", "To erase, &type the word erase", QLineEdit())
    form.text(WARNING)


def _values(row: Row, _choices: Choices) -> Values:
    return {"reference": row.cells[0], "decision": KEEP, "until": row.cells[4], "why": row.cells[5] or "", "sure": ""}


def _keep(values: Values, row_id: str) -> Command[Any]:
    if values["decision"] != KEEP:
        if values["sure"].strip().casefold() != ERASE_WORD:
            raise Refusal(f'Type the word "{ERASE_WORD}" to erase for good.', "Nothing was erased.")
        return EraseForGood((row_id,), values["decision"]) if row_id else EraseAsked(values["reference"])
    if not row_id:
        raise Refusal("Only erasure is decided here without a row.", "Choose the row of what is to be kept.")
    if values["until"] is None:
        raise Refusal("Give the day until which the records are kept.", "For example: 31 mar 2028.")
    return KeepLonger(row_id, values["until"], values["why"])


DISPOSAL = Section(
    "disposal",
    "Due for disposal",
    "trash-2",
    DueForDisposal,
    _fields,
    _values,
    _keep,
    "erasure asked for",
    {"decision": REQUEST},
)
