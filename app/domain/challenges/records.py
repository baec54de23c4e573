"""Challenges as records: what was raised, every step taken since, agreed actions, levels entered, and learning points."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record

CLA, CP, BOTH, NEITHER = "CLA", "CP", "both", "neither"
STATUSES = {
    CLA: "Looked after (CLA)",
    CP: "Child protection plan (CP)",
    BOTH: "Both CLA and CP",
    NEITHER: "Neither",
}
"""What the child was when the challenge was raised."""

RECORDED, AWAITING, ANSWERED, AGREED, DONE, CLOSED = "recorded", "awaiting", "answered", "agreed", "done", "closed"
STATES = {
    AWAITING: "Awaiting response",
    ANSWERED: "Answered",
    AGREED: "Answered, actions agreed",
    DONE: "Actions done",
    CLOSED: "Closed",
    RECORDED: "Good practice",
}
"""Where a challenge stands; good practice is recorded and asks for no answer."""
OPEN_STATES = (AWAITING, ANSWERED, AGREED, DONE)

INFORMAL, GOOD_PRACTICE = 1, 0
"""The level that is informal, and the one that good practice has; every level above 1 is formal."""

ACCEPTED, PARTLY, NOT_ACCEPTED = "accepted", "partly", "not-accepted"
VIEWS = {ACCEPTED: "Accepted", PARTLY: "Accepted in part", NOT_ACCEPTED: "Not accepted"}
"""What the IRO thinks of a response."""

EVIDENCED, NOT_YET, COMPLIANCE, NO_CHANGE, TOO_EARLY = "evidenced", "agreed", "compliance", "no-change", "too-early"
IMPACTS = {
    EVIDENCED: "Positive change evidenced",
    NOT_YET: "Change agreed, not yet evidenced",
    COMPLIANCE: "Compliance only",
    NO_CHANGE: "No change",
    TOO_EARLY: "Too early to say",
}
"""What came of a challenge, as the IRO finds at the follow-up."""

WITHDRAWN = "withdrawn"
"""The outcome of a challenge that was withdrawn."""

NOT_CLOSED, TO_COME, NOBODY_LOOKED, NOT_ASKED = "", "to-come", "nobody-looked", "not-asked"
LOOKED = {
    **IMPACTS,
    TO_COME: "Closed, impact to come",
    NOBODY_LOOKED: "Closed, nobody looked again",
    NOT_ASKED: "Closed informally, no follow-up asked for",
    WITHDRAWN: "Withdrawn",
    NOT_CLOSED: "Not closed yet",
}
"""What is known of the impact of any challenge: the impact itself, or why there is none yet."""


@dataclass(frozen=True, kw_only=True)
class Challenge(Record):
    """One challenge for one child, or a service concern (child_id None). group_id joins those of a sibling group.

    What stands below "decided" follows from its steps by app.domain.challenges.story and is never typed. original_due and
    process_original are the dates without any extension. next_due is the date that the challenge waits for next.
    """

    reference: str
    child_id: str | None = None
    group_id: str | None = None
    review_id: str | None = None
    raised_on: date
    raised_by_id: str | None = None
    status: str = NEITHER
    theme: str
    positive: bool = False
    concern: str = ""
    asked: str = ""
    # decided
    state: str = AWAITING
    level: int = 0
    first_level: int = 0
    highest: int = 0
    addressee: str = ""
    entered: date | None = None
    response_due: date | None = None
    original_due: date | None = None
    formal_on: date | None = None
    process_due: date | None = None
    process_original: date | None = None
    answered_on: date | None = None
    accepted_on: date | None = None
    done_on: date | None = None
    closed_on: date | None = None
    outcome: str = ""
    actions_due: date | None = None
    follow_up_due: date | None = None
    impact: str = ""
    impact_for: str = ""
    impact_on: date | None = None
    child_informed: str = ""
    advocate: str = ""
    consulted: bool = False
    referred: bool = False
    bypasses: int = 0
    extended: bool = False
    last_moved: date | None = None
    next_due: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is neither closed nor mere good practice."""
        return self.state in OPEN_STATES

    @property
    def formal(self) -> bool:
        """Whether it has ever been above level 1."""
        return self.highest > INFORMAL


