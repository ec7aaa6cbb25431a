"""The filters of the map page and of the list, as their address holds them: several values of a facet are several parameters."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import get_args
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.errors import BadInput
from app.map.census.precision import PRECISIONS
from app.model.choice import FACETS, Choice
from app.model.codes import ClaimantKind, Modality, ReviewState, TargetClass, WeaponCode
from app.model.standing import Status
from app.web.params import parse_day

MOST = 100
LONGEST = 300

CHOOSING = frozenset({*FACETS, "q", "from", "to", "report"})
CODES: Mapping[str, frozenset[str]] = {
    "kind": frozenset(get_args(ClaimantKind)),
    "weapon": frozenset(get_args(WeaponCode)),
    "target": frozenset(get_args(TargetClass)),
    "precision": PRECISIONS,
    "standing": frozenset(get_args(Status)),
    "meant": frozenset(get_args(Modality)),
    "review": frozenset(get_args(ReviewState)),
}
"""The facets whose values are codes, with these."""

_ONCE = frozenset({"q", "from", "to", "report"})


class Chosen:
    """The query string of one request: its choice, and what else the path takes, each once."""

    def __init__(self, request: Request, further: Collection[str] = ()) -> None:
        """Parse and check.

        Raises:
            BadInput: an unknown parameter, one too often, or a value no parameter could take.
        """
        try:
            text = request.scope["query_string"].decode("utf-8", "replace")
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST)
        except ValueError:
            raise BadInput(f"More than {MOST} query parameters.") from None
        allowed = CHOOSING | set(further)
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            if name not in allowed:
                raise BadInput(f"There is a query parameter that this path does not take. It takes: {', '.join(sorted(allowed))}.")
            if len(value) > LONGEST or "\0" in value:
                raise BadInput(f"{name} is longer than {LONGEST} characters, or holds a NUL.")
            self._values.setdefault(name, []).append(value)
        for name, values in self._values.items():
            if len(values) > 1 and (name in _ONCE or name not in CHOOSING):
                raise BadInput(f"{name} is given more than once.")
        self.choice = Choice(
            tuple((name, frozenset(self._values[name])) for name in FACETS if name in self._values),
            self.get("q") or "",
            self._day("from"),
            self._day("to"),
            self.get("report") or None,
        )
        if self.choice.first and self.choice.last and self.choice.first > self.choice.last:
            raise BadInput("from and to: the days end before they start.")

    def get(self, name: str) -> str | None:
        """A parameter that is given at most once."""
        return self._values.get(name, [None])[0]

    def whole(self, name: str, most: int, default: int | None = None) -> int:
        """A whole number from 0 to ``most``."""
        text = self.get(name)
        if text is None and default is not None:
            return default
        if text is None or not (text.isascii() and text.isdigit() and len(text) <= 9 and int(text) <= most):
            raise BadInput(f"{name} takes a whole number from 0 to {most}.")
        return int(text)

    def pairs(self) -> Sequence[tuple[str, str]]:
        """The choice as parameters, in one order for one choice."""
        found = [(name, value) for name, values in self.choice.values for value in sorted(values)]
        return [*found, *((name, value) for name in ("q", "from", "to", "report") if (value := self.get(name)))]

    def _day(self, name: str) -> date | None:
        text = self.get(name)
        return parse_day(text, name) if text else None
