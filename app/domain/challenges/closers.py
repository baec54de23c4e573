"""Who may close a challenge, withdraw or reopen it and say what came of it: its IRO, or a manager on their behalf."""

from app.domain.access import Person, Role
from app.domain.challenges.records import Challenge
from app.domain.errors import Refusal


def is_their_iro(person: Person, challenge: Challenge, iro_now_id: str | None) -> bool:
    """Whether the person is the IRO who raised the challenge, or who holds the child now."""
    return person.officer_id is not None and person.officer_id in (challenge.raised_by_id, iro_now_id)


def needs_reason(person: Person, challenge: Challenge, iro_now_id: str | None) -> bool:
    """Whether the person acts on the IRO's behalf and must say why; refuses who may not at all (domain, section 5)."""
    if is_their_iro(person, challenge, iro_now_id):
        return False
    if person.role != Role.MANAGER:
        raise Refusal(
            "Only the IRO who raised this challenge, or who holds the child now, ends it and says what came of it.",
            "Ask them, or an IRO team manager, who may do it on their behalf.",
        )
    return True
