"""Which moves a challenge asks for as it stands, the first one first, and the short words of their buttons."""

from app.domain.challenges import records
from app.queries.challenges.one import ChallengeSheet
from app.table import Tone

BUTTONS = {
    "chase": ("Chase", "bell"),
    "response": ("Record response", "message-square-reply"),
    "view": ("IRO's view", "eye"),
    "actions": ("Agree actions", "list-checks"),
    "escalate": ("Escalate", "trending-up"),
    "close": ("Close", "check"),
    "reopen": ("Reopen", "undo-2"),
    "impact": ("Record impact", "lightbulb"),
    "child-informed": ("Child told", "user"),
}
"""The moves that may stand as buttons, in short words, with their icons."""


def likely_moves(sheet: ChallengeSheet) -> tuple[str, ...]:
    """The moves that the state asks for, the first one first."""
    challenge = sheet.challenge
    late = any(clock.tone is Tone.LATE for clock in sheet.clocks)
    if challenge.state == records.AWAITING:
        return ("chase", "response", "escalate") if late else ("response", "chase", "actions")
    if challenge.state == records.ANSWERED:
        accepted = challenge.accepted_on is not None
        return ("actions", "close", "escalate") if accepted else ("view", "actions", "escalate")
    if challenge.state == records.AGREED:
        late = any(line.late for line in sheet.actions)
        return ("escalate", "chase") if late else ("chase", "actions")
    if challenge.state == records.DONE:
        return ("close", "escalate")
    if challenge.state == records.CLOSED:
        return ("impact", "reopen") if challenge.outcome != records.WITHDRAWN else ("reopen",)
    return ("child-informed",)
