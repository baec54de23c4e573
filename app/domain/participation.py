"""How a child of our care took part in a review: the SSDA903 codes and the rules about age."""

from collections.abc import Collection
from datetime import date

from app.domain.calendar import birthday
from app.domain.children import Child
from app.domain.conferences import CONFERENCES
from app.domain.errors import Refusal
from app.domain.kinds import LOOKED_AFTER

CODES = {
    "PN0": "Under 4 at the time of the review",
    "PN1": "Attended and spoke for themselves",
    "PN2": "Attended, an advocate spoke for them",
    "PN3": "Attended and gave views without words",
    "PN4": "Attended without contributing",
    "PN5": "Did not attend, an advocate shared their views",
    "PN6": "Did not attend, views were sent",
    "PN7": "Did not attend or share views",
}
ASKED = (LOOKED_AFTER, *CONFERENCES)
"""The kinds of review of which it is asked how the child took part."""
UNDER_FOUR = "PN0"
ATTENDED = ("PN1", "PN2", "PN3", "PN4")
"""The child was there."""
STAYED_AWAY = ("PN5", "PN6", "PN7")
"""The child was not there."""
VIEWS_GIVEN = ("PN1", "PN2", "PN3", "PN5", "PN6")
"""The child's views were heard, whoever gave them."""
ADVOCATE = ("PN2", "PN5")
"""An advocate spoke for the child or shared their views."""


def participated(code: str | None, not_codes: Collection[str]) -> bool | None:
    """Whether a child took part; not_codes are those that are no participation (setting "participation.not").

    None for PN0 and where nothing is recorded: both leave the denominator, and what is not recorded is shown.
    """
    return None if code is None or code == UNDER_FOUR or code not in CODES else code not in not_codes


def breaks_rule_440(code: str, born: date, held: date) -> bool:
    """DfE rule 440: PN0 with the review after the 4th birthday (on the birthday it passes)."""
    return code == UNDER_FOUR and held > birthday(born, 4)


def breaks_rule_441(code: str, born: date, held: date) -> bool:
    """DfE rule 441: PN1 to PN7 with the review before the 4th birthday (on the birthday it passes)."""
    return code in CODES and code != UNDER_FOUR and held < birthday(born, 4)


def by_age(born: date | None, held: date) -> str | None:
    """PN0 of a child who was under 4 at a review: it follows from the date of birth. None: somebody has to say."""
    return UNDER_FOUR if born and held < birthday(born, 4) else None


def known_by_age(kind: str, child: Child, held: date) -> str | None:
    """The same where a review of this kind asks for participation, and of a child not yet born."""
    if kind not in ASKED:
        return None
    unborn = UNDER_FOUR if child.date_of_birth is None and child.expected_on else None
    return by_age(child.date_of_birth, held) or unborn


def check_participation(code: str, born: date | None, held: date) -> None:
    """Refuse a code that does not exist or cannot be true at the child's age."""
    if code not in CODES:
        raise Refusal(f'"{code}" is not a participation code.', "Use PN0 to PN7, or leave it empty until you know.")
    if born and breaks_rule_440(code, born, held):
        raise Refusal(
            "PN0 means under 4, and the child had turned 4 before this review (DfE rule 440).",
            "Choose PN1 to PN7, or correct the date of birth.",
        )
    if born and breaks_rule_441(code, born, held):
        raise Refusal(
            f"{code} is for children of 4 and over, and the child was under 4 at this review (DfE rule 441).",
            "Choose PN0, or correct the date of birth.",
        )
