"""The closed vocabularies of the project. Every code here is a column value somewhere; changing one is a schema change."""

from typing import Literal

PlaceKind = Literal["settlement", "neighbourhood", "airfield", "installation", "district", "province", "region", "country", "continent", "sea"]
"""What a place is. ``installation`` covers bases, dams, camps, crossings, bridges, plants; ``sea`` covers gulfs, straits and lakes."""

AREA_KINDS: frozenset[str] = frozenset({"district", "province", "region", "country", "continent", "sea"})
"""Kinds that are known only as an area: drawn and served as that area, never as a point (law 3)."""

Role = Literal["launch_origin", "base", "reported_target", "container", "context", "claimant_seat"]
"""What a place does in a claim. ``container`` is the province a town is said to be in; ``context`` is named but neither struck nor struck from."""

MARK_ROLES: frozenset[str] = frozenset({"launch_origin", "base", "reported_target"})
"""Roles that make marks on the map; the others only explain."""

Link = Literal["stated", "inferred"]
"""Whether the sentence itself joins the place to the strike, or the reader of the whole report does."""

ClaimantKind = Literal[
    "state_belligerent",
    "state_third_party",
    "armed_group",
    "monitor",
    "news_media",
    "un_body",
    "official_unnamed",
    "unattributed",
]

AttributionForm = Literal["direct", "indirect", "caption", "headline", "unattributed"]

Modality = Literal["asserted", "denied", "threatened", "planned", "hypothetical", "historical"]
"""Only ``asserted`` claims make marks; the others are kept and shown as what they are."""

ActorRole = Literal["attacker", "supporting"]

WeaponCode = Literal[
    "air_strike",
    "bomb",
    "barrel_bomb",
    "glide_bomb",
    "cluster_munition",
    "cruise_missile",
    "ballistic_missile",
    "missile",
    "drone_strike",
    "artillery",
    "rocket",
    "mortar",
]
"""``air_strike`` is air-delivered with the kind of munition not said."""

Unit = Literal["munitions", "sorties", "raids", "strikes", "explosions", "targets", "sites", "aircraft", "killed", "injured"]

Qualifier = Literal["exactly", "more_than", "at_least", "up_to", "about", "range"]
"""How the printed number is hedged: "more than 100" is min 100 with ``more_than``."""

QuantityOf = Literal["civilian", "combatant", "child"]

TargetClass = Literal[
    "armed_group",
    "military",
    "oil",
    "power",
    "port",
    "transport",
    "medical",
    "school",
    "market",
    "residential",
    "civilians",
    "government",
    "other",
]

AcledEvent = Literal["Explosions/Remote violence", "Battles"]
AcledSubEvent = Literal["Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"]

ReviewState = Literal["machine", "accepted", "corrected"]
"""How far a claim was looked at by people: read by a machine only, accepted as it is, or corrected (also: added) by a reviewer."""

ReadingStatus = Literal["ok", "no_strike", "needs_date", "language_not_supported", "failed"]
"""How reading a report ended. ``needs_date``: strikes were found but their dates are relative and no publication date was given."""
