"""Looked-after and short-breaks reviews, worked by hand from the Care Planning Regulations 2010."""

import pytest

from tests.app.domain.worked import NONE, Case

FIRST, LATER, BREAKS = "reg 33(1)", "reg 33(2)", "reg 48"

LOOKED_AFTER = (
    # The first within 20 working days of becoming looked after; the day itself is day 0.
    Case("first over Christmas 2022", "16/12/2022", (), "18/01/2023", FIRST),
    Case("first over Easter 2023 and two May holidays", "06/04/2023", (), "10/05/2023", FIRST),
    Case("first over Christmas 2023", "21/12/2023", (), "23/01/2024", FIRST),
    Case("first from Good Friday", "29/03/2024", (), "29/04/2024", FIRST),
    Case("first from a Saturday", "12/04/2025", (), "14/05/2025", FIRST),
    Case("first over two jubilee holidays", "20/05/2022", (), "21/06/2022", FIRST),
    Case("first over the August holiday", "03/08/2026", (), "01/09/2026", FIRST),
    # The second within 3 months of the first as it was held, later ones within 6 months of the one before.
    Case("second", "06/01/2025", ("03/02/2025",), "03/05/2025", LATER),
    Case("second after a late first", "06/01/2025", ("20/02/2025",), "20/05/2025", LATER),
    Case("second after an early first", "06/01/2025", ("20/01/2025",), "20/04/2025", LATER),
    Case("third", "06/01/2025", ("31/01/2025", "30/04/2025"), "30/10/2025", LATER),
    Case("fourth after an early third", "06/01/2025", ("31/01/2025", "30/04/2025", "02/10/2025"), "02/04/2026", LATER),
    Case("an extra one moves the next earlier", "06/01/2025", ("31/01/2025", "30/04/2025", "09/06/2025"), "09/12/2025", LATER),
    # Months: the corresponding date, or the last day of a shorter month, a weekend or holiday too.
    Case("month end before a short April", "04/01/2024", ("31/01/2024",), "30/04/2024", LATER),
    Case("month end before February", "03/01/2022", ("31/01/2022", "29/04/2022", "31/08/2022"), "28/02/2023", LATER),
    Case("due on a Saturday", "01/12/2022", ("22/12/2022", "31/03/2023"), "30/09/2023", LATER),
    Case("due on Christmas Day", "01/05/2025", ("28/05/2025", "25/06/2025"), "25/12/2025", LATER),
    # Adjourned (reg 36): the day that counts starts the next clock.
    Case("adjourned, the first meeting counts", "03/08/2026", (), "28/11/2026", LATER, adjourned=("28/08/2026", "10/09/2026")),
    Case("adjourned, the completing meeting counts", "03/08/2026", (), "10/12/2026", LATER, adjourned=("28/08/2026", "10/09/2026"), counts="completed"),
    Case("adjourned, the first meeting counts already", "03/08/2026", (), "28/11/2026", LATER, adjourned=("28/08/2026", "")),
    Case("adjourned, still to be completed", "03/08/2026", (), "01/09/2026", FIRST, adjourned=("28/08/2026", ""), counts="completed"),
    Case("adjourned, never completed before the end", "03/08/2026", (), NONE, "ended on 5 October 2026", adjourned=("28/08/2026", ""), counts="completed", end="05/10/2026"),
    # A period that ended before the due date leaves none due; one that ended on it leaves the review as never held.
    Case("ended before it was due", "06/01/2025", ("03/02/2025",), NONE, "ended on 2 May 2025, before another was due", end="02/05/2025"),
    Case("ended on the due date", "06/01/2025", ("03/02/2025",), "03/05/2025", LATER, end="03/05/2025"),
    # The 18th birthday ends the clock that day.
    Case("18 before it would be due", "06/01/2025", ("03/02/2025", "01/05/2025"), NONE, "turns 18 on 1 July 2025", born="01/07/2007"),
    Case("due the day before the 18th birthday", "06/01/2025", ("03/02/2025",), "03/05/2025", LATER, born="04/05/2007"),
    Case("due on the 18th birthday", "06/01/2025", ("03/02/2025",), NONE, "turns 18 on 3 May 2025", born="03/05/2007"),
    Case("born on 29 February", "01/07/2025", ("28/07/2025", "28/08/2025"), "28/02/2026", LATER, born="29/02/2008"),
    # Adoption: a placement stops the clock; after a return a review within 28 to 42 days (statutory guidance on adoption).
    Case("placed for adoption", "06/01/2025", ("03/02/2025",), NONE, "placed for adoption on 1 April 2025", placed=("01/04/2025", "")),
    Case("due before the placement and not held", "06/01/2025", ("03/02/2025",), "03/05/2025", LATER, placed=("10/05/2025", "")),
    Case("returned", "06/01/2025", ("03/02/2025",), "24/07/2025", "so from 10 July 2025 to 24 July 2025", placed=("01/04/2025", "12/06/2025")),
    Case("returned and reviewed", "06/01/2025", ("03/02/2025", "20/07/2025"), "20/01/2026", LATER, placed=("01/04/2025", "12/06/2025")),
    Case("authority to place runs beside it", "06/01/2025", ("03/02/2025",), "03/05/2025", LATER, authority=("01/04/2025", "")),
    Case("authority supersedes it", "06/01/2025", ("03/02/2025",), NONE, "from the authority to place on 1 April 2025", authority=("01/04/2025", ""), supersedes=True),
    Case("a superseding authority ended", "06/01/2025", ("03/02/2025",), "13/10/2025", "within 42 days of 1 September 2025", authority=("01/04/2025", "01/09/2025"), supersedes=True),
)  # fmt: skip

SHORT_BREAKS = (
    Case("first", "06/01/2025", (), "06/04/2025", BREAKS),
    Case("first, month end", "31/01/2024", (), "30/04/2024", BREAKS),
    Case("first, into a leap February", "30/11/2023", (), "29/02/2024", BREAKS),
    Case("first, due on Christmas Day", "25/09/2025", (), "25/12/2025", BREAKS),
    Case("second", "06/01/2025", ("04/04/2025",), "04/10/2025", BREAKS),
    Case("third", "06/01/2025", ("04/04/2025", "03/10/2025"), "03/04/2026", BREAKS),
    Case("second after a late first", "06/01/2025", ("30/04/2025",), "30/10/2025", BREAKS),
    Case("second after an early first", "06/01/2025", ("03/03/2025",), "03/09/2025", BREAKS),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "04/10/2025", BREAKS, adjourned=("04/04/2025", "11/04/2025")),
    Case("adjourned, the completing meeting counts", "06/01/2025", (), "11/10/2025", BREAKS, adjourned=("04/04/2025", "11/04/2025"), counts="completed"),
    Case("ended before it was due", "06/01/2025", (), NONE, "ended on 5 April 2025", end="05/04/2025"),
    Case("ended on the due date", "06/01/2025", (), "06/04/2025", BREAKS, end="06/04/2025"),
    Case("18 before it would be due", "06/01/2025", ("04/04/2025",), NONE, "turns 18 on 1 October 2025", born="01/10/2007"),
    Case("placed for adoption makes no difference", "06/01/2025", (), "06/04/2025", BREAKS, placed=("01/02/2025", "")),
)  # fmt: skip


@pytest.mark.parametrize("case", LOOKED_AFTER, ids=str)
def test_a_looked_after_review_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("looked-after")


@pytest.mark.parametrize("case", SHORT_BREAKS, ids=str)
def test_a_short_breaks_review_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("short-breaks")
