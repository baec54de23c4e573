"""Words of the Files page: what the DfE's rules say, what changed since the last file, what may be done about it."""

from app.domain.counting import counted
from app.files.facts import SheetFacts

RULES = {
    "166": "The date of the review is missing or is not a date.",
    "167": "The participation code is missing or is none of PN0 to PN7.",
    "399": "A review is recorded, and all of the child's episodes are short breaks (legal status V3 or V4).",
    "440": "PN0 (under 4 at the time) is recorded, and the child was already 4.",
    "441": "PN1 to PN7 is recorded, and the child was still under 4.",
    "1012": "A review is recorded, and the child has no episode in the file.",
    "INT08": "The child of the review is not in the header.",
    "INT17": "The date of birth is another one than in the header.",
    "duplicate": "The same child and date stand twice: they are kept as one review.",
}
SINCE = {
    "became looked after": "Became looked after, no IRO yet",
    "ceased": "Ceased",
    "turned 18": "Turned 18",
    "new period": "New period",
    "review held here, not there": "Review held here, not in the file",
    "review held there, not here": "Review held, new in the file",
}
"""What can have changed since the last file, the most pressing first."""
OPEN_CHILD, ALLOCATE = "Open the child", "Allocate"
ROWS = {
    "blank": ("blank row", "blank rows"),
    "total": ("totals row", "totals rows"),
    "title": ("title row", "title rows"),
    "heading": ("repeated heading", "repeated headings"),
    "marking": ("protective marking", "protective markings"),
    "cancelled": ("cancelled meeting", "cancelled meetings"),
}
LAYOUTS = {
    "header": "SSDA903 header",
    "episodes": "SSDA903 episodes",
    "reviews": "SSDA903 reviews",
    "ssd_person": "SSD children",
    "ssd_cla_episodes": "SSD episodes of care",
    "ssd_cla_placement": "SSD homes",
    "ssd_legal_status": "SSD legal statuses",
    "ssd_cla_reviews": "SSD reviews",
    "ssd_cp_plans": "SSD plans",
    "ssd_cp_reviews": "SSD review conferences",
    "ssd_s47_enquiry": "SSD section 47 enquiries",
    "ssd_initial_cp_conference": "SSD initial conferences",
    "ssd_involvements": "SSD involvements",
    "ssd_professionals": "SSD professionals",
    "ssd_department": "SSD departments",
    "annex_a_5": "Annex A, list 5",
    "annex_a_7": "Annex A, list 7",
    "annex_a_8": "Annex A, list 8",
    "annex_a_9": "Annex A, list 9",
    "workbook": "Own spreadsheet",
    "challenges": "Log of challenges",
    "return": "Return sheet",
}


def sheet_words(sheet: SheetFacts) -> str:
    """What was no data on a sheet, which columns were not used, and what there is to know about it."""
    rows = [counted(number, *ROWS[kind]) for kind, number in sheet.rows.items() if number and kind in ROWS]
    parts = [f"Recognised and left aside: {', '.join(rows)}."] if rows else []
    unused = [*sheet.unmatched, *sheet.ignored]
    if unused:
        parts.append(f"Columns not used: {', '.join(unused)}.")
    return " ".join([*parts, *sheet.notes]) or "Nothing but rows of data."
