"""Place names that grammar shows and no gazetteer knew: "the town of X", "X village", "raids on X" (law 8: listed, never dropped)."""

from collections.abc import Collection, Sequence

from app.extract.governors import is_launched
from app.extract.grammar import AUXILIARIES, BE, CLAUSE_WORDS, COMMAS, DETERMINERS, DIRECTIONS, PREPOSITIONS
from app.extract.marked import MarkedText, Named, Tokened
from app.extract.strikes import Strike
from app.model.place import Toponym, ToponymKind

_PARTICLES = frozenset("al el ad an ar as at ash az ed ez de bin abu umm tell tal tel deir dayr khan beit bayt ain ayn jabal kafr".split())
_ARTICLES = frozenset("al el ad an ar as at ash az ed ez".split())
_OPENING = frozenset("tal tel tell kafr deir dayr khan beit bayt ain ayn abu umm um jabal khirbet maarat jisr".split())
_ENGLISH = frozenset("ad an as at de".split())
_STRIKE_PREPOSITIONS = frozenset("on in at near against around over above outside beside targeting to".split())
_NOT_NAMES = frozenset(
    "christmas easter passover nowruz diwali hanukkah ashura halloween thanksgiving "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december mr mrs ms dr col gen god islam islamist islamic muslim muslims ramadan eid internet parliament "
    "congress facebook twitter telegram tv un us uk eu nato ngo".split()
)
_PROVINCES = frozenset("province governorate oblast".split())
_QUARTERS = frozenset("neighbourhood neighborhood quarter suburb".split())
_DISTRICTS = _QUARTERS | {"district"}
_SITE_LEADS = frozenset("air refugee military nuclear".split())
_FOLLOWERS = frozenset("and or but as when while after before which who where that late early yesterday today overnight twice again a an the".split())
_HEADINGS = frozenset(
    "summary correction update claim verdict note notes background analysis highlights impact overview situation context opinion live breaking video "
    "watch today yesterday meanwhile however separately earlier later".split()
)
_UNDERTAKINGS = frozenset("operation operations exercise resolution article chapter phase task".split())
_OWNERS = frozenset("armys army 's regimes regime groups group militarys governments enemys rebels".split())
_POSTS = frozenset("position field outpost post garrison oilfield gasfield bridgehead".split())
_BODIES = frozenset("security ministry council party police army guard guards forces intelligence authority movement company agency".split())
_TOWN_SITES = frozenset("market airport hospital port harbour harbor station".split())
_STREETS = frozenset("street avenue boulevard road highway lane alley prospekt".split())
_NEIGHBOURING = frozenset("neighbouring neighboring nearby adjacent".split())
_LONGEST, _LONGEST_ROW = 5, 16
_FALLEN = frozenset("died killed dead wounded injured hurt".split())
_LOCATING = frozenset("in at near outside above around beside".split())
_RELATIVE = frozenset("who which that whose where what".split())
_OBJECT = 6
_FAR = 14
_FIGURE = 8
_JOINING = (",", "and", "or")
_ADJECTIVES = 4
_REASON = "named as struck by the sentence; no gazetteer entry was found"


def struck_names(page: MarkedText, strike: Strike) -> list[Named]:
    """Names in a strike clause that the geocoder did not see, as toponyms without a place."""
    if page.text_of(strike.first, strike.last).isupper():
        return []
    taken = _taken(page, strike.first, strike.last)
    found: list[Named] = []
    doubtful: Named | None = None
    i = strike.first
    while i < strike.last:
        if not page.capital(i) and page.tokens.words[i] not in _PARTICLES:
            i += 1
            continue
        stop = _name_end(page, i, strike.last, taken)
        row = _name_end(page, i, strike.last, taken, _LONGEST_ROW) if stop - i == _LONGEST else stop
        stop = row if _is_run_on(page, i, row) else stop
        if stop == i or (i > strike.first and page.tokens.words[i] in page.grammar.settlement_nouns and page.is_place(i - 1)):  # "X [Island]"
            i += 1
            continue
        kind = _shown_by(page, strike, i, stop)
        if kind is not False and _is_run_on(page, i, stop):
            found += _split(page, i, stop, kind)
        elif kind is False and doubtful is not None and _goes_on(page, doubtful, i) and _are_quarters(page, stop):  # "the X and Y quarters"
            found += [doubtful, _unresolved(page, i, stop, "neighbourhood")]
        elif kind is not False or (found and _goes_on(page, found[-1], i) and not _qualifies(page, stop) and not _is_person(page, stop)):
            found.append(_unresolved(page, i, stop, kind or None))
        else:
            doubtful = _unresolved(page, i, stop, None)
        i = stop
    return found


