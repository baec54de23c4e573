"""Return sheets filled in at random: what is recorded is what a plain model of the rules says, and twice is as once."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.commands.imports import CommitImport
from app.domain.contacts import Contact
from app.domain.officers import Officer
from app.domain.reviews import Meeting, MeetingReview, Review
from app.files.layouts.recognise import facts_of
from app.files.layouts.return_sheet import TITLES
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import ImportPlan
from app.queries.returning import ReturnSheet
from db.database import Database
from tests.builders import Service
from tests.locks import KEY

BAD: Any = object()
D3, D12, D17 = date(2026, 11, 3), date(2026, 11, 12), date(2026, 11, 17)
CELLS: Mapping[str, Mapping[Any, Any]] = {
    "held": {"12/11/26": D12, D17: D17, "5 Nov 2026": date(2026, 11, 5), "1 Dec 2026": BAD, "soon": BAD},
    "participation": {"pn1": "PN1", "PN6 Did not attend, views were sent": "PN6", "maybe": BAD},
    "seen": {"yes": ("seen", None), "no": ("no", None), "seen 3/11/26": ("seen", D3), "perhaps": BAD},
    "late": {"Illness": "illness", "court": "court", "Snow": BAD},
    "new_date": {"3 Dec 2026": date(2026, 12, 3), "4/12/26": date(2026, 12, 4), "2 Nov 2026": date(2026, 11, 2)},
    "asked": {"Child": "child", "The dog": BAD},
    "why": {"Illness": "illness"},
    "note": {"Well": "Well", "Long": "Long"},
}
ROW = st.fixed_dictionaries({}, optional={field: st.sampled_from(list(cells)) for field, cells in CELLS.items()})
FILLED = st.lists(st.tuples(ROW, ROW, ROW, ROW), min_size=1, max_size=3)


@dataclass(frozen=True)
class State:
    """What is recorded of one review."""

    held: date | None = None
    participation: str | None = None
    late: str | None = None
    note: str = ""
    seen: tuple[str, date | None] | None = None
    booked: date | None = None
    arranged: frozenset[date] = frozenset()

    def told(self, cells: Mapping[str, Any]) -> "State":
        """What is recorded after a row: everything that it says, or nothing where part of it cannot be."""
        said = {field: CELLS[field][cell] for field, cell in cells.items()}
        if BAD in said.values():
            return self
        kept = {f: getattr(self, f) or said.get(f, getattr(self, f)) for f in ("held", "participation", "late", "note")}
        now = replace(self, **kept, seen=self._seen(said.get("seen")))
        if now.participation and not now.held:
            return self
        return now._held() if now.held else now._moved(said) or self

    def _seen(self, said: tuple[str, date | None] | None) -> tuple[str, date | None] | None:
        if self.seen is None or said is None:
            return self.seen or said
        return said if self.seen == (said[0], None) else self.seen

    def _held(self) -> "State":
        return replace(self, booked=None)

    def _moved(self, said: Mapping[str, Any]) -> "State | None":
        """None where it cannot be."""
        day = said.get("new_date")
        if day is None:
            return None if {"asked", "why"} & said.keys() else self
        if day in self.arranged:
            return self
        is_move = self.booked is not None
        if day < date(2026, 11, 20) or (is_move and not {"asked", "why"} <= said.keys()):
            return None
        return replace(self, booked=day, arranged=self.arranged | {day} if is_move else frozenset({day}))


def build(service: Service) -> tuple[Officer, list[Review], list[State]]:
    """Four reviews of one IRO: waiting, booked, held with everything to come, held with much recorded."""
    iro = service.officer("Alison Wright")
    reviews, states = [], []
    for at in range(4):
        child = service.child(f"K{at}", date_of_birth=date(2014, 5, 6))
        service.allocated(child, iro, date(2026, 10, 1))
        series = service.period(child, date(2026, 10, 12))
        review, state = service.open_review(series), State()
        if at == 1:
            service.planned(review, date(2026, 11, 26))
            state = State(booked=date(2026, 11, 26), arranged=frozenset({date(2026, 11, 26)}))
        if at > 1:
            facts: dict[str, Any] = {"late_reason": "court", "note": "Well"} if at == 3 else {}
            service.held(series, D12, **facts)
            state = State(D12, None, facts.get("late_reason"), facts.get("note", ""))
        reviews.append(review)
        states.append(state)
    return iro, reviews, states


def imported(service: Service, sheet: Any, rows: Mapping[str, Mapping[str, Any]]) -> ImportPlan:
    """Import the sheet with these cells filled in, by review."""
    table = sheet.tables[0][1]
    width = len(table.columns)
    lines: list[tuple[Any, ...]] = [(note, *(None for _ in range(width - 1))) for note in table.notes]
    lines.append(tuple(column.title for column in table.columns))
    for row in table.rows.rows:
        cells = dict(zip([column.title for column in table.columns], row.cells, strict=True))
        lines.append(tuple((cells | {TITLES[f]: v for f, v in rows.get(row.id, {}).items()}).values()))
    book = Book("alison.xlsx", "workbook", (Sheet("Return sheet", 1, tuple(lines)),))
    return service.desk().do(CommitImport(facts_of((book,)))).result


def recorded(service: Service, review: Review, state: State) -> State:
    """What is recorded of a review now; what was arranged before is taken from the model."""
    with service.read() as store:
        now = store.shelf(Review).get(review.id)
        contacts = store.shelf(Contact).find(review_id=review.id)
        links = store.shelf(MeetingReview).find(review_id=review.id)
        planned = store.shelf(Meeting).find(id=tuple(link.meeting_id for link in links), state="planned")
    assert len(contacts) < 2
    assert len(planned) < 2
    seen = (contacts[0].how, contacts[0].date) if contacts else None
    booked = planned[0].date if planned else None
    return State(now.held, now.participation, now.late_reason, now.note, seen, booked, state.arranged)


@settings(max_examples=20)
@given(FILLED)
def test_whatever_is_filled_in_the_records_say_what_the_rules_say(fresh_database: Path, sheets: Any) -> None:
    with TemporaryDirectory() as folder:
        shutil.copyfile(fresh_database, path := Path(folder) / "service.db")
        with Database.open(path, KEY) as database:
            service = Service(database)
            iro, reviews, states = build(service)
            sheet = service.desk().ask(ReturnSheet(iro.id))
            for filled in sheets:
                rows = {review.id: cells for review, cells in zip(reviews, filled, strict=True)}
                first = imported(service, sheet, rows)
                states = [state.told(cells) for state, cells in zip(states, filled, strict=True)]
                assert [recorded(service, *pair) for pair in zip(reviews, states, strict=True)] == states
                again = imported(service, sheet, rows)
                assert not again.writes
                assert [one.row for one in again.refused] == [one.row for one in first.refused]
