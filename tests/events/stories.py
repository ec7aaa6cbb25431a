"""The story groups of tests/corpus/stories, read by a reader, made into events and held against their gold."""

import tomllib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.evaluate.clusters import Clustering, b_cubed, false_merges
from app.events.merge import events_of
from app.events.parties import Vocabulary, same_side
from app.model.claim import Claim
from app.model.event import Event, Witness
from app.model.reading import Reading
from app.model.report import Report, report_id

STORIES = Path(__file__).parent.parent / "corpus" / "stories"

Anchor = tuple[int, str]
"""Position of the report and the quote."""


@dataclass(frozen=True)
class Story:
    """One group as coded."""

    id: str
    reports: tuple[Report, ...]
    clusters: tuple[Mapping[str, Any], ...]

    @property
    def gold(self) -> dict[Anchor, int]:
        return {(claim["report"], claim["quote"]): at for at, cluster in enumerate(self.clusters) for claim in cluster["claims"]}


@dataclass
class Outcome:
    """What a story came to: clusterings of the matcher and of the naive rule, and what was merged across days or attackers."""

    story: Story
    events: list[Event]
    found: dict[Anchor, Claim]
    given: dict[Anchor, Hashable]
    naive: dict[Anchor, Hashable]
    wrong: list[str]

    @property
    def clustering(self) -> Clustering:
        return b_cubed(self.story.gold, self.given)

    @property
    def of_found(self) -> Clustering:
        return b_cubed({anchor: at for anchor, at in self.story.gold.items() if anchor in self.found}, self.given)

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """Status as coded and as made, of every cluster whose claims are one event and all of it."""
        made = {event.id: event.status for event in self.events}
        pairs = []
        for at, cluster in enumerate(self.story.clusters):
            own = {anchor for anchor, of in self.story.gold.items() if of == at}
            (first, *more) = {self.given.get(anchor) for anchor in own}
            if not more and first is not None and {anchor for anchor, one in self.given.items() if one == first} == own:
                pairs.append((str(cluster["status"]), str(made[str(first)])))
        return pairs

    @property
    def naively(self) -> Clustering:
        return b_cubed(self.story.gold, self.naive)


def stories(held_out: bool) -> list[Story]:
    return [_story(path) for path in sorted(STORIES.glob("*.toml")) if path.stem.startswith("eval-") is held_out]


def _story(path: Path) -> Story:
    coded = tomllib.loads(path.read_text(encoding="utf-8"))
    reports = tuple(
        Report(report_id(one["text"]), one["text"], one.get("title"), one["publisher"], published_at=one["published_at"]) for one in coded["reports"]
    )
    return Story(coded["id"], reports, tuple(coded["clusters"]))


def witnesses(reports: tuple[Report, ...], read: Callable[[Report], Reading]) -> list[Witness]:
    return [Witness(claim, report) for report in reports for claim in read(report).claims]


def outcome(story: Story, read: Callable[[Report], Reading], vocabulary: Vocabulary) -> Outcome:
    claims = {at: [claim for claim in read(report).claims if claim.modality in ("asserted", "denied")] for at, report in enumerate(story.reports)}
    found = {anchor: claim for anchor in story.gold if (claim := _claim_at(story, anchor, claims[anchor[0]]))}
    events = events_of([Witness(claim, story.reports[at]) for at, own in claims.items() for claim in own], vocabulary)
    event_of = {claim_id: event.id for event in events for claim_id in event.claim_ids}
    given: dict[Anchor, Hashable] = {anchor: event_of[claim.id] for anchor, claim in found.items()}
    naive: dict[Anchor, Hashable] = {anchor: _day_and_place(claim, story.reports[anchor[0]]) for anchor, claim in found.items()}
    wrong = [f"{story.id}: clusters {sorted(pair)}" for pair in false_merges(story.gold, given) if _apart(story, pair, vocabulary)]
    return Outcome(story, events, found, given, naive, wrong)


def _claim_at(story: Story, anchor: Anchor, claims: list[Claim]) -> Claim | None:
    """The claim that the anchor lies in: the one that shares most of it, by its quote before a further span."""
    start = story.reports[anchor[0]].text.index(anchor[1])
    end = start + len(anchor[1])
    scored = []
    for order, claim in enumerate(claims):
        shares = [min(end, span[1]) - max(start, span[0]) for span in claim.spans]
        if max(shares) > 0:
            scored.append((max(shares[0] + 0.5, *shares), -order, claim))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _day_and_place(claim: Claim, report: Report) -> Hashable:
    """The naive rule: the first struck place and the first day (that of publication where none is told) are the event."""
    place = next((one.toponym.place.id for one in claim.mentions if one.role == "reported_target" and one.toponym.place), None)
    return place, claim.when.start if claim.when and claim.when.start else report.published_at


def _apart(story: Story, pair: frozenset[Hashable], vocabulary: Vocabulary) -> bool:
    """Whether two gold clusters lie on different days, or have attackers of whom none is on one side."""
    one, other = (story.clusters[at] for at in pair)  # type: ignore[call-overload]
    days, more = one.get("days"), other.get("days")
    if days and more and (days[-1] < more[0] or more[-1] < days[0]):
        return True
    blamed, others = one["attackers"], other["attackers"]
    return bool(blamed and others) and not any(same_side(a, b, vocabulary) for a in blamed for b in others)
