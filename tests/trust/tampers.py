"""The ways to alter an account: each gives the entry that must then be named as the first that is not true."""

from datetime import timedelta

from app.domain.audit import ERASED, digest, erased_in
from tests.builders import NOW
from tests.trust.alterable import Account, sort, stored

# ---------------------------------------------------------------------------------------- one entry's own facts


def _edited(column: str, words: str) -> None:
    @sort(f"{words}")
    def plain(account: Account) -> int:
        number = account.one()
        account.do(f"UPDATE audit SET {column} = {column} || 'x' WHERE number = ?", number)
        return number

    @sort(f"{words}, with its hash made anew")
    def hashed(account: Account) -> int:
        number = account.one(but_last=True)
        account.do(f"UPDATE audit SET {column} = {column} || 'x' WHERE number = ?", number)
        account.hashed(number)
        return number + 1


for _column, _words in {
    "login": "another person",
    "action": "another action",
    "summary": "other words",
}.items():
    _edited(_column, _words)


@sort("the moment moved")
def _moment(account: Account) -> int:
    number = account.one()
    _move_moment(account, number)
    return number


@sort("the moment moved, with its hash made anew")
def _moment_hashed(account: Account) -> int:
    number = account.one(but_last=True)
    _move_moment(account, number)
    account.hashed(number)
    return number + 1


def _move_moment(account: Account, number: int) -> None:
    shift = timedelta(microseconds=account.chance.choice((1, 10**6, 3600 * 10**6, -86_400 * 10**6)))
    account.do("UPDATE audit SET at = ? WHERE number = ?", stored(account.moment(number) + shift), number)


@sort("another digest of the details")
def _digest(account: Account) -> int:
    number = account.one()
    account.do("UPDATE audit SET digest = ? WHERE number = ?", f"{account.chance.getrandbits(256):064x}", number)
    return number


@sort("another hash")
def _hash(account: Account) -> int:
    number = account.one()
    account.do("UPDATE audit SET hash = ? WHERE number = ?", f"{account.chance.getrandbits(256):064x}", number)
    return number


@sort("another hash before")
def _previous(account: Account) -> int:
    number = account.one()
    account.do("UPDATE audit SET previous = ? WHERE number = ?", f"{account.chance.getrandbits(256):064x}", number)
    return number


@sort("said to undo another entry")
def _undoes(account: Account) -> int:
    number = account.one()
    account.do("UPDATE audit SET undoes = coalesce(undoes, 0) + 1 WHERE number = ?", number)
    return number


@sort("said to undo nothing")
def _undoes_nothing(account: Account) -> int:
    number = account.chance.choice(account.do("SELECT number FROM audit WHERE undoes IS NOT NULL"))[0]
    account.do("UPDATE audit SET undoes = NULL WHERE number = ?", number)
    return int(number)


# --------------------------------------------------------------------------------------------------- whole entries


@sort("an entry taken out")
def _taken(account: Account) -> int:
    number = account.one(but_last=True)
    _take(account, number)
    return number


@sort("an entry taken out, the later ones numbered anew")
def _taken_closed(account: Account) -> int:
    number = account.one(but_last=True)
    _take(account, number)
    account.moved(number + 1, -1)
    return number


@sort("an entry taken out, the later ones numbered and hashed anew")
def _taken_hashed(account: Account) -> int:
    number = account.one(but_last=True, late=True)
    _take(account, number)
    account.moved(number + 1, -1)
    Account(account.connection, account.chance, account.last - 1).chained(number)
    return account.last


@sort("the last entries taken out")
def _end_taken(account: Account) -> int:
    left = account.last - account.chance.randrange(1, 6)
    for number in range(left + 1, account.last + 1):
        _take(account, number)
    return left + 1


@sort("the last entries taken out, and the count of changes raised")
def _end_taken_counted(account: Account) -> int:
    account.counted(account.chance.randrange(1, 5))
    return _end_taken(account)


@sort("an entry put in between")
def _put_in(account: Account) -> int:
    number = account.one(but_last=True, late=True) + 1
    account.moved(number, 1)
    _write(account, number)
    return number + 1


@sort("an entry put in between, the later ones hashed anew")
def _put_in_hashed(account: Account) -> int:
    number = account.one(but_last=True, late=True) + 1
    account.moved(number, 1)
    _write(account, number)
    Account(account.connection, account.chance, account.last + 1).chained(number)
    return account.last


@sort("an entry put at the end")
def _put_at_end(account: Account) -> int:
    _write(account, account.last + 1)
    return account.last + 1


@sort("two entries changed round")
def _round(account: Account) -> int:
    first, second = account.two()
    for table in ("audit", "audit_detail", "audit_ranges"):
        for before, after in ((first, -1), (second, first), (-1, second)):
            account.do(f"UPDATE {table} SET number = ? WHERE number = ?", after, before)
    return first


@sort("the whole end written anew with true hashes")
def _end_anew(account: Account) -> int:
    number = account.one(but_last=True)
    account.do("UPDATE audit SET login = 'somebody', summary = 'Something else' WHERE number = ?", number)
    account.chained(number)
    return account.last


@sort("the whole end written anew with true hashes, and the count of changes raised")
def _end_anew_counted(account: Account) -> int:
    account.counted(account.chance.randrange(1, 5))
    return _end_anew(account)


@sort("details, digest and the whole end written anew")
def _details_anew(account: Account) -> int:
    number = account.one(told=True, but_last=True)
    account.do("UPDATE audit_detail SET after = '{}' WHERE number = ? AND position = 0", number)
    account.do("DELETE FROM audit_ranges WHERE number = ? AND position = 0", number)
    account.do("UPDATE audit_detail SET record_id = 'x' WHERE number = ? AND position = 0", number)
    account.retold(number)
    account.chained(number)
    return account.last


@sort("an erasure's words altered")
def _erasure_altered(account: Account) -> int:
    number, first = _erasure(account)
    account.do("UPDATE audit SET summary = 'All children' WHERE number = ?", number)
    return first


@sort("an erasure taken out")
def _erasure_taken(account: Account) -> int:
    number, first = _erasure(account)
    _take(account, number)
    return first


def _erasure(account: Account) -> tuple[int, int]:
    """An erasure, and the first entry whose details it took."""
    number, words = account.chance.choice(account.do("SELECT number, summary FROM audit WHERE action = ?", ERASED))
    return number, min(erased_in(words))


def _take(account: Account, number: int) -> None:
    for table in ("audit", "audit_detail", "audit_ranges"):
        account.do(f"DELETE FROM {table} WHERE number = ?", number)


def _write(account: Account, number: int) -> None:
    """An entry as the program would write it after the one before."""
    before = account.do("SELECT hash FROM audit WHERE number = ?", number - 1)[0][0]
    words = "INSERT INTO audit (number, at, login, action, summary, digest, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, '')"
    account.do(words, number, stored(NOW), "somebody", "Export", "All children", digest("", []), before)
    account.hashed(number)
