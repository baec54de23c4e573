"""What was erased for good is in none of the bytes that are left."""

from app.commands.children import CorrectChild
from app.commands.preferences import Remember
from app.commands.retention import REQUEST, EraseForGood
from app.desk import Desk
from db.database import Database
from tests.builders import MANAGER, NOW, Service


def test_nothing_that_was_erased_is_in_the_bytes_of_the_file_or_its_journal(
    service: Service, database: Database
) -> None:
    desk = Desk(service.keeper, MANAGER, lambda: NOW)
    child = service.child("1001", name="Zebedee Quince")
    desk.do(Remember("draft", "challenge", '{"concern": "' + "Zebedee said at home " * 300 + '"}'))
    desk.do(Remember("draft", "challenge", None))
    desk.do(CorrectChild(child.id, "1001", "Zed", "", None))
    desk.do(EraseForGood((child.id,), REQUEST))
    written = [each.read_bytes() for each in database.path.parent.glob(f"{database.path.name}*")]
    assert len(written) > 1
    assert not any(b"Zebedee" in each for each in written)
