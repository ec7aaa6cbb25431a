"""Names that strangers are not told: blacked out, letter for letter, in all that is shown of a report whose places reviewers protect.

Offsets stay what they are, for what is blacked out is as long as it was; places that are kept vague bear the name of their province.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from app.events.corrections import Locate, sharp_places, vaguer, vaguer_toponym
from app.model.claim import Actor, Claim, Claimant, Quantity
from app.model.place import Location, Place, Toponym
from app.model.reading import Reading
from app.model.report import Report

BLACK = "█"
"""What stands in the place of each letter."""

_LEAST = 3
"""Letters that a gazetteer's name for a place must have; shorter ones are words of their own in some language."""

_NOTHING = r"(?!)"


def withheld(reading: Reading, read: Iterable[Claim], place_ids: Collection[str], locate: Locate) -> Reading:
    """The reading as strangers are to have it: nothing in it names these places, nor others inside a province that bear their names.

    ``read`` are the claims before any place was made vague. The words of the report stay as they are where the report is kept.
    """
    read = tuple(read)
    named = [*reading.toponyms, *(mention.toponym for claim in read for mention in claim.mentions)]
    veil = _Veil(_names((one for one in named if one.place and one.place.id in place_ids), filter(None, map(locate, place_ids))))
    sharp = {one for claim in read for one in sharp_places(claim)}
    vague = {*place_ids, *(one.place.id for one in named if one.place and one.place.id in sharp and veil.hides(one.place.name))}
    used = {(mention.toponym.start, mention.toponym.end) for claim in reading.claims for mention in claim.mentions}
    kept = (one for one in reading.toponyms if (one.start, one.end) in used or not veil.hides(one.surface))
    return replace(
        reading,
        report=veil.report(reading.report),
        toponyms=tuple(veil.toponym(vaguer_toponym(toponym, vague, locate)) for toponym in kept),
        claims=tuple(veil.claim(vaguer(claim, vague, locate)) for claim in reading.claims),
    )


def _names(toponyms: Iterable[Toponym], known: Iterable[tuple[Place, Location | None]]) -> set[str]:
    """What the report and the gazetteer call these places."""
    said = {toponym.surface for toponym in toponyms}
    listed = {name for place, _ in known for name in (place.name, *(name for name, _ in place.names)) if len(name) >= _LEAST}
    return {" ".join(name.split()) for name in said | listed}


class _Veil:
    """Blacks out some names wherever they stand as words."""

    def __init__(self, names: Iterable[str]) -> None:
        ordered = sorted(names, key=lambda name: (-len(name), name))
        self._name = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)".replace(r"\ ", r"\s+") for name in ordered) or _NOTHING, re.IGNORECASE)
        self._run = re.compile("|".join(r"[\W_]*".join(map(re.escape, re.findall(r"[^\W_]+", name))) for name in ordered) or _NOTHING, re.IGNORECASE)

    def hides(self, words: str) -> bool:
        return self._name.search(words) is not None

    def words(self, words: str) -> str:
        return self._name.sub(lambda found: BLACK * len(found[0]), words)

    def known(self, words: str | None) -> str | None:
        return None if words is None else self.words(words)

    def report(self, report: Report) -> Report:
        """An address that holds a name is left out: a part of it would lead nowhere."""
        url = None if report.url and self._run.search(report.url) else report.url
        return replace(report, text=self.words(report.text), title=self.known(report.title), publisher=self.known(report.publisher), url=url)

    def toponym(self, toponym: Toponym) -> Toponym:
        if not self.hides(toponym.surface):
            return toponym
        return replace(toponym, surface=toponym.place.name if toponym.place else self.words(toponym.surface), kind=None, relation="", alternatives=())

    def claim(self, claim: Claim) -> Claim:
        speaker, target = claim.claimant, claim.target
        return replace(
            claim,
            claimant=Claimant(self.words(speaker.name), speaker.kind, self.words(speaker.printed)),
            via=self.known(claim.via),
            actors=tuple(Actor(self.words(actor.name), actor.role, self.words(actor.printed)) for actor in claim.actors),
            weapon=replace(claim.weapon, label=self.words(claim.weapon.label)) if claim.weapon else None,
            platform=self.known(claim.platform),
            target=replace(target, labels=tuple(map(self.words, target.labels))),
            quantities=tuple(map(self._quantity, claim.quantities)),
            when=replace(claim.when, text=self.words(claim.when.text)) if claim.when else None,
            mentions=tuple(replace(mention, toponym=self.toponym(mention.toponym)) for mention in claim.mentions),
        )

    def _quantity(self, quantity: Quantity) -> Quantity:
        return replace(quantity, text=self.words(quantity.text), noun=self.words(quantity.noun))
