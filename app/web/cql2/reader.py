"""A walk over the tokens of a filter; what is missing is told by where, not by what stands there."""

import math

from app.errors import BadInput
from app.web.cql2.tokens import Token

MAX_DEPTH = 32


class Reader:
    """Tokens with a place among them; every method moves on only over what it takes."""

    def __init__(self, tokens: list[Token]) -> None:
        """Start before the first."""
        self.tokens = tokens
        self.at = 0

    def peek(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def next(self) -> Token:
        """Take the token that comes next, the end again and again."""
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def follows(self, *signs: str) -> bool:
        """Whether one of these signs comes next."""
        return self.peek().kind == "sign" and self.peek().text in signs

    def take(self, sign: str) -> bool:
        """Take a sign if it comes next."""
        if self.follows(sign):
            self.at += 1
            return True
        return False

    def take_word(self, word: str) -> bool:
        """Take a word of the language if it comes next."""
        if self.peek().word == word:
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        """Take a sign, or refuse the filter."""
        if not self.take(sign):
            raise self.wrong(f"'{sign}'")

    def expect_word(self, word: str) -> None:
        """Take a word of the language, or refuse the filter."""
        if not self.take_word(word):
            raise self.wrong(word)

    def expect_end(self) -> None:
        """Refuse the filter if anything is left."""
        if self.peek().kind != "end":
            raise self.wrong("AND, OR or the end")

    def check(self, depth: int) -> None:
        """Refuse the filter where it nests too deep."""
        if depth > MAX_DEPTH:
            raise BadInput(f"filter: nested deeper than {MAX_DEPTH} levels.")

    def wrong(self, wanted: str) -> BadInput:
        """The refusal: what is missing, and where."""
        return BadInput(f"filter: {wanted} is missing at character {self.peek().at + 1}.")

    def number(self) -> float | int:
        """Take a number with its sign."""
        sign = -1 if self.follows("-") else 1
        if self.follows("+", "-"):
            self.at += 1
        token = self.next()
        value = float(token.text) if token.kind == "number" else math.nan
        if not math.isfinite(value):
            self.at -= token.kind != "end"
            raise self.wrong("a finite number")
        return sign * (int(value) if value.is_integer() and abs(value) < 2**53 else value)
