"""What the rules of challenges rest on: the ladder that held on each day, and the working calendar of the service."""

from app.domain.challenges.ladder import Ladder, ladders_of
from app.domain.challenges.story import Terms
from app.domain.settings import Setting
from app.queries.service import calendar_of
from app.store import Store


def terms_of(store: Store) -> Terms:
    """The ladder by day and the calendar."""
    settings = store.shelf(Setting).find(key=("challenges.ladder", "challenges.total-days"))
    return Terms(ladders_of(settings), calendar_of(store))


def ladder_now(store: Store) -> Ladder:
    """The ladder that holds today."""
    return terms_of(store).ladders(store.stamp.today)
