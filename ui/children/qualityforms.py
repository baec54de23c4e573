"""Forms about the quality of a child's plan: the final plan, a statement to court, a check; and voiding what is wrong."""

from app.queries.checks import CheckAbout, CheckSheet
from app.queries.plans import FinalPlanAbout
from app.queries.statements import StatementAbout
from ui.actform import ActForm
from ui.checkform import VoidCheckForm, check_form
from ui.children.task import Kit, Task
from ui.qualityforms import FinalPlanForm, StatementForm, VoidStatementForm


def keep_final_plan(about: FinalPlanAbout, kit: Kit) -> Task:
    """When the final plan was ratified, or why it is not (AskFinalPlanAbout by the child or the period)."""
    return _task(form := FinalPlanForm(kit.tools, about), form.said(), {"reason": "why"}, "ratified")


def keep_statement(about: StatementAbout, kit: Kit) -> Task:
    """A statement to court, new or to be corrected (AskStatementAbout by the child or the statement)."""
    return _task(form := StatementForm(kit.tools, about), form.said(), {"future": "sent"}, "due")


def void_statement(about: StatementAbout, kit: Kit) -> Task:
    """One that was entered in error."""
    return _task(form := VoidStatementForm(kit.tools, about), form.said(), {}, "why")


def keep_check(about: CheckAbout, kit: Kit) -> Task:
    """A check, new or to be corrected (AskCheckAbout by kind and child, or by the check)."""
    blame = {"grade": "grade", "officer": "officer", "answer": "answers", "question": "answers"}
    return _task(form := check_form(kit.tools, about), form.said(), blame, "date")


def void_check(sheet: CheckSheet, kit: Kit) -> Task:
    """One that was entered in error (AskCheck)."""
    return _task(form := VoidCheckForm(kit.tools, sheet), form.said(), {}, "why")


def _task(form: ActForm, said: str, blame: dict[str, str], otherwise: str) -> Task:
    return Task(form, lambda _values: form.command(), said, blame, otherwise)