def _is_run_on(page: MarkedText, first: int, last: int) -> bool:
    """ "in the villages of Tal Ali Al-Wuquf and Y": a row of names whose commas were lost."""
    words = page.tokens.words
    plural = words[first - 1] == "of" and words[first - 2].endswith("s") and words[first - 2].removesuffix("s") in page.grammar.settlement_nouns
    return (plural or page.tokens.word(last) == "and") and len(_starts(page, first, last)) > 1


def _starts(page: MarkedText, first: int, last: int) -> list[int]:
    """Where the names of a row begin: at each word that opens names ("Tal", "Kafr", "al-"), unless the name so far only consists of such."""
    words, starts = page.tokens.words, [first]
    for i in range(first + 1, last):
        whole = [w for w in words[starts[-1] : i] if w not in _PARTICLES]
        opens = words[i] in _OPENING or (words[i] in _ARTICLES and i - starts[-1] > 1)
        if whole and opens:
            starts.append(i)
    return starts


def _split(page: MarkedText, first: int, last: int, kind: ToponymKind | bool | None) -> list[Named]:
    starts = _starts(page, first, last)
    return [_unresolved(page, low, high, kind) for low, high in zip(starts, [*starts[1:], last], strict=True)]


def _goes_on(page: MarkedText, before: Named, i: int) -> bool:
    """Whether a name is the next of a list."""
    return i - before.last == 1 and page.tokens.words[i - 1] in _JOINING


def _are_quarters(page: MarkedText, last: int) -> bool:
    noun = page.tokens.word(last)
    return noun.endswith("s") and noun.removesuffix("s") in _DISTRICTS


def _is_person(page: MarkedText, last: int) -> bool:
    """ "and Karim Fayek, a doctor", "and Karim Fayek, 45": who is explained is no place."""
    explained = page.tokens.word(last + 1)
    return page.tokens.word(last) == "," and (explained in DETERMINERS or explained.isdigit())


def located_names(page: MarkedText, first: int, last: int, prepositions: Collection[str]) -> list[Named]:
    """Names that no gazetteer knew right behind one of some prepositions: "in X", "the mayor of X"."""
    words = page.tokens.words
    taken: set[int] | None = None
    found: list[Named] = []
    for i in range(first + 1, last):
        if not page.capital(i) or words[lead_of(page, i, first)] not in prepositions:
            continue
        taken = _taken(page, first, last) if taken is None else taken
        stop = _name_end(page, i, last, taken)
        if stop > i and not page.text_of(i, stop).isupper() and words[i] not in _HEADINGS and not _qualifies(page, stop):
            found.append(_unresolved(page, i, stop, None))
    return found


def lead_of(page: MarkedText, i: int, first: int) -> int:
    """The token before a name and what describes it: "in [neighbouring] X", "in [the village of] X"."""
    words, lead = page.tokens.words, i - 1
    while lead > first and (words[lead] in _NEIGHBOURING or words[lead] in DIRECTIONS or words[lead] in DETERMINERS):
        lead -= 1
    return lead


def _taken(page: MarkedText, first: int, last: int) -> set[int]:
    marks = page.marks
    kinds: tuple[Sequence[Tokened], ...] = (marks.actors, marks.claimants, marks.weapons, marks.platforms, marks.triggers, marks.reporting)
    taken = {i for kind in kinds for item in page.inside(kind, first, last) for i in range(item.first, item.last)}
    taken |= {i for items in (page.places, page.demonyms) for named in page.inside(items, first, last) for i in range(named.first, named.last)}
    return taken | {i for found in page.inside(page.dates, first, last) for i in page.tokens.span(found.start, found.end)}


