"""Who may do what: keys with scopes."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["read", "submit", "review", "admin"]
"""``read`` what is public, where reading is closed; ``submit`` reports; ``review`` claims; ``admin`` withdraw reports."""

SCOPES: tuple[Scope, ...] = ("read", "submit", "review", "admin")
"""In rising order; each includes those before it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: never the secret, which is shown once. Times are seconds since 1970, None for never.

    ``name`` is that of the person or program it was issued to: reviews bear it.
    """

    id: str
    name: str
    scope: Scope
    created: int
    expires: int | None = None
    revoked: int | None = None
    last_used: int | None = None

    def usable(self, now: float) -> bool:
        """Whether it opens anything now."""
        return self.revoked is None and (self.expires is None or now < self.expires)


def allows(held: Scope, needed: Scope) -> bool:
    """Whether one scope is enough for what asks for another."""
    return SCOPES.index(held) >= SCOPES.index(needed)
