"""The dead and wounded counted place by place: "four died in X and two in Y", "11 were killed, seven of them in Z"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.extract.areas import place_key
from app.extract.drafts import Draft
from app.extract.grammar import BE, CLAUSE_WORDS, PREMODIFIERS
from app.extract.marked import MarkedText, Named, is_wide
from app.extract.names import located_names
from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.numbers import read_number, starts_number
from app.model.claim import Mention, Quantity, Span

_AT = frozenset("in at near outside".split())
_ALL_OVER = frozenset("across throughout nationwide countrywide".split())
_OPENING = frozenset({":", "(", "-", "–"})
_COUNTED = frozenset("of them whom those the dead killed wounded injured others other more people civilians victims were died".split())
_OF_THEM = frozenset("them whom".split())
_AMONG = frozenset("including among".split())
_REST = frozenset(("rest", "remaining"))
_OTHERS = frozenset("another further others".split())
_GAP = 6
_REACH = 14


@dataclass(frozen=True, slots=True)
class PlacedToll:
    """So many dead or hurt at one place: the tokens from its number to its place.

    ``part``: a sum told before holds them. ``other``: they are set apart from those told before ("another 15 died near Y").
    """

    quantity: Quantity
    place: Named
    first: int
    last: int
    part: bool
    other: bool


def placed_tolls(page: MarkedText, first: int, last: int) -> list[PlacedToll]:
    """The tolls of a token range that have a place of their own below a country, in text order."""
    counted = [q for q in page.inside(page.quantities, first, last) if q.quantity.unit in ("killed", "injured") and q.quantity.min]
    if not counted:
        return []
    heads = [*_printed(page, counted), *_elliptical(page, counted, last)]
    heads.sort(key=lambda head: head[0])
    found: list[PlacedToll] = []
    for at, (begin, end, quantity) in enumerate(heads):
        n = at
        words = page.tokens.words
        stop = heads[n + 1][0] if n + 1 < len(heads) else last
        while n + 1 < len(heads) and words[end:stop] == ["and"]:  # "65 people were killed and 130 injured in X"
            n, end = n + 1, heads[n + 1][1]
            stop = heads[n + 1][0] if n + 1 < len(heads) else last
        place = _place_behind(page, end, min(stop, end + _REACH))
        end = heads[at][1]
        if place is not None:
            named = not _OF_THEM.isdisjoint(words[begin : end + _GAP]) or _is_among(words, max(first, begin - 2), begin)
            part = named and any(page.tokens.at(q.start) < begin for q in counted)
            other = not _OTHERS.isdisjoint(page.tokens.words[max(first, begin - 1) : begin + 2])
            found.append(PlacedToll(quantity, place, begin, place.last, part, other))
    return found


def _is_among(words: Sequence[str], first: int, begin: int) -> bool:
    """ "Including six in X", "among them two in Y"; "four were among 28 dead in X" tells of 28."""
    at = next((i for i in range(first, begin) if words[i] in _AMONG), None)
    return at is not None and not (words[at] == "among" and words[at - 1] in BE)


def by_place(page: MarkedText, item: Draft, first: int, last: int) -> list[Draft]:
    """A draft, or one draft for each place that has its own toll in its clause; a sum that names its parts stays a claim beside them."""
    tolls = placed_tolls(page, first, last)
    if not tolls:
        return [item]
    whole = _whole(page, tolls, first)
    summed = whole or any(toll.part for toll in tolls)
    if len(tolls) == 1 and tolls[0].other and not summed:
        return _set_apart(page, item, tolls[0], last)
    groups = _groups(page, tolls)
    places = {place_key(group[0].place.toponym) for group in groups}
    shared = summed and not _REST.isdisjoint(page.tokens.words[tolls[-1].last : last])  # "21 of them in X and the rest in Y": all is said of all
    if shared or len(places) < len(groups) or len(groups) < (1 if summed else 2):
        item.quantities += [toll.quantity for toll in tolls if shared and toll.quantity not in item.quantities]
        return [item]
    own = [q for q in item.quantities if not any(q == toll.quantity for toll in tolls)]
    cuts = [group[0].first for group in groups[1:]] + [last]
    parts = [_part(page, item, group, tolls[0].first, cut) for group, cut in zip(groups, cuts, strict=True)]
    if summed:
        item.quantities = own
        item.contains += parts
        beside = [m for m in item.mentions if m.role != "reported_target" or place_key(m.toponym) not in places]
        if whole and any(m.role == "reported_target" for m in beside):
            item.mentions = beside
        return [item, *parts]
    parts[0].quantities += own
    parts[0].spans = [(item.spans[0][0], parts[0].spans[0][1])]
    return parts


def _whole(page: MarkedText, tolls: Sequence[PlacedToll], first: int) -> bool:
    """Whether a number before the placed ones is their sum or more: "killed 30 across the province, ten in X and six in Y"."""
    words, start = page.tokens.words, tolls[0].first
    lead = words[first:start]
    if len(tolls) < 2 or not (lead[-1:] == [","] or (lead[-1:] != [] and lead[-1] in _OPENING) or not _ALL_OVER.isdisjoint(lead)):
        return False
    before = [q.quantity for q in page.inside(page.quantities, first, start) if q.quantity.unit == tolls[0].quantity.unit]
    placed = sum(toll.quantity.min or 0 for toll in tolls if toll.quantity.unit == tolls[0].quantity.unit)
    return any((q.min or 0) >= placed for q in before)


def _groups(page: MarkedText, tolls: Sequence[PlacedToll]) -> list[list[PlacedToll]]:
    """The tolls that share one place, told together: "65 people were killed and 130 injured in X"."""
    groups: list[list[PlacedToll]] = []
    for toll in tolls:
        same = bool(groups) and groups[-1][-1].place is toll.place
        groups = [*groups[:-1], [*groups[-1], toll]] if same else [*groups, [toll]]
    return groups


def _set_apart(page: MarkedText, item: Draft, toll: PlacedToll, last: int) -> list[Draft]:
    """ "Jets killed 20 in X and another 15 died near Y": two claims, if the strike told first is elsewhere."""
    place = place_key(toll.place.toponym)
    before = [m for m in item.mentions if m.role == "reported_target" and place_key(m.toponym) != place]
    if not any(m.toponym.start < page.tokens.starts[toll.first] for m in before):
        return [item]
    part = _part(page, item, [toll], toll.first, last)
    item.mentions = [m for m in item.mentions if m.role != "reported_target" or m in before]
    item.quantities = [q for q in item.quantities if q != toll.quantity]
    item.spans = [(item.spans[0][0], _span(page, page.tokens.at(item.spans[0][0]), toll.first)[1]), *item.spans[1:]]
    return [item, part]


def _part(page: MarkedText, item: Draft, tolls: Sequence[PlacedToll], opening: int, cut: int) -> Draft:
    """The claim of one place's tolls, from their first number to token ``cut``; what stands before the first toll (at ``opening``) is of all."""
    place, starts = tolls[0].place.toponym, page.tokens.starts
    low, high, shared = starts[tolls[0].first], page.tokens.ends[cut - 1], starts[opening]
    others = [m for m in item.mentions if m.role != "reported_target" and (m.toponym.start < shared or low <= m.toponym.start < high)]
    counted = [toll.quantity for toll in tolls]
    span = _span(page, tolls[0].first, cut)
    return replace(item, spans=[span], quantities=counted, mentions=[*others, Mention(place, "reported_target")], contains=[])


