"""Fixtures shared by the journeys: services with random histories of challenges."""

from collections.abc import Iterator

import pytest

from tests.journeys.challenge_made import SEEDS, Made, made_service


@pytest.fixture(scope="session", params=SEEDS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """One service after the other."""
    with made_service(tmp_path_factory.mktemp("oracle") / "service.db", request.param) as one:
        yield one
