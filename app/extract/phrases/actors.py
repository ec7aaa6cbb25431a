"""Who is named as an actor, and what noun an adjective of nationality really modifies.

"Russian warplanes" is Russia striking; "Russian air strikes" too; "the Russian defence ministry" speaks; "the Turkish border" does
nothing; "Iran-backed Houthis" are not Iran. The extractor takes a striker only from the first kinds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import ActorKind, ActorTerm, GenericTerm, HeadClass, HeadTerm, PlatformTerm, WeaponTerm

ActorForm = Literal["name", "adjective", "force", "descriptor"]

_DESCRIBED = frozenset(
    "backed supported sponsored allied aligned linked held controlled run occupied annexed administered based made built supplied funded trained "
    "born language speaking flagged owned registered armed designed manufactured provided dominated ruled brokered installed appointed "
    "affiliated inspired produced bound era style type educated majority populated financed besieged liberated".split()
)
_PREFIXES = frozenset("pro anti non ex counter former post".split())
_BETWEEN = frozenset(
    "air naval long range short medium high precision guided cruise ballistic combat fighter joint ground special heavy massive new overnight "
    "latest recent own first second third fourth two three four five six seven eight nine ten twin deadly suspected large scale major strategic "
    "sea land based ship black caspian fleet armoured air-launched stealth modern several dozens of top senior so called alleged apparent "
    "launched intensive intense continued ongoing repeated daily retaliatory punitive aerial regular surface attack unmanned nuclear "
    "powered northern southern eastern western elite presidential state".split()
)
_FLYING_OR_SAILING = frozenset({"warplane", "plane", "bomber", "helicopter", "drone", "ship", "submarine"})
_ADJECTIVES: Mapping[str, str] = {"rebel": "rebels", "insurgent": "insurgents", "militant": "militants", "paramilitary": "paramilitaries"}
_SIDES = frozenset({*_ADJECTIVES, *"government regime army military junta coalition enemy opposition militia".split()})
_STRIKERS: frozenset[HeadClass] = frozenset({"force", "rebels", "government", "aircraft"})


@dataclass(slots=True)
class ActorFound:
    """One naming of an actor; see the module docstring. ``start:end`` takes in a force's noun ("Russian warplanes"), no other head's."""

    start: int
    end: int
    first: int
    last: int
    text: str
    name: str
    kind: ActorKind
    country: str | None
    form: ActorForm
    head: tuple[int, int] | None
    head_cls: HeadClass | None
    generic: bool
    possessive: bool
    demonym: str


@dataclass(slots=True)
class _Head:
    first: int
    last: int
    cls: HeadClass


def find_actors(
    tokens: Tokens,
    names: Sequence[Found[ActorTerm]],
    generics: Sequence[Found[GenericTerm]],
    forces: Sequence[Found[HeadTerm]],
    platforms: Sequence[Found[PlatformTerm]],
    weapons: Sequence[Found[WeaponTerm]],
) -> list[ActorFound]:
    """Compose names, adjectives and the nouns they modify; then add the generic actors that stand alone. In order, not overlapping."""
    heads = _heads(forces, platforms, weapons)
    found = [_compose(tokens, name, heads) for name in names]
    _share_heads(tokens, found, [name.entry.adjective for name in names])
    taken = [False] * (len(tokens) + 1)
    for actor in found:
        taken[actor.first : actor.last] = [True] * (actor.last - actor.first)
    for generic in generics:
        if any(taken[generic.first : generic.last]) or _owned(tokens, generic.first, taken):
            continue
        if generic.text.lower() in _ADJECTIVES and not _strikes_behind(generic.last, heads):
            continue
        before = found[-1] if len(found) > len(names) else None
        if before is not None and before.last == generic.first:  # "coalition military forces" are one side
            found[-1] = replace(before, end=generic.end, last=generic.last, text=tokens.text[before.start : generic.end])
        else:
            found.append(_generic(tokens, generic, heads))
            taken[generic.first : generic.last] = [True] * (generic.last - generic.first)
    return sorted(found, key=lambda actor: actor.start)


def _owned(tokens: Tokens, first: int, taken: Sequence[bool]) -> bool:
    """ "the group's naval force", "Haftar's army": its owner is named right before."""
    return first >= 2 and tokens.words[first - 1] == "'s" and taken[first - 2]


def _heads(
    forces: Sequence[Found[HeadTerm]], platforms: Sequence[Found[PlatformTerm]], weapons: Sequence[Found[WeaponTerm]]
) -> dict[int, _Head]:
    """The nouns that may be modified, by their first token; of two that begin together the longer."""
    heads = {item.first: _Head(item.first, item.last, item.entry.cls) for item in forces}
    named: list[_Head] = [_Head(item.first, item.last, "weapon") for item in weapons if not item.entry.excluded]
    named += [_Head(item.first, item.last, "aircraft") for item in platforms if item.entry.cls in _FLYING_OR_SAILING]
    for head in named:
        if head.first not in heads or heads[head.first].last < head.last:
            heads[head.first] = head
    return heads


def _compose(tokens: Tokens, name: Found[ActorTerm], heads: Mapping[int, _Head]) -> ActorFound:
    term = name.entry
    base = ActorFound(
        name.start, name.end, name.first, name.last, name.text, term.name or name.text, term.kind, term.country,
        "name" if term.noun else "adjective", None, None, False, tokens.word(name.last) == "'s", term.demonym or name.text,
    )  # fmt: skip
    if _described(tokens, name):
        return replace(base, form="descriptor")
    head = _head(tokens, name.last + base.possessive, heads)
    return base if head is None else _headed(tokens, base, head, bare=term.noun and not term.adjective)


def _headed(tokens: Tokens, base: ActorFound, head: _Head, *, bare: bool) -> ActorFound:
    span = (tokens.starts[head.first], tokens.ends[head.last - 1])
    if head.cls == "rebels" and base.kind == "state":  # "Syrian rebels" are not Syria
        name = f"{base.demonym} {' '.join(tokens.words[head.first : head.last])}"
        base = replace(base, name=name, kind="armed_group", country=None)
    if head.cls in _STRIKERS:
        return replace(
            base, end=span[1], last=head.last, text=tokens.text[base.start : span[1]], form="force", head=span, head_cls=head.cls
        )
    return replace(base, form=base.form if base.possessive or bare else "adjective", head=span, head_cls=head.cls)


def _described(tokens: Tokens, name: Found[Any]) -> bool:
    before = name.first - 1
    if _described_by(tokens, name.last):
        return True
    return before >= 0 and tokens.hyphened[name.first] and tokens.words[before] in _PREFIXES


def _head(tokens: Tokens, j: int, heads: Mapping[int, _Head]) -> _Head | None:
    """The noun phrase head that begins at or soon after token ``j``: the last noun of the chain "military [aircraft]"."""
    found: _Head | None = None
    skipped = 0
    while j < len(tokens) and "\n" not in tokens.text[tokens.ends[j - 1] : tokens.starts[j]]:
        term = heads.get(j)
        if term is not None and _described_by(tokens, term.last):  # "state-run" is no state
            j = term.last + 1
        elif term is not None:
            found = _Head(term.first if found is None else found.first, term.last, term.cls)
            j = term.last
        elif tokens.hyphened[j] or (found is None and skipped < 4 and tokens.words[j] in _BETWEEN):
            skipped += 1
            j += 1
        else:
            break
        if found is not None and tokens.word(j) == "'s":
            break
    return found


def _described_by(tokens: Tokens, j: int) -> bool:
    """Whether a hyphen joins "-run", "-backed" and the like to the word before token ``j``."""
    return j < len(tokens) and tokens.hyphened[j] and tokens.words[j] in _DESCRIBED


def _share_heads(tokens: Tokens, found: list[ActorFound], adjectives: Sequence[bool]) -> None:
    """Give "Syrian" of "Syrian and Russian warplanes" the head of the last."""
    for i in range(len(found) - 2, -1, -1):
        actor, after = found[i], found[i + 1]
        if not adjectives[i] or actor.head is not None or actor.form == "descriptor":
            continue
        if after.head is None or after.head_cls is None or after.possessive:
            continue
        gap = tokens.words[actor.last : after.first]
        if gap in (["and"], ["or"], [","], ["/"], [",", "and"], ["and", "the"], ["or", "the"]) or (not gap and tokens.hyphened[after.first]):
            form: ActorForm = "force" if after.head_cls in _STRIKERS else "adjective"
            found[i] = replace(actor, form=form, head=after.head, head_cls=after.head_cls)


def _strikes_behind(at: int, heads: Mapping[int, _Head]) -> bool:
    """Whether the noun at a token is what somebody strikes with: "rebel [rockets]"."""
    return at in heads and heads[at].cls in ("aircraft", "weapon", "strike")


def _generic(tokens: Tokens, generic: Found[GenericTerm], heads: Mapping[int, _Head]) -> ActorFound:
    article = tokens.words[generic.first] == "the" and generic.last - generic.first > 1
    name = " ".join(tokens.words[generic.first + article : generic.last])
    head = heads.get(generic.last)  # "government [air strikes]"
    if head is None or name not in _SIDES or not _strikes_behind(generic.last, heads):
        return ActorFound(
            generic.start, generic.end, generic.first, generic.last, generic.text, name, generic.entry.kind, None,
            "force", None, None, True, tokens.word(generic.last) == "'s", name,
        )  # fmt: skip
    span = (tokens.starts[head.first], tokens.ends[head.last - 1])
    return ActorFound(
        generic.start, generic.end, generic.first, generic.last, generic.text, _ADJECTIVES.get(name, name), generic.entry.kind, None,
        "force", span, head.cls, True, False, name,
    )  # fmt: skip
