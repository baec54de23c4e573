"""One challenge with everything that its pane shows: clocks, history, actions, joined ones, and what can be done now."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from app.domain.access import Right, Stamp
from app.domain.challenges.possible import Case, Move, moves_of
from app.domain.challenges.records import Challenge, ChallengeAction, ChallengeTheme, LearningLink, LearningPoint
from app.domain.challenges.step_words import waiting_words
from app.domain.challenges.story import Terms
from app.domain.challenges.words import SERVICE_CONCERN, days_words, initials_of, message_text, next_step
from app.domain.children import Child
from app.domain.dates import short
from app.domain.reviews import Review
from app.queries.challenges.cases import cases_of
from app.queries.challenges.clocks import Clock, clocks_of
from app.queries.challenges.history import StepLine, history_of, names_of
from app.queries.challenges.terms import terms_of
from app.queries.review import review_title
from app.queries.service import kind_names, setting
from app.store import Selection, Store, Where

__all__ = ["ActionLine", "AskChallenge", "ChallengeSheet", "Clock", "JoinedLine", "Move", "StepLine"]

NOW = ("iro", "iro_now", "iro_now_id", "team", "team_now", "social_worker_now", "stopped")


@dataclass(frozen=True)
class ActionLine:
    """An agreed action; words say how much time is left while it waits."""

    action: ChallengeAction
    late: bool
    words: str


@dataclass(frozen=True)
class JoinedLine:
    """Another challenge of the same group."""

    challenge: Challenge
    child_name: str
    next_step: str


@dataclass(frozen=True)
class ChallengeSheet:
    """One challenge in words. other_themes are codes, others their words; reviews are those of the child, to link to.

    history is newest first; learning are the learning points that draw on it, as (id, words); stopped is the day that
    counts as resolved by the service's setting.
    """

    challenge: Challenge
    child: Child | None
    child_name: str
    initials: str
    level: str
    theme: str
    other_themes: tuple[str, ...]
    others: tuple[str, ...]
    iro: str
    iro_now: str
    iro_now_id: str | None
    team: str
    team_now: str
    social_worker: str
    review: str
    reviews: tuple[tuple[str, str], ...]
    outcome: str
    stopped: date | None
    clocks: tuple[Clock, ...]
    history: tuple[StepLine, ...]
    actions: tuple[ActionLine, ...]
    joined: tuple[JoinedLine, ...]
    learning: tuple[tuple[str, str], ...]
    moves: tuple[Move, ...]
    next_step: str
    message_text: str


@dataclass(frozen=True)
class AskChallenge:
    """Ask for one challenge as its pane shows it."""

    challenge_id: str
    right: ClassVar[Right] = Right.SEE

    def run(self, store: Store, stamp: Stamp) -> ChallengeSheet:
        """Refuses a challenge that was voided since."""
        terms, case = terms_of(store), cases_of(store, (self.challenge_id,))[0]
        challenge, names, now = case.challenge, names_of(store, terms), _now(store, stamp, self.challenge_id)
        child = store.shelf(Child).maybe(challenge.child_id)
        level = terms.ladders(stamp.today).name(challenge.level) if challenge.level else ""
        others = tuple(t.theme for t in store.shelf(ChallengeTheme).find(challenge_id=challenge.id))
        reviews = _reviews(store, child)
        return ChallengeSheet(
            challenge=challenge,
            child=child,
            child_name=child.shown_name if child else SERVICE_CONCERN,
            initials=initials_of(child),
            level=level,
            theme=names.label("challenge-theme", challenge.theme),
            other_themes=others,
            others=tuple(names.label("challenge-theme", code) for code in others),
            **_people(now),
            review=dict(reviews).get(challenge.review_id or "", ""),
            reviews=reviews,
            outcome=names.label("challenge-outcome", challenge.outcome),
            clocks=clocks_of(challenge, case.steps, terms, stamp.today, now["stopped"]),
            history=history_of(store, case, names, initials_of(child)),
            actions=_actions(case, stamp.today, terms),
            joined=_joined(store, challenge, stamp.today, terms),
            learning=_learning(store, challenge),
            moves=moves_of(case, stamp.person, stamp.today, terms),
            next_step=next_step(challenge, stamp.today, terms.calendar, waiting_words(case.actions, stamp.today)),
            message_text=message_text(challenge, initials_of(child), level, stamp.today, terms.calendar),
        )


def _now(store: Store, stamp: Stamp, challenge_id: str) -> dict[str, Any]:
    """Who raised it, who holds the child then and now, and the day it was resolved."""
    options = {"stop": setting(store, "challenges.stop")}
    selection = Selection("challenges", (Where("id", "is", challenge_id),), stamp.today, options=options)
    found = store.rows(selection, NOW)
    return dict(zip(NOW, found[0], strict=True)) if found else dict.fromkeys(NOW)


def _people(now: dict[str, Any]) -> dict[str, Any]:
    """The people around a challenge by name, nobody as an empty text, and the day it was resolved."""
    named = {name: now[name] or "" for name in ("iro", "iro_now", "team", "team_now")}
    more = {"social_worker": now["social_worker_now"] or "", "iro_now_id": now["iro_now_id"], "stopped": now["stopped"]}
    return {**named, **more}


def _reviews(store: Store, child: Child | None) -> tuple[tuple[str, str], ...]:
    """The reviews of the child that can be linked, newest first."""
    if child is None:
        return ()
    kinds = kind_names(store)
    found = sorted(store.shelf(Review).find(child_id=child.id), key=lambda r: r.held or r.due or date.min, reverse=True)
    return tuple((review.id, f"{review_title(review, kinds[review.kind])}, {_when(review)}") for review in found)


def _when(review: Review) -> str:
    if review.held:
        return f"held {short(review.held)}"
    return f"due {short(review.due)}" if review.due else "due date not known"


def _actions(case: Case, today: date, terms: Terms) -> tuple[ActionLine, ...]:
    """The agreed actions: those that wait first, what is due first before."""
    ordered = sorted(case.actions, key=lambda action: (not action.waiting, action.due))
    return tuple(
        ActionLine(
            action,
            late=action.waiting and case.challenge.open and action.due < today,
            words=days_words(action.due, today, terms.calendar) if action.waiting else "",
        )
        for action in ordered
    )


def _joined(store: Store, challenge: Challenge, today: date, terms: Terms) -> tuple[JoinedLine, ...]:
    if not challenge.group_id:
        return ()
    group = [c for c in store.shelf(Challenge).find(group_id=challenge.group_id) if c.id != challenge.id]
    ids = tuple(c.child_id for c in group if c.child_id)
    names = {child.id: child.shown_name for child in store.shelf(Child).find(id=ids)}
    return tuple(
        JoinedLine(one, names.get(one.child_id or "", SERVICE_CONCERN), next_step(one, today, terms.calendar))
        for one in sorted(group, key=lambda one: one.reference)
    )


def _learning(store: Store, challenge: Challenge) -> tuple[tuple[str, str], ...]:
    links = store.shelf(LearningLink).find(challenge_id=challenge.id)
    points = store.shelf(LearningPoint).find(id=tuple(link.learning_id for link in links))
    return tuple((point.id, point.words) for point in points)
