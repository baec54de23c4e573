"""What the synthetic service has learnt from its challenges: a learning point for the most frequent new theme of each quarter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from app.demonstration.draws import Draw
from app.demonstration.service import Service
from app.domain.calendar import add_months
from app.domain.challenges.records import Challenge, LearningLink, LearningPoint
from app.domain.dates import quarter
from app.domain.records import Record

QUARTERS = 6
LINKED = 5
WORDS = (
    "The same worry was raised by several IROs in one quarter. It begins when a worker changes and nobody takes the plan over.",
    "Answers say that the work is allocated, and the next review finds that it has not begun.",
    "Families hear of the change from the meeting, not before it.",
)
SHARED = ("Practice forum", "Heads of service meeting", "Team managers' meeting")
ACTION = "A handover sheet that names each open decision, checked by the team manager."
CHANGED = "Fewer challenges about this since; the sheet is used in all teams."


def learning(service: Service, challenges: Iterable[Challenge]) -> Iterator[Record]:
    """Learning points of the last quarters, the last of them without its result yet."""
    by_quarter: dict[date, dict[str, list[Challenge]]] = defaultdict(lambda: defaultdict(list))
    for challenge in challenges:
        if not challenge.positive:
            by_quarter[quarter(challenge.raised_on).first][challenge.theme].append(challenge)
    draw = Draw(service.seed, "learning")
    before: list[str] = []
    for first in sorted(by_quarter)[-QUARTERS - 1 : -1]:
        news = {theme: some for theme, some in by_quarter[first].items() if theme not in before[-2:]}
        if news:
            theme, linked = max(news.items(), key=lambda item: (len(item[1]), item[0]))
            before.append(theme)
            yield from _point(service, draw, first, theme, linked)


def _point(service: Service, draw: Draw, first: date, theme: str, linked: list[Challenge]) -> Iterator[Record]:
    noticed = add_months(first, 3)
    shared, changed = noticed + timedelta(days=draw.whole(7, 30)), add_months(noticed, 4)
    over = changed <= service.today
    told = shared <= service.today
    point = LearningPoint(
        id=draw.id(), theme=theme, noticed_on=noticed, words=draw.one(WORDS), action=ACTION, owner="Principal social worker",
        due=add_months(noticed, 3), shared_where=draw.one(SHARED) if told else "", shared_on=shared if told else None,
        changed=CHANGED if over else "", changed_on=changed if over else None,
    )  # fmt: skip
    yield point
    for challenge in linked[:LINKED]:
        yield LearningLink(id=draw.id(), learning_id=point.id, challenge_id=challenge.id)
