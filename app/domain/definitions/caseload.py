"""The settings of caseloads and the months ahead."""

from app.domain.definitions.definition import Definition

CASELOAD = (
    Definition(
        "caseload.band",
        "Guideline band of caseload",
        "Children looked after for each full-time equivalent IRO. Statutory guidance: 50 to 70.",
        [50, 70],
    ),
    Definition(
        "caseload.basis",
        "Basis that is drawn",
        'All children ("all"), children looked after ("cla"), or those for the time given to them ("cla-given").',
        "all",
    ),
    Definition(
        "caseload.longest-absence",
        "Working days of absence that still count as in post",
        "A longer absence leaves the full-time equivalent out while it lasts.",
        20,
    ),
    Definition(
        "caseload.covered",
        "Whose a covered child is",
        'The IRO\'s ("holder") or theirs who covers ("cover").',
        "holder",
    ),
    Definition(
        "caseload.unallocated",
        "Count children without an IRO in the average",
        "They are always shown on a line of their own.",
        False,
    ),
    Definition(
        "caseload.looked-after",
        "Who counts as looked after in a caseload",
        'Beside other children in our care: those placed for adoption ("adoption"), those with short breaks ("short-breaks").',
        ["adoption"],
    ),
    Definition(
        "caseload.unborn",
        "Count unborn children in the caseload",
        "A child whose date of birth lies after the day that is counted.",
        True,
    ),
    Definition(
        "ahead.usual-weeks",
        "Weeks that show what somebody usually holds",
        "The median of the reviews held in the weeks worked among these before today, scaled to the post of each week ahead.",
        26,
    ),
)
