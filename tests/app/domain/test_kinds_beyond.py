"""Reviews of foster carers, private fostering and pathway plans, worked by hand; and that no kind has fewer than eight cases."""

import pytest

from app.domain.kinds import KINDS
from tests.app.domain.test_kinds_adoption import AUTHORISED, PLACED, SECURE
from tests.app.domain.test_kinds_care import LOOKED_AFTER, SHORT_BREAKS
from tests.app.domain.test_kinds_protection import ICPC, RCPC, TRANSFER_IN
from tests.app.domain.worked import NONE, Case

FOSTERING, LOCAL, LEAVERS = (
    "Fostering Services (England) Regulations 2011, reg 28",
    "Local standard: 1 year",
    "Care Leavers (England) Regulations 2010, reg 7",
)

FOSTER_CARERS = (
    # Within a year of approval, then within a year of the previous; a household has no 18th birthday.
    Case("first", "06/01/2025", (), "06/01/2026", FOSTERING),
    Case("first, from a leap day", "29/02/2024", (), "28/02/2025", FOSTERING),
    Case("first, due on Christmas Day", "25/12/2024", (), "25/12/2025", FOSTERING),
    Case("second", "06/01/2025", ("06/01/2026",), "06/01/2027", FOSTERING),
    Case("third", "06/01/2025", ("06/01/2026", "01/11/2026"), "01/11/2027", FOSTERING),
    Case("second after a late first", "06/01/2025", ("20/02/2026",), "20/02/2027", FOSTERING),
    Case("second after an early first", "06/01/2025", ("01/12/2025",), "01/12/2026", FOSTERING),
    Case("second, month end", "06/01/2023", ("29/02/2024",), "28/02/2025", FOSTERING),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "05/01/2027", FOSTERING, adjourned=("05/01/2026", "19/01/2026")),
    Case("approval ended before it was due", "06/01/2025", (), NONE, "ended on 5 January 2026", end="05/01/2026"),
    Case("approval ended on the due date", "06/01/2025", (), "06/01/2026", FOSTERING, end="06/01/2026"),
    Case("no birthday ends it", "06/01/2025", (), "06/01/2026", FOSTERING, born="01/05/2007"),
)  # fmt: skip

PRIVATE_FOSTERING = (
    # Local: within a year of notification, then yearly (the law sets visits only).
    Case("first", "06/01/2025", (), "06/01/2026", LOCAL),
    Case("first, from a leap day", "29/02/2024", (), "28/02/2025", LOCAL),
    Case("first, due on Christmas Day", "25/12/2024", (), "25/12/2025", LOCAL),
    Case("second", "06/01/2025", ("05/01/2026",), "05/01/2027", LOCAL),
    Case("third", "06/01/2024", ("06/01/2025", "05/01/2026"), "05/01/2027", LOCAL),
    Case("second after a late first", "06/01/2025", ("20/02/2026",), "20/02/2027", LOCAL),
    Case("second after an early first", "06/01/2025", ("01/12/2025",), "01/12/2026", LOCAL),
    Case("adjourned, the completing meeting counts", "06/01/2025", (), "12/01/2027", LOCAL, adjourned=("05/01/2026", "12/01/2026"), counts="completed"),
    Case("ended before it was due", "06/01/2025", (), NONE, "ended on 1 September 2025", end="01/09/2025"),
    Case("18 before it would be due", "01/09/2024", (), NONE, "turns 18 on 1 July 2025", born="01/07/2007"),
)  # fmt: skip

PATHWAY = (
    # Within 6 months of the pathway plan, then of the previous; it goes on after the 18th birthday.
    Case("first", "06/01/2025", (), "06/07/2025", LEAVERS),
    Case("first, month end", "31/03/2023", (), "30/09/2023", LEAVERS),
    Case("first, month end before February", "31/08/2022", (), "28/02/2023", LEAVERS),
    Case("first, due on Christmas Day", "25/06/2025", (), "25/12/2025", LEAVERS),
    Case("second", "06/01/2025", ("04/07/2025",), "04/01/2026", LEAVERS),
    Case("third", "06/01/2025", ("04/07/2025", "05/01/2026"), "05/07/2026", LEAVERS),
    Case("second after a late first", "06/01/2025", ("20/07/2025",), "20/01/2026", LEAVERS),
    Case("second after an early first", "06/01/2025", ("02/06/2025",), "02/12/2025", LEAVERS),
    Case("adjourned, the first meeting counts", "06/01/2025", (), "01/01/2026", LEAVERS, adjourned=("01/07/2025", "08/07/2025")),
    Case("18 before the first is due: it goes on", "06/01/2025", (), "06/07/2025", LEAVERS, born="01/03/2007"),
    Case("18 before the second is due: it goes on", "06/01/2025", ("04/07/2025",), "04/01/2026", LEAVERS, born="01/10/2007"),
    Case("started after the 18th birthday", "06/01/2025", (), "06/07/2025", LEAVERS, born="01/03/2006"),
    Case("ended before it was due", "06/01/2025", ("04/07/2025",), NONE, "ended on 1 December 2025", end="01/12/2025"),
    Case("ended on the due date", "06/01/2025", ("04/07/2025",), "04/01/2026", LEAVERS, end="04/01/2026"),
)  # fmt: skip


@pytest.mark.parametrize("case", FOSTER_CARERS, ids=str)
def test_a_foster_carer_review_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("foster-carer")


@pytest.mark.parametrize("case", PRIVATE_FOSTERING, ids=str)
def test_a_private_fostering_review_is_due_when_the_local_standard_says(case: Case) -> None:
    case.check("private-fostering")


@pytest.mark.parametrize("case", PATHWAY, ids=str)
def test_a_pathway_plan_review_is_due_when_the_regulations_say(case: Case) -> None:
    case.check("pathway")


def test_every_kind_has_at_least_eight_worked_cases() -> None:
    worked = {
        "looked-after": LOOKED_AFTER,
        "short-breaks": SHORT_BREAKS,
        "icpc": ICPC,
        "transfer-in": TRANSFER_IN,
        "rcpc": RCPC,
        "adoption-authorised": AUTHORISED,
        "adoption-placed": PLACED,
        "secure": SECURE,
        "foster-carer": FOSTER_CARERS,
        "private-fostering": PRIVATE_FOSTERING,
        "pathway": PATHWAY,
    }
    assert worked.keys() == KINDS.keys()
    assert {kind for kind, cases in worked.items() if len(cases) < 8} == set()
