"""Reviews put in front of the rest of the line: a reading goes in as a machine made it and comes out as reviewers left it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.events.corrections import Locate
from app.events.reviews import Reviewed, apply_reviews
from app.geocode.precision import Locator
from app.model.place import Location, Place
from app.model.protocols import Gazetteer
from app.model.reading import Reading
from app.model.review import Decisions, Review
from app.model.standing import Standing


@dataclass(frozen=True, slots=True)
class ReviewedReading:
    """What goes on down the line: the reading with its claims after review, who touched each, and what was decided of events.

    ``decisions`` are those on claims of all reports.
    """

    reading: Reading
    reviewed: Reviewed
    decisions: Decisions

    def with_review(self, stands: Mapping[str, Standing]) -> dict[str, Standing]:
        """Standings that also say who looked at each claim."""
        touched = {one.claim.id: one for one in self.reviewed.claims if one.claim.id in stands}
        looked_at = {name: replace(stands[name], review_state=one.state, reviewed_by=one.reviewed_by) for name, one in touched.items()}
        return {**stands, **looked_at}


def under_review(reading: Reading, reviews: Sequence[Review], locate: Locate) -> ReviewedReading:
    """Put the reviews of a report, in the order of their log, over its reading."""
    reviewed = apply_reviews(reading.claims, {reading.report.id: reading.report.text}, reviews, locate)
    claims = tuple(one.claim for one in reviewed.claims)
    return ReviewedReading(replace(reading, claims=claims), reviewed, reviewed.decisions)


def locator(gazetteer: Gazetteer) -> Locate:
    """Where a gazetteer's places may be drawn, by their ids."""
    locations = Locator(gazetteer)

    def locate(place_id: str) -> tuple[Place, Location | None] | None:
        place = gazetteer.place(place_id)
        return (place, locations.locate(place)) if place else None

    return locate
