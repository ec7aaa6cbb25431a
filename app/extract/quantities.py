"""Numbers that say how much: munitions, strikes, targets, aircraft, people killed and hurt; and those that say nothing of the kind.

Codebook (docs/methodology.md, "Quantities"): the number as printed with its qualifier; "dozens" 24-99, "scores" 40-99, "hundreds" 200-999
as ranges; "several", "many" and "a number of" are not coded; "no casualties" is zero killed and zero injured. Ages, years, distances,
calibres, aircraft names, ordinals, money and percentages are no quantities.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.extract.casualties import Governed, governor
from app.extract.numbers import NumberFound, read_article, read_number, starts_number
from app.extract.phrases import Found
from app.extract.tokens import Tokens
from app.extract.vocabulary import Lexicon
from app.extract.zeros import zeros
from app.model.claim import Quantity
from app.model.codes import QuantityOf, Unit

_MEASURES = frozenset(
    "km kms kilometre kilometres kilometer kilometers mile miles metre metres meter meters m cm mm foot feet ft yard yards hectare hectares acre acres "
    "kg kgs kilogram kilograms pound pounds lb lbs ton tons tonne tonnes litre litres liter liters gallon gallons barrels bpd % percent per pct "
    "dollar dollars euro euros rouble roubles ruble rubles usd hour hours minute minutes second seconds day days night nights week weeks month months "
    "year years decade decades century centuries am pm a.m. p.m. gmt utc local mph kph degrees degree storey storeys story stories floor floors vote "
    "votes run runs goal goals point points seat seats th o'clock hrs megawatts mw volts kilovolt kv wickets wicket times fold thirds quarters o "
    "january february march april may june july august september october november december".split()
)
_LABELS = frozenset(
    "number no no. resolution article route highway chapter room page flight channel division brigade battalion regiment protocol act section zone "
    "aged age phase version line area block unit house gate su mig tu mi ka fab gbu kh f b s $ £ € us$ km km. type group m january february march "
    "april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_CHAIN_STOPS = frozenset(
    "and or but in on at by with from to for of into near over under as than then that which who whose whom while when where was were is are be been "
    "has have had after before during since until against between through across inside outside around including among said says killed wounded injured "
    "the a an its their his her our my this these those , . ; : ! ? ( ) … – — hit struck targeted destroyed launched fired dropped not".split()
)
_INVARIANT = frozenset("aircraft people personnel police dead wounded men women children troops ordnance staff policemen uavs kabs crew turkmen taliban houthi".split())
_MODIFIED = frozenset(
    "launcher launchers position positions site sites depot depots base bases factory factories warehouse warehouses battery batteries tube rails rail "
    "system systems team teams cell unit units maker stockpile arsenal programme program test tests crew operator operators fragment fragments part parts "
    "stocks workshop workshops manufacturing production threat alert alerts warning sirens ramp ramps truck trucks carrier carriers emplacement emplacements".split()
)
_STOCKS = frozenset(
    "deployed deploy deploying stationed stations based stockpile stockpiles arsenal arsenals inventory fleet possesses possess owns own supplied supply "
    "supplies deliver delivered delivering delivery sold sell selling buy bought buying purchase purchased order ordered produce produced producing build "
    "built receive received transferred transfer donate donated pledged parked provide provided sent send sending acquire acquired manufactured reinforced "
    "seized confiscated unearthed".split()
)
_DOWNED = frozenset("intercepted downed shot intercept intercepting interception downing suppressed jammed neutralised neutralized repelled".split())
_WARS = frozenset("war conflict uprising campaign invasion civil fighting hostilities revolution insurgency".split())
_SPEAK = frozenset("said say says told reported added witnessed claimed".split())
_QUOTES = frozenset("\"'“”‘’«»")
_STRUCK = frozenset("struck hit bombed shelled targeted attacked raided bombarded pounded strafed".split())
_BEGUN = frozenset("began begun start started beginning launched outbreak".split())
_PLACED = frozenset("deployed stationed based parked stockpiled stored".split())
_UNCODED = frozenset("several few handful".split())


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """One number of the text. ``start:end`` is number and noun; ``quantity.text`` the number with its qualifier.

    ``governor`` spans the verb or noun that decides the unit. ``subset``: children, civilians or fighters among the people counted before
    ("nine people, three of them children"); other parts are left out. ``stock``: what somebody has, not what was used; ``downed``:
    munitions or aircraft that were shot down; ``background``: a war's or campaign's total; ``negative``: zero, stated; ``article``: "a", "an" as one.
    """

    start: int
    end: int
    quantity: Quantity
    noun: tuple[int, int] | None
    governor: tuple[int, int] | None
    stock: bool = False
    negative: bool = False
    background: bool = False
    downed: bool = False
    article: bool = False
    subset: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    first: int
    last: int
    unit: Unit | None
    of: QuantityOf | None


def find_quantities(tokens: Tokens, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[QuantityFound]:
    """Find the quantities that start in ``[start, end)``, by start. Two may share a place: "no casualties" is killed 0 and injured 0."""
    nouns = _nouns(tokens, lexicon)
    span = tokens.span(start, len(tokens.text) if end is None else end)
    found = [*_zeros(tokens, span), *_counts(tokens, span, nouns), *_times(tokens, span)]
    return sorted(found, key=lambda one: (one.start, one.end, one.quantity.unit))


def _zeros(tokens: Tokens, span: range) -> Iterator[QuantityFound]:
    for zero in zeros(tokens, span):
        start, end = tokens.starts[zero.first], tokens.ends[zero.last - 1]
        text = tokens.text[start:end]
        for unit in zero.units:
            yield QuantityFound(start, end, Quantity(unit, 0, 0, "exactly", text), (start, end), None, negative=True)


def _times(tokens: Tokens, span: range) -> Iterator[QuantityFound]:
    """ "struck the camp twice" is two strikes."""
    for i in span:
        word = tokens.words[i]
        if word == "twice":
            value, last = 2, i + 1
        elif word == "three" and tokens.word(i + 1) == "times":
            value, last = 3, i + 2
        else:
            continue
        if any(before in _STRUCK for before in tokens.words[max(0, i - 7) : i]) and tokens.word(last) not in ("as", "the", "more", "a"):
            start, end = tokens.starts[i], tokens.ends[last - 1]
            yield QuantityFound(start, end, Quantity("strikes", value, value, "exactly", tokens.text[start:end]), None, None)


def _nouns(tokens: Tokens, lexicon: Lexicon) -> dict[int, _Noun]:
    """The counted nouns by their first token; people win over things of the same words."""
    units, people = lexicon.counted.scan(tokens)
    nouns = {item.first: _Noun(item.first, item.last, item.entry.unit, None) for item in units}
    for item in people:
        other = nouns.get(item.first)
        if other is None or other.last <= item.last:
            nouns[item.first] = _person(item)
    return nouns


def _person(item: Found[Any]) -> _Noun:
    return _Noun(item.first, item.last, None, item.entry.of)


def _counts(tokens: Tokens, span: range, nouns: dict[int, _Noun]) -> Iterator[QuantityFound]:
    """Every number with its noun, from left to right; a list of people shares the verb of its first."""
    previous: tuple[int, Governed] | None = None
    i = span.start
    while i < span.stop:
        number = _number(tokens, i) if starts_number(tokens.words[i]) else None
        if number is None:
            i += 1
            continue
        noun = _noun_after(tokens, number, nouns)
        inherited = previous[1] if previous is not None and _listed(tokens, previous[0], number, noun) else None
        counted = _people(tokens, number, noun, inherited) if noun is None or noun.unit is None else None
        if counted is not None:
            previous = (counted[1], counted[2])
            if counted[0].quantity.of is not None or not counted[0].subset:
                yield counted[0]
        elif noun is not None and noun.unit is not None and (thing := _thing(tokens, number, noun)) is not None:
            yield thing
        i = number.last if noun is None else max(number.last, i + 1)


def _number(tokens: Tokens, i: int) -> NumberFound | None:
    """The number at ``i`` if it can count anything."""
    word = tokens.words[i]
    if tokens.hyphened[i] or "not" in tokens.words[max(0, i - 2) : i] or word in _UNCODED or (word in ("a", "the") and tokens.word(i + 1) in _UNCODED):
        return None
    number = read_number(tokens, i)
    if number is None:
        return None if tokens.word(i - 1) == "as" else read_article(tokens, i)
    if tokens.word(i - 1) in _LABELS and number.qualifier == "exactly":
        return None
    after = tokens.word(number.last)
    if after in _MEASURES or (number.last < len(tokens) and tokens.hyphened[number.last]):
        return None
    if after == "/" or (after == "of" and word == "one"):
        return None
    return None if any(word in _UNCODED for word in tokens.words[number.first : number.last - 1]) and after in _UNCODED else number


def _is_year(tokens: Tokens, number: NumberFound) -> bool:
    word = tokens.words[number.last - 1]
    return number.last - number.first == 1 and len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100


def _noun_after(tokens: Tokens, number: NumberFound, nouns: dict[int, _Noun]) -> _Noun | None:
    """The noun that the number counts: the head of the chain behind it ("18 long-range cruise missiles"), not one that modifies another."""
    j = number.last
    if tokens.word(j) == "of" and tokens.word(j + 1) in ("the", "its", "their", "his", "them", "whom", "those", "these"):
        j += 2
    if tokens.words[j - 2 : j] == ["the", "number"] or tokens.words[j : j + 3] == ["the", "number", "of"]:
        j += 3 + (tokens.word(j + 3) in ("its", "their", "the"))
    chain, best = j, None
    for _ in range(7):
        noun = nouns.get(j)
        if noun is not None:
            best, j = noun, noun.last
            continue
        word = tokens.word(j)
        if word in _QUOTES:
            j += 1
            continue
        if not word or word in _CHAIN_STOPS or not word[0].isalnum() or _is_year(tokens, number):
            break
        if best is not None and (word in _MODIFIED or _plural(word)) and word not in ("forces", "was", "has", "others", "as", "is"):
            return None if word in _MODIFIED or word not in _VERBS_IN_S else replace(best, first=chain)
        if best is not None:
            break
        j += 1
    return replace(best, first=chain) if best is not None and _agrees(tokens, number, best) else None


_VERBS_IN_S = frozenset("hits strikes targets kills lands falls explodes crosses injures wounds across towards yesterday tuesdays besides".split())


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3


def _agrees(tokens: Tokens, number: NumberFound, noun: _Noun) -> bool:
    """Whether noun and number agree: many of a plural, one of a singular."""
    head = tokens.words[noun.last - 1]
    plural = _plural(head) or head in _INVARIANT or head.endswith(("men", "people", "children"))
    if number.max is None and number.min == 1:
        return True
    return plural if number.min != 1 or number.max != 1 else (not _plural(head) or head in _INVARIANT)


def _listed(tokens: Tokens, before: int, number: NumberFound, noun: _Noun | None) -> bool:
    """Whether a number goes on a list: "three people, including two children", "two men and a woman", "three of them"."""
    gap = tokens.words[before : number.first]
    if not gap or len(gap) > 6 or any(word in (".", ";", "!", "?") for word in gap):
        return False
    part = tokens.word(number.last) == "of"
    if noun is None and not part:
        return False
    if gap[-1] == ",":
        return part or (number.min != 1 or number.max != 1)
    return part or gap[-1] in ("and", "including", "them", "among", "or", "whom", "(", "of", "plus", "with", "which")


def _people(
    tokens: Tokens, number: NumberFound, noun: _Noun | None, inherited: Governed | None
) -> tuple[QuantityFound, int, Governed] | None:
    """The number as people killed or hurt, if something says so."""
    article = tokens.words[number.first] in ("a", "an") and number.last - number.first == 1
    if _is_year(tokens, number) or (noun is None and article) or (noun is not None and article and noun.of is None and not _single(tokens, noun)):
        return None
    last = number.last if noun is None else noun.last
    governed = governor(tokens, number.first, last, inherited, people=noun is not None)
    if governed is None or (noun is None and not _bare(tokens, number)) or tokens.word(last) in _SPEAK:
        return None
    of = _kind(tokens, number, noun)
    start, end = number.start, tokens.ends[last - 1] if noun is not None else number.end
    span = (tokens.starts[noun.first], tokens.ends[noun.last - 1]) if noun is not None else None
    found = QuantityFound(
        start, end, Quantity(governed.harm, number.min, number.max, number.qualifier, number.text, of), span,
        (tokens.starts[governed.first], tokens.ends[governed.last - 1]), background=_background(tokens, number), article=article,
        subset=inherited is not None and _is_part(tokens, number, noun),
    )  # fmt: skip
    return found, max(last, number.last), governed


def _is_part(tokens: Tokens, number: NumberFound, noun: _Noun | None) -> bool:
    """Whether the number is part of the one before it: "including two children", "three of them"."""
    return tokens.word(number.last) == "of" or any(word in ("including", "among", "whom") for word in tokens.words[max(0, number.first - 3) : number.first])


def _single(tokens: Tokens, noun: _Noun) -> bool:
    return not _plural(tokens.words[noun.last - 1]) and tokens.words[noun.last - 1] not in ("people", "staff", "family", "other", "leader", "national")


def _bare(tokens: Tokens, number: NumberFound) -> bool:
    """Whether a number without a noun may stand for people: what follows is no noun of its own."""
    after = tokens.word(number.last)
    if not after or not after[0].isalpha():
        return True
    return after in _CHAIN_STOPS or after in ("dead", "killed", "wounded", "injured", "hurt", "died", "more", "others", "fatalities", "deaths", "injuries", "martyrs") or (
        after.endswith("ly")
    )


def _kind(tokens: Tokens, number: NumberFound, noun: _Noun | None) -> QuantityOf | None:
    if noun is None:
        return None
    if noun.of is None and "civilian" in tokens.words[noun.first : noun.last]:
        return "civilian"
    return noun.of


def _background(tokens: Tokens, number: NumberFound) -> bool:
    """Whether it is the toll of a war: thousands, or a sentence that counts since the war began."""
    low = number.min if number.min is not None else number.max or 0
    window = _sentence(tokens, number)
    return low >= 5_000 or ("since" in window and any(word in _WARS or word in _BEGUN for word in window))


def _sentence(tokens: Tokens, number: NumberFound) -> list[str]:
    """The words of the number's sentence, at most 25 to each side."""
    low, high = number.first, number.last
    while low > 0 and number.first - low < 25 and not _ends_sentence(tokens, low - 1):
        low -= 1
    while high < len(tokens) and high - number.last < 25 and not _ends_sentence(tokens, high):
        high += 1
    return tokens.words[low:high]


