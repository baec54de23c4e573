"""Rows of a return sheet that stand twice, or whose columns were moved apart in a program for sheets."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.commands.imports import in_words
from app.domain.errors import Refusal
from app.domain.reviews import Review
from tests.app.imports.returns import Sheet, filled_rows, head_of, reasons
from tests.builders import Service


def row_of(page: Worksheet, review: Review) -> int:
    return next(row for row in filled_rows(page) if str(page.cell(row, page.max_column).value).endswith(review.id))


def test_a_row_that_names_another_child_than_its_key_is_left_out(
    sheet: Sheet, service: Service, waiting: Review, held: Review
) -> None:
    def sort_the_first_column_only(page: Worksheet) -> None:
        for review, reference in ((waiting, "C1"), (held, "A1")):
            page.cell(row_of(page, review), 1).value = reference

    plan = sheet.fill(held, participation="PN1").edit(sort_the_first_column_only).imported()
    ((column, reason),) = reasons(plan)
    assert column == "Reference"
    assert reason.startswith("This row says A1, and its key is that of C1: the columns were moved apart.")
    assert (plan.writes, service.now(held).participation) == (False, None)


def test_a_reference_that_nobody_has_or_none_at_all_leaves_it_to_the_key(
    sheet: Sheet, service: Service, waiting: Review, held: Review
) -> None:
    def change(page: Worksheet) -> None:
        page.cell(row_of(page, waiting), 1).value = None
        page.cell(row_of(page, held), 1).value = "Cara"

    plan = sheet.fill(held, participation="PN1").fill(waiting, held="12/11/26").edit(change).imported()
    assert (plan.refused, plan.changed["reviews"]) == ([], 2)


def test_a_column_that_the_program_did_not_write_is_named(sheet: Sheet, waiting: Review) -> None:
    def rename(page: Worksheet) -> None:
        page.cell(head_of(page), 8).value = "Date"

    plan = sheet.fill(waiting, held="12/11/26").edit(rename).imported()
    assert (plan.writes, [one.unmatched for one in plan.facts.sheets]) == (False, [("Date",)])
    assert "alison.xlsx, Return sheet: columns not used: Date" in in_words(plan)


@pytest.mark.parametrize("gone", ["keys", "headings"])
def test_a_sheet_whose_keys_or_headings_were_deleted_is_not_taken_for_another_list(
    sheet: Sheet, service: Service, waiting: Review, gone: str
) -> None:
    def delete(page: Worksheet) -> None:
        if gone == "keys":
            page.delete_cols(page.max_column)
        else:
            page.delete_rows(head_of(page))

    before = service.now(waiting)
    with pytest.raises(Refusal, match=r"alison\.xlsx was a return sheet, but its headings or its column .* are gone\."):
        sheet.edit(delete).imported()
    assert service.now(waiting) == before


def test_an_empty_copy_before_a_filled_one_changes_nothing_and_hides_nothing(
    sheet: Sheet, service: Service, waiting: Review, tmp_path: Path
) -> None:
    empty = Path(shutil.copy(sheet.path, tmp_path / "a-empty.xlsx"))
    plan = sheet.fill(waiting, held="12/11/26").imported(empty, sheet.path)
    assert (plan.refused, plan.changed["reviews"]) == ([], 1)
    assert service.now(waiting).held == date(2026, 11, 12)


def test_copies_of_one_sheet_that_say_different_things_are_told_with_file_and_row(
    sheet: Sheet, service: Service, waiting: Review, tmp_path: Path
) -> None:
    first = Path(shutil.copy(sheet.fill(waiting, held="12/11/26").path, tmp_path / "first.xlsx"))
    plan = sheet.fill(waiting, held="13/11/26").imported(first, sheet.path)
    ((_, reason),) = reasons(plan)
    assert reason == (
        "The same review stands on row 8 of first.xlsx too, with other values. Only that row was looked at."
    )
    assert service.now(waiting).held == date(2026, 11, 12)
