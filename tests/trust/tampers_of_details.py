"""The ways to alter what an entry tells in detail, its salts, and by what its records are found."""

from tests.trust.alterable import Account, sort

# -------------------------------------------------------------------------------------------------------- the details


@sort("the details of two entries changed round")
def _details_round(account: Account) -> int:
    first, second = account.two(told=True)
    for before, after in ((first, -1), (second, first), (-1, second)):
        for table in ("audit_detail", "audit_ranges"):
            account.do(f"UPDATE {table} SET number = ? WHERE number = ?", after, before)
    return first


@sort("a detail altered")
def _detail(account: Account) -> int:
    number = account.one(told=True)
    column = account.chance.choice(("kind", "record_id", "before", "after"))
    altered = f"UPDATE audit_detail SET {column} = coalesce({column}, '') || 'x' WHERE number = ? AND position = 0"
    account.do(altered, number)
    return number


@sort("a detail taken out")
def _detail_taken(account: Account) -> int:
    number = account.one(several=True)
    ((position,),) = account.do("SELECT position FROM audit_detail WHERE number = ? ORDER BY random() LIMIT 1", number)
    account.do("DELETE FROM audit_detail WHERE number = ? AND position = ?", number, position)
    account.do("UPDATE audit_detail SET position = position - 1 WHERE number = ? AND position > ?", number, position)
    return number


@sort("a detail put in")
def _detail_put_in(account: Account) -> int:
    number = account.one()
    words = "INSERT INTO audit_detail (number, position, kind, record_id, after) VALUES (?, 9999, 'Child', 'x', '{}')"
    account.do(words, number)
    return number


@sort("the order of two details changed")
def _details_order(account: Account) -> int:
    number = account.one(several=True)
    for before, after in ((0, -1), (1, 0), (-1, 1)):
        account.do("UPDATE audit_detail SET position = ? WHERE number = ? AND position = ?", after, number, before)
    return number


@sort("the details moved up")
def _details_up(account: Account) -> int:
    number = account.one(told=True)
    account.do("UPDATE audit_detail SET position = position + 100 WHERE number = ?", number)
    account.do("UPDATE audit_ranges SET position = position + 100 WHERE number = ?", number)
    return number


@sort("all details taken out, as if erased")
def _details_gone(account: Account) -> int:
    number = account.one(told=True)
    account.do("DELETE FROM audit_detail WHERE number = ?", number)
    return number


@sort("details altered and the salt taken out, as if erased")
def _details_unsalted(account: Account) -> int:
    number = account.one(told=True)
    account.do("UPDATE audit_detail SET salt = NULL, after = '{}' WHERE number = ?", number)
    return number


@sort("another salt")
def _salt(account: Account) -> int:
    number = account.one(told=True)
    account.do(
        "UPDATE audit_detail SET salt = ? WHERE number = ? AND position = 0",
        f"{account.chance.getrandbits(128):032x}",
        number,
    )
    return number


@sort("the salts of two entries changed round")
def _salts_round(account: Account) -> int:
    first, second = account.two(told=True)
    salts = dict(
        account.do("SELECT number, salt FROM audit_detail WHERE number IN (?, ?) AND position = 0", first, second)
    )
    for number, other in ((first, second), (second, first)):
        account.do("UPDATE audit_detail SET salt = ? WHERE number = ? AND position = 0", salts[other], number)
    return first


@sort("a salt in a second place")
def _salt_twice(account: Account) -> int:
    number = account.one(several=True)
    account.do("UPDATE audit_detail SET salt = 'x' WHERE number = ? AND position = 1", number)
    return number


@sort("details that an erasure left altered")
def _left_altered(account: Account) -> int:
    number = account.chance.choice(
        account.do("SELECT number FROM audit_detail WHERE salt IS NOT NULL AND position > 0")
    )[0]
    account.do("UPDATE audit_detail SET after = '{}' WHERE number = ? AND salt IS NOT NULL", number)
    return int(number)


@sort("details that an erasure left taken out")
def _left_taken(account: Account) -> int:
    number = account.chance.choice(
        account.do("SELECT number FROM audit_detail WHERE salt IS NOT NULL AND position > 0")
    )[0]
    account.do("DELETE FROM audit_detail WHERE number = ?", number)
    return int(number)


# ------------------------------------------------------------------------------- where records made together are found


@sort("where many records are found: taken out")
def _range_gone(account: Account) -> int:
    number = account.one(many=True)
    account.do("DELETE FROM audit_ranges WHERE number = ?", number)
    return number


@sort("where many records are found: altered")
def _range_moved(account: Account) -> int:
    number = account.one(many=True)
    column = account.chance.choice(("kind", "first", "last"))
    account.do(f"UPDATE audit_ranges SET {column} = 'x' WHERE number = ?", number)
    return number


@sort("where many records are found: put in")
def _range_put_in(account: Account) -> int:
    number = account.one()
    account.do(
        "INSERT INTO audit_ranges (number, position, kind, first, last) VALUES (?, 500, 'Child', '0', 'z')", number
    )
    return number
