"""What joins claims over sentences: bases and origins told apart from the strike, and sums that contain their parts."""

from collections.abc import Sequence
from dataclasses import replace

from app.extract.areas import place_names
from app.extract.drafts import Draft
from app.extract.marked import MarkedText, Named, is_wide, kind_of
from app.extract.sameness import is_share
from app.extract.sentences import Sentence
from app.extract.strikers import attackers_of, territory
from app.model.claim import Mention
from app.model.codes import Role

_FAR = frozenset(("cruise_missile", "ballistic_missile"))
_DAYS = 3
_MOST = 20  # sums, origins and base sentences of one report; keeps hostile repetition linear
_LEAD = 2
_NOTE = 3
_INQUIRY_DAYS = 900
_INQUIRIES = frozenset("inquiry inquiries investigation investigations investigators findings geolocated verified reconstruction".split())
_AIR = frozenset("air_strike bomb barrel_bomb glide_bomb cluster_munition drone_strike".split())
_FIELD = frozenset("airbase airfield aerodrome".split())
_LEAVING = frozenset("leaving left off departed departing scrambled".split())
_INSIDE = frozenset("in inside within".split())
_STATE = frozenset("army soldiers soldier troops regime government brigade regiment navy".split())
_SUMS = frozenset("munitions sorties raids strikes targets sites killed".split())


def link_bases(page: MarkedText, drafts: Sequence[Draft], used: set[int]) -> None:
    """A sentence that shows a striker's aircraft at an airfield names the base of that striker's air strike (inferred)."""
    shown = 0
    fields = any(_is_field(page, named) for named in page.places)
    for number, sentence in enumerate(page.sentences if fields else ()):
        if number in used or sentence.kind == "boilerplate" or not _shows_aircraft(page, sentence):
            continue
        for named in page.inside(page.places, sentence.first, sentence.last):
            if _is_field(page, named) and shown < _MOST:
                _join_base(page, sentence, named, drafts)
                shown += 1


