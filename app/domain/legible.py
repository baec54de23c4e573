"""Makes text that was never text fit to be kept: a file's name may hold bytes that are no letters."""


def legible(text: str) -> str:
    """The text, with a question mark for each half of a character; it can then be written anywhere."""
    return text.encode("utf-8", "replace").decode("utf-8")
