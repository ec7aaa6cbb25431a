"""One number of a report that says how much, and what stands against taking it for a strike's own."""

from dataclasses import dataclass

from app.model.claim import Quantity


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """One number of the text. ``start:end`` is number and noun; ``quantity.text`` the number with its qualifier.

    ``governor`` spans the verb or noun that decides the unit. ``subset``: children, civilians or fighters among the people counted before
    ("nine people, three of them children"); other parts are left out. ``stock``: what somebody has, not what was used; ``downed``:
    munitions or aircraft that were shot down; ``background``: a war's or campaign's total; ``negative``: zero, stated; ``article``: "a",
    "an" as one.
    """

    start: int
    end: int
    quantity: Quantity
    noun: tuple[int, int] | None
    governor: tuple[int, int] | None
    stock: bool = False
    negative: bool = False
    background: bool = False
    downed: bool = False
    article: bool = False
    subset: bool = False
