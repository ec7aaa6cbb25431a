"""CQL2 text to tokens."""

import re
from dataclasses import dataclass
from typing import Literal

from app.errors import BadInput

Kind = Literal["name", "string", "number", "sign", "end"]

MAX_TOKENS = 2_000

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)
      | (?P<string>'(?:''|\\[\\']|[^'])*+')
      | (?P<quoted>"(?:[^"]|"")*")
      | (?P<name>[^\W\d][\w.:]*)
      | (?P<sign><=|>=|<>|[=<>(),+\-*/^%\[\]])
    )""",
    re.VERBOSE,
)

_ESCAPED = re.compile(r"''|\\([abtnvfr\\'])")
_ESCAPES = {None: "'", "'": "'", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
"""What stands for a character in a text (OGC 21-065r2, /req/cql2-text/escaping); other backslashes, doubled ones too, stay for LIKE to read."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token with where it starts; ``text`` is unquoted, ``word`` is it in capitals for a bare name."""

    kind: Kind
    text: str
    at: int
    word: str = ""


def tokenise(text: str) -> list[Token]:
    """Cut a filter into tokens, with an end token behind them.

    Raises:
        BadInput: a character that starts no token, or too many tokens.
    """
    tokens: list[Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadInput(f"filter: nothing of CQL2 starts at character {at + 1}.")
        tokens.append(_token(match))
        if len(tokens) > MAX_TOKENS:
            raise BadInput(f"filter: more than {MAX_TOKENS} words and signs.")
        at = match.end()
    tokens.append(Token("end", "", end))
    return tokens


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match.group(1), match.group())


def _token(match: re.Match[str]) -> Token:
    group = match.lastgroup or ""
    text = match.group(group)
    at = match.start(group)
    if group == "string":
        return Token("string", _ESCAPED.sub(_unescaped, text[1:-1]), at)
    if group == "quoted":
        return Token("name", text[1:-1].replace('""', '"'), at)
    if group == "name":
        return Token("name", text, at, text.upper())
    return Token("number" if group == "number" else "sign", text, at)
