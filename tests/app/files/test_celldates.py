"""A column of dates is decided as a whole, by what its cells prove; nothing is guessed."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.celldates import Order, decide, is_serial, parse
from app.files.reading import Cell

TWELFTH = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        ([TWELFTH, None, datetime(2026, 3, 12, 9)], Order.TYPED),  # noqa: DTZ001 - a spreadsheet knows no zones
        ([], Order.TYPED),
        (["2026-03-12", "12 Mar 2026", "March 4, 2026", 45123, "n/k"], Order.TYPED),
        (["03/04/2026", "25/03/2026"], Order.DAY_FIRST),
        (["03/04/2026", "03/25/2026"], Order.MONTH_FIRST),
        (["25/03/2026", "03/25/2026"], Order.MIXED),
        (["03/04/2026", "5.6.26", TWELFTH], Order.UNDECIDED),
        (["31/02/2026", "03/04/2026"], Order.DAY_FIRST),
        (["03/03/2026", "4/04/2026"], Order.TYPED),
        (["31/31/2026"], Order.TYPED),
        (["12/03/2026 10:30", "13/03/2026 00:00:00"], Order.DAY_FIRST),
        (["2026-03-12", "03/04/2026"], Order.UNDECIDED),
    ],
)
def test_a_column_is_what_its_cells_prove(cells: list[Cell], order: Order) -> None:
    assert decide(cells) is order


@pytest.mark.parametrize(
    "cell",
    [
        TWELFTH,
        datetime(2026, 3, 12),  # noqa: DTZ001 - a spreadsheet knows no zones
        datetime(2026, 3, 12, 14, 30),  # noqa: DTZ001 - the same
        "2026-03-12",
        "2026/03/12",
        "20260312",
        "2026-03-12T00:00:00",
        "2026-03-12 14:30:00.000",
        "12 Mar 2026",
        "12-Mar-26",
        "12 March 2026",
        "12th March 2026",
        "Thu 12 Mar 2026",
        "Thursday, 12 March 2026",
        "March 12 2026",
        "Mar 12, 2026",
        " 12Mar2026 ",
        46093,
        46093.6,
    ],
)
@pytest.mark.parametrize("order", list(Order))
def test_some_ways_of_writing_are_never_ambiguous(cell: Cell, order: Order) -> None:
    assert parse(cell, order) == TWELFTH


@pytest.mark.parametrize(
    "text", ["12/03/2026", "12.3.26", "12-03-2026", "12/03/2026 00:00:00", "12/03/26, 2:30 pm", "Thu 12/3/26"]
)
def test_numbers_are_read_in_the_order_of_the_column(text: str) -> None:
    assert parse(text, Order.DAY_FIRST) == TWELFTH
    assert parse(text, Order.MONTH_FIRST) == date(2026, 12, 3)


def test_an_undecided_cell_is_refused_and_one_that_can_only_be_read_one_way_is_read() -> None:
    for order in (Order.UNDECIDED, Order.MIXED, Order.TYPED):
        with pytest.raises(ValueError, match='"03/04/2026" can be read in two ways'):
            parse("03/04/2026", order)
        assert parse("25/03/2026", order) == date(2026, 3, 25)
        assert parse("03/25/2026", order) == date(2026, 3, 25)
        assert parse("04/04/2026", order) == date(2026, 4, 4)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("31/02/2026", '"31/02/2026" is not a date.'),
        ("29/02/2025", '"29/02/2025" is not a date.'),
        ("03/25/2026", '"03/25/2026" is not a date with the day first.'),
        ("2026-02-30", '"2026-02-30" is not a date.'),
        ("30 Feb 2026", '"30 Feb 2026" is not a date.'),
        ("12 Mai 2026", '"12 Mai 2026" is not a date.'),
        ("tomorrow", '"tomorrow" is not a date.'),
        ("12/03", '"12/03" is not a date.'),
        ("45123", '"45123" is not a date.'),
        ("00/00/0000", '"00/00/0000" is not a date.'),
        ("12/03/0206", "which cannot be right"),
        (date(1899, 12, 31), "which cannot be right"),
        (time(10, 30), '"10:30" is a time of day, not a date.'),
        (True, '"True" is not a date.'),
        (12, '"12" is not a date.'),
        (float("inf"), '"inf" is not a date.'),
        (float("nan"), '"nan" is not a date.'),
        (None, "The cell is empty."),
        ("  ", "The cell is empty."),
        ("x" * 40_000, "…"),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(cell: Cell, words: str) -> None:
    with pytest.raises(ValueError, match=r"\.$") as caught:
        parse(cell, Order.DAY_FIRST)
    assert words in str(caught.value)
    assert len(str(caught.value)) < 100


def test_two_digit_years_lie_in_the_hundred_years_up_to_the_latest() -> None:
    assert [parse(f"12/03/{year}", Order.DAY_FIRST).year for year in ("39", "40", "99", "00")] == [
        2039,
        1940,
        1999,
        2000,
    ]
    assert parse("12 Mar 39", Order.TYPED, latest_year=2026).year == 1939
    assert parse("12 Mar 26", Order.TYPED, latest_year=2026).year == 2026


def test_numbers_of_days_are_flagged_within_the_years_that_make_sense() -> None:
    assert [is_serial(cell) for cell in (19_725, 45_123.5, 65_745)] == [True] * 3
    assert [is_serial(cell) for cell in (19_724, 65_746, True, "45123", TWELFTH, None, float("nan"))] == [False] * 7
    assert (parse(19_725, Order.TYPED), parse(65_745, Order.TYPED)) == (date(1954, 1, 1), date(2079, 12, 31))


DAYS = st.dates(date(1940, 1, 1), date(2039, 12, 31))


@given(
    DAYS,
    st.sampled_from(
        ["%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y", "%d %b %Y", "%d-%b-%y", "%Y-%m-%d", "%B %d, %Y", "%a %d %b %Y"]
    ),
)
def test_every_day_written_day_first_is_read_back(day: date, form: str) -> None:
    assert parse(day.strftime(form), Order.DAY_FIRST) == day


@given(st.lists(DAYS, max_size=20))
def test_a_column_written_one_way_is_never_taken_for_the_other(days: list[date]) -> None:
    assert decide([day.strftime("%d/%m/%Y") for day in days]) in {Order.TYPED, Order.DAY_FIRST, Order.UNDECIDED}
    assert decide([day.strftime("%m/%d/%Y") for day in days]) in {Order.TYPED, Order.MONTH_FIRST, Order.UNDECIDED}


@given(st.text(max_size=30), st.sampled_from(Order))
def test_no_text_does_anything_but_give_a_date_or_a_sentence(text: str, order: Order) -> None:
    decide([text])
    said = ""
    try:
        parse(text, order)
    except ValueError as problem:
        said = str(problem)
    assert not said or said.endswith(".")
