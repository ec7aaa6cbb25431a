"""CQL2 text to its JSON form, by recursive descent with a counted depth.

One grammar for conditions and values: what may stand where is the compiler's to say, for the JSON form is checked there too.
"""

from typing import Any

from app.errors import BadInput
from app.web.cql2 import wkt
from app.web.cql2.reader import Reader
from app.web.cql2.tokens import Token, tokenise

MAX_LENGTH = 4_096

_COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
_RESERVED = frozenset({"AND", "OR", "NOT", "LIKE", "ILIKE", "IN", "BETWEEN", "IS", "NULL", "DIV"})


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


class _Parser(Reader):
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
            return _call("not", self.negation(depth + 1))
        return self.predicate(depth)

    def predicate(self, depth: int) -> Any:
        left = self.sum(depth)
        if self.follows(*_COMPARISONS):
            return _call(self.next().text, left, self.sum(depth))
        if self.take_word("IS"):
            negated = self.take_word("NOT")
            self.expect_word("NULL")
            return _negated(_call("isNull", left), negated)
        negated = self.take_word("NOT")
        found = self.membership(left, depth)
        if found is not None:
            return _negated(found, negated)
        if negated:
            raise self.wrong("LIKE, IN or BETWEEN")
        return left

    def membership(self, left: Any, depth: int) -> Any:
        if self.take_word("LIKE"):
            return _call("like", left, self.operand(depth + 1))
        # not CQL2, but what GDAL hands down for its ILIKE
        if self.take_word("ILIKE"):
            return _call("like", _call("casei", left), _call("casei", self.operand(depth + 1)))
        if self.take_word("BETWEEN"):
            low = self.sum(depth)
            self.expect_word("AND")
            return _call("between", left, low, self.sum(depth))
        if self.take_word("IN"):
            self.expect("(")
            return _call("in", left, self.listed(")", depth + 1))
        return None

    def sum(self, depth: int) -> Any:
        left = self.product(depth)
        while self.follows("+", "-"):
            left = _call(self.next().text, left, self.product(depth))
        return left

    def product(self, depth: int) -> Any:
        left = self.power(depth)
        while self.follows("*", "/", "%") or self.peek().word == "DIV":
            left = _call(self.next().text.lower(), left, self.power(depth))
        return left

    def power(self, depth: int) -> Any:
        self.check(depth)
        left = self.operand(depth + 1)
        return _call("^", left, self.power(depth + 1)) if self.take("^") else left

    def operand(self, depth: int) -> Any:
        self.check(depth)
        if self.take("("):
            inner = self.disjunction(depth)
            self.expect(")")
            return inner
        if self.follows("-") and self.tokens[self.at + 1].kind == "name":
            self.at += 1
            return _call("*", -1, self.operand(depth + 1))
        if self.peek().kind == "number" or self.follows("+", "-"):
            return self.number()
        token = self.next()
        if token.kind == "string":
            return token.text
        if token.kind == "name" and token.word not in _RESERVED:
            return self.named(token, depth)
        self.at -= 1
        raise self.wrong("a column, a value or a function")

    def named(self, token: Token, depth: int) -> Any:
        if token.word in ("TRUE", "FALSE"):
            return token.word == "TRUE"
        if token.word in wkt.WORDS and (self.follows("(") or self.peek().word == "Z"):
            return wkt.geometry(self, token.word, depth)
        if not token.word or not self.take("("):
            return {"property": token.text}
        if token.word.startswith("A_"):
            return {"op": token.text.lower(), "args": self.sets(depth + 1)}
        arguments = self.listed(")", depth + 1)
        if token.word in ("BBOX", "ENVELOPE"):
            return {"bbox": arguments}
        if token.word in ("DATE", "TIMESTAMP") and len(arguments) == 1:
            return {token.word.lower(): arguments[0]}
        if token.word == "INTERVAL":
            return {"interval": arguments}
        return {"op": token.text.lower(), "args": arguments}

    def listed(self, closing: str, depth: int) -> list[Any]:
        """Values up to the sign that closes their list."""
        found: list[Any] = []
        if self.take(closing):
            return found
        while True:
            found.append(self.sum(depth))
            if not self.take(","):
                self.expect(closing)
                return found

    def sets(self, depth: int) -> list[Any]:
        """The arguments of an array function: arrays in round brackets or square ones, or columns."""
        found: list[Any] = []
        while True:
            opened = self.next().text if self.follows("(", "[") else None
            found.append(self.listed(")" if opened == "(" else "]", depth) if opened else self.operand(depth))
            if not self.take(","):
                self.expect(")")
                return found


def _call(operator: str, *arguments: Any) -> dict[str, Any]:
    return {"op": operator, "args": list(arguments)}


def _negated(part: dict[str, Any], negated: bool) -> dict[str, Any]:
    return _call("not", part) if negated else part
