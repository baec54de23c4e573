"""The return sheet goes out with an IRO's month, and comes back sorted, cut, saved anew, twice, or from another file."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.commands.exports import export_return
from app.commands.imports import in_words, summary
from app.commands.undo import ChangedSince, Undo
from app.domain.audit import Entry
from app.domain.contacts import Contact
from app.domain.dates import Period
from app.domain.errors import Refusal
from app.domain.imports import ImportRun
from app.domain.records import Record
from app.domain.reviews import Meeting, Rearrangement, Review, Series
from db.database import Database
from tests.app.imports.conftest import Importing
from tests.app.imports.files import write_book
from tests.app.imports.returns import Sheet, filled_rows, head_of, reasons, told
from tests.builders import TODAY, Service, stamp
from tests.locks import KEY

KINDS: tuple[type[Record], ...] = (Review, Series, Meeting, Rearrangement, Contact, ImportRun)


@pytest.fixture
def sheet(service: Service, tmp_path: Path) -> Sheet:
    """Alison's sheet of November: one review due, one overdue, one held with facts to come, one booked for the month."""
    alison = service.officer("Alison Wright")
    for reference, name, start in (
        ("A1", "Amira Khan", date(2026, 10, 26)),
        ("B1", "Ben Dodds", date(2026, 9, 1)),
        ("C1", "Cara Lee", date(2026, 10, 12)),
        ("D1", "Dan Fox", date(2026, 11, 10)),
    ):
        child = service.child(reference, name=name, date_of_birth=date(2014, 5, 6))
        service.allocated(child, alison, start)
        series = service.period(child, start)
        if reference == "C1":
            service.held(series, date(2026, 11, 5))
        if reference == "D1":
            service.planned(service.open_review(series), date(2026, 11, 27))
    return Sheet(service, alison, tmp_path / "alison.xlsx", real=True).write()


def review_of(sheet: Sheet, reference: str, *, held: bool = False) -> Review:
    """The review of a child that is open, or that was held."""
    (child_id,) = sheet.service.rows("children", ("id",))[[row[0] for row in references(sheet)].index(reference)]
    with sheet.service.read() as store:
        found = store.shelf(Review).find(child_id=child_id)
    return next(review for review in found if bool(review.held) == held)


def references(sheet: Sheet) -> list[tuple[Any, ...]]:
    return sheet.service.rows("children", ("reference",))


def everything(service: Service) -> list[Record]:
    with service.read() as store:
        return [record for kind in KINDS for record in store.shelf(kind).find(voided=True)]


def entries(service: Service) -> tuple[Entry, ...]:
    with service.read() as store:
        return store.accounts.latest(None, 100)


def test_the_sheet_holds_the_month_what_is_overdue_and_what_is_to_come(sheet: Sheet) -> None:
    rows = {row["Reference"]: row for row in sheet.rows()}
    assert list(rows) == ["B1", "C1", "A1", "D1"]
    assert rows["A1"]["Child"] == "Amira Khan"
    assert rows["A1"]["Due"].date() == date(2026, 11, 23)
    assert rows["D1"]["Booked for"].date() == date(2026, 11, 27)
    assert rows["C1"]["Recorded so far"] == "Held 5 Nov 2026; participation and seen before to come"
    assert rows["A1"]["Key (leave as it is)"] == f"R{review_of(sheet, 'A1').id}"
    assert {row["Held on"] for row in rows.values()} == {None}


def test_a_review_that_was_held_with_all_its_facts_is_not_on_it(sheet: Sheet, service: Service) -> None:
    held = review_of(sheet, "C1", held=True)
    sheet.fill(held, participation="PN1", seen="yes").imported()
    assert [row["Reference"] for row in sheet.write().rows()] == ["B1", "A1", "D1"]


def test_another_month_holds_its_own_reviews_and_still_what_is_overdue(sheet: Sheet) -> None:
    assert [row["Reference"] for row in sheet.write(Period.month(2026, 12)).rows()] == ["B1", "D1"]


def test_initials_can_stand_in_place_of_names(sheet: Sheet) -> None:
    rows = sheet.write(named=False).rows()
    assert [row["Initials"] for row in rows] == ["BD", "CL", "AK", "DF"]
    assert "Amira" not in str(rows)


def test_only_an_officer_who_is_here_has_a_sheet(service: Service, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match='There is no officer "nobody"'):
        export_return(service.desk(), "nobody", None, True, tmp_path / "x.xlsx")


def test_lists_offer_what_may_be_chosen_and_nothing_is_locked(sheet: Sheet) -> None:
    book = load_workbook(sheet.path)
    page = book["Return sheet"]
    rules = {str(rule.sqref)[0]: rule for rule in page.data_validations.dataValidation}
    assert book["Lists"].sheet_state == "visible"
    assert [rule.type for rule in rules.values()] == [None, "list", "list", "list", None, "list", "list", None]
    assert "Illness" in str(rules["K"].formula1)
    assert not any(rule.showErrorMessage for rule in rules.values())
    assert not page.protection.sheet
    assert page.freeze_panes == f"C{head_of(page) + 1}"


