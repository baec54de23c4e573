"""No secret is ever an argument of the command line, where every list of programs would show it."""

import argparse
import re

from ui.arguments import parser
from ui.typed import file_only, file_or_input


def arguments_of(whole: argparse.ArgumentParser) -> list[tuple[str, argparse.Action]]:
    """Every argument of a parser and of its verbs, each with the words that lead to it."""
    found: list[tuple[str, argparse.Action]] = []
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            found += [one for verb in action.choices.values() for one in arguments_of(verb)]
        else:
            found.append((whole.prog, action))
    return found


def test_no_argument_takes_a_secret_itself_so_that_none_is_seen_in_a_list_of_programs() -> None:
    secret = re.compile("pass|secret|recover|key|pin\\b|word", re.IGNORECASE)
    found = arguments_of(parser())
    about = [(verb, one) for verb, one in found if secret.search(" ".join([*one.option_strings, one.dest]))]
    assert len(found) > 100
    assert {one.dest for _, one in about} == {"passphrase_file", "new_passphrase_file", "recovery_key_file"}
    for verb, one in about:
        assert (verb, one.type in {file_or_input, file_only}) == (verb, True)
    for verb, one in found:
        strange = str(one.help).replace("passphrase-file", "")
        assert not re.search("the passphrase (itself|is given)", strange), verb


def test_every_verb_that_opens_a_file_takes_a_passphrase_file_before_or_after_it() -> None:
    with_file = {verb for verb, one in arguments_of(parser()) if one.dest == "database"}
    assert with_file <= {verb for verb, one in arguments_of(parser()) if one.dest == "passphrase_file"}
