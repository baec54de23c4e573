"""The tables of the Standard Safeguarding Dataset become children, periods, plans, enquiries, reviews and who holds whom."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.commands.undo import Undo
from app.domain.children import Child, ChildTeam, LegalStatus, Placement, SocialWorker
from app.domain.conferences import ConferenceOutcome, Enquiry, ProtectionPlan
from app.domain.errors import Refusal
from app.domain.officers import Allocation, Officer, Team
from app.domain.reviews import Meeting, Review
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import Choices
from tests.app.imports.conftest import Importing
from tests.app.imports.datasets import HEADINGS, Tables, differs, facts, imported, periods, previewed, ssd
from tests.app.imports.files import write_csv
from tests.app.imports.results import counts, held

BORN = date(2014, 5, 6)
PERSON = ("1", BORN, "Amira", "Khan", "F")
IN_CARE: Tables = {
    "person": [PERSON],
    "cla_episodes": [
        ("1", date(2025, 1, 6), "S", date(2025, 3, 3), "X1", "c1"),
        ("1", date(2025, 3, 3), "P", None, None, "c1"),
    ],
    "cla_reviews": [
        ("1", date(2025, 2, 3), date(2025, 1, 30), "N", "PN1"),
        ("1", date(2025, 4, 30), date(2025, 5, 2), "N", "PN4"),
        ("1", date(2025, 10, 1), date(2025, 10, 1), "Y", None),
    ],
}
PLAN: Tables = {
    "person": [PERSON],
    "s47_enquiry": [("s1", "1", date(2025, 1, 6), date(2025, 1, 20), "N", '{"CP_CONFERENCE_FLAG": "Y"}')],
    "initial_cp_conference": [("1", "s1", "N", date(2025, 1, 27), date(2025, 1, 24), "Y")],
    "cp_plans": [("p1", "1", date(2025, 1, 24), None, "Neglect", "EMO")],
    "cp_reviews": [("p1", "1", date(2025, 4, 24), date(2025, 4, 22), "Y", "Yes", None)],
}


def test_episodes_of_one_period_are_one_period_with_its_reviews(importing: Importing) -> None:
    planned = imported(importing, ssd(IN_CARE))
    assert counts(planned) == {"children": 1, "periods": 1, "reviews": 2}
    assert periods(importing) == {("1", "looked-after", date(2025, 1, 6), None)}
    first, second = held(importing)
    assert (first.held, first.participation, first.source_due) == (date(2025, 1, 30), "PN1", date(2025, 2, 3))
    assert (second.number, second.due) == (2, date(2025, 4, 30)), "the law's date, three months after the first"
    (child,) = importing.all(Child)
    assert (child.name, child.sex, child.date_of_birth) == ("Amira Khan", "female", BORN)
    (sheet,) = [one for one in planned.facts.sheets if one.layout == "ssd_cla_reviews"]
    assert sheet.rows["cancelled"] == 1


def test_episodes_without_a_key_follow_each_other_from_day_to_day(importing: Importing) -> None:
    rows = [
        ("1", date(2024, 1, 6), "S", date(2024, 3, 3), "X1", None),
        ("1", date(2024, 3, 3), "P", date(2024, 6, 1), "E4A Returned home", None),
        ("1", date(2025, 3, 3), "S", None, None, None),
    ]
    imported(importing, ssd({"person": [PERSON], "cla_episodes": rows}))
    assert periods(importing) == {
        ("1", "looked-after", date(2024, 1, 6), date(2024, 6, 1)),
        ("1", "looked-after", date(2025, 3, 3), None),
    }


def test_legal_statuses_that_are_all_short_breaks_make_a_short_breaks_series(importing: Importing) -> None:
    tables = {
        **IN_CARE,
        "legal_status": [("1", "V4 Short breaks", date(2025, 1, 6), None)],
        "cla_placement": [("1", date(2025, 1, 6), None, "U4 - Foster", "PR1")],
    }
    imported(importing, ssd(tables))
    assert periods(importing) == {("1", "short-breaks", date(2025, 1, 6), None)}
    assert [one.code for one in importing.all(LegalStatus)] == ["V4"]
    assert [(one.code, one.provider) for one in importing.all(Placement)] == [("U4", "PR1")]


def test_a_meeting_to_come_books_the_review_that_another_row_gives_without_a_day(importing: Importing) -> None:
    rows = [("1", date(2026, 12, 1), None, "N", None), ("1", None, date(2026, 12, 15), "N", None)]
    planned = imported(importing, ssd({**IN_CARE, "cla_reviews": [*IN_CARE["cla_reviews"], *rows]}))
    assert [meeting.date for meeting in importing.all(Meeting) if meeting.state == "planned"] == [date(2026, 12, 15)]
    (waiting,) = [review for review in importing.all(Review) if review.held is None]
    assert waiting.source_due == date(2026, 12, 1)
    assert "167" not in planned.warnings, "a review to come has no code yet"


def test_a_review_that_lies_in_the_future_is_booked(importing: Importing) -> None:
    rows = [("1", date(2026, 12, 1), date(2026, 12, 3), "N", None)]
    imported(importing, ssd({**IN_CARE, "cla_reviews": rows}))
    assert [meeting.date for meeting in importing.all(Meeting)] == [date(2026, 12, 3)]
    assert not held(importing)


def test_a_plan_has_its_enquiry_its_conferences_and_its_categories(importing: Importing) -> None:
    planned = imported(importing, ssd(PLAN))
    assert counts(planned) == {"children": 1, "periods": 2, "reviews": 2, "enquiries": 1, "plans": 1, "outcomes": 2}
    assert periods(importing) == {
        ("1", "icpc", date(2025, 1, 6), date(2025, 1, 24)),
        ("1", "rcpc", date(2025, 1, 24), None),
    }
    (enquiry,), (plan,) = importing.all(Enquiry), importing.all(ProtectionPlan)
    assert enquiry.section47_on == date(2025, 1, 6)
    assert (plan.initial_category, plan.latest_category) == ("NEG", "EMO")
    kinds = {review.id: review.kind for review in held(importing)}
    outcomes = {kinds[one.review_id]: (one.outcome, one.quorate) for one in importing.all(ConferenceOutcome)}
    assert outcomes == {"icpc": ("plan", None), "rcpc": ("continues", True)}
    (review,) = [one for one in held(importing) if one.kind == "rcpc"]
    assert (review.due, review.number) == (date(2025, 4, 24), 1)


def test_an_enquiry_that_ended_without_a_conference_needed_none(importing: Importing) -> None:
    rows = [
        ("s1", "1", date(2026, 11, 2), date(2026, 11, 12), "Y", None),
        ("s2", "2", date(2026, 11, 2), date(2026, 11, 12), "N", '{"CP_CONFERENCE_FLAG": "Y"}'),
    ]
    imported(importing, ssd({"s47_enquiry": rows}))
    assert periods(importing) == {
        ("1", "icpc", date(2026, 11, 2), date(2026, 11, 12)),
        ("2", "icpc", date(2026, 11, 2), None),
    }
    (waiting,) = [one for one in importing.all(Review) if one.held is None]
    assert waiting.due == date(2026, 11, 23), "15 working days; the other is not due"


def test_a_conference_of_a_plan_from_elsewhere_is_a_transfer_in(importing: Importing) -> None:
    rows = [("1", None, "Y", date(2025, 2, 20), date(2025, 2, 14), "Y")]
    imported(importing, ssd({"initial_cp_conference": rows}))
    (review,) = held(importing)
    assert (review.kind, review.held) == ("transfer-in", date(2025, 2, 14))
    assert not differs(previewed(importing, ssd({"initial_cp_conference": rows})))


def test_a_conference_can_be_about_a_child_who_is_not_born_yet(importing: Importing) -> None:
    rows = [("1", None, "N", None, date(2014, 4, 1), "Y")]
    planned = imported(importing, ssd({"person": [PERSON], "initial_cp_conference": rows}))
    assert not planned.refused
    assert [review.held for review in held(importing)] == [date(2014, 4, 1)]


def test_a_role_with_review_becomes_an_allocation_and_social_workers_come_with_their_team(importing: Importing) -> None:
    tables = {
        **IN_CARE,
        "involvements": [
            ("1", "p1", "Independent Reviewing Officer", date(2025, 1, 8), date(2025, 9, 1), "t1"),
            ("1", "p2", "IRO", date(2025, 9, 1), None, "t1"),
            ("1", "p3", "Allocated social worker", date(2025, 1, 6), None, "t2"),
            ("1", "p4", "Health visitor", date(2025, 1, 6), None, "t3"),
        ],
        "professionals": [("p1", "Wright, Alison"), ("p2", "Ben Lee"), ("p3", "Cy Doe"), ("p4", "Di Fox")],
        "department": [("t1", "Reviewing"), ("t2", "North"), ("t3", "Health")],
    }
    assert {(one.what, one.name) for one in previewed(importing, ssd(tables)).added} == {
        *(("iro", "Alison Wright"), ("iro", "Ben Lee"), ("team", "North")),
    }
    planned = imported(importing, ssd(tables))
    names = {officer.id: officer.name for officer in importing.all(Officer)}
    teams = {team.id: team.name for team in importing.all(Team)}
    assert {(names[a.officer_id], a.start, a.end) for a in importing.all(Allocation)} == {
        ("Alison Wright", date(2025, 1, 8), date(2025, 9, 1)),
        ("Ben Lee", date(2025, 9, 1), None),
    }
    assert [(one.name, one.start) for one in importing.all(SocialWorker)] == [("Cy Doe", date(2025, 1, 6))]
    assert [teams[one.team_id] for one in importing.all(ChildTeam)] == ["North"]
    notes = [note for sheet in planned.facts.sheets for note in sheet.notes]
    assert notes == ["Roles not used: Health visitor (1)."]
    assert not differs(previewed(importing, ssd(tables)))


def test_people_whom_nothing_else_names_are_left_aside(importing: Importing) -> None:
    planned = imported(importing, ssd({**IN_CARE, "person": [PERSON, ("2", BORN, "Bo", "Lee", "M")]}))
    assert counts(planned)["children"] == 1
    assert any("1 person left aside" in note for sheet in planned.facts.sheets for note in sheet.notes)


def test_headings_are_known_whatever_their_case_spaces_and_brackets(importing: Importing) -> None:
    headings = (
        "[CLAR_CLA_Person_ID]",
        " clar cla review date ",
        "Clar_cla_review_due_date",
        "clar_cla_review_cancelled",
    )
    rows = (headings, ("1", "30/01/2025", "03/02/2025", "False"), ("1", "2025-05-02 00:00:00", None, "0"))
    imported(importing, (Book("reviews.csv", "csv", (Sheet("x", 1, rows),)),))
    assert [review.held for review in held(importing)] == [date(2025, 1, 30), date(2025, 5, 2)]


def test_bad_rows_are_left_out_with_their_reason_and_the_rest_is_imported(importing: Importing) -> None:
    tables = {
        **IN_CARE,
        "cla_reviews": [
            *IN_CARE["cla_reviews"],
            (None, None, date(2025, 8, 1), "N", None),
            ("1", None, "soon", "N", None),
            ("1", "never", date(2025, 9, 1), "N", "PN12"),
        ],
        "cp_plans": [("p1", "1", None, None, None, None), ("p2", "1", date(2025, 6, 1), date(2025, 5, 1), "Odd", "")],
    }
    planned = imported(importing, ssd(tables))
    assert {one.column: one.reason for one in planned.refused} == {
        "cppl_cp_plan_start_date": "This is not a date.",
        "clar_cla_person_id": "The child's number is missing.",
        "clar_cla_review_date": "The date of the review is not a date.",
    }
    assert len(planned.facts.ignored) == 4
    assert counts(planned) == {"children": 1, "periods": 2, "reviews": 3}


@pytest.mark.parametrize("tables", [IN_CARE, PLAN], ids=["in care", "plan"])
def test_the_same_folder_again_changes_nothing(importing: Importing, tables: Tables) -> None:
    imported(importing, ssd(tables))
    assert not differs(imported(importing, ssd(tables)))


def test_absence_ends_nothing(importing: Importing) -> None:
    imported(importing, ssd({**IN_CARE, **PLAN}))
    before = periods(importing)
    assert not differs(imported(importing, ssd({"person": [PERSON], "cla_episodes": IN_CARE["cla_episodes"]})))
    assert periods(importing) == before


def test_what_a_person_typed_of_a_plan_stays_until_the_files_value_is_accepted(importing: Importing) -> None:
    imported(importing, ssd(PLAN))
    (plan,) = importing.all(ProtectionPlan)
    importing.service.kept(replace(plan, latest_category="PHY"))
    assert not imported(importing, ssd(PLAN)).conflicts, "the file repeats itself"
    later = ssd({**PLAN, "cp_plans": [("p1", "1", date(2025, 1, 24), None, "Neglect", "Sexual abuse")]})
    (conflict,) = imported(importing, later).conflicts
    assert (conflict.what, conflict.ours, conflict.theirs) == ("Latest category", "PHY", "SAB")
    assert importing.all(ProtectionPlan)[0].latest_category == "PHY"


def test_the_files_value_can_be_accepted(importing: Importing) -> None:
    imported(importing, ssd(PLAN))
    (plan,) = importing.all(ProtectionPlan)
    importing.service.kept(replace(plan, latest_category="PHY"))
    later = ssd({**PLAN, "cp_plans": [("p1", "1", date(2025, 1, 24), None, "Neglect", "Sexual abuse")]})
    imported(importing, later, Choices(accept_all=True))
    assert importing.all(ProtectionPlan)[0].latest_category == "SAB"


def test_an_import_is_undone_as_a_whole(importing: Importing) -> None:
    desk = importing.service.desk()
    imported(importing, ssd({**IN_CARE, **PLAN}))
    with importing.service.read() as store:
        entry = store.accounts.latest(None, 1)[0].number
    desk.do(Undo(entry))
    assert not any(importing.all(kind) for kind in (Child, Review, Enquiry, ProtectionPlan, ConferenceOutcome))


def test_a_zip_of_tables_is_seen_from_its_headings(importing: Importing, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "ssd.zip", "w") as archive:
        for name, rows in IN_CARE.items():
            texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
            path = write_csv(tmp_path / f"{name}.csv", HEADINGS[name].split(), texts)
            archive.write(path, path.name)
    assert counts(importing.files(tmp_path / "ssd.zip")) == {"children": 1, "periods": 1, "reviews": 2}


def test_a_file_that_is_none_of_the_dataset_is_refused_by_name() -> None:
    book = Book("log.csv", "csv", (Sheet("log", 1, (("Child ID", "Review date"), ("1", date(2025, 1, 1)))),))
    with pytest.raises(Refusal, match="Standard Safeguarding Dataset"):
        facts((book,), "ssd")
