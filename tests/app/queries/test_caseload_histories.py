"""Random histories of allocations: no child is ever counted twice, and none is dropped."""

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.children import Child
from app.domain.officers import Absence, Allocation, Officer, Post
from app.domain.records import Record
from app.domain.reviews import Series
from app.domain.settings import Setting
from app.queries.caseload.behind import ChildrenBehind
from app.queries.caseload.counting import ALLOCATED, CONCERNED, WAITING, Counter, carried
from app.queries.caseload.on import CaseloadOn
from app.queries.caseload.rules import rules_of
from app.queries.caseload.teams import TeamsCaseload
from tests.app.queries.caseload_oracle import Raw
from tests.builders import CALENDAR, TODAY, Service

FIRST = date(2025, 1, 1)
days = st.integers(0, 500).map(lambda n: FIRST + timedelta(days=n))
spans = st.tuples(days, st.one_of(st.none(), st.integers(1, 200)))
histories = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["iro", "iro", "cover"]), spans), max_size=4),
        st.lists(st.tuples(st.sampled_from(["looked-after", "rcpc", "pathway"]), spans), max_size=3),
        st.one_of(st.none(), days.map(lambda day: day.replace(year=day.year - 18, day=min(day.day, 28)))),
    ),
    max_size=5,
)
away = st.lists(st.tuples(st.integers(0, 2), spans), max_size=3)
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ends(span: tuple[date, int | None]) -> date | None:
    """The first day after a span, or None while it runs on."""
    start, length = span
    return None if length is None else start + timedelta(days=length)


def keep(service: Service, history: list[Any], absences: list[Any], covered: str) -> list[Child]:
    """The children with their histories, beside whatever was kept before."""
    officers = [Officer(name=name) for name in ("Ann", "Bo", "Cy")]
    posts = [Post(officer_id=one.id, start=FIRST, fte_hundredths=60) for one in officers]
    leave = [Absence(officer_id=officers[who].id, start=span[0], end=ends(span)) for who, span in absences]
    made: list[Child] = []
    records: list[Record] = []
    for place, (held, clocks, born) in enumerate(history):
        child = Child(reference=f"R{place}", date_of_birth=born)
        made.append(child)
        records += [
            Allocation(child_id=child.id, officer_id=officers[who].id, role=role, start=span[0], end=ends(span))
            for who, role, span in held
        ]
        for kind, span in clocks:
            closes = min((day for day in (ends(span), child.eighteenth_birthday) if day), default=None)
            records.append(Series(child_id=child.id, kind=kind, start=span[0], end=ends(span), closes=closes))
    setting = Setting(key="caseload.covered", start=FIRST, value=f'"{covered}"')
    service.keep(setting, *officers, *posts, *leave, *made, *records)
    return made


def forget(service: Service) -> None:
    """Void everything, so that the next history begins with nothing."""
    with service.change() as store:
        for kind in (Allocation, Series, Child, Absence, Post, Officer, Setting):
            for record in store.shelf(kind).find():
                store.shelf(kind).void(record, "Another history")


@some
@given(histories, away, st.sampled_from(["holder", "cover"]), st.lists(days, min_size=1, max_size=3))
def test_no_child_is_counted_twice_or_dropped(
    service: Service,
    history: list[Any],
    absences: list[Any],
    covered: str,
    asked: list[date],
) -> None:
    keep(service, history, absences, covered)
    try:
        with service.read() as store:
            raw, counter = Raw.of(store, CALENDAR.holidays), Counter(store)
            for day in asked:
                counts, rules = counter.on(day), rules_of(store)(day)
                expected = raw.loads(day, covered)
                found = {who: (load.cla, load.cp, load.both, load.other) for who, load in counts.loads.items()}
                assert {who: parts for who, parts in found.items() if sum(parts)} == expected
                assert {who: load.fte for who, load in counts.loads.items()} == {
                    who: raw.fte(who, day) for who in counts.loads
                }
                listed = [row[0] for row in store.each(carried(day, rules, ALLOCATED), ("id",))]
                holds = {child.id for child in raw.children.values() if raw.holder(child, day, covered)}
                assert (len(listed), set(listed)) == (len(holds), holds)
                waits = {row[0] for row in store.each(carried(day, rules, WAITING), ("id",))}
                assert not waits & holds
                assert len(waits) == counts.waiting.children
                assert store.count(carried(day, rules, CONCERNED)) == len(waits) + len(holds)
    finally:
        forget(service)


def test_the_tables_of_officers_and_of_teams_hold_the_same_children(service: Service) -> None:
    history = [
        ([(0, "iro", (FIRST, None))], [("looked-after", (FIRST, None))], None),
        ([(1, "iro", (FIRST, None)), (2, "cover", (FIRST, None))], [("rcpc", (FIRST, None))], None),
        ([], [("looked-after", (FIRST, None))], None),
    ]
    child, *_ = keep(service, history, [], "holder")
    service.in_team(child, service.team("North"), FIRST)
    for query in (CaseloadOn(TODAY), TeamsCaseload(TODAY)):
        table = service.desk().ask(query)
        with service.read() as store:
            rows = list(table.rows.each(store))
            numbers = [row.cells[table.column("children")] for row in rows if row.id not in ("no-iro", "service")]
            assert (sum(numbers), rows[-1].cells[table.column("children")]) == (2, 2)
            behind = rows[-1].opens["children"]
            assert isinstance(behind, ChildrenBehind)
            assert behind.number(store) == 2
