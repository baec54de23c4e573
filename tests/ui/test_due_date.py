"""The command line works out one due date of any kind, without a database."""

import pytest

from app.domain.kinds import KINDS
from tests.ui.command_line import Run, runner_of


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process."""
    return runner_of(capsys)


WORKED = [
    ("2022-12-16", "2023-01-11", "2023-01-18"),
    ("2023-04-06", "2023-05-02", "2023-05-10"),
    ("2023-12-21", "2024-01-16", "2024-01-23"),
    ("2024-03-29", "2024-04-22", "2024-04-29"),
    ("2025-04-12", "2025-05-07", "2025-05-14"),
    ("2022-05-20", "2022-06-14", "2022-06-21"),
]
PLACED = [
    ("2022-12-16", "2023-01-13"), ("2023-04-06", "2023-05-04"), ("2023-12-21", "2024-01-18"),
    ("2024-03-29", "2024-04-26"), ("2025-04-12", "2025-05-10"), ("2022-05-20", "2022-06-17"),
]  # fmt: skip
CASES = [
    *(("icpc", 1, start, fifteen) for start, fifteen, _ in WORKED),
    *(("transfer-in", 1, start, fifteen) for start, fifteen, _ in WORKED),
    *(("looked-after", 1, start, twenty) for start, _, twenty in WORKED),
    *(("adoption-placed", 1, start, due) for start, due in PLACED),
    ("looked-after", 2, "2024-01-31", "2024-04-30"),
    ("looked-after", 3, "2022-08-31", "2023-02-28"),
    ("looked-after", 9, "2023-03-31", "2023-09-30"),
    ("short-breaks", 1, "2024-01-31", "2024-04-30"),
    ("short-breaks", 2, "2023-03-31", "2023-09-30"),
    ("rcpc", 1, "2024-01-31", "2024-04-30"),
    ("rcpc", 2, "2022-08-31", "2023-02-28"),
    ("adoption-authorised", 1, "2024-01-31", "2024-04-30"),
    ("adoption-authorised", 2, "2022-08-31", "2023-02-28"),
    ("adoption-placed", 2, "2024-01-31", "2024-04-30"),
    ("adoption-placed", 3, "2022-08-31", "2023-02-28"),
    ("secure", 1, "2024-01-31", "2024-02-29"),
    ("secure", 2, "2024-01-31", "2024-04-30"),
    ("foster-carer", 1, "2024-02-29", "2025-02-28"),
    ("foster-carer", 2, "2023-03-31", "2024-03-31"),
    ("private-fostering", 1, "2024-02-29", "2025-02-28"),
    ("private-fostering", 7, "2023-03-31", "2024-03-31"),
    ("pathway", 1, "2022-08-31", "2023-02-28"),
    ("pathway", 2, "2023-03-31", "2023-09-30"),
]


@pytest.mark.parametrize(("kind", "sequence", "start", "due"), CASES)
def test_every_worked_due_date(run: Run, kind: str, sequence: int, start: str, due: str) -> None:
    ran = run("due-date", "--kind", kind, "--sequence", str(sequence), "--from", start, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert set(ran.answer) == {"due", "rule", "explanation"}
    assert ran.answer["due"] == due


def test_the_worked_cases_are_of_all_eleven_kinds() -> None:
    assert {kind for kind, *_ in CASES} == set(KINDS)
    assert len(KINDS) == 11


def test_a_due_date_explains_itself(run: Run) -> None:
    ran = run("due-date", "--kind", "looked-after", "--sequence", "3", "--from", "2026-03-03")
    assert ran.out == (
        "3 September 2026\n"
        "Third review: within 6 months of the previous review, held 3 March 2026 "
        "(Care Planning Regulations 2010, reg 33(2)).\n"
    )


def test_a_conference_that_is_held_once_has_no_second(run: Run) -> None:
    ran = run("due-date", "--kind", "icpc", "--sequence", "2", "--from", "2026-03-03", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert "held once: there is no number 2" in ran.err


def test_a_date_in_a_year_without_confirmed_holidays_warns_beside_the_answer(run: Run) -> None:
    ran = run("due-date", "--kind", "icpc", "--sequence", "1", "--from", "2035-03-05", "--json")
    assert (ran.code, ran.answer["due"][:4]) == (0, "2035")
    assert "not confirmed" in ran.err


@pytest.mark.parametrize("start", ["9999-12-31", "9998-12-31"])
def test_a_date_at_the_end_of_time_is_refused_in_words(run: Run, start: str) -> None:
    ran = run("due-date", "--kind", "foster-carer", "--sequence", "1", "--from", start)
    assert ran.code in (0, 1)
    assert "Traceback" not in ran.err
    assert run("due-date", "--kind", "icpc", "--sequence", "1", "--from", "9999-12-31").code == 1