ENTERED, CHASED, RESPONSE, VIEW, ACTIONS = "entered", "chased", "response", "view", "actions-agreed"
ACTION_DONE, ACTION_DROPPED, MEETING, EXTENDED = "action-done", "action-dropped", "meeting", "extended"
CONSULTED, REFERRED, INFORMED, ADVOCATE = "cafcass-consulted", "cafcass-referred", "child-informed", "advocate"
WITHDRAWAL, CLOSING, REOPENED, IMPACT = "withdrawn", "closed", "reopened", "impact"
STEPS = {
    ENTERED: "Raised or escalated",
    CHASED: "Chased",
    RESPONSE: "Response",
    VIEW: "The IRO's view of the response",
    ACTIONS: "Actions agreed",
    ACTION_DONE: "Action done",
    ACTION_DROPPED: "Action no longer needed",
    MEETING: "Resolution meeting held",
    EXTENDED: "More time given",
    CONSULTED: "Cafcass consulted",
    REFERRED: "Referred to Cafcass",
    INFORMED: "Child informed",
    ADVOCATE: "Advocate",
    WITHDRAWAL: "Withdrawn",
    CLOSING: "Closed",
    REOPENED: "Reopened",
    IMPACT: "Impact",
}
"""The kinds of step, in words."""


@dataclass(frozen=True, kw_only=True)
class ChallengeStep(Record):
    """One step of a challenge's history, which is only ever added to; a mistake is voided and stays visible.

    What the fields mean by kind: level and to (entered, meeting); due (entered and reopened: response due; extended: the
    new date; closed and impact: when to look again); code (entered: reason for going past a level; chased: how; view,
    impact: which; extended: reason; closed: outcome; child-informed, advocate: "yes" or "not-appropriate"); by (chased,
    response: who; meeting: who came; closed, withdrawn: on whose behalf and why, when the IRO did not do it); scope
    (impact: "child" or "service"). on_file is the day it was put on the child's file.
    """

    challenge_id: str
    kind: str
    on: date
    position: int
    level: int | None = None
    to: str = ""
    due: date | None = None
    code: str = ""
    words: str = ""
    by: str = ""
    scope: str = ""
    action_id: str | None = None
    on_file: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChallengeAction(Record):
    """An agreed action: what, by whom, by when. done_on and dropped_on follow from the steps."""

    challenge_id: str
    step_id: str
    what: str
    owner: str
    due: date
    done_on: date | None = None
    dropped_on: date | None = None

    @property
    def waiting(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.dropped_on is None


@dataclass(frozen=True, kw_only=True)
class LevelEntry(Record):
    """One entry into a level (1 and above), decided from the steps; left is the day it was escalated or closed."""

    challenge_id: str
    step_id: str
    level: int
    to: str
    entered: date
    original_due: date | None = None
    response_due: date | None = None
    answered: date | None = None
    left: date | None = None
    bypassed: int = 0
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ChallengeTheme(Record):
    """A theme of a challenge besides its main one."""

    challenge_id: str
    theme: str


@dataclass(frozen=True, kw_only=True)
class RungHolder(Record):
    """Who answers at a level, for one team or (team_id None) for the whole service, from a day until the day before end."""

    level: int
    team_id: str | None = None
    name: str
    start: date
    end: date | None = None


@dataclass(frozen=True, kw_only=True)
class LearningPoint(Record):
    """What the whole service learns from challenges: where it was shared, the action, its owner, and what changed."""

    theme: str
    noticed_on: date
    words: str
    shared_where: str = ""
    shared_on: date | None = None
    action: str = ""
    owner: str = ""
    due: date | None = None
    changed: str = ""
    changed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LearningLink(Record):
    """That a learning point draws on a challenge."""

    learning_id: str
    challenge_id: str
