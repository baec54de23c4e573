"""The sections of the Settings page about officers: when they are away, and whom they must not be the IRO of."""

from typing import Any

from app.commands.absences import KeepAbsence, VoidAbsence
from app.commands.conflicts import KeepConflict, VoidConflict
from app.desk import Command
from app.domain.errors import Refusal
from app.domain.officers import ABSENCES
from app.queries.find import Find
from app.queries.officers import AbsencesTable, ConflictsTable
from app.queries.service import Choices
from app.table import Row
from ui.page import Tools
from ui.parts.form import Form
from ui.parts.picker import Picker
from ui.settings.section import Section, Values, choice, day, line, tick

IN_ERROR = "Entered in error"
NOT_KEPT = Refusal("This one is not kept yet, so there is nothing to take away.", "Press Cancel instead.")


def _officers(choices: Choices) -> list[tuple[str, str]]:
    return [("", "Choose an officer"), *((officer.id, officer.name) for officer in choices.officers)]


def _officer(values: Values) -> str:
    if not values["officer_id"]:
        raise Refusal("No officer was chosen.", "Choose one of the list.")
    return str(values["officer_id"])


def _named(name: str, choices: Choices) -> str:
    """The officer with this name."""
    return next((officer.id for officer in choices.officers if officer.name == name), "")


def _absence_fields(form: Form, tools: Tools, choices: Choices) -> None:
    choice(form, "officer_id", "&Officer", _officers(choices))
    choice(form, "kind", "W&hy", list(ABSENCES.items()))
    day(form, tools, "start", "F&rom", optional=False)
    day(form, tools, "end", "First day &back", "Empty while it is not known.")
    tick(form, "void", "Entered in err&or: take it away")


def _absence_values(row: Row, choices: Choices) -> Values:
    name, kind, start, end, *_ = row.cells
    codes = {words: code for code, words in ABSENCES.items()}
    return {"officer_id": _named(name, choices), "kind": codes[kind], "start": start, "end": end, "void": False}


def _keep_absence(values: Values, row_id: str) -> Command[Any]:
    if values["void"]:
        if not row_id:
            raise NOT_KEPT
        return VoidAbsence(row_id, IN_ERROR)
    return KeepAbsence(_officer(values), values["start"], values["end"], values["kind"], row_id or None)


def _conflict_fields(form: Form, tools: Tools, choices: Choices) -> None:
    choice(form, "officer_id", "&Officer", _officers(choices))
    picker = Picker(tools.runner, lambda text: Find(text, ("child",)), "Type a name or reference")
    form.add("child", "&Child", picker)
    line(form, "why", "W&hy", "For example: was the child's social worker.")
    tick(form, "void", "Entered in err&or, or no longer so: take it away")


def _conflict_values(row: Row, choices: Choices) -> Values:
    name, child, why, _ = row.cells
    return {
        "officer_id": _named(name, choices),
        "child": (row.id.partition(":")[0], child),
        "why": why,
        "void": False,
    }


def _keep_conflict(values: Values, row_id: str) -> Command[Any]:
    conflict_id = row_id.partition(":")[2]
    if values["void"]:
        if not conflict_id:
            raise NOT_KEPT
        return VoidConflict(conflict_id, IN_ERROR)
    officer_id = _officer(values)
    if not values["child"]:
        raise Refusal("No child was chosen.", "Type a part of the name or reference, and choose one of what is found.")
    return KeepConflict(officer_id, values["child"], values["why"], conflict_id or None)


OFFICER_SECTIONS = (
    Section(
        "absences",
        "Absences",
        "calendar-clock",
        AbsencesTable,
        _absence_fields,
        _absence_values,
        _keep_absence,
        "absence",
    ),
    Section(
        "conflicts",
        "Conflicts of interest",
        "scale",
        ConflictsTable,
        _conflict_fields,
        _conflict_values,
        _keep_conflict,
        "conflict of interest",
    ),
)
