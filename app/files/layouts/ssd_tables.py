"""The tables of the Standard Safeguarding Dataset (SSD), known by their headings whatever case, spaces and brackets they have."""

from collections.abc import Iterator, Sequence

from app.files.headings import Field, Found, find_table
from app.files.layouts.cells import References
from app.files.layouts.columns import Columns
from app.files.layouts.matching import Options
from app.files.layouts.one_table import Table
from app.files.reading import Book, Sheet

_SYNONYMS = {
    "clae_cla_episode_ceased_date": ("clae_cla_episode_ceased",),
    "clar_cla_person_id": ("clar_person_id",),
    "clap_person_id": ("clap_cla_person_id",),
    "icpc_icpc_target_date": ("icpc_icpc_meeting_target_date",),
    "prof_professional_name": ("prof_worker_name",),
}


def _fields(required: str, others: str = "") -> tuple[Field, ...]:
    needed = [Field(name, name, _SYNONYMS.get(name, ()), required=True) for name in required.split()]
    return (*needed, *(Field(name, name, _SYNONYMS.get(name, ())) for name in others.split()))


TABLES = {
    "ssd_person": _fields(
        "pers_person_id", "pers_dob pers_forename pers_surname pers_sex pers_expected_dob pers_legacy_id pers_gender"
    ),
    "ssd_cla_episodes": _fields(
        "clae_person_id clae_cla_episode_start_date",
        "clae_cla_episode_id clae_cla_episode_start_reason clae_cla_episode_ceased_date clae_cla_episode_ceased_reason "
        "clae_cla_id clae_entered_care_date",
    ),
    "ssd_cla_placement": _fields(
        "clap_cla_placement_start_date",
        "clap_person_id clap_cla_id clap_cla_placement_id clap_cla_placement_end_date clap_cla_placement_type "
        "clap_cla_placement_provider",
    ),
    "ssd_legal_status": _fields(
        "lega_person_id lega_legal_status lega_legal_status_start_date", "lega_legal_status_end_date"
    ),
    "ssd_cla_reviews": _fields(
        "clar_cla_review_date",
        "clar_cla_person_id clar_cla_id clar_cla_review_id clar_cla_review_due_date clar_cla_review_cancelled "
        "clar_cla_review_participation",
    ),
    "ssd_cp_plans": _fields(
        "cppl_person_id cppl_cp_plan_start_date",
        "cppl_cp_plan_id cppl_icpc_id cppl_cp_plan_end_date cppl_cp_plan_initial_category cppl_cp_plan_latest_category",
    ),
    "ssd_cp_reviews": _fields(
        "cppr_person_id cppr_cp_review_date",
        "cppr_cp_review_id cppr_cp_plan_id cppr_cp_review_due cppr_cp_review_outcome_continue_cp "
        "cppr_cp_review_quorate cppr_cp_review_participation",
    ),
    "ssd_s47_enquiry": _fields(
        "s47e_person_id s47e_s47_start_date",
        "s47e_s47_enquiry_id s47e_s47_end_date s47e_s47_nfa s47e_s47_outcome_json",
    ),
    "ssd_initial_cp_conference": _fields(
        "icpc_person_id icpc_icpc_date",
        "icpc_icpc_id icpc_s47_enquiry_id icpc_cp_plan_id icpc_icpc_transfer_in icpc_icpc_target_date "
        "icpc_icpc_outcome_cp_flag",
    ),
    "ssd_involvements": _fields(
        "invo_person_id invo_professional_id invo_professional_role_id invo_involvement_start_date",
        "invo_involvement_end_date invo_professional_team",
    ),
    "ssd_professionals": _fields("prof_professional_id prof_professional_name"),
    "ssd_department": _fields("dept_team_id dept_team_name"),
}
"""The tables in the order in which they are read, with the columns that are used."""
_LEAST = 2


def recognised(books: Sequence[Book]) -> Iterator[tuple[str, str, Sheet, Found]]:
    """Every sheet that is a table of the dataset: its name, the file, the sheet, and where its table is."""
    for book in books:
        for sheet in book.sheets:
            for name, fields in TABLES.items():
                found = find_table(sheet, fields, least=_LEAST)
                if found and not found.missing:
                    yield name, book.file, sheet, found
                    break


def tables(books: Sequence[Book], options: Options) -> list[Table]:
    """The tables, in the order in which they are read."""
    references, order = References(), list(TABLES)
    found = sorted(recognised(books), key=lambda one: order.index(one[0]))
    return [
        Table(
            name,
            file,
            sheet,
            where,
            at,
            Columns(file, sheet.name, where, options, from_1904=sheet.from_1904),
            references,
        )
        for at, (name, file, sheet, where) in enumerate(found)
    ]