def _name_end(page: MarkedText, i: int, last: int, taken: set[int], most: int = _LONGEST) -> int:
    """The end of the capital words (with "al-" and the like) that begin at ``i``; ``i`` itself if none do."""
    words = page.tokens.words
    stop = i
    while stop < last and stop - i < most and stop not in taken and words[stop][0].isalpha() and words[stop] not in _NOT_NAMES:
        if words[stop] in page.grammar.person_titles or words[stop] in _UNDERTAKINGS:
            break
        if not page.capital(stop) and not (stop + 1 < last and _links(page, i, stop)):
            break
        if words[stop] in DETERMINERS or (words[stop] in PREPOSITIONS and not page.tokens.hyphened[min(stop + 1, last - 1)]):
            break
        stop += 1
    if stop < last and stop in taken and stop > i and page.tokens.hyphened[stop]:
        return i
    named = any(page.capital(j) and len(words[j]) > 1 and words[j] not in DIRECTIONS for j in range(i, stop))
    return stop if named else i


def _links(page: MarkedText, first: int, i: int) -> bool:
    """ "al-Gharbi", "Dayr az Zawr", "Tell as Samn": an article inside a name."""
    words = page.tokens.words
    if words[i] not in _PARTICLES:
        return False
    return page.tokens.hyphened[i + 1] or (i > first and page.capital(i + 1) and (words[i] not in _ENGLISH or words[i - 1] in _PARTICLES))


def _shown_by(page: MarkedText, strike: Strike, first: int, last: int) -> ToponymKind | bool | None:
    """What the words around say the name is: a kind, None for a place of unknown kind, False for no place at all."""
    words = page.tokens.words
    if page.tokens.word(last) in _STREETS or page.tokens.word(last) in _BODIES or words[last - 1] in _BODIES or _speaks(page, last):
        return False
    lead = first - 1
    while (
        lead > strike.first
        and first - lead <= _ADJECTIVES
        and (words[lead] in DETERMINERS or words[lead] in DIRECTIONS or words[lead] in _OWNERS or page.tokens.hyphened[lead])
    ):
        lead -= 1
    before = words[lead] if first > strike.first else ""
    kind = _kind_before(page, before, words[lead - 1] if lead > strike.first else "") or _kind_after(page, last)
    if kind is not None:
        return kind
    if first > strike.first and words[first - 1] in ("the", "a", "an") and not (_is_called(page, last) or page.tokens.word(last) in _POSTS):
        return False  # "over the Euphrates", "sank the Moskva": a river or a ship
    struck = before in _STRIKE_PREPOSITIONS and _governed_by_strike(page, strike, lead)
    struck = struck or (before == "from" and is_launched(page, strike, lead))  # "jets from X", "took off from X"
    after = page.tokens.word(last)
    post = after in _POSTS and (after != "position" or words[first - 1] in _OWNERS)  # "Turkmen positions"
    if post or after in page.grammar.site_nouns or (after in _SITE_LEADS and page.tokens.word(last + 1) in page.grammar.site_nouns):
        return "installation" if struck or any(t.last == lead + 1 for t in strike.triggers) else False
    if after in page.grammar.area_nouns and after != "state":
        return None
    if (
        words[first] not in _HEADINGS
        and page.listed
        and first - strike.sentence.first <= 1
        and after in (":", ",")
        and ":" in words[last : last + 8]
        and strike.trigger.first > last
    ):
        return None
    if before == ":" and any(0 <= lead - t.last <= _FIGURE for t in strike.triggers):  # "7 air strikes: X, Y, Z"
        return None
    if before in _JOINING and lead > strike.trigger.last and page.is_place(lead - 1) and not _qualifies(page, last):
        return None
    object_ = any(t.last == first and t.entry.pos == "verb" and (t.entry.sure != "context" or words[t.last - 1] == "on") for t in strike.triggers)
    return None if (struck or object_) and after not in BE and not _qualifies(page, last) else False


