"""Forms about who holds children: their IRO, their team and their social worker, each from a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit
from shiboken6 import isValid

from app.commands.allocations import Allocate, EndAllocation, EndAllocations
from app.commands.children import SetSocialWorker, SetTeam
from app.commands.covering import Cover, CoverCaseload
from app.desk import Done
from app.domain.children import Child
from app.domain.counting import counted
from app.domain.errors import Refusal
from app.domain.officers import COVER, IRO, Absence
from app.queries.child import Span
from app.queries.handover.beside import SiblingsBeside
from app.queries.officers import NextAbsence
from ui.children.task import NOBODY_YET, Kit, Task, choice, chosen
from ui.children.words import span_dates
from ui.handover.form import BLAMED, CaseloadForm, HandoverForm
from ui.handover.table import HandoverTable
from ui.handover.words import done_words
from ui.parts.dates import DateField
from ui.parts.form import Form
from ui.parts.offered import AnyOf

BLAME = {"told on": "told_on", "date": "start", "start": "start", "day": "start", "future": "start"}
COVER_BLAME = {"cover has no end": "end", "cover ends": "end", **BLAME, "covers for": "start"}
UNTIL_THEN = (
    "Whoever held them until then holds them until the day before. To hand over booked reviews and agreed actions too, "
    "transfer them instead."
)
TOLD_HINT = "Empty while nobody has told them."
SHOWN = 6
"""How many children are named above the form; the rest are counted."""


@dataclass(frozen=True)
class Those:
    """The children that something is done for, by id and name, and whether they were chosen in the list."""

    ids: Sequence[str] = ()
    names: Sequence[str] = ()
    in_list: bool = True


def allocate(kit: Kit, those: Those) -> Task:
    """One IRO for one child or for many."""
    many = len(those.ids) > 1
    heading = f"Allocate {len(those.ids):,} children to an IRO" if many else "Allocate an IRO"
    form = kit.form("Allo&cate", heading, "allocate" if many else f"allocate.{those.ids[0]}")
    form.text(_named(those.names))
    form.add("officer", "IR&O", kit.officers(), "" if kit.choices.officers else NOBODY_YET)
    form.add("start", "F&rom", kit.date(), UNTIL_THEN)
    form.add("told_on", "The IRO was to&ld on", kit.date(optional=True), TOLD_HINT)
    beside = _add_siblings(kit, form, those.ids)
    form.fill({"start": kit.tools.today(), "told_on": kit.tools.today()})

    def command(values: dict[str, Any]) -> Allocate:
        officer = chosen(values, "officer", "No IRO was chosen.", "Choose who holds the child from that day.")
        return Allocate((*those.ids, *beside.value()), officer, _day(values), told_on=values["told_on"])

    return Task(form, command, lambda done: _said(done, "allocated"), BLAME, "officer")


def _said(done: Done[Any], what: str) -> str:
    number = int(done.result)
    return f"{number:,} children were {what}." if number != 1 else f"The child was {what}."


def _named(names: Sequence[str]) -> str:
    rest = len(names) - SHOWN
    return f"For {', '.join(names[:SHOWN])}" + (f" and {rest:,} more." if rest > 0 else ".")


def _add_siblings(kit: Kit, form: Form, child_ids: Sequence[str]) -> AnyOf:
    """Ticks for the brothers and sisters whom the same IRO holds, all of them ticked; shown as soon as any are known."""
    ticks = AnyOf()
    form.add("siblings", "Also for the brothers and sisters", ticks, "They stay together unless unticked.")
    form.show_field("siblings", False)

    def offer(found: Sequence[tuple[str, str]]) -> None:
        if isValid(form) and found:
            ticks.set_options(found)
            ticks.set_value([key for key, _ in found])
            form.show_field("siblings", True)

    kit.tools.runner.ask(SiblingsBeside(tuple(child_ids), kit.tools.today()), offer, ticket=(form, "siblings"))
    return ticks


def transfer(kit: Kit, those: Those) -> Task:
    """Some children to other officers; in the list, with the children beside the form."""
    return _transfer(kit, HandoverForm(kit.tools, kit.choices.officers, those.ids), in_list=those.in_list)


def transfer_caseload(kit: Kit, officer_id: str = "") -> Task:
    """All the children of an officer to others."""
    return _transfer(kit, CaseloadForm(kit.tools, kit.choices.officers, officer_id), in_list=True)


def _transfer(kit: Kit, form: HandoverForm, *, in_list: bool) -> Task:
    beside = HandoverTable(kit.tools, form) if in_list else None
    return Task(form, lambda _values: form.command(), lambda done: done_words(done.result), BLAMED, "to", beside=beside)


def cover(kit: Kit, those: Those) -> Task:
    """Somebody beside the IRO, from a day until another."""
    many = len(those.ids) > 1
    form = kit.form("Co&ver", "Cover while the IRO is away", "cover" if many else f"cover.{those.ids[0]}")
    form.text(f"{_named(those.names)} Their IRO stays their IRO.")
    form.add("officer", "Wh&o covers", kit.officers(), "" if kit.choices.officers else NOBODY_YET)
    form.add("start", "F&rom", kit.date())
    form.add("end", "First day &without cover", kit.date(optional=True), "The cover then ends by itself.")
    form.add("told_on", "They were to&ld on", kit.date(optional=True), TOLD_HINT)
    beside = _add_siblings(kit, form, those.ids)
    form.fill({"start": kit.tools.today(), "told_on": kit.tools.today()})

    def command(values: dict[str, Any]) -> Cover:
        officer = chosen(values, "officer", "Nobody was chosen to cover.", "Choose one of the officers.")
        return Cover((*those.ids, *beside.value()), officer, _day(values), _end(values), values["told_on"])

    return Task(form, command, lambda done: _said(done, "given cover"), COVER_BLAME, "officer")


def cover_caseload(kit: Kit) -> Task:
    """Somebody beside an IRO who is away, for all the children of that one; the absence in Settings gives the days."""
    form = kit.form("Co&ver", "Cover for a whole caseload", "")
    form.text("All the children whom the IRO holds on the first day are covered. The IRO stays their IRO.")
    absent = kit.officers()
    form.add("absent", "Who is aw&ay", absent)
    form.add("officer", "Wh&o covers", kit.officers())
    start, end = kit.date(), kit.date(optional=True)
    form.add("start", "F&rom", start)
    form.add("end", "First day &without cover", end, "The cover then ends by itself.")
    form.add("told_on", "They were to&ld on", kit.date(optional=True), TOLD_HINT)
    form.fill({"start": kit.tools.today(), "told_on": kit.tools.today()})
    absent.changed.connect(lambda: _take_absence(kit, form, str(absent.value()), start, end))

    def command(values: dict[str, Any]) -> CoverCaseload:
        away = chosen(values, "absent", "No IRO was chosen.", "Choose who is away.")
        officer = chosen(values, "officer", "Nobody was chosen to cover.", "Choose one of the officers.")
        return CoverCaseload(away, officer, _day(values), _end(values), values["told_on"])

    blame = {**COVER_BLAME, "no iro was": "absent", "holds no child": "absent"}
    return Task(form, command, lambda done: _said(done, "given cover"), blame, "officer")


def _take_absence(kit: Kit, form: Form, officer_id: str, start: DateField, end: DateField) -> None:
    """The days of an officer's absence, as Settings know it, into the form."""

    def take(absence: Absence | None) -> None:
        if isValid(form) and absence is not None:
            start.set_value(max(absence.start, kit.tools.today()))
            end.set_value(absence.end)

    if officer_id:
        kit.tools.runner.ask(NextAbsence(officer_id), take, ticket=(form, "absence"))


