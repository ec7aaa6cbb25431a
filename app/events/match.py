"""How likely two claims speak of one strike, as a score with its reasons.

Every trait that both claims state speaks for or against; what one leaves open says nothing. Other days and other places rule a match out
whatever else fits. One body that tells two strikes in one report most often means two: a strike and a claimant make one claim there.
A place and a day in common are enough where nothing speaks against them; less than that needs a target, a number or words in common.
"""

from dataclasses import dataclass, field

from app.events.apart import one_voice, told_apart
from app.events.days import MOST_DAYS, days_apart
from app.events.denials import denies_what_is_told
from app.events.dispute import disagree
from app.events.geography import Placing, placing
from app.events.parties import Vocabulary
from app.events.totals import sums_up
from app.events.traits import Traits
from app.events.weights import SAME, weighed


@dataclass(frozen=True, slots=True)
class Match:
    """A score in thousandths (``SAME`` and above: one strike), whole so that sums are exact, and its reasons in words.

    ``barred``: something rules it out. ``silent``: too little is known of one of the two to say anything, for or against. ``same``: the two
    are taken to be one strike.
    """

    thousandths: int
    reasons: tuple[str, ...]
    barred: bool = False
    silent: bool = False
    same: bool = field(init=False)

    def __post_init__(self) -> None:
        """Decide once what is asked again and again."""
        object.__setattr__(self, "same", not self.barred and self.thousandths >= 1000 * SAME)

    @property
    def score(self) -> float:
        """The score."""
        return self.thousandths / 1000


def match(one: Traits, other: Traits, vocabulary: Vocabulary) -> Match:
    """Score two claims; symmetric."""
    if not _comparable(one, other):
        return Match(0, ("where or when is known of one only",), silent=True)
    where = placing(one, other)
    bar = _bar(one, other, where, vocabulary)
    if bar:
        return Match(0, (bar,), barred=True)
    parts = weighed(one, other, where, vocabulary)
    return Match(round(1000 * sum([weight for weight, _ in parts])), tuple([reason for _, reason in parts if reason]))


def _comparable(one: Traits, other: Traits) -> bool:
    """Reports apart, a dated claim is not held against one of no day or of months.

    Nor is one with a place held against one without, nor two of no day at all, unless they have a word for the target or a figure in common.
    """
    if one.claim.report_id == other.claim.report_id:
        return True
    first, second = one.presumed, other.presumed
    if (first is None) is not (second is None):
        return False
    if (one.placed is not other.placed or first is None) and not (one.labels & other.labels or one.figures & other.figures):
        return False
    if first is None or second is None or first == second:
        return True
    return first[1] - first[0] <= MOST_DAYS and second[1] - second[0] <= MOST_DAYS


def _bar(one: Traits, other: Traits, where: Placing, vocabulary: Vocabulary) -> str:
    if where.relation == "elsewhere":
        return "different places"
    if days_apart(one, other) and not _bare_denial(one, other, vocabulary):
        return "different days"
    if one.claim.id in other.claim.contains or other.claim.id in one.claim.contains:
        return "one is part of the other"
    if _bulletins(one, other):
        return "each bulletin of one body tells its own day"
    if (sums_up(one, other) or sums_up(other, one)) and not _dispute_at_large(one, other, vocabulary):
        return "one adds up what the other may be part of"
    return "" if _bare_denial(one, other, vocabulary) else told_apart(one, other)


def _bare_denial(one: Traits, other: Traits, vocabulary: Vocabulary) -> bool:
    return denies_what_is_told(one, other, vocabulary) or denies_what_is_told(other, one, vocabulary)


def _dispute_at_large(one: Traits, other: Traits, vocabulary: Vocabulary) -> bool:
    """Two sides of one report that speak of the same strikes as a whole, and say otherwise who was hit."""
    if one.claim.report_id != other.claim.report_id or one.placed or other.placed:
        return False
    return disagree(one.claim, other.claim, vocabulary)


def _bulletins(one: Traits, other: Traits) -> bool:
    """Two reports of other days in which one body tells of strikes without a day: a daily bulletin, whose words hardly change."""
    return not one.days and not other.days and one.published != other.published and one_voice(one, other)
