"""What every test shares: an offscreen Qt, repeatable examples, and the rule that noise fails."""

import gc
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


def pytest_unconfigure() -> None:
    """End Qt in order while Python still stands: widgets that outlive the application end the process with a fault."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None:
        return
    for widget in application.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    application.sendPostedEvents(None, 0)
    application.processEvents()
    gc.collect()
    application.shutdown()