def _end(values: dict[str, Any]) -> date:
    """The first day without cover, which must be given."""
    if not isinstance(values["end"], date):
        raise Refusal("The cover has no end.", "Give the first day without it; it can be ended sooner or covered anew.")
    return values["end"]


def end_many(kit: Kit, those: Those) -> Task:
    """The allocations of the children chosen end on one day."""
    form = kit.form("E&nd the allocation", "End the allocation", "")
    form.text(f"{_named(those.names)} They then have no IRO until somebody is allocated.")
    return _ending(kit, form, those.ids, IRO)


def end_cover(kit: Kit, those: Those) -> Task:
    """The cover of the children chosen ends on one day."""
    form = kit.form("E&nd the cover", "End the cover", "")
    form.text(f"{_named(those.names)} Their IRO stays their IRO.")
    return _ending(kit, form, those.ids, COVER)


def _ending(kit: Kit, form: Form, child_ids: Sequence[str], role: str) -> Task:
    form.add("end", "First day with&out", kit.date())
    form.fill({"end": kit.tools.today()})
    what = "cover" if role == COVER else "allocation"

    def said(done: Done[Any]) -> str:
        return f"The {what} of {counted(int(done.result), 'child', 'children')} was ended."

    return Task(form, lambda v: EndAllocations(tuple(child_ids), v["end"], role), said, otherwise="end")


