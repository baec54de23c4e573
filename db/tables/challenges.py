"""The tables of challenges: their steps, actions, entries into levels and themes, who answers, and what was learnt."""

from sqlalchemy import Boolean, Column, Index, Integer, String, Text
from sqlalchemy import text as sql

from app.domain.challenges.records import (
    OPEN_STATES,
    Challenge,
    ChallengeAction,
    ChallengeStep,
    ChallengeTheme,
    LearningLink,
    LearningPoint,
    LevelEntry,
    RungHolder,
)
from app.domain.records import fold
from db.tables.columns import ID_LENGTH, Kept, maybe_day, maybe_of, of, record_table, text
from db.tables.columns import day as a_day

# In the words in which the populations ask: an index of so few serves no other questions.
_LIVE = "voided_at IS NULL"
_OPEN = f"state IN ({', '.join(repr(state) for state in OPEN_STATES)}) AND {_LIVE}"
_TO_FOLLOW = f"follow_up_due IS NOT NULL AND {_LIVE}"
_WAITING = f"done_on IS NULL AND dropped_on IS NULL AND {_LIVE}"
_TO_FILE = f"on_file IS NULL AND import_id IS NULL AND {_LIVE}"

# Everything that a figure or a list reads of a challenge to count it, so that its rows need not be fetched one by one.
# The index by the day it was raised holds them all, so that the open ones are sought in the smaller one.
_OF_OPEN = (
    *("level", "next_due", "state", "child_id", "raised_by_id", "addressee", "theme", "status", "raised_on"),
    *("response_due", "process_due", "actions_due", "accepted_on", "last_moved", "id", "voided_at"),
)
_OF_RAISED = (
    *("raised_on", "highest", "status", "theme", "positive", "child_id", "raised_by_id", "state", "outcome", "impact"),
    *("follow_up_due", "level", "id", "voided_at"),
)

challenges = record_table(
    "challenges",
    text("reference"),
    maybe_of("child_id", "children"),
    Column("group_id", String(ID_LENGTH)),
    maybe_of("review_id", "reviews"),
    a_day("raised_on"),
    maybe_of("raised_by_id", "officers"),
    text("status"),
    text("theme"),
    Column("positive", Boolean, nullable=False),
    text("concern"),
    text("asked"),
    text("state"),
    Column("level", Integer, nullable=False),
    Column("first_level", Integer, nullable=False),
    Column("highest", Integer, nullable=False),
    text("addressee"),
    maybe_day("entered"),
    maybe_day("response_due"),
    maybe_day("original_due"),
    maybe_day("formal_on"),
    maybe_day("process_due"),
    maybe_day("process_original"),
    maybe_day("answered_on"),
    maybe_day("accepted_on"),
    maybe_day("done_on"),
    maybe_day("closed_on"),
    text("outcome"),
    maybe_day("actions_due"),
    maybe_day("follow_up_due"),
    text("impact"),
    text("impact_for"),
    maybe_day("impact_on"),
    text("child_informed"),
    text("advocate"),
    Column("consulted", Boolean, nullable=False),
    Column("referred", Boolean, nullable=False),
    Column("bypasses", Integer, nullable=False),
    Column("extended", Boolean, nullable=False),
    maybe_day("last_moved"),
    maybe_day("next_due"),
    Column("folded", Text, nullable=False),
    Index(None, "reference"),
    Index(None, "child_id"),
    Index(None, "group_id"),
    Index(None, "review_id"),
    Index(None, "closed_on"),
    Index("challenges_open", *_OF_OPEN, sqlite_where=sql(_OPEN)),
    Index("challenges_raised", *_OF_RAISED),
    Index("challenges_to_follow", "follow_up_due", "state", "child_id", "voided_at", sqlite_where=sql(_TO_FOLLOW)),
)

# action_id has no foreign key: an action stands on the step that agreed it, and a step that ends an action comes later.
challenge_steps = record_table(
    "challenge_steps",
    of("challenge_id", "challenges"),
    text("kind"),
    a_day("on"),
    Column("position", Integer, nullable=False),
    Column("level", Integer),
    text("to"),
    maybe_day("due"),
    text("code"),
    text("words"),
    text("by"),
    text("scope"),
    Column("action_id", String(ID_LENGTH)),
    maybe_day("on_file"),
    Index(None, "challenge_id"),
    Index(None, "on", "kind"),
    Index("challenge_steps_to_file", "challenge_id", "on_file", "import_id", "voided_at", sqlite_where=sql(_TO_FILE)),
)

challenge_actions = record_table(
    "challenge_actions",
    of("challenge_id", "challenges"),
    of("step_id", "challenge_steps"),
    text("what"),
    text("owner"),
    a_day("due"),
    maybe_day("done_on"),
    maybe_day("dropped_on"),
    Index(None, "challenge_id"),
    Index(None, "step_id"),
    Index(
        "challenge_actions_waiting",
        "due",
        "challenge_id",
        "done_on",
        "dropped_on",
        "voided_at",
        sqlite_where=sql(_WAITING),
    ),
)

level_entries = record_table(
    "level_entries",
    of("challenge_id", "challenges"),
    of("step_id", "challenge_steps"),
    Column("level", Integer, nullable=False),
    text("to"),
    a_day("entered"),
    maybe_day("original_due"),
    maybe_day("response_due"),
    maybe_day("answered"),
    maybe_day("left"),
    Column("bypassed", Integer, nullable=False),
    text("reason"),
    Index(None, "challenge_id"),
    Index(None, "step_id"),
    Index("level_entries_entered", "entered", "level", "challenge_id", "voided_at", sqlite_where=sql(_LIVE)),
)

challenge_themes = record_table(
    "challenge_themes",
    of("challenge_id", "challenges"),
    text("theme"),
    Index(None, "challenge_id"),
    Index(None, "theme"),
)

rung_holders = record_table(
    "rung_holders",
    Column("level", Integer, nullable=False),
    maybe_of("team_id", "teams"),
    text("name"),
    a_day("start"),
    maybe_day("end"),
    Index(None, "team_id", "level"),
)

learning_points = record_table(
    "learning_points",
    text("theme"),
    a_day("noticed_on"),
    text("words"),
    text("shared_where"),
    maybe_day("shared_on"),
    text("action"),
    text("owner"),
    maybe_day("due"),
    text("changed"),
    maybe_day("changed_on"),
    Index(None, "noticed_on"),
)

learning_links = record_table(
    "learning_links",
    of("learning_id", "learning_points"),
    of("challenge_id", "challenges"),
    Index(None, "learning_id"),
    Index(None, "challenge_id"),
)


def _folded(challenge: Challenge) -> str:
    return fold(f"{challenge.reference} {challenge.concern} {challenge.asked}")


KEPT = (
    Kept(Challenge, challenges, {"folded": _folded}),
    Kept(ChallengeStep, challenge_steps),
    Kept(ChallengeAction, challenge_actions),
    Kept(LevelEntry, level_entries),
    Kept(ChallengeTheme, challenge_themes),
    Kept(RungHolder, rung_holders),
    Kept(LearningPoint, learning_points),
    Kept(LearningLink, learning_links),
)
