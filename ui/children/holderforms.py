"""Forms about who holds children: their IRO, their team and their social worker, each from a day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.commands.allocations import Allocate, EndAllocation
from app.commands.children import SetSocialWorker, SetTeam
from app.domain.children import Child
from app.queries.child import Span
from ui.children.task import NOBODY_YET, Kit, Task, choice, chosen
from ui.children.words import span_dates

BLAME = {"date": "start", "start": "start", "day": "start", "future": "start"}
SHOWN = 6
"""How many children are named above the form; the rest are counted."""


def allocate(kit: Kit, child_ids: Sequence[str], names: Sequence[str]) -> Task:
    """One IRO for one child or for many."""
    many = len(child_ids) > 1
    heading = f"Allocate {len(child_ids):,} children to an IRO" if many else "Allocate an IRO"
    form = kit.form("Allo&cate", heading, "allocate" if many else f"allocate.{child_ids[0]}")
    form.text(_named(names))
    form.add("officer", "IR&O", kit.officers(), "" if kit.choices.officers else NOBODY_YET)
    form.add("start", "F&rom", kit.date(), "Whoever held them until then holds them until the day before.")
    form.fill({"start": kit.tools.today()})

    def command(values: dict[str, Any]) -> Allocate:
        officer = chosen(values, "officer", "No IRO was chosen.", "Choose who holds the child from that day.")
        return Allocate(tuple(child_ids), officer, _day(values))

    said = f"{len(child_ids):,} children were allocated." if many else "The child was allocated."
    return Task(form, command, said, BLAME, "officer")


def _named(names: Sequence[str]) -> str:
    rest = len(names) - SHOWN
    return f"For {', '.join(names[:SHOWN])}" + (f" and {rest:,} more." if rest > 0 else ".")


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
