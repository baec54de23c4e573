"""Lists 5, 7, 8 and 9 of Annex A: each child's latest review is a fact without its past."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.children import ChildTeam, LegalStatus, SocialWorker
from app.domain.conferences import ConferenceOutcome, ProtectionPlan
from app.domain.contacts import Contact
from app.domain.errors import Refusal
from app.domain.officers import Team
from app.domain.reviews import Review
from app.files.reading import Book, Sheet
from tests.app.imports.conftest import Importing
from tests.app.imports.datasets import LISTS, Tables, annex_a, differs, facts, imported, periods
from tests.app.imports.files import write_903
from tests.app.imports.results import counts, held

SAMPLE = Path(__file__).resolve().parents[4] / "shared" / "samples" / "annex_a" / "Annex_A_2024_Jan.xlsx"
BORN, LONG_AGO = date(2012, 5, 6), date(2020, 3, 2)
IN_CARE: Tables = {
    "List 8": [
        (1, "b) Female", BORN, LONG_AGO, "C2: FCO", date(2021, 4, 1), date(2026, 9, 7), None, None, "North", "Cy Doe"),
        (
            2,
            "a) Male",
            BORN,
            date(2026, 9, 1),
            "V2",
            date(2026, 9, 1),
            date(2026, 9, 24),
            None,
            None,
            "North",
            "Di Fox",
        ),
        (3, "a) Male", BORN, date(2026, 5, 1), "V2", date(2026, 5, 1), date(2026, 9, 24), None, None, None, None),
        (4, "a) Male", BORN, LONG_AGO, None, None, None, date(2026, 9, 2), "E4A: Returned home", None, None),
    ]
}
PLANS: Tables = {
    "List 7": [
        (1, "b) Female", BORN, date(2026, 5, 1), "b) Neglect", "EMO", date(2026, 7, 28), None, 2, "North", None)
    ],
    "List 5": [
        (1, "b) Female", BORN, date(2026, 4, 13), "b) No", date(2026, 5, 1), "a) Yes", "Duty", "Ed Gray"),
        (5, "b) Female", BORN, date(2026, 9, 14), "a) Yes", None, "", "Duty", "Ed Gray"),
    ],
    "List 9": [(6, date(2007, 2, 3), date(2026, 8, 3), "Leaving care", "Flo Hill"), (7, BORN, None, None, None)],
}


def test_the_latest_review_is_judged_only_where_its_place_is_known(importing: Importing) -> None:
    planned = imported(importing, annex_a(IN_CARE))
    assert counts(planned) == {"children": 4, "periods": 4, "reviews": 3, "teams": 1}
    by_day = {(review.held, review.number_basis): review.due for review in held(importing)}
    assert by_day == {
        (date(2026, 9, 7), "later"): None,
        (date(2026, 9, 24), "within first limit"): date(2026, 9, 29),
        (date(2026, 9, 24), "unknown"): None,
    }
    assert planned.not_judged == 2
    assert ("4", "looked-after", LONG_AGO, date(2026, 9, 2)) in periods(importing)
    assert {one.code for one in importing.all(LegalStatus)} == {"C2", "V2"}


def test_the_next_workbook_brings_the_next_review_and_absence_ends_nothing(importing: Importing) -> None:
    imported(importing, annex_a(IN_CARE))
    before = periods(importing)
    row = IN_CARE["List 8"][1]
    later = {"List 8": [(*row[:6], date(2026, 11, 16), *row[7:])]}
    planned = imported(importing, annex_a(later))
    assert counts(planned, "new") == {"reviews": 1}
    (review,) = [one for one in held(importing) if one.held == date(2026, 11, 16)]
    assert (review.number, review.due) == (2, date(2026, 12, 24))
    assert periods(importing) == before
    assert "review held here, not there" not in {one.what for one in planned.since}


def test_a_newer_legal_status_ends_the_one_before_it(importing: Importing) -> None:
    imported(importing, annex_a({"List 8": [IN_CARE["List 8"][1]]}))
    row = IN_CARE["List 8"][1]
    imported(importing, annex_a({"List 8": [(*row[:4], "C2: FCO", date(2026, 10, 5), *row[6:])]}))
    statuses = {(one.code, one.start, one.end) for one in importing.all(LegalStatus)}
    assert statuses == {("V2", date(2026, 9, 1), date(2026, 10, 5)), ("C2", date(2026, 10, 5), None)}


def test_plans_enquiries_and_care_leavers_come_with_them(importing: Importing) -> None:
    planned = imported(importing, annex_a(PLANS))
    assert not planned.refused
    assert periods(importing) == {
        ("1", "icpc", date(2026, 4, 13), date(2026, 5, 1)),
        ("1", "rcpc", date(2026, 5, 1), None),
        ("5", "icpc", date(2026, 9, 14), date(2026, 9, 14)),
        ("6", "pathway", None, None),
    }
    (plan,) = importing.all(ProtectionPlan)
    assert (plan.initial_category, plan.latest_category, plan.previous_here) == ("NEG", "EMO", 2)
    assert [one.outcome for one in importing.all(ConferenceOutcome)] == ["plan"]
    open_kinds = sorted(review.kind for review in importing.all(Review) if review.held is None)
    assert open_kinds == ["pathway", "rcpc"], "no conference is due where none was needed"


def test_the_list_of_children_in_care_says_who_holds_a_child_of_several_lists(importing: Importing) -> None:
    imported(importing, annex_a({**PLANS, **IN_CARE}))
    teams = {team.id: team.name for team in importing.all(Team)}
    children = {one.child_id: teams[one.team_id] for one in importing.all(ChildTeam)}
    assert sorted(children.values()) == ["Duty", "Leaving care", "North", "North"]
    assert sorted(one.name for one in importing.all(SocialWorker)) == ["Cy Doe", "Di Fox", "Ed Gray", "Flo Hill"]


def test_the_same_workbook_again_changes_nothing(importing: Importing) -> None:
    imported(importing, annex_a({**IN_CARE, **PLANS}))
    assert not differs(imported(importing, annex_a({**IN_CARE, **PLANS})))


def test_a_history_that_is_here_already_stays_as_it_is(importing: Importing, tmp_path: Path) -> None:
    episodes = [("1", "02/03/2020", "S", "C2", "N1", "U1", "PR1", "", "", "", "", "", "")]
    reviews = [("1", "06/05/2012", day, "PN1") for day in ("20/03/2020", "15/06/2020", "07/12/2020", "07/09/2026")]
    importing.files(write_903(tmp_path / "return", [("1", "06/05/2012")], episodes, reviews))
    before = held(importing)
    planned = imported(importing, annex_a({"List 8": [IN_CARE["List 8"][0]]}))
    assert not counts(planned).get("reviews")
    assert [(one.held, one.due, one.number) for one in held(importing)] == [(r.held, r.due, r.number) for r in before]


def test_names_of_sheets_and_headings_vary(importing: Importing) -> None:
    headings = tuple(f" {heading.upper()}) " for heading in LISTS["List 8"])
    rows = (("Annex A",), (), headings, IN_CARE["List 8"][1])
    whole = tuple((*row, *(None,) * (len(headings) - len(row))) for row in rows)
    book = Book("annex a.xlsx", "workbook", (Sheet("list_8 CiC", 1, whole),))
    planned = imported(importing, (book,))
    assert planned.facts.layout == "annex-a"
    assert [review.held for review in held(importing)] == [date(2026, 9, 24)]


def test_one_such_list_in_a_sheet_of_another_name_is_the_services_own_unless_it_is_named(importing: Importing) -> None:
    (book,) = annex_a({"List 8": IN_CARE["List 8"]})
    own = (Book("tracker.xlsx", "workbook", (Sheet("Tracker", 1, book.sheets[0].rows),)),)
    assert facts(own).layout == "workbook"
    assert facts(own, "annex-a").layout == "annex-a"
    with pytest.raises(Refusal, match="list 5, 7, 8 or 9"):
        facts((Book("a.csv", "csv", (Sheet("a", 1, (("Child ID",), ("1",))),)),), "annex-a")


def test_bad_rows_are_left_out_and_bad_cells_are_told(importing: Importing) -> None:
    rows = [
        (None, None, BORN, LONG_AGO, None, None, None, None, None, None, None),
        (8, None, BORN, "long ago", None, None, None, None, None, None, None),
        (9, None, BORN, LONG_AGO, None, None, date(2026, 9, 7), "later", None, None, None),
    ]
    planned = imported(importing, annex_a({"List 8": rows}))
    assert [one.row for one in planned.refused] == [2, 3]
    assert [one.value for one in planned.facts.ignored] == ["later"]
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 1}


def test_a_day_of_the_latest_review_that_cannot_be_leaves_out_only_itself(importing: Importing) -> None:
    rows = [
        (number, None, BORN, LONG_AGO, None, None, day, None, None, None, None)
        for number, day in ((8, "n/k"), (9, date(2027, 1, 4)), (10, date(2012, 1, 4)))
    ]
    plan = (11, None, BORN, LONG_AGO, None, None, "n/k", None, None, None, None)
    planned = imported(importing, annex_a({"List 8": rows, "List 7": [plan]}))
    assert (planned.refused, counts(planned)) == ([], {"children": 4, "periods": 4})
    assert sorted(one.value for one in planned.not_used) == ["04/01/2012", "04/01/2027", "n/k", "n/k"]
    assert all("The rest of the row was" in one.reason for one in planned.not_used)
    assert [review.held for review in importing.all(Review)] == [None] * 4
    assert not differs(imported(importing, annex_a({"List 8": rows, "List 7": [plan]})))


def test_the_iros_last_visit_or_contact_becomes_a_contact_once(importing: Importing) -> None:
    days = (date(2026, 9, 14), None, date(2027, 1, 4), "soon")
    headings = (*LISTS["List 8"], "Date of Last IRO Visit / Contact to the Child")
    rows = [(number, None, BORN, LONG_AGO, *(None,) * 7, day) for number, day in enumerate(days, start=1)]
    book = (Book("annex a.xlsx", "workbook", (Sheet("List 8", 1, (headings, *rows)),)),)
    planned = imported(importing, book)
    assert counts(planned) == {"children": 4, "periods": 4, "contacts": 1}
    assert [one.value for one in planned.not_used] == ["04/01/2027", "soon"]
    (kept,) = importing.all(Contact)
    assert (kept.date, kept.how) == (days[0], "spoken")
    assert not differs(imported(importing, book))
    with importing.service.change() as store:
        store.shelf(Contact).void(kept, "Another child")
    assert not differs(imported(importing, book)), "what was voided here does not come back"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the public samples are not here")
def test_the_public_workbook_is_imported_wholly_and_again_changes_nothing(importing: Importing) -> None:
    planned = importing.files(SAMPLE)
    assert (planned.facts.layout, planned.refused, planned.facts.ignored) == ("annex-a", [], ())
    assert counts(planned)["children"] == 23
    assert not differs(importing.files(SAMPLE, layout="annex-a"))
