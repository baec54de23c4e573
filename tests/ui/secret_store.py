"""The computer's store of secrets, as a test has it: kept in memory, and nobody else's."""

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class Store(KeyringBackend):
    """A store of secrets that is this test's own."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError("not there")
