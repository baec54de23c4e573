"""Tables of the Standard Safeguarding Dataset (SSD) and lists of Annex A in tests, as books that were read already."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.commands.imports import CommitImport, PreviewImport
from app.domain.children import Child
from app.domain.reviews import Series
from app.files.facts import Facts
from app.files.layouts.recognise import facts_of
from app.files.reading import Book, Sheet
from app.queries.imports.outcome import OURS, Choices, ImportPlan
from tests.app.imports.conftest import Importing

HEADINGS = {
    "person": "pers_person_id pers_dob pers_forename pers_surname pers_sex",
    "cla_episodes": "clae_person_id clae_cla_episode_start_date clae_cla_episode_start_reason clae_cla_episode_ceased_date "
    "clae_cla_episode_ceased_reason clae_cla_id",
    "cla_placement": "clap_person_id clap_cla_placement_start_date clap_cla_placement_end_date clap_cla_placement_type "
    "clap_cla_placement_provider",
    "legal_status": "lega_person_id lega_legal_status lega_legal_status_start_date lega_legal_status_end_date",
    "cla_reviews": "clar_cla_person_id clar_cla_review_due_date clar_cla_review_date clar_cla_review_cancelled "
    "clar_cla_review_participation",
    "cp_plans": "cppl_cp_plan_id cppl_person_id cppl_cp_plan_start_date cppl_cp_plan_end_date "
    "cppl_cp_plan_initial_category cppl_cp_plan_latest_category",
    "cp_reviews": "cppr_cp_plan_id cppr_person_id cppr_cp_review_due cppr_cp_review_date "
    "cppr_cp_review_outcome_continue_cp cppr_cp_review_quorate cppr_cp_review_participation",
    "s47_enquiry": "s47e_s47_enquiry_id s47e_person_id s47e_s47_start_date s47e_s47_end_date s47e_s47_nfa "
    "s47e_s47_outcome_json",
    "initial_cp_conference": "icpc_person_id icpc_s47_enquiry_id icpc_icpc_transfer_in icpc_icpc_target_date "
    "icpc_icpc_date icpc_icpc_outcome_cp_flag",
    "involvements": "invo_person_id invo_professional_id invo_professional_role_id invo_involvement_start_date "
    "invo_involvement_end_date invo_professional_team",
    "professionals": "prof_professional_id prof_professional_name",
    "department": "dept_team_id dept_team_name",
}
LISTS = {
    "List 5": (
        *("Child Unique ID", "Gender", "Date of Birth", "Strategy discussion initiating Section 47 Enquiry Start Date"),
        *(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "Date of Initial Child Protection Conference",
        ),
        *("Did the Initial Child Protection Conference Result in a Child Protection Plan", "Allocated Team"),
        "Allocated Worker",
    ),
    "List 7": (
        *(
            "Child Unique ID",
            "Gender",
            "Date of Birth",
            "Child Protection Plan Start Date",
            "Initial Category of Abuse",
        ),
        *("Latest Category of Abuse", "Date of latest review conference", "Child Protection Plan End Date"),
        *("Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker"),
    ),
    "List 8": (
        *("Child Unique ID", "Gender", "Date of Birth", "Date Started to be Looked After", "Child's Legal Status"),
        *("Start date of current legal status", "Date of Latest Statutory Review", "Date Ceased to be Looked After"),
        *("Reason Ceased to be Looked After", "Allocated Team", "Allocated Worker"),
    ),
    "List 9": (
        "Child Unique ID",
        "Date of Birth",
        "Latest Pathway Plan Review Date",
        "Allocated Team",
        "Allocated Worker",
    ),
}
Tables = Mapping[str, Sequence[Sequence[Any]]]


def ssd(tables: Tables) -> tuple[Book, ...]:
    """A folder with a CSV file for each table; each row as long as it needs to be."""
    return tuple(_csv(f"ssd_{name}.csv", HEADINGS[name].split(), rows) for name, rows in tables.items())


def annex_a(lists: Tables) -> tuple[Book, ...]:
    """One workbook with a sheet for each list."""
    return (Book("annex.xlsx", "workbook", tuple(_sheet(name, LISTS[name], rows) for name, rows in lists.items())),)


def _csv(file: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Book:
    return Book(file, "csv", (_sheet(file, headings, rows),))


def _sheet(name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> Sheet:
    whole = [tuple(headings), *((*row, *(None,) * (len(headings) - len(row))) for row in rows)]
    return Sheet(name, 1, tuple(whole))


def facts(books: Sequence[Book], layout: str | None = None) -> Facts:
    """What the books say."""
    return facts_of(books, layout)


def imported(importing: Importing, books: Sequence[Book], choices: Choices = OURS) -> ImportPlan:
    """Import them; the plan that was carried out."""
    return importing.service.desk().do(CommitImport(facts(books), choices)).result


def previewed(importing: Importing, books: Sequence[Book]) -> ImportPlan:
    """What importing them would do."""
    return importing.service.desk().ask(PreviewImport(facts(books)))


def differs(plan: ImportPlan) -> bool:
    """Whether anything is new or changed."""
    return any((*plan.new.values(), *plan.changed.values())) or plan.writes


def periods(importing: Importing) -> set[tuple[str, str, date | None, date | None]]:
    """The periods: child, kind, start, end."""
    names = {child.id: child.reference for child in importing.all(Child)}
    return {(names[s.child_id], s.kind, s.start, s.end) for s in importing.all(Series)}