def test_a_sheet_that_comes_back_empty_writes_nothing(sheet: Sheet, service: Service) -> None:
    before, entered = everything(service), entries(service)
    plan = sheet.imported()
    assert (plan.writes, plan.unchanged["reviews"], plan.told, plan.refused) == (False, 4, [], [])
    assert everything(service) == before
    assert entries(service) == entered


def test_what_is_filled_in_is_recorded_with_one_entry_and_the_next_review_follows(
    sheet: Sheet, service: Service
) -> None:
    review, number = review_of(sheet, "A1"), len(entries(service))
    plan = sheet.fill(review, held=date(2026, 11, 17), participation="PN1", seen="seen 12/11/26", note="Chaired it")
    done = plan.imported()
    now = service.now(review)
    assert (now.held, now.participation, now.note) == (date(2026, 11, 17), "PN1", "Chaired it")
    assert (now.chair_id, now.import_id) == (sheet.officer.id, done.import_id)
    follows = review_of(sheet, "A1")
    assert (follows.due, follows.counted_from) == (date(2027, 2, 17), date(2026, 11, 17))
    with service.read() as store:
        (contact,) = store.shelf(Contact).find()
    assert (contact.date, contact.how, contact.review_id) == (date(2026, 11, 12), "seen", review.id)
    assert len(entries(service)) == number + 1
    assert summary(done)["changed"]["reviews"] == 1


def test_the_preview_says_what_would_be_recorded_and_writes_nothing(sheet: Sheet, service: Service) -> None:
    sheet.fill(review_of(sheet, "B1"), held="12/11/26", late="IRO absent").fill(review_of(sheet, "D1"), held="1/12/26")
    before = everything(service)
    plan = sheet.previewed()
    assert told(plan) == [("Held on", "nothing", "12 Nov 2026"), ("Late reason", "nothing", "IRO absent")]
    assert reasons(plan) == [("Held on", "1 December 2026 lies in the future. Book a date instead, or check the year.")]
    assert everything(service) == before
    words = in_words(plan)
    assert "Filled in: 2 facts\n  alison.xlsx, row 8, B1, Held on: 12 Nov 2026 (before: nothing)" in words
    assert "Left out: 1 row" in words


def test_the_same_sheet_twice_changes_nothing_the_second_time(sheet: Sheet, service: Service) -> None:
    sheet.fill(review_of(sheet, "A1"), held="17 Nov 2026", participation="pn 1", seen="spoken to 3/11/26", note="Well")
    sheet.fill(review_of(sheet, "B1"), new_date="3 Dec 2026", note="Booked")
    moved = {"new_date": "1 Dec 2026", "asked": "Child", "why": "Illness"}
    assert len(sheet.fill(review_of(sheet, "D1"), **moved).imported().told) == 7
    before, entered = everything(service), entries(service)
    again = sheet.imported()
    assert (again.writes, again.told, again.conflicts, again.refused) == (False, [], [], [])
    assert again.unchanged["reviews"] == 4
    assert (everything(service), entries(service)) == (before, entered)


def test_undoing_the_import_puts_all_back(sheet: Sheet, service: Service) -> None:
    a, d = review_of(sheet, "A1"), review_of(sheet, "D1")
    before = {record.id: record for record in everything(service)}
    sheet.fill(a, held="17 Nov 2026", participation="PN1", seen="yes").imported()
    sheet.fill(d, new_date="1 Dec 2026", asked="Child", why="Illness").imported()
    for entry in entries(service)[:2]:
        service.desk().do(Undo(entry.number))
    for record in everything(service):
        if record.id in before:
            was = before[record.id]
            assert {**vars(record), "version": 0} == {**vars(was), "version": 0}
        else:
            assert record.voided


def test_undo_is_refused_once_something_was_changed_since(sheet: Sheet, service: Service) -> None:
    review = review_of(sheet, "A1")
    sheet.fill(review, held="17 Nov 2026").imported()
    entry = entries(service)[0].number
    sheet.fill(review, participation="PN1").imported()
    with pytest.raises(ChangedSince):
        service.desk().do(Undo(entry))
    assert service.now(review).participation == "PN1"


def test_a_sheet_that_was_sorted_cut_and_widened_is_still_known(sheet: Sheet, service: Service) -> None:
    a, b = review_of(sheet, "A1"), review_of(sheet, "B1")
    sheet.fill(a, held="17 Nov 2026").fill(b, held="18 Nov 2026", late="Court")

    def change(page: Worksheet) -> None:
        rows = [[cell.value for cell in page[row]] for row in filled_rows(page)]
        for at, row in zip(filled_rows(page), sorted(rows, reverse=True, key=str), strict=True):
            for column, value in enumerate(row, start=1):
                page.cell(at, column).value = value
        page.delete_rows(1, head_of(page) - 1)
        page.delete_cols(3, 2)
        page.insert_cols(2)
        page.cell(1, 2).value = "My own notes"
        page.column_dimensions["F"].hidden = True

    plan = sheet.edit(change).imported()
    assert plan.changed["reviews"] == 2
    assert (service.now(a).held, service.now(b).late_reason) == (date(2026, 11, 17), "court")


