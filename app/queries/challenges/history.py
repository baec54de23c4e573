"""The steps of a challenge as lines of its history, newest first, each with the texts that can be copied from it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from app.domain.access import Person
from app.domain.calendar import LONDON
from app.domain.challenges import records
from app.domain.challenges.possible import Case
from app.domain.challenges.records import ChallengeStep
from app.domain.challenges.step_words import Names, Signed, record_text, step_message, step_title, step_words
from app.domain.challenges.story import Terms, in_order
from app.domain.dates import long
from app.queries.service import labels
from app.store import Store

LISTS = ("challenge-theme", "challenge-outcome", "bypass-reason", "extension-reason", "chased-how", "behalf-reason")
IMPORTED = "an import"


@dataclass(frozen=True)
class StepLine:
    """One step: its day and what happened, its details, why it was voided (empty: it counts), and texts to copy.

    copy_text is for the child's record; message (of levels and chases only) names nobody.
    """

    step: ChallengeStep
    title: str
    words: str
    voided: str
    copy_text: str
    message: str
    recorded_by: str


def names_of(store: Store, terms: Terms) -> Names:
    """The words of the service for codes and levels."""
    return Names({name: labels(store, name) for name in LISTS}, lambda level, day: terms.ladders(day).name(level))


def history_of(
    store: Store, case: Case, names: Names, initials: str, only: Collection[str] | None = None
) -> tuple[StepLine, ...]:
    """Every step, the voided ones too, newest first; only those with these ids when some are given."""
    counting = in_order(case.steps)
    first = next((step.id for step in counting if step.kind == records.ENTERED), "")
    asking = store.stamp.person
    people = {person.login: person for person in (asking, *store.shelf(Person).find(voided=True))}
    line = partial(_line, store, case, names, initials, people, first)
    newest = sorted(case.steps, key=lambda step: (step.on, step.position), reverse=True)
    return tuple(line(step) for step in newest if only is None or step.id in only)


def _line(
    store: Store,
    case: Case,
    names: Names,
    initials: str,
    people: Mapping[str, Person],
    first_id: str,
    step: ChallengeStep,
) -> StepLine:
    first, signed = step.id == first_id, _signed(store, step, people)
    texts = ("", "")
    if not step.voided:
        texts = (
            record_text(case.challenge, step, names, signed, case.actions, first=first),
            step_message(case.challenge, step, initials, names, first=first),
        )
    title = f"{long(step.on)}: {step_title(step, names, first=first)}"
    return StepLine(step, title, step_words(step, names, case.actions), _voided(step, people), *texts, signed.name)


def _voided(step: ChallengeStep, people: Mapping[str, Person]) -> str:
    if step.voided_at is None:
        return ""
    who = _name(people, step.voided_by or "")
    return f"Voided on {long(step.voided_at.astimezone(LONDON).date())} by {who}: {step.voided_why}"


def _name(people: Mapping[str, Person], login: str) -> str:
    return people[login].name or login if login in people else login


def _signed(store: Store, step: ChallengeStep, people: Mapping[str, Person]) -> Signed:
    """Who recorded the step, by the account of what was done; of an imported one nobody is known."""
    if step.import_id:
        return Signed(IMPORTED, step.on)
    kept: Iterable[tuple[str, Signed]] = (
        (entry.login, Signed(_name(people, entry.login), entry.at.astimezone(LONDON).date()))
        for entry, change in store.accounts.of_record(step.id, ChallengeStep)
        if change.before is None
    )
    person = store.stamp.person
    return next((signed for _, signed in kept), Signed(person.name or person.login, store.stamp.today))
