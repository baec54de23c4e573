"""What a challenge waits for, and when all that was agreed was done."""

from datetime import date

from app.domain.challenges import records
from app.domain.children import Child
from tests.builders import Service
from tests.challenges import answered, challenge, step


def raised(service: Service) -> tuple[Child, records.Challenge]:
    """A challenge at level 2, raised on Monday 2 November 2026."""
    child = service.child()
    return child, challenge(service, child, 2, date(2026, 11, 2))


def test_an_accepted_answer_stops_the_clock_of_the_whole_process(service: Service) -> None:
    _, made = raised(service)
    unclear = step(service, made, records.RESPONSE, date(2026, 11, 6), words="We will look into it")
    assert unclear.next_due == unclear.process_due == date(2026, 11, 30)
    accepted = step(service, made, records.VIEW, date(2026, 11, 9), code=records.ACCEPTED)
    assert accepted.next_due is None


def test_after_an_escalation_late_in_the_process_its_end_is_what_comes_first(service: Service) -> None:
    _, made = raised(service)
    assert made.next_due == made.response_due == date(2026, 11, 9)
    escalated = step(service, made, records.ENTERED, date(2026, 12, 2), level=3)
    assert escalated.response_due == date(2026, 12, 9)
    assert escalated.next_due == escalated.process_due == date(2026, 11, 30)


def test_an_action_agreed_at_a_lower_level_that_ends_last_is_when_all_was_done(service: Service) -> None:
    _, made = raised(service)
    step(service, made, records.ACTIONS, date(2026, 11, 4), (("Visit", "Social worker", date(2026, 11, 6)),))
    step(service, made, records.ENTERED, date(2026, 11, 9), level=3)
    accepted = answered(service, made, date(2026, 11, 11))
    assert (accepted.state, accepted.done_on) == (records.ANSWERED, None)
    done = step(service, made, records.ACTION_DONE, date(2026, 11, 13))
    assert (done.state, done.done_on, done.accepted_on) == (records.ANSWERED, date(2026, 11, 13), date(2026, 11, 11))
    assert done.actions_due is None
