"""Claims of several reports made by hand, as witnesses."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.events.parties import Vocabulary
from app.events.traits import Traits, traits_of
from app.model.claim import Actor, Attribution, Claim, Claimant, Quantity, Target, Weapon, When, claim_id
from app.model.codes import Modality, TargetClass, WeaponCode
from app.model.event import Event, Witness
from app.model.place import Place
from app.model.report import Report, report_id
from tests.features.made import EVIDENCE, mention, place

ALDAN = place("Aldan", lon=40.0, lat=35.0, admin1_id="test:orlan")
BARAN = place("Baran", lon=40.2, lat=35.1, admin1_id="test:orlan")
CERIM = place("Cerim", lon=45.0, lat=38.0, admin1_id="test:far")
ORLAN = place("Orlan", "province", lon=40.1, lat=35.0)
FRIDAY = date(2015, 11, 20)


@dataclass(frozen=True)
class Said:
    """One report with one claim; what is left out is not stated."""

    who: str = "Northern Observatory"
    kind: str = "monitor"
    where: Sequence[Place] = (ALDAN,)
    day: date | None = FRIDAY
    until: date | None = None
    attackers: Sequence[str] = ()
    weapon: WeaponCode | None = None
    labels: Sequence[str] = ()
    cls: TargetClass | None = None
    killed: int | None = None
    modality: Modality = "asserted"
    published: date | None = FRIDAY
    publisher: str = "The Daily Test"
    text: str = ""
    more: dict[str, object] = field(default_factory=dict)


def witness(said: Said) -> Witness:
    text = said.text or _words_of_its_own(said)
    source = Report(report_id(text), text, publisher=said.publisher, published_at=said.published)
    claim = Claim(
        id=claim_id(source.id, text),
        report_id=source.id,
        spans=((0, len(text)),),
        claimant=Claimant(said.who, said.kind),  # type: ignore[arg-type]
        attribution=Attribution("said", "indirect"),
        modality=said.modality,
        evidence=EVIDENCE,
        actors=tuple(Actor(name) for name in said.attackers),
        weapon=Weapon(said.weapon, said.weapon.replace("_", " ")) if said.weapon else None,
        target=Target(tuple(said.labels), said.cls),
        quantities=(Quantity("killed", said.killed, said.killed, "exactly", str(said.killed)),) if said.killed is not None else (),
        when=When(said.day, said.until or said.day, 1, "then") if said.day else None,
        mentions=tuple(mention(one) for one in said.where),
    )
    return Witness(replace(claim, **said.more), source)  # type: ignore[arg-type]


def _words_of_its_own(said: Said) -> str:
    """A text that shares no run of words with any other, unless everything said is the same."""
    digest = hashlib.sha256(repr(said).encode()).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 64, 4))


def traits(said: Said, vocabulary: Vocabulary) -> Traits:
    return traits_of(witness(said), vocabulary)


def ids(events: Sequence[Event]) -> list[set[str]]:
    return [set(event.claim_ids) for event in events]