Making = Callable[[Kit, Those], Task]
FOR_MANY: dict[str, Making] = {
    "allocate": allocate,
    "transfer": transfer,
    "cover": cover,
    "end-allocation": end_many,
    "end-cover": end_cover,
}
"""What can be done for one child or for many."""


def end_allocation(kit: Kit, span: Span) -> Task:
    """The day given is the first without."""
    form = kit.form("E&nd the allocation", "End the allocation", f"deallocate.{span.id}")
    form.text(f"{span.words}, {span_dates(span)}. The child then has no IRO until somebody is allocated.")
    form.add("end", "First day &without", kit.date())
    form.fill({"end": kit.tools.today()})
    return Task(form, lambda v: EndAllocation(span.id, v["end"]), "The allocation was ended.", otherwise="end")


def set_team(kit: Kit, child: Child, now: str) -> Task:
    """The social-work team from a day."""
    teams = [("", "Choose a team"), *((team.id, team.name) for team in kit.choices.teams)]
    missing = "" if kit.choices.teams else "No team is entered yet. Add one in Settings first."
    form = kit.form("&Set the team", "Set the team", f"team.{child.id}")
    form.text(f"{child.shown_name}: {f'now {now}' if now else 'no team now'}.")
    form.add("team", "&Team", choice("Team", teams), missing)
    form.add("start", "F&rom", kit.date())
    form.fill({"start": kit.tools.today()})

    def command(values: dict[str, Any]) -> SetTeam:
        team = chosen(values, "team", "No team was chosen.", "Choose the team that holds the child.")
        return SetTeam(child.id, team, _day(values))

    return Task(form, command, "The team was set.", BLAME, "team")


def set_social_worker(kit: Kit, child: Child, now: str) -> Task:
    """The social worker from a day."""
    form = kit.form("&Set the social worker", "Set the social worker", f"worker.{child.id}")
    form.text(f"{child.shown_name}: {f'now {now}' if now else 'no social worker now'}.")
    form.add("name", "&Name", QLineEdit())
    form.add("start", "F&rom", kit.date())
    form.fill({"start": kit.tools.today()})
    command: Callable[[dict[str, Any]], SetSocialWorker] = lambda v: SetSocialWorker(child.id, v["name"], _day(v))  # noqa: E731
    return Task(form, command, "The social worker was set.", BLAME, "name")


def _day(values: dict[str, Any]) -> date:
    """The day from which it holds; the field has been checked to hold one."""
    day = values["start"]
    assert isinstance(day, date)
    return day
