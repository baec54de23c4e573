"""The sections of Settings about how long records are kept, and about those that are due for disposal."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.retention import (
    DUE,
    REASONS,
    REQUEST,
    EraseAllDue,
    EraseAsked,
    EraseForGood,
    GoneThrough,
    KeepAllLonger,
    KeepLonger,
)
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.retention import SUGGESTED, WHY
from app.queries.erased import OldBackups
from app.queries.retention import DueForDisposal
from app.queries.service import Choices
from app.table import Row
from ui.erasing import WARNING, check_typed
from ui.page import Tools
from ui.parts.filters import Choice
from ui.parts.form import Form
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures
from ui.settings.section import Section, Values, day

MOST = 900
KEEP, KEEP_ALL, ERASE_ALL, GONE = "keep", "keep-all", "erase-all", "gone"
DECISIONS = [
    (KEEP, "Keep this one until a day"),
    (DUE, "Erase this one: its time is over"),
    (REQUEST, "Erase this one: it was asked for"),
    (KEEP_ALL, "Keep all undecided until a day"),
    (ERASE_ALL, "Erase all undecided for good"),
    (GONE, "The yearly list is gone through"),
]


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
    saved="Saved. What is due now stands under Due for disposal.",
)


def _fields(form: Form, tools: Tools, _choices: Choices) -> None:
    form.add("reference", "&Reference of the child", QLineEdit(), "Only for erasure that was asked for and agreed.")
    decision = Choice("", DECISIONS, everything=False)
    form.add("decision", "&Decision", decision)
    day(form, tools, "until", "Keep &until")
    form.add("why", "Wh&y", QLineEdit(), "For example: a complaint is open.")
    form.add("sure", "To erase, &type the word erase", QLineEdit())
    warning = form.text(WARNING)

    def follow() -> None:
        """Only what the decision needs is shown."""
        chosen = decision.value()
        keeps, erases = chosen in (KEEP, KEEP_ALL), chosen in (*REASONS, ERASE_ALL)
        for key, shown in {"reference": chosen == REQUEST, "until": keeps, "why": keeps, "sure": erases}.items():
            form.show_field(key, shown)
        warning.setVisible(erases)
        form.save.setText("Era&se for good" if erases else "&Save")

    decision.changed.connect(follow)
    follow()


def _values(row: Row, _choices: Choices) -> Values:
    return {"reference": row.cells[0], "decision": KEEP, "until": row.cells[4], "why": row.cells[5] or "", "sure": ""}


def _keep(values: Values, row_id: str) -> Command[Any]:
    decision = values["decision"]
    if decision == GONE:
        return GoneThrough()
    if decision in (KEEP, KEEP_ALL):
        return _kept(values, row_id)
    check_typed(values["sure"])
    if decision == ERASE_ALL:
        return EraseAllDue()
    return EraseForGood((row_id,), decision) if row_id else EraseAsked(values["reference"])


def _kept(values: Values, row_id: str) -> Command[Any]:
    every = values["decision"] == KEEP_ALL
    if not row_id and not every:
        raise Refusal("No record is chosen.", "Choose the row of what is to be kept.")
    if values["until"] is None:
        raise Refusal("Give the day until which the records are kept.", "For example: 31 mar 2028.")
    return (
        KeepAllLonger(values["until"], values["why"]) if every else KeepLonger(row_id, values["until"], values["why"])
    )


DISPOSAL = Section(
    "disposal",
    "Due for disposal",
    "trash-2",
    DueForDisposal,
    _fields,
    _values,
    _keep,
    "decision",
    {"decision": REQUEST},
)
OLD_BACKUPS = Section("old-backups", "Backups with what was erased", "history", OldBackups)
