"""What every test shares: an offscreen Qt, repeatable examples, and the rule that noise fails."""

import logging
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.fixtures"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# In CI the same examples every time, so that a red run is red again; elsewhere new ones, and no clock decides either.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that left a warning in the log; one that expects the line checks it and calls caplog.clear()."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    stray = [f"{record.name}: {record.getMessage()}" for record in records if record.levelno >= logging.WARNING]
    if stray:
        pytest.fail("Stray lines in the log:\n" + "\n".join(stray), pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> Iterator[None]:
    """End the process as soon as the report stands: what is left of a thousand screens can fault while Python is taken down.

    Everything is over by then: fixtures, temporary folders, the closing line. The exit code is pytest's own.
    """
    yield
    if "PySide6.QtWidgets" in sys.modules:
        session.config.get_terminal_writer().flush()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(session.exitstatus))
