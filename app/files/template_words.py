"""What the columns of the template are for, in words for whoever fills it in, and what may be chosen in them."""

import csv
from typing import Final

from app.domain.challenges.records import IMPACTS
from app.domain.conferences import CATEGORIES, OUTCOMES
from app.domain.participation import CODES
from resources import path

OF_REVIEWS: Final = {
    "reference": "Required: the number that your case system gives the child. Everything else may stay empty.",
    "born": "The date of birth.",
    "name": "The child's name, forename first.",
    "known_as": "The name the child likes to be called.",
    "sex": "As your service records it.",
    "kind": "The kind of review; empty means a looked-after review.",
    "sequence": "1, 2, 3 within the period of care or plan; empty if you do not know.",
    "start": "When the period of care or the plan began; empty if you do not know.",
    "strategy": "For an initial conference: the date of the strategy discussion.",
    "end": "When the period of care or the plan ended; empty while it goes on.",
    "end_reason": "Why it ended.",
    "iro": "Who chairs this review. The same name on every row of a period: that person is allocated to the child.",
    "team": "The social-work team that holds the child.",
    "worker": "The child's social worker.",
    "due": "The due date as your records have it. The program works out its own where it can.",
    "planned": "The date that is booked, for a review that has not been held yet.",
    "held": "The date on which the review was held; empty on a row for the child and period alone.",
    "next_due": "When the next review is due, on the row of the latest review.",
    "next_planned": "When the next review is booked, on the row of the latest review.",
    "status": "Held, Planned or Cancelled; empty means held when there is a date.",
    "participation": "PN0 to PN7; empty while you do not know.",
    "late": "Why the review was late.",
    "note": "Anything else.",
}

OF_CONFERENCES: Final = {
    "reference": "Required: the number that your case system gives the child.",
    "name": "The child's name, forename first.",
    "kind": "ICPC or RCPC; empty: a row with a strategy discussion is an ICPC, any other an RCPC.",
    "strategy": "The date of the strategy discussion, from which an initial conference is counted.",
    "section47": "When the section 47 enquiry itself started.",
    "requested": "When a conference was asked for.",
    "received": "When your service had the request.",
    "not_needed": "Yes, or who decided, when no conference was needed. The enquiry then ends and nothing is due.",
    "held": "The date of the conference.",
    "iro": "Who chaired it.",
    "participation": "PN0 to PN7; empty while you do not know.",
    "outcome": "What the conference decided.",
    "quorate": "Yes or No.",
    "plan_start": "When the plan began; empty: with the conference that made it.",
    "plan_end": "When the plan ended; empty while it goes on.",
    "end_reason": "Why it ended.",
    "category": "The category of abuse at the start of the plan.",
    "latest": "The category now, where it is another one.",
    "previous": "How many plans the child had with this council before.",
}

OF_CHALLENGES: Final = {
    "reference": 'Required: the number that your case system gives the child, or "Service" for a concern about the whole service.',
    "name": "The child's name, forename first.",
    "challenge": "Your own reference, if you have one. Rows with the same one and the same child are one challenge.",
    "raised": "Required: the date on which the challenge was raised.",
    "level": "The level it was raised at, 1 to 5; level 1 is informal. Or give the date of each level in the next columns.",
    "level1": "When level 1 (informal) was entered.",
    "level2": "When level 2 was entered.",
    "level3": "When level 3 was entered.",
    "level4": "When level 4 was entered.",
    "level5": "When level 5 was entered.",
    "theme": "The main theme. One that is not in your list is added to it.",
    "themes": "Other themes, with a semicolon between them.",
    "child_status": "CLA, CP, Both or Neither on that day; empty: the child's periods of care and plans decide.",
    "raised_by": "The IRO; empty: the IRO who held the child on that day.",
    "addressee": "Who is to answer; empty: the role that your levels name.",
    "concern": "What is wrong, in a sentence or two.",
    "asked": "What you ask for.",
    "response_due": "When the response is due; empty: the working days of the level.",
    "response_date": "When the response came.",
    "response": "What it said.",
    "state": "Open or Closed; not needed where there is a date closed.",
    "outcome": "How it ended. Other words than those in the list are kept as they are.",
    "closed": "When it was closed; empty while it is open.",
    "cafcass": "Yes or the date, when the child was referred to Cafcass. Looked-after children only.",
    "cafcass_consulted": "Yes or the date, when Cafcass was consulted. Looked-after children only.",
    "impact": "What came of it, for a challenge that is closed.",
}


def labels(name: str) -> list[str]:
    """The labels of a list as it ships."""
    with path("lists/lists.csv").open(encoding="utf-8", newline="") as file:
        return [row["label"] for row in csv.DictReader(file) if row["list"] == name]


def choices_of_conferences() -> dict[str, list[str]]:
    """The same for conferences, whose outcomes are their own."""
    categories = list(CATEGORIES.values())
    own = {"kind": ["ICPC", "RCPC"], "outcome": list(OUTCOMES.values()), "category": categories, "latest": categories}
    return {"participation": list(CODES), "quorate": ["Yes", "No"], **own}


def choices() -> dict[str, list[str]]:
    """What may be chosen, by field; other words are still accepted where people need them."""
    return {
        "participation": list(CODES),
        "status": ["Held", "Planned", "Cancelled"],
        "kind": [
            "Looked-after review",
            "ICPC",
            "RCPC",
            "Short-breaks review",
            "Secure accommodation review",
            "Pathway plan review",
        ],
        "level": ["Level 1", "Level 2", "Level 3", "Level 4", "Level 5"],
        "child_status": ["CLA", "CP", "Both", "Neither"],
        "state": ["Open", "Closed"],
        "cafcass": ["Yes", "No"],
        "cafcass_consulted": ["Yes", "No"],
        "theme": labels("challenge-theme"),
        "outcome": labels("challenge-outcome"),
        "impact": list(IMPACTS.values()),
    }
