"""Which requirement a test holds."""

from collections.abc import Callable
from typing import Any

Test = Callable[..., Any]


def requirement(*identifiers: str) -> Callable[[Test], Test]:
    """Name the requirements of OGC standards, as ``class/requirement``, that a test holds."""

    def mark(test: Test) -> Test:
        test.requirements = (*getattr(test, "requirements", ()), *identifiers)  # type: ignore[attr-defined]
        return test

    return mark
