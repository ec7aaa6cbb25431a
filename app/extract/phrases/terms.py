"""What a row of each lexicon says of its phrases."""

from dataclasses import dataclass
from typing import Literal

from app.model.codes import ClaimantKind, Modality, QuantityOf, TargetClass, Unit, WeaponCode

ActorKind = Literal["state", "coalition", "armed_group"]
PlatformClass = Literal["warplane", "plane", "bomber", "helicopter", "drone", "ship", "submarine", "launcher", "artillery", "person", "other"]
HeadClass = Literal["force", "rebels", "government", "aircraft", "weapon", "strike", "office", "people"]
Sure = Literal["alone", "weak", "context"]


@dataclass(frozen=True, slots=True)
class WeaponTerm:
    """A weapon. ``excluded``: a planted bomb, a hand weapon or air defence, which no remote strike of ours uses. ``code`` None: no code fits."""

    code: WeaponCode | None
    excluded: bool


@dataclass(frozen=True, slots=True)
class PlatformTerm:
    """What strikes: ``name`` is the type's family ("Su"), "" for a common noun; ``implies`` the weapon code if nothing else is said."""

    name: str
    cls: PlatformClass
    implies: WeaponCode | None


@dataclass(frozen=True, slots=True)
class ActorTerm:
    """A name or adjective of an actor. ``country`` is ISO 3166-1 alpha-2; ``demonym`` the adjective that goes before an office.

    ``name`` and ``demonym`` are "" where the words as printed are the name.
    """

    name: str
    kind: ActorKind
    country: str | None
    noun: bool
    adjective: bool
    demonym: str


@dataclass(frozen=True, slots=True)
class GenericTerm:
    """ "the rebels", "government forces": an actor named elsewhere."""

    kind: ActorKind


@dataclass(frozen=True, slots=True)
class HeadTerm:
    """The noun that an actor's adjective may modify."""

    cls: HeadClass


@dataclass(frozen=True, slots=True)
class TriggerTerm:
    """A word for a strike.

    ``sure``: *alone* is a strike by itself ("air strike", "shelled"); *weak* needs a weapon, a platform or an actor near ("struck",
    "raid"); *context* only speaks with a weapon or a strike noun in its clause ("fired", "destroyed"). ``defence``: it was intercepted.
    """

    lemma: str
    pos: Literal["noun", "verb"]
    code: WeaponCode | None
    action: str
    sure: Sure
    defence: bool


@dataclass(frozen=True, slots=True)
class NegativeTerm:
    """A phrase that holds a strike word and is none; ``blocks`` says what it silences: the ``trigger`` inside it, or the ``weapon``."""

    cls: str
    blocks: Literal["trigger", "weapon"]


@dataclass(frozen=True, slots=True)
class TargetTerm:
    """A kind of target; ``people`` when the words are persons; ``cls`` None for words like "sites" that tell no class."""

    cls: TargetClass | None
    people: bool


@dataclass(frozen=True, slots=True)
class ClaimantTerm:
    """A named body that speaks; ``relay`` for agencies and papers, ``actor`` the party behind it. ``name`` "" is the words as printed."""

    name: str
    kind: ClaimantKind
    actor: str | None
    relay: bool


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """A kind of speaker ("residents", "defence ministry"); ``name`` the canonical form where spellings differ."""

    name: str
    kind: ClaimantKind


@dataclass(frozen=True, slots=True)
class BodyTerm:
    """The word that ends a body's name, and the kind of body it names."""

    kind: ClaimantKind


@dataclass(frozen=True, slots=True)
class ReportingTerm:
    """A word that hands speech on, and what it makes of it."""

    lemma: str
    modality: Modality


@dataclass(frozen=True, slots=True)
class HedgeTerm:
    """A word that says how sure the wording is."""

    lemma: str
    modality: Modality


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """A noun that is counted in strike reports."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class PeopleTerm:
    """A noun for persons who may be killed or hurt."""

    of: QuantityOf | None
