"""One report's claims held against its gold, field by field."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.evaluate.gold import GoldClaim, GoldMention, GoldReport
from app.evaluate.tally import Tally
from app.model.claim import Claim, Mention, Span
from app.model.codes import AREA_KINDS, MARK_ROLES
from app.model.distance import distance_km
from app.model.reading import Reading

FIELDS = ("report", "claim", "claimant", "actor", "weapon", "place and role", "target class", "quantity", "date", "modality")


@dataclass(slots=True)
class ReportScore:
    """Tallies by field; ``errors_km`` of points found, ``areas_right`` of areas found; ``confusions`` are (field, gold, given)."""

    tallies: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(FIELDS, Tally()))
    errors_km: list[float] = field(default_factory=list)
    areas_right: list[bool] = field(default_factory=list)
    unresolved: int = 0
    confusions: list[tuple[str, str, str]] = field(default_factory=list)

    def count(self, name: str, gold: Sequence[object], given: Sequence[object], right: int) -> None:
        """Count one field of one claim: ``right`` of the ``given`` meet the ``gold``; what does not is a confusion."""
        self.tallies[name] += Tally(right, len(given) - right, len(gold) - right)
        if right < max(len(gold), len(given)):
            self.confusions.append((name, _words(gold), _words(given)))


def score_report(gold: GoldReport, reading: Reading) -> ReportScore:
    """Hold a reading against the gold of the same text.

    Claims are matched one to one by overlap of spans, ties by agreement; what is in an unmatched claim counts as wrong, what is owed by an
    unmatched gold claim as missed.
    """
    score = ReportScore()
    _count_verdict(score, gold.is_strike_report, bool(reading.is_strike_report))
    pairs = _pairs(gold.claims, reading.claims)
    found = {at for at, _ in pairs}
    used = {at for _, at in pairs}
    score.tallies["claim"] = Tally(len(pairs), len(reading.claims) - len(used), len(gold.claims) - len(found))
    for at, other in pairs:
        _score_pair(score, gold.claims[at], reading.claims[other])
    for at, owed in enumerate(gold.claims):
        if at not in found:
            _count_missed(score, owed)
    for at, extra in enumerate(reading.claims):
        if at not in used:
            _count_extra(score, extra)
    return score


def _count_verdict(score: ReportScore, owed: bool, given: bool) -> None:
    score.tallies["report"] = Tally(int(owed and given), int(given and not owed), int(owed and not given))
    if owed != given:
        score.confusions.append(("report", "strike" if owed else "no strike", "strike" if given else "no strike"))


def _pairs(gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> list[tuple[int, int]]:
    scored = []
    for at, owed in enumerate(gold):
        for other, claim in enumerate(claims):
            overlap = _overlap(owed.spans[:1], claim.spans) * 3 or _overlap(owed.spans, claim.spans)
            if overlap:
                scored.append((-(overlap + _agreement(owed, claim)), at, other))
    pairs: list[tuple[int, int]] = []
    for _, at, other in sorted(scored):
        if all(at != pair[0] and other != pair[1] for pair in pairs):
            pairs.append((at, other))
    return pairs


def _overlap(spans: Iterable[Span], others: Iterable[Span]) -> int:
    return int(any(start < end_other and start_other < end for start, end in spans for start_other, end_other in others))


def _agreement(owed: GoldClaim, claim: Claim) -> int:
    targets = [mention.surface for mention in owed.mentions if mention.role == "reported_target"]
    same_place = any(same_name(mention.toponym.surface, targets) for mention in claim.mentions if mention.role == "reported_target")
    same_quantity = any(item in owed.quantities for item in _quantities(claim))
    return 2 * same_name(claim.claimant.as_printed, owed.claimant) + 2 * same_place + same_quantity + (claim.modality == owed.modality)


def _score_pair(score: ReportScore, owed: GoldClaim, claim: Claim) -> None:
    score.count("claimant", owed.claimant[:1], [claim.claimant.as_printed], int(_same_claimant(owed, claim)))
    score.count("modality", [owed.modality], [claim.modality], int(owed.modality == claim.modality))
    strikers = [actor.as_printed for actor in claim.actors if actor.role == "attacker"]
    score.count("actor", [names[0] for names in owed.actors], strikers, _matches(owed.actors, strikers))
    code = [claim.weapon.code] if claim.weapon and claim.weapon.code else []
    score.count("weapon", owed.weapons[:1], code, int(bool(code) and code[0] in owed.weapons))
    target = [owed.target_class] if owed.target_class else []
    given = [claim.target.cls] if claim.target.cls else []
    score.count("target class", target, given, int(bool(target) and target == given))
    quantities = _quantities(claim)
    score.count("quantity", owed.quantities, quantities, _common(owed.quantities, quantities))
    when, days = [owed.when] if owed.when else [], _days(claim)
    score.count("date", when, days, int(bool(when) and when == days))
    _score_places(score, owed, claim)


def _score_places(score: ReportScore, owed: GoldClaim, claim: Claim) -> None:
    gold = [mention for mention in owed.mentions if mention.role in MARK_ROLES]
    given = [mention for mention in claim.mentions if mention.role in MARK_ROLES]
    free = list(given)
    right = 0
    for mention in gold:
        hit = next((item for item in free if item.role == mention.role and same_name(item.toponym.surface, [mention.surface])), None)
        if hit is not None:
            free.remove(hit)
            right += 1
            _score_location(score, mention, hit)
    score.count("place and role", [f"{item.role} {item.surface}" for item in gold], [f"{item.role} {item.toponym.surface}" for item in given], right)


def _score_location(score: ReportScore, gold: GoldMention, hit: Mention) -> None:
    if gold.lat is None or gold.lon is None or gold.kind == "country":
        return
    location = hit.toponym.location
    if location is None:
        score.unresolved += 1
        return
    away = distance_km(gold.lat, gold.lon, location.lat, location.lon)
    if gold.kind in AREA_KINDS:
        drawn_as_area = location.geometry.type in {"Polygon", "MultiPolygon"}
        score.areas_right.append(drawn_as_area and (away <= 150 or (gold.kind == "sea" and away <= 500)))
    else:
        score.errors_km.append(away)


def _count_missed(score: ReportScore, owed: GoldClaim) -> None:
    for name, count in (
        ("claimant", 1),
        ("modality", 1),
        ("actor", len(owed.actors)),
        ("weapon", int(bool(owed.weapons))),
        ("target class", int(bool(owed.target_class))),
        ("quantity", len(owed.quantities)),
        ("date", int(bool(owed.when))),
        ("place and role", sum(mention.role in MARK_ROLES for mention in owed.mentions)),
    ):
        score.tallies[name] += Tally(fn=count)


def _count_extra(score: ReportScore, claim: Claim) -> None:
    for name, count in (
        ("claimant", 1),
        ("modality", 1),
        ("actor", sum(actor.role == "attacker" for actor in claim.actors)),
        ("weapon", int(bool(claim.weapon and claim.weapon.code))),
        ("target class", int(bool(claim.target.cls))),
        ("quantity", len(claim.quantities)),
        ("date", len(_days(claim))),
        ("place and role", sum(mention.role in MARK_ROLES for mention in claim.mentions)),
    ):
        score.tallies[name] += Tally(fp=count)


def _same_claimant(owed: GoldClaim, claim: Claim) -> bool:
    if claim.claimant.kind == "unattributed":
        return owed.claimant_kind == "unattributed" or "unattributed" in owed.claimant
    return same_name(claim.claimant.as_printed, owed.claimant)


def _quantities(claim: Claim) -> list[tuple[str, int | None, int | None, str | None]]:
    return [(item.unit, item.min, item.max, item.of) for item in claim.quantities]


def _days(claim: Claim) -> list[tuple[str, str]]:
    when = claim.when
    return [(when.start.isoformat(), (when.end or when.start).isoformat())] if when and when.start else []


def _matches(owed: Sequence[Sequence[str]], given: Sequence[str]) -> int:
    free = list(given)
    right = 0
    for names in owed:
        hit = next((name for name in free if same_name(name, names)), None)
        if hit is not None:
            free.remove(hit)
            right += 1
    return right


def _common(owed: Sequence[object], given: Sequence[object]) -> int:
    free = list(given)
    right = 0
    for item in owed:
        if item in free:
            free.remove(item)
            right += 1
    return right


def same_name(name: str, accepted: Iterable[str]) -> bool:
    """Tell whether a name is one of those accepted, or contains or is contained in one, word by word."""
    words = _plain(name)
    return bool(words) and any(f" {words} " in f" {other} " or f" {other} " in f" {words} " for other in map(_plain, accepted) if other)


def _plain(name: str) -> str:
    initials = re.sub(r"\b(\w)\.(?=\w\b|\W|\Z)", r"\1", name.casefold())
    return re.sub(r"[^\w]+", " ", initials).strip()


def _words(values: Sequence[object]) -> str:
    return "; ".join(sorted(str(value) for value in values)) or "nothing"
