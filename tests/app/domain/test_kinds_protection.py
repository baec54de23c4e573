"""Child protection conferences, worked by hand from Working Together to Safeguard Children."""

import pytest

from tests.app.domain.worked import NONE, Case

INITIAL, FIRST, LATER = "15 working days", "3 months", "6 months"
NOT_NEEDED = "it was decided that none is needed"

ICPC = (
    # Within 15 working days of the strategy discussion, which is day 0.
    Case("over Christmas 2022", "16/12/2022", (), "11/01/2023", INITIAL),
    Case("over Easter 2023", "06/04/2023", (), "02/05/2023", INITIAL),
    Case("over Christmas 2023", "21/12/2023", (), "16/01/2024", INITIAL),
    Case("from Good Friday", "29/03/2024", (), "22/04/2024", INITIAL),
    Case("from a Saturday", "12/04/2025", (), "07/05/2025", INITIAL),
    Case("over two jubilee holidays", "20/05/2022", (), "14/06/2022", INITIAL),
    Case("month end", "31/01/2024", (), "21/02/2024", INITIAL),
    Case("held early", "16/12/2022", ("03/01/2023",), NONE, "held once"),
    Case("held late", "16/12/2022", ("20/01/2023",), NONE, "held once"),
    Case("adjourned, the first meeting counts", "16/12/2022", (), NONE, "held once", adjourned=("10/01/2023", "")),
    Case("adjourned, still to be completed", "16/12/2022", (), "11/01/2023", INITIAL, adjourned=("10/01/2023", ""), counts="completed"),
    Case("not needed before it was due", "16/12/2022", (), NONE, NOT_NEEDED, end="05/01/2023", not_needed=True),
    Case("not needed after it was due", "16/12/2022", (), NONE, NOT_NEEDED, end="02/02/2023", not_needed=True),
    Case("ended before it was due", "16/12/2022", (), NONE, "ended on 10 January 2023", end="10/01/2023"),
    Case("ended on the due date", "16/12/2022", (), "11/01/2023", INITIAL, end="11/01/2023"),
    Case("18 before it would be due", "16/12/2022", (), NONE, "turns 18 on 10 January 2023", born="10/01/2005"),
    Case("18 the day after it is due", "16/12/2022", (), "11/01/2023", INITIAL, born="12/01/2005"),
    Case("before birth", "16/12/2022", (), "11/01/2023", INITIAL, born="20/02/2023"),
)  # fmt: skip

TRANSFER_IN = (
    # Within 15 working days of the day the transfer was notified or accepted.
    Case("first", "03/02/2025", (), "24/02/2025", INITIAL),
    Case("over Easter 2023", "06/04/2023", (), "02/05/2023", INITIAL),
    Case("over Christmas 2023", "21/12/2023", (), "16/01/2024", INITIAL),
    Case("from a Saturday", "12/04/2025", (), "07/05/2025", INITIAL),
    Case("month end", "31/01/2024", (), "21/02/2024", INITIAL),
    Case("held early", "03/02/2025", ("10/02/2025",), NONE, "held once"),
    Case("held late", "03/02/2025", ("03/03/2025",), NONE, "held once"),
    Case("adjourned, still to be completed", "03/02/2025", (), "24/02/2025", INITIAL, adjourned=("24/02/2025", ""), counts="completed"),
    Case("not needed before it was due", "03/02/2025", (), NONE, NOT_NEEDED, end="10/02/2025", not_needed=True),
    Case("not needed after it was due", "03/02/2025", (), NONE, NOT_NEEDED, end="03/03/2025", not_needed=True),
    Case("ended on the due date", "03/02/2025", (), "24/02/2025", INITIAL, end="24/02/2025"),
    Case("18 before it would be due", "03/02/2025", (), NONE, "turns 18 on 20 February 2025", born="20/02/2007"),
)  # fmt: skip

RCPC = (
    # The first within 3 months of the initial conference, later ones within 6 months of the one before.
    Case("first", "06/01/2025", (), "06/04/2025", FIRST),
    Case("first, month end", "30/11/2025", (), "28/02/2026", FIRST),
    Case("first, due on Good Friday", "18/01/2025", (), "18/04/2025", FIRST),
    Case("second", "06/01/2025", ("31/03/2025",), "30/09/2025", LATER),
    Case("third", "06/01/2025", ("31/03/2025", "30/09/2025"), "30/03/2026", LATER),
    Case("second after a late first", "06/01/2025", ("20/04/2025",), "20/10/2025", LATER),
    Case("second after an early first", "06/01/2025", ("17/03/2025",), "17/09/2025", LATER),
    Case("second, month end before February", "06/06/2025", ("31/08/2025",), "28/02/2026", LATER),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "17/09/2025", LATER, adjourned=("17/03/2025", "24/03/2025")),
    Case("adjourned, the completing meeting counts", "06/01/2025", (), "24/09/2025", LATER, adjourned=("17/03/2025", "24/03/2025"), counts="completed"),
    Case("adjourned, never completed but followed by another", "06/01/2025", ("02/06/2025",), "02/12/2025", LATER, adjourned=("17/03/2025", ""), counts="completed"),
    Case("plan ended before it was due", "06/01/2025", ("31/03/2025",), NONE, "ended on 1 September 2025", end="01/09/2025"),
    Case("plan ended on the due date", "06/01/2025", ("31/03/2025",), "30/09/2025", LATER, end="30/09/2025"),
    Case("18 before it would be due", "06/01/2025", ("31/03/2025",), NONE, "turns 18 on 15 September 2025", born="15/09/2007"),
    Case("18 on the due date", "06/01/2025", ("31/03/2025",), NONE, "turns 18 on 30 September 2025", born="30/09/2007"),
    Case("plan made before birth", "06/01/2025", (), "06/04/2025", FIRST, born="20/02/2025"),
)  # fmt: skip


@pytest.mark.parametrize("case", ICPC, ids=str)
def test_an_initial_conference_is_due_when_working_together_says(case: Case) -> None:
    case.check("icpc")


@pytest.mark.parametrize("case", TRANSFER_IN, ids=str)
def test_a_transfer_in_conference_is_due_when_working_together_says(case: Case) -> None:
    case.check("transfer-in")


@pytest.mark.parametrize("case", RCPC, ids=str)
def test_a_review_conference_is_due_when_working_together_says(case: Case) -> None:
    case.check("rcpc")