@pytest.mark.parametrize("shown", ["%d %b %Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d"])
def test_saved_as_csv_it_says_the_same_however_its_dates_are_shown(sheet: Sheet, service: Service, shown: str) -> None:
    review = review_of(sheet, "A1")
    sheet.fill(review, held=date(2026, 11, 6), participation="PN1")
    assert sheet.imported(sheet.as_csv(shown)).changed["reviews"] == 1
    assert service.now(review).held == date(2026, 11, 6)


def test_dates_of_a_csv_file_that_can_be_read_in_two_ways_are_never_guessed(sheet: Sheet) -> None:
    def only_d(page: Worksheet) -> None:
        for row in reversed([*filled_rows(page)]):
            if page.cell(row, 1).value != "D1":
                page.delete_rows(row)
            else:
                page.cell(row, 6).value = None

    sheet.fill(review_of(sheet, "D1"), held=date(2026, 11, 11)).edit(only_d)
    with pytest.raises(Refusal, match=r"with the day or the month first\. Nothing has been written"):
        sheet.imported(sheet.as_csv("%m/%d/%Y"))


def test_the_sheet_of_another_file_is_refused_in_words(sheet: Sheet, tmp_path: Path) -> None:
    path = sheet.fill(review_of(sheet, "A1"), held="17 Nov 2026").path
    words = r"alison.xlsx was written from another file than the one that is open\. Nothing has been written"
    other = Database.create(tmp_path / "other.irotracker", stamp(), KEY)
    with pytest.raises(Refusal, match=words):
        Sheet(Service(other), sheet.officer, path).imported()
    other.close()


def test_a_return_sheet_among_other_files_is_refused(sheet: Sheet, tmp_path: Path) -> None:
    other = write_book(tmp_path / "own.xlsx", {"Sheet1": [("Child ID", "Review held"), ("K1", date(2026, 1, 30))]})
    with pytest.raises(Refusal, match=r"alison.xlsx is a return sheet and own.xlsx is not"):
        sheet.imported(sheet.path, other)
    with pytest.raises(Refusal, match=r"No sheet of own.xlsx is a return sheet"):
        sheet.imported(other, layout="return")


def test_the_sheets_of_several_iros_come_in_together(sheet: Sheet, service: Service, tmp_path: Path) -> None:
    bola = service.officer("Bola Adé")
    child = service.child("E1")
    service.allocated(child, bola, TODAY - timedelta(days=30))
    review = service.open_review(service.period(child, date(2026, 10, 26)))
    other = Sheet(service, bola, tmp_path / "bola.xlsx").write().fill(review, held="18/11/26")
    plan = sheet.fill(review_of(sheet, "A1"), held="17/11/26").imported(sheet.path, other.path)
    assert plan.changed["reviews"] == 2
    assert service.now(review).chair_id == bola.id


def test_a_row_that_somebody_wrote_below_has_no_key_and_is_left_out(sheet: Sheet) -> None:
    def add(page: Worksheet) -> None:
        page.append(["Z9", "Zoe New", "Looked-after review", None, None, None, None, date(2026, 11, 17)])

    assert reasons(sheet.edit(add).imported()) == [
        (
            "Key (leave as it is)",
            "This row has no key, so nobody can tell which review it is. Record it on the Reviews page, or write the sheet anew.",
        )
    ]


def test_a_review_that_stands_twice_with_different_values_is_taken_once(sheet: Sheet, service: Service) -> None:
    review = review_of(sheet, "A1")

    def copy(page: Worksheet) -> None:
        row = next(row for row in filled_rows(page) if page.cell(row, 1).value == "A1")
        page.append([cell.value for cell in page[row]])
        page.cell(page.max_row, 8).value = "19 Nov 2026"

    plan = sheet.fill(review, held="17 Nov 2026").edit(copy).imported()
    assert service.now(review).held == date(2026, 11, 17)
    ((column, reason),) = reasons(plan)
    assert (column, reason[:38]) == ("Held on", "The same review stands on row 10 too, ")


def test_a_review_that_was_voided_since_is_left_out(sheet: Sheet, service: Service, importing: Importing) -> None:
    review = review_of(sheet, "A1")
    sheet.fill(review, held="17 Nov 2026")
    with service.change() as store:
        store.shelf(Review).void(service.now(review), "Entered twice")
    ((column, reason),) = reasons(sheet.imported())
    assert column == "Key (leave as it is)"
    assert reason.startswith("This review was voided.")
    assert not [one for one in importing.all(Review) if one.id == review.id]