def _ends_sentence(tokens: Tokens, j: int) -> bool:
    if tokens.words[j] in (".", "!", "?", ";"):
        return True
    return j + 1 < len(tokens) and "\n" in tokens.text[tokens.ends[j] : tokens.starts[j + 1]]


def _thing(tokens: Tokens, number: NumberFound, noun: _Noun) -> QuantityFound | None:
    """The number as munitions, strikes, targets, sites or aircraft."""
    unit = noun.unit
    article = tokens.words[number.first] in ("a", "an") and number.last - number.first == 1
    if unit is None or (article and unit not in ("strikes", "raids", "munitions")):
        return None
    start, end = number.start, tokens.ends[noun.last - 1]
    span = (tokens.starts[noun.first], tokens.ends[noun.last - 1])
    found = QuantityFound(
        start, end, Quantity(unit, number.min, number.max, number.qualifier, number.text), span, None,
        stock=_is_stock(tokens, number, noun), background=_campaign(tokens, number), article=article,
    )  # fmt: skip
    return replace(found, downed=unit in ("munitions", "aircraft") and _is_downed(tokens, number, noun))


def _campaign(tokens: Tokens, number: NumberFound) -> bool:
    window = _sentence(tokens, number)
    return "since" in window and any(word in _BEGUN or word == "war" for word in window)


