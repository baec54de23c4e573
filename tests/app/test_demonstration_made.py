"""A demonstration is made in one change or in parts, of any size that is possible, and only in an empty file."""

import pytest

from app.demonstration import DENSE, Demonstrate, Size, demonstrate_in_parts, whole
from app.domain.children import Child
from app.domain.errors import Refusal
from app.domain.reviews import Review
from app.queries.service import ServiceChoices
from db.database import Database
from tests.app.test_demonstration import by_kind, made
from tests.builders import Service, stamp


def test_the_service_to_measure_with_has_forty_reviews_a_child() -> None:
    records = by_kind(made(Size(children=300, reviews_per_child=DENSE)))
    assert 38 <= len(records[Review]) / 300 <= 42


def test_making_it_is_one_change_and_a_second_one_is_refused(service: Service) -> None:
    done = service.desk().do(Demonstrate(Size(children=80)))
    assert done.result.children == 80
    assert done.result.reviews == service.count("reviews")
    assert service.desk().ask(ServiceChoices()).service == "Demonstration service"
    with service.read() as store:
        entry = store.accounts.latest(None, 1)[0]
    assert entry.number == done.entry
    assert entry.summary.startswith("Demonstration service: 80 children")
    with pytest.raises(Refusal, match="children already"):
        service.desk().do(Demonstrate(Size(children=80)))


def test_in_parts_it_is_the_same_service(database: Database, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "RECORDS_PER_PART", 1000)
    size = Size(children=150)
    told = list(demonstrate_in_parts(database, stamp(), size))
    assert [one.children for one in told][-1] == 150
    assert len(told) > 2
    expected = by_kind(made(size))
    with service.read() as store:
        for kind, records in expected.items():
            kept = {record.id for record in store.shelf(kind).find()}
            assert {record.id for record in records} <= kept


@pytest.mark.parametrize("size", [{"children": 0}, {"children": 200_000}, {"years": 0}, {"iros": -1}])
def test_an_impossible_size_is_refused(size: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        Size(**size)


def test_one_child_in_one_year_is_a_demonstration_too() -> None:
    records = by_kind(made(Size(children=1, iros=2, years=1)))
    assert len(records[Child]) == 1
