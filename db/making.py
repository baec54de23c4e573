"""Fills a new file under its draft name: the tables, whose it is, and what every service begins with."""

from sqlalchemy import Engine, insert

from app.domain.access import Stamp
from app.domain.records import new_id
from db.database import APPLICATION_ID, Database
from db.demonstrations import MARK
from db.engines import pragma
from db.keys import make_private
from db.seeds import seed
from db.tables.memory import meta
from db.upgrade import upgrade


def fill(draft: Database, writing: Engine, stamp: Stamp, *, demonstration: bool) -> None:
    """Make it what it will be, and leave it closed."""
    make_private(draft.path)
    try:
        pragma(writing, f"application_id = {APPLICATION_ID}")
        pragma(writing, "journal_mode = WAL")
        upgrade(writing, draft.path)
        with writing.begin() as connection:
            connection.execute(insert(meta).values(key="id", value=new_id()))
            if demonstration:
                connection.execute(insert(meta).values(key=MARK, value="true"))
        with draft.change(stamp, "New database") as store:
            seed(store)
            store.describe("Bank holidays and lists as they ship, and the first person")
    finally:
        draft.close()