def _is_stock(tokens: Tokens, number: NumberFound, noun: _Noun) -> bool:
    if "number" in tokens.words[number.last : noun.last]:
        return True
    before = tokens.words[max(0, number.first - 4) : number.first]
    after = tokens.words[noun.last : noun.last + 4]
    if any(word in _STOCKS for word in before) or any(word in _PLACED for word in after[:3]):
        return True
    return before[-1:] in (["has"], ["have"], ["had"], ["with"]) and tokens.word(noun.last) in ("in", "at", "there", "stationed", "and", ".", ",", "")


def _is_downed(tokens: Tokens, number: NumberFound, noun: _Noun) -> bool:
    """Whether they were shot down: "intercepted 12 drones", "12 drones were destroyed by air defences", "12 of 15 were downed"."""
    before = tokens.words[max(0, number.first - 4) : number.first]
    if any(word in _DOWNED or word in ("destroyed", "destroying", "downed") for word in before) or ("brought" in before and "down" in before):
        return True
    for j in range(noun.last, min(noun.last + 9, len(tokens))):
        word = tokens.words[j]
        if word in (".", ";", ",", "of", "at", "towards", "toward", "on", "in") or (word == "and" and not starts_number(tokens.word(j + 1))):
            return False
        if word in _DOWNED or (word == "destroyed" and tokens.word(j - 1) in ("were", "was", "been", "being")):
            return True
    return False