def _is_called(page: MarkedText, last: int) -> bool:
    """Whether a name ends with a word for a kind of place, or one follows: "the White Mountains", "the Shaar district"."""
    near = (page.tokens.words[last - 1], page.tokens.word(last))
    return any(word in page.grammar.located_nouns or word in _SITE_LEADS for word in near)


def _speaks(page: MarkedText, last: int) -> bool:
    """ "… struck the market Karim Fayek an activist said": a person, whose comma was lost."""
    return page.tokens.word(last) in DETERMINERS and not page.grammar.role_nouns.isdisjoint(page.tokens.words[last + 1 : last + 3])


def _qualifies(page: MarkedText, last: int) -> bool:
    """Whether a noun follows that the name only describes ("Turkmen positions")."""
    after = page.tokens.word(last)
    plain = after.isalpha() and last < len(page.tokens) and not page.capital(last)
    return plain and after not in PREPOSITIONS and after not in DIRECTIONS and after not in _FOLLOWERS and not after.endswith(("ing", "ly", "ed"))


def _kind_before(page: MarkedText, before: str, before2: str) -> ToponymKind | None:
    """ "the town of X", "a village called X", "the village X", "the province of X"."""
    settlements, areas = page.grammar.settlement_nouns, page.grammar.area_nouns
    if before == "of" and before2 in page.grammar.site_nouns:
        return "settlement" if before2 in _TOWN_SITES else None
    if (before in ("of", "called", "named") and before2 in settlements) or (before in settlements and before not in ("district", "camp")):
        return "settlement"
    if before == "of" and before2 in areas:
        return "province" if before2 in _PROVINCES else "district"
    return None


def _kind_after(page: MarkedText, last: int) -> ToponymKind | None:
    """ "X village", "X province", "X neighbourhood"; "X, a village"."""
    after = page.tokens.word(last)
    if after in _PROVINCES:
        return "province"
    if after in _QUARTERS:
        return "neighbourhood"
    if after in page.grammar.settlement_nouns:
        return "settlement"
    if after == "," and page.tokens.word(last + 1) in DETERMINERS and _apposed_place(page, last + 2):
        return "settlement"
    return None


def _apposed_place(page: MarkedText, i: int) -> bool:
    """ "X, a village": the kind noun stands within the next few words."""
    words = page.tokens.words
    return any(words[j] in page.grammar.settlement_nouns for j in range(i, min(i + 3, len(words))))


def _governed_by_strike(page: MarkedText, strike: Strike, preposition: int) -> bool:
    word = page.tokens.words[preposition]
    words = page.tokens.words
    for trigger in strike.triggers:
        gap = words[trigger.last : preposition] if preposition >= trigger.last else None
        if gap is not None and len(gap) <= _OBJECT and not any((w in PREPOSITIONS and w != "by") or w in COMMAS for w in gap):
            return True
        if gap is not None and word in _LOCATING and len(gap) <= _FAR and not _breaks_off(page, trigger.last, preposition):
            return True
    fallen = word in _LOCATING and words[preposition - 1] in _FALLEN
    return fallen or (word in ("near", "in", "outside", "around") and preposition == strike.first)


def _breaks_off(page: MarkedText, first: int, last: int) -> bool:
    """Whether something else is told between a strike word and "in X": another verb, a speaker, a place."""
    words = page.tokens.words[first:last]
    speakers, places = page.inside(page.marks.reporting, first, last), page.inside(page.places, first, last)
    if speakers or places:
        return True
    grammar = page.grammar
    verbs = (grammar.ground_verbs, grammar.basing_verbs, grammar.launch_verbs, CLAUSE_WORDS, _RELATIVE, AUXILIARIES)
    return "from" in words or not all(kind.isdisjoint(words) for kind in verbs)


def _unresolved(page: MarkedText, first: int, last: int, kind: ToponymKind | bool | None) -> Named:
    while last - first > 1 and page.tokens.words[first] in DIRECTIONS:
        first += 1
    start, end = page.tokens.starts[first], page.tokens.ends[last - 1]
    asked: ToponymKind | None = None if isinstance(kind, bool) else kind
    return Named(Toponym(start, end, page.tokens.text[start:end], asked, None, None, 0.0, _REASON), start, end, first, last)