def told_apart(page: MarkedText, item: Draft, tolls: Sequence[PlacedToll], last: int) -> list[Draft]:
    """A draft for each of several places that a sentence gives tolls of; its own quantities where there is one place only."""
    groups = _groups(page, tolls)
    if len(groups) == 1:
        return [replace(item, mentions=[Mention(tolls[0].place.toponym, "reported_target")])]
    cuts = [group[0].first for group in groups[1:]] + [last]
    return [_part(page, replace(item, mentions=[]), group, tolls[0].first, cut) for group, cut in zip(groups, cuts, strict=True)]


def _span(page: MarkedText, first: int, last: int) -> Span:
    words = page.tokens.words
    while last - 1 > first and words[last - 1] in (",", "and", "while", ";", "."):
        last -= 1
    return page.tokens.starts[first], page.tokens.ends[last - 1]


def _printed(page: MarkedText, counted: Sequence[QuantityFound]) -> Iterator[tuple[int, int, Quantity]]:
    """The tolls with their noun or verb: number to noun; "including a child" has no place of its own."""
    for found in counted:
        if found.subset or (found.quantity.of is not None and page.tokens.word(page.tokens.at(found.start) - 1) in _OF_THEM):
            continue
        ends = [offset for span in (found.noun, found.governor) if span is not None for offset in span[1:]]
        yield page.tokens.at(found.start), page.tokens.at(max([found.end, *ends]) - 1) + 1, found.quantity


def _elliptical(page: MarkedText, counted: Sequence[QuantityFound], last: int) -> Iterator[tuple[int, int, Quantity]]:
    """ "… and two in Nikopol", "seven of them in Kharkiv": numbers that share the verb of the toll before."""
    words = page.tokens.words
    taken = {i for q in counted for i in range(page.tokens.at(q.start), page.tokens.at(q.end - 1) + 1)}
    i = page.tokens.at(counted[0].end - 1) + 1
    while i < last:
        number = read_number(page.tokens, i) if i not in taken and starts_number(words[i]) else None
        if number is None:
            i += 1
            continue
        end = number.last
        while end < last and words[end] in _COUNTED:
            end += 1
        before = [q.quantity for q in counted if q.start < number.start]
        if before and end < last and words[end] in _AT and _place_behind(page, end, min(last, end + _GAP)) is not None:
            unit = before[-1].unit
            yield i, end, Quantity(unit, number.min, number.max, number.qualifier, number.text)
        i = number.last


def _place_behind(page: MarkedText, start: int, stop: int) -> Named | None:
    """The place of "in the town of X" that follows before ``stop``, with no other clause between."""
    found = [*page.inside(page.places, start, stop), *located_names(page, start, stop, _AT)]
    for named in sorted(found, key=lambda one: one.first):
        at = where_said(page, named, start)
        if at is not None and not is_wide(named.toponym) and CLAUSE_WORDS.isdisjoint(page.tokens.words[start:at]):
            return named
    return None


def where_said(page: MarkedText, named: Named, start: int) -> int | None:
    """The token of the "in", "at" or "near" that a name hangs on ("in the eastern town of X"), from ``start`` on; None without one."""
    words, grammar = page.tokens.words, page.grammar
    i = named.first - 1
    while i >= start and (words[i] in PREMODIFIERS or words[i] in grammar.place_nouns or words[i] == "of"):
        i -= 1
    return i if i >= start and words[i] in _AT else None
