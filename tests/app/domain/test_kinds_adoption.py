"""Adoption and secure accommodation reviews, worked by hand from their regulations."""

import pytest

from tests.app.domain.worked import NONE, Case

AUTHORITY, PLACEMENT, SECURE_RULE = (
    "Adoption Agencies Regulations 2005, reg 36(1)",
    "Adoption Agencies Regulations 2005, reg 36(3)",
    "reg 15",
)

AUTHORISED = (
    # Authorised and not placed: the first within 3 months of the authority, then within 6 months of the previous.
    Case("first", "06/01/2025", (), "06/04/2025", AUTHORITY),
    Case("first, month end", "31/01/2024", (), "30/04/2024", AUTHORITY),
    Case("first, due on Christmas Day", "25/09/2025", (), "25/12/2025", AUTHORITY),
    Case("second", "06/01/2025", ("04/04/2025",), "04/10/2025", AUTHORITY),
    Case("third", "06/01/2025", ("04/04/2025", "03/10/2025"), "03/04/2026", AUTHORITY),
    Case("second after a late first", "06/01/2025", ("28/04/2025",), "28/10/2025", AUTHORITY),
    Case("second after an early first", "06/01/2025", ("03/03/2025",), "03/09/2025", AUTHORITY),
    Case("second, month end before February", "06/06/2025", ("31/08/2025",), "28/02/2026", AUTHORITY),
    Case("adjourned, the completing meeting counts", "06/01/2025", (), "11/10/2025", AUTHORITY, adjourned=("04/04/2025", "11/04/2025"), counts="completed"),
    Case("placed before it was due", "06/01/2025", (), NONE, "placed for adoption on 1 March 2025, which ends the clock", placed=("01/03/2025", "")),
    Case("placed after it was due and not held", "06/01/2025", (), "06/04/2025", AUTHORITY, placed=("07/04/2025", "")),
    Case("returned: this authority stays ended", "06/01/2025", (), NONE, "placed for adoption on 1 March 2025", placed=("01/03/2025", "12/06/2025")),
    Case("returned: a new authority runs", "12/06/2025", (), "12/09/2025", AUTHORITY, placed=("01/03/2025", "12/06/2025")),
    Case("authority ended before it was due", "06/01/2025", (), NONE, "ended on 5 April 2025", end="05/04/2025"),
    Case("authority ended on the due date", "06/01/2025", (), "06/04/2025", AUTHORITY, end="06/04/2025"),
    Case("18 before it would be due", "06/01/2025", (), NONE, "turns 18 on 1 April 2025", born="01/04/2007"),
)  # fmt: skip

PLACED = (
    # Placed: the first within 4 weeks, the second 3 months after the first, then within 6 months of the previous.
    Case("first over Christmas 2022", "16/12/2022", (), "13/01/2023", PLACEMENT),
    Case("first over Easter 2023", "06/04/2023", (), "04/05/2023", PLACEMENT),
    Case("first over Christmas 2023", "21/12/2023", (), "18/01/2024", PLACEMENT),
    Case("first from Good Friday", "29/03/2024", (), "26/04/2024", PLACEMENT),
    Case("first, due on a Saturday", "12/04/2025", (), "10/05/2025", PLACEMENT),
    Case("first over two jubilee holidays", "20/05/2022", (), "17/06/2022", PLACEMENT),
    Case("second", "06/01/2025", ("03/02/2025",), "03/05/2025", PLACEMENT),
    Case("third", "06/01/2025", ("03/02/2025", "03/05/2025"), "03/11/2025", PLACEMENT),
    Case("fourth", "06/01/2025", ("03/02/2025", "03/05/2025", "31/10/2025"), "30/04/2026", PLACEMENT),
    Case("second after a late first", "06/01/2025", ("10/02/2025",), "10/05/2025", PLACEMENT),
    Case("second after an early first", "06/01/2025", ("27/01/2025",), "27/04/2025", PLACEMENT),
    Case("second, month end", "02/11/2024", ("30/11/2024",), "28/02/2025", PLACEMENT),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "30/04/2025", PLACEMENT, adjourned=("30/01/2025", "06/02/2025")),
    Case("returned before it was due", "06/01/2025", ("03/02/2025",), NONE, "ended on 1 April 2025", end="01/04/2025", placed=("06/01/2025", "01/04/2025")),
    Case("returned on the due date", "06/01/2025", ("03/02/2025",), "03/05/2025", PLACEMENT, end="03/05/2025"),
    Case("18 before it would be due", "06/01/2025", ("03/02/2025",), NONE, "turns 18 on 20 April 2025", born="20/04/2007"),
)  # fmt: skip

SECURE = (
    # Within 1 month of the start of the secure placement, then at least every 3 months.
    Case("first", "06/01/2025", (), "06/02/2025", SECURE_RULE),
    Case("first, into a leap February", "31/01/2024", (), "29/02/2024", SECURE_RULE),
    Case("first, month end", "31/10/2024", (), "30/11/2024", SECURE_RULE),
    Case("first, due on Christmas Day", "25/11/2025", (), "25/12/2025", SECURE_RULE),
    Case("second", "06/01/2025", ("06/02/2025",), "06/05/2025", SECURE_RULE),
    Case("third", "06/01/2025", ("06/02/2025", "06/05/2025"), "06/08/2025", SECURE_RULE),
    Case("second after a late first", "06/01/2025", ("20/02/2025",), "20/05/2025", SECURE_RULE),
    Case("second after an early first", "06/01/2025", ("30/01/2025",), "30/04/2025", SECURE_RULE),
    Case("second, month end", "31/10/2024", ("30/11/2024",), "28/02/2025", SECURE_RULE),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "03/05/2025", SECURE_RULE, adjourned=("03/02/2025", "10/02/2025")),
    Case("left before it was due", "06/01/2025", (), NONE, "ended on 5 February 2025", end="05/02/2025"),
    Case("left on the due date", "06/01/2025", (), "06/02/2025", SECURE_RULE, end="06/02/2025"),
    Case("18 before it would be due", "06/01/2025", (), NONE, "turns 18 on 1 February 2025", born="01/02/2007"),
)  # fmt: skip


@pytest.mark.parametrize("case", AUTHORISED, ids=str)
def test_an_adoption_review_before_placement_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("adoption-authorised")


@pytest.mark.parametrize("case", PLACED, ids=str)
def test_an_adoption_review_after_placement_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("adoption-placed")


@pytest.mark.parametrize("case", SECURE, ids=str)
def test_a_secure_review_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("secure")
