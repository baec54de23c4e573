"""The settings of challenges."""

from app.domain.definitions.definition import Definition

CHALLENGES = (
    Definition(
        "challenges.ladder",
        "Levels of challenge",
        "Level 1 is informal; who answers at each level, and in how many working days.",
        [
            {"level": 1, "name": "Informal", "addressee": "Social worker and team manager", "days": 5},
            {"level": 2, "name": "Team manager", "addressee": "Team manager", "days": 5},
            {"level": 3, "name": "Service manager", "addressee": "Service manager", "days": 5},
            {"level": 4, "name": "Strategic manager", "addressee": "Strategic manager", "days": 5},
            {"level": 5, "name": "Head of service", "addressee": "Head of service", "days": 5},
        ],
    ),
    Definition(
        "challenges.total-days",
        "Working days of the whole formal process",
        "From the first formal level to the resolution. IRO Handbook 6.2: at most 20 working days.",
        20,
    ),
    Definition(
        "challenges.stop",
        "When a challenge counts as resolved",
        'When the IRO accepts the response ("accepted"), all actions are done ("done"), or it is closed ("closed").',
        "accepted",
    ),
    Definition(
        "challenges.denominator",
        "Which challenges are judged",
        'Those resolved in the period ("resolved"), or those due in it, the open ones as not in time ("due").',
        "resolved",
    ),
    Definition(
        "challenges.follow-up-months",
        "Months until somebody looks again",
        "After closing, the follow-up is due then, or at the child's next review if that comes first.",
        3,
    ),
    Definition(
        "challenges.quiet-days",
        "Working days without movement",
        "A challenge that has not moved for so long comes to the clinic.",
        10,
    ),
    Definition(
        "challenges.entry-levels",
        "Usual first level by theme",
        "A theme that usually begins above level 2 needs no reason for it.",
        {"unregistered-placement": 4},
    ),
    Definition(
        "challenges.positive-themes",
        "Themes that are good practice",
        "They are recorded and ask for no answer.",
        ["good-practice"],
    ),
)
