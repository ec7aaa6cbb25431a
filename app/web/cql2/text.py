"""CQL2 text to its JSON form, by recursive descent with a counted depth."""

import math
from typing import Any

from app.errors import BadInput
from app.web.cql2.tokens import Token, tokenise

MAX_DEPTH = 32
MAX_LENGTH = 4_096

_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
_GEOMETRIES = {
    "POINT": ("Point", 0),
    "LINESTRING": ("LineString", 1),
    "POLYGON": ("Polygon", 2),
    "MULTIPOINT": ("MultiPoint", 1),
    "MULTILINESTRING": ("MultiLineString", 2),
    "MULTIPOLYGON": ("MultiPolygon", 3),
}
_RESERVED = frozenset({"AND", "OR", "NOT", "LIKE", "ILIKE", "IN", "BETWEEN", "IS", "NULL"})


def parse_text(text: str) -> Any:
    """Parse a filter.

    Raises:
        BadInput: it is no CQL2, or too long or too deep; the message says where, not what.
    """
    if len(text) > MAX_LENGTH:
        raise BadInput(f"filter: longer than {MAX_LENGTH} characters.")
    parser = _Parser(tokenise(text))
    tree = parser.disjunction(0)
    parser.expect_end()
    return tree


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def disjunction(self, depth: int) -> Any:
        parts = [self.conjunction(depth)]
        while self.take_word("OR"):
            parts.append(self.conjunction(depth))
        return parts[0] if len(parts) == 1 else {"op": "or", "args": parts}

    def conjunction(self, depth: int) -> Any:
        parts = [self.negation(depth)]
        while self.take_word("AND"):
            parts.append(self.negation(depth))
        return parts[0] if len(parts) == 1 else {"op": "and", "args": parts}

    def negation(self, depth: int) -> Any:
        self.check(depth)
        if self.take_word("NOT"):
            return {"op": "not", "args": [self.negation(depth + 1)]}
        if self.peek().text == "(" and self.peek().kind == "sign":
            self.at += 1
            inner = self.disjunction(depth + 1)
            self.expect(")")
            return inner
        return self.predicate(depth)

    def predicate(self, depth: int) -> Any:
        left = self.operand(depth + 1)
        token = self.peek()
        if token.kind == "sign" and token.text in _COMPARISONS:
            self.at += 1
            return {"op": token.text, "args": [left, self.operand(depth + 1)]}
        if self.take_word("IS"):
            negated = self.take_word("NOT")
            self.expect_word("NULL")
            return _negated({"op": "isNull", "args": [left]}, negated)
        negated = self.take_word("NOT")
        found = self.membership(left, depth)
        if found is not None:
            return _negated(found, negated)
        if negated:
            raise self.wrong("LIKE, IN or BETWEEN")
        return left

    def membership(self, left: Any, depth: int) -> Any:
        if self.take_word("LIKE"):
            return {"op": "like", "args": [left, self.operand(depth + 1)]}
        # not CQL2, but what GDAL hands down for its ILIKE
        if self.take_word("ILIKE"):
            return {"op": "like", "args": [{"op": "casei", "args": [left]}, {"op": "casei", "args": [self.operand(depth + 1)]}]}
        if self.take_word("BETWEEN"):
            low = self.operand(depth + 1)
            self.expect_word("AND")
            return {"op": "between", "args": [left, low, self.operand(depth + 1)]}
        if self.take_word("IN"):
            self.expect("(")
            return {"op": "in", "args": [left, self.arguments(depth + 1)]}
        return None

    def operand(self, depth: int) -> Any:
        self.check(depth)
        token = self.next()
        if token.kind == "string":
            return token.text
        if token.kind == "number" or (token.kind == "sign" and token.text in "+-"):
            return self.number(token)
        if token.kind == "name" and token.word not in _RESERVED:
            return self.named(token, depth)
        self.at -= 1
        raise self.wrong("a column, a value or a function")

    def number(self, token: Token) -> float | int:
        sign = -1 if token.text == "-" else 1
        if token.kind == "sign":
            token = self.next()
        value = float(token.text) if token.kind == "number" else math.nan
        if not math.isfinite(value):
            self.at -= 1
            raise self.wrong("a finite number")
        return sign * (int(value) if value.is_integer() and abs(value) < 2**53 else value)

    def named(self, token: Token, depth: int) -> Any:
        if token.word in ("TRUE", "FALSE"):
            return token.word == "TRUE"
        if not token.word or self.peek().text != "(" or self.peek().kind != "sign":
            return {"property": token.text}
        self.at += 1
        if token.word in _GEOMETRIES:
            kind, nesting = _GEOMETRIES[token.word]
            return {"type": kind, "coordinates": self.coordinates(nesting, kind == "MultiPoint")}
        arguments = self.arguments(depth + 1)
        if token.word in ("BBOX", "ENVELOPE"):
            return {"bbox": arguments}
        if token.word in ("DATE", "TIMESTAMP") and len(arguments) == 1:
            return {token.word.lower(): arguments[0]}
        if token.word == "INTERVAL":
            return {"interval": arguments}
        return {"op": token.text.lower(), "args": arguments}

    def arguments(self, depth: int) -> list[Any]:
        """What stands between parentheses of which the first was taken."""
        found: list[Any] = []
        if self.take(")"):
            return found
        while True:
            found.append(self.operand(depth))
            if not self.take(","):
                self.expect(")")
                return found

    def coordinates(self, nesting: int, bare: bool = False) -> Any:
        """Coordinates of well-known text; the points of a MULTIPOINT may stand in parentheses or not."""
        if nesting == 0:
            position = self.position()
            self.expect(")")
            return position
        parts = []
        while True:
            if nesting == 1 and not (bare and self.take("(")):
                parts.append(self.position())
            elif nesting == 1:
                parts.append(self.coordinates(0))
            else:
                self.expect("(")
                parts.append(self.coordinates(nesting - 1))
            if not self.take(","):
                self.expect(")")
                return parts

    def position(self) -> list[float | int]:
        numbers = [self.number(self.next()), self.number(self.next())]
        if self.peek().kind == "number" or self.peek().text in ("-", "+"):
            self.number(self.next())
        return numbers

    def peek(self) -> Token:
        return self.tokens[self.at]

    def next(self) -> Token:
        token = self.tokens[self.at]
        if token.kind != "end":
            self.at += 1
        return token

    def take(self, sign: str) -> bool:
        if self.peek().kind == "sign" and self.peek().text == sign:
            self.at += 1
            return True
        return False

    def take_word(self, word: str) -> bool:
        if self.peek().word == word:
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self.wrong(f"'{sign}'")

    def expect_word(self, word: str) -> None:
        if not self.take_word(word):
            raise self.wrong(word)

    def expect_end(self) -> None:
        if self.peek().kind != "end":
            raise self.wrong("AND, OR or the end")

    def check(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise BadInput(f"filter: nested deeper than {MAX_DEPTH} levels.")

    def wrong(self, wanted: str) -> BadInput:
        return BadInput(f"filter: {wanted} is missing at character {self.peek().at + 1}.")


def _negated(part: dict[str, Any], negated: bool) -> dict[str, Any]:
    return {"op": "not", "args": [part]} if negated else part
