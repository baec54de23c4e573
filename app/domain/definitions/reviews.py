"""The settings of reviews: kinds, timeliness, moves, contacts, records and papers."""

from app.domain.definitions.definition import Definition
from app.domain.kinds import USUAL_KINDS

REVIEWS = (
    Definition(
        "kinds.chaired",
        "Kinds of review chaired",
        "Only these appear in menus, lists and figures.",
        list(USUAL_KINDS),
    ),
    Definition("kinds.names", "The service's own names for kinds", "Shown instead of the standard ones.", {}),
    Definition("timeliness.target", "Timeliness target", "Drawn in charts, in percent.", 95),
    Definition(
        "timeliness.local", "Local time limits", "Shown beside the statutory result; statute is the default.", {}
    ),
    Definition(
        "timeliness.attribution",
        "Whose review it is",
        "The IRO allocated on the due date, or the chair on the day.",
        "due",
    ),
    Definition(
        "moves.counted",
        "Which rearrangements are counted",
        'All requests to move a booked date ("all"), or only those after the invitations went out ("invited").',
        "all",
    ),
    Definition("moves.approver", "Who may agree to a move", "By kind of review, in words.", {}),
    Definition(
        "contacts.within",
        "When a contact before a review counts",
        "Since the previous review (0), or within so many working days before the review.",
        0,
    ),
    Definition("contacts.target", "Target for children seen before the review", "In percent.", 95),
    Definition(
        "records.days",
        "Working days after a review",
        "Until the decisions are recorded, the record is complete, and it is sent; and from the decisions until the "
        "manager has answered them (IRO Handbook).",
        {"decisions": 5, "answered": 5, "record": 15, "sent": 20},
    ),
    Definition(
        "records.from",
        "Records are followed for reviews held from this day on",
        'Empty: from the day on which this file was made; "never": not at all. Files do not tell of older reviews.',
        "",
    ),
    Definition(
        "papers.report-days",
        "Working days before a meeting by which its report is due",
        "A local target: by then the social worker's report reaches the IRO (Independent Reviewing Officer).",
        5,
    ),
)