def promote_lead(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """What a report is about is asserted, however old: a strike of a stated day in its lead, in the lead's detail, or that an inquiry looks into."""
    for item in drafts:
        dated = item.when is not None and item.when.start is not None and (item.when.date_prec or 0) <= _DAYS
        if item.modality == "historical" and item.leads and dated and item.struck and not item.campaign:
            item.modality = "asserted"
    if any(d.modality == "asserted" for d in drafts):
        return
    inquiry = not _INQUIRIES.isdisjoint(page.tokens.words)
    for item in drafts:
        told = item.order <= _LEAD and item.said is not None and bool(item.quantities)
        if item.modality == "historical" and (told or (inquiry and _looked_into(page, item))):
            item.modality = "asserted"


def _looked_into(page: MarkedText, item: Draft) -> bool:
    """A strike of a stated day and place within the years that inquiries take; anniversaries go further back."""
    published, when = page.report.published_at, item.when
    if published is None or when is None or when.end is None or (when.date_prec or 0) > _DAYS or item.campaign:
        return False
    return (published - when.end).days <= _INQUIRY_DAYS and any(not is_wide(m.toponym) for m in item.struck)


def grounded(page: MarkedText, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a report in which some strike has a place, a toll, a striker with what he hit, or somebody who tells of it; else none asserted.

    Strike words alone ("again struck ammunition", "hits every roof in the quarter") make no strike report, unless it is a note of a line or two.
    """
    asserted = [d for d in drafts if d.modality == "asserted"]
    if len(page.sentences) <= _NOTE or any(_is_grounded(d) for d in asserted):
        return list(drafts)
    return [d for d in drafts if d.modality != "asserted"]


def _is_grounded(item: Draft) -> bool:
    toll = any(q.unit in ("killed", "injured") for q in item.quantities)
    told = bool(item.target.labels or item.quantities or item.struck)
    named = item.source is not None and (item.source.actor is not None or item.source.kind not in ("unattributed", "official_unnamed"))
    who = named or bool(attackers_of(item))
    return toll or any(not is_wide(m.toponym) for m in item.struck) or (told and who) or item.rule.startswith("alone")


def fill_weapon(drafts: Sequence[Draft]) -> None:
    """Where a report names one weapon only, the strikes of that striker without one are with it."""
    codes = {d.weapon.code for d in drafts if d.modality == "asserted" and d.weapon is not None and d.weapon.code is not None}
    if len(codes) != 1:
        return
    armed = next(d for d in drafts if d.weapon is not None and d.weapon.code in codes)
    for item in drafts:
        open_ = (item.weapon is None or item.weapon.code is None) and item.modality in ("asserted", "denied")
        told = item.source is not None and armed.source is not None and item.source.name == armed.source.name
        if open_ and (item.definite or told or bool(attackers_of(armed) & attackers_of(item))):
            item.weapon = armed.weapon


def settle_side(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """Arms and posts are an armed group's where that striker's other targets are, or where only a group of that country strikes back."""
    fighting = {name for d in drafts if d.target.cls == "armed_group" for name in attackers_of(d)}
    groups = {a.name: a.country for a in page.marks.actors if a.kind == "armed_group" and a.country is not None}
    striking = {name for d in drafts for name in attackers_of(d)}
    for item in drafts:
        mine = attackers_of(item)
        if item.target.cls != "military" or not mine or any(_STATE.intersection(label.lower().split()) for label in item.target.labels):
            continue
        foes = striking - mine
        facing = foes and foes <= groups.keys() and mine.isdisjoint(groups) and territory(item) & {groups[name] for name in foes}
        if fighting & mine or facing:
            item.target = replace(item.target, cls="armed_group")


def share_origins(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """The one origin that a report names for a striker's weapon holds, as an inference, for its other claims with that weapon.

    A clause that says itself where the weapon was launched takes no other origin.
    """
    for origin in [d for d in drafts if any(m.role == "launch_origin" for m in d.mentions)][:_MOST]:
        mentions = [m for m in origin.mentions if m.role == "launch_origin"]
        for other in drafts:
            if other is origin or other.weapon is None or origin.weapon is None or other.modality != "asserted":
                continue
            if origin.weapon.code not in _FAR:
                continue
            same = other.weapon.code == origin.weapon.code or {other.weapon.code, origin.weapon.code} == {"cruise_missile", "missile"}
            if same and attackers_of(origin) & attackers_of(other) and not _says_origin(page, other):
                if other.weapon.code in ("cruise_missile", "missile", "ballistic_missile"):
                    other.mentions += [Mention(m.toponym, "launch_origin", "inferred") for m in mentions]


def _says_origin(page: MarkedText, item: Draft) -> bool:
    """Whether a claim has its origin, or its clause tells where the launch was ("being launched in X"), resolved or not."""
    if any(m.role == "launch_origin" for m in item.mentions):
        return True
    start, end = item.spans[0]
    launches = [i for i in page.tokens.span(start, end) if page.tokens.words[i] in page.grammar.launch_verbs]
    return any(page.tokens.word(i + 1) in _INSIDE and any(page.is_place(j) for j in range(i + 2, i + 4)) for i in launches)


def share_sums(drafts: Sequence[Draft]) -> None:
    """A toll of no place ("raids across the country killed 44") contains the smaller ones of places that its source tells after it.

    Striker and day, where these leave them open, are those of the sum.
    """
    for whole in [d for d in drafts if d.modality == "asserted" and d.source is not None and d.quantities and not d.struck][:_MOST]:
        told = [d for d in drafts if d.order >= whole.order and d.modality == "asserted" and d.source is not None and is_share(whole, d)]
        parts = [d for d in told if d.source is not None and whole.source is not None and d.source.name == whole.source.name]
        if sum(_killed(d) for d in parts) > _killed(whole):
            continue
        for part in parts:
            part.actors = part.actors or whole.actors
            part.when = part.when or whole.when
        whole.contains += [part for part in parts if part not in whole.contains and attackers_of(part) == attackers_of(whole)]


def _killed(item: Draft) -> int:
    return max((q.min or 0 for q in item.quantities if q.unit == "killed" and q.of != "child"), default=0)


def contain(drafts: Sequence[Draft]) -> None:
    """A claim contains the same side's claims of its days with smaller numbers, or those that its number is the exact sum of."""
    asserted = [d for d in drafts if d.modality == "asserted"]
    for whole in asserted[:_MOST]:
        whole.contains += [part for part in _summands(whole, asserted) if part not in whole.contains]
    for whole in [d for d in asserted if _several_days(d) and any(q.unit in _SUMS for q in d.quantities)][:_MOST]:
        whole.contains += [part for part in asserted if part is not whole and _is_part(whole, part)]


def _summands(whole: Draft, asserted: Sequence[Draft]) -> list[Draft]:
    """ "17 strikes in X and Y", then "eight in X" and "nine in Y" from the same source."""
    for unit in sorted(_SUMS):
        total = _count(whole, unit)
        if total is None or whole.source is None:
            continue
        told = [d for d in asserted if d is not whole and d.order >= whole.order and d.source is not None and d.source.name == whole.source.name]
        parts = [d for d in told if _count(d, unit) is not None]
        if len(parts) > 1 and sum(_count(d, unit) or 0 for d in parts) == total:
            return parts
    return []


def _count(item: Draft, unit: str) -> int | None:
    """The one plain number of a unit, or None."""
    found = [q.min for q in item.quantities if q.unit == unit and q.min and q.of is None]
    return found[0] if len(found) == 1 else None


def _several_days(item: Draft) -> bool:
    return item.when is not None and item.when.start != item.when.end


def _is_part(whole: Draft, part: Draft) -> bool:
    if (
        part.when is None
        or part.when.start is None
        or part.when.end is None
        or whole.when is None
        or whole.when.start is None
        or whole.when.end is None
    ):
        return False
    if not (whole.when.start <= part.when.start and part.when.end <= whole.when.end) or part.when == whole.when or whole in part.contains:
        return False
    if not attackers_of(whole) & attackers_of(part) or not _one_side(whole, part):
        return False
    mine = {q.unit: q.min or 0 for q in whole.quantities}
    return all(mine.get(q.unit, q.min or 0) >= (q.min or 0) for q in part.quantities)


def _one_side(a: Draft, b: Draft) -> bool:
    """Whether one side may have counted both: the same claimant or party, or nobody is named for one of them."""
    if a.source is None or b.source is None:
        return True
    return a.source.name == b.source.name or (a.source.actor is not None and a.source.actor == b.source.actor)


def _shows_aircraft(page: MarkedText, sentence: Sentence) -> bool:
    aircraft = page.inside(page.marks.platforms, sentence.first, sentence.last)
    return any(p.entry.cls in ("warplane", "bomber", "helicopter", "drone") for p in aircraft) or any(
        a.head_cls == "aircraft" for a in page.inside(page.marks.actors, sentence.first, sentence.last)
    )


def _is_field(page: MarkedText, named: Named) -> bool:
    if kind_of(named.toponym) in ("airfield", "installation"):
        return True
    words = page.tokens.words
    following = words[named.last : named.last + 3]
    return bool(following) and (following[0] in _FIELD or following[:2] in (["air", "base"], ["military", "airport"]))


def _join_base(page: MarkedText, sentence: Sentence, named: Named, drafts: Sequence[Draft]) -> None:
    named_there = page.inside(page.marks.actors, sentence.first, sentence.last)
    actors = {a.name for a in named_there if a.head_cls == "aircraft"} or {a.name for a in named_there}
    words = page.tokens.words[sentence.first : sentence.last]
    role: Role = "launch_origin" if not _LEAVING.isdisjoint(words) else "base"
    fitting = [
        d
        for d in drafts
        if d.modality == "asserted" and d.weapon is not None and d.weapon.code in _AIR and (not actors or actors & {x.name for x in d.actors})
    ]
    for chosen in sorted(fitting, key=lambda d: (not actors & attackers_of(d), -d.specificity))[:1]:
        if place_names([m for m in chosen.mentions if m.role == role]) & place_names([Mention(named.toponym, role)]):
            continue
        chosen.mentions.append(Mention(named.toponym, role, "inferred"))
        if sentence.kind == "caption":
            chosen.spans.append((sentence.start, sentence.end))
