"""Where a speaker speaks from: "said in Kabul", "In Moscow, the president said …", "…, in Washington, condemned …" name no target."""

from app.extract.attribution import Said
from app.extract.grammar import DETERMINERS, PREMODIFIERS, PREPOSITIONS, PRONOUNS
from app.extract.marked import MarkedText, Named
from app.extract.strikes import Strike

SPEAKING = frozenset(
    "say says said saying tell tells told telling state stated announce announced add added warn warned condemn condemned denounced declare declared "
    "monitored heard interviewed contacted reached "
    "spoke speaking insist insisted vowed promised commented explained criticised criticized accused called".split()
)
_AT = frozenset(("in", "at", "from"))
_OCCASION = frozenset(
    "a an the his her its their in at on during by to late early news press joint conference briefing statement interview speech address meeting "
    "summit rally visit telephone phone call reporters journalists parliament lawmakers deputies him them".split()
)
_FOLLOWS = frozenset((".", ",", ";", ":", "that", "on", "and", "after", "late", "early", "?", ")", "”", '"'))
_OPENING = 12
_LONGEST = 9
_NEAR = 6
_BETWEEN = PREMODIFIERS | {"of", "in", "at", "health", "police"}
_OFFICE, _SITE = 2, 3
_OFFICES = frozenset(
    "governor mayor head commissioner prefect "
    "director head chief minister spokesman spokeswoman official officials authorities envoy ambassador correspondent source sources".split()
)


def is_seat(page: MarkedText, strike: Strike, said: Said | None, named: Named, after: Named | None) -> bool:
    """Whether a place name of a strike clause only tells where somebody speaks; ``after`` is the name behind it."""
    before = named.first - 1 - (page.tokens.words[named.first - 1] == "the")
    if said is not None and after is not None and said.first <= after.first < said.last and _both_speak(page, strike, named, after):
        return True
    if said is not None and (_holds_office(page, strike, said, named) or _of_officer(page, said, named)):
        return True
    if before < strike.sentence.first or page.tokens.words[before] not in _AT:
        return False
    if said is not None and _works_there(page, strike, said, named):
        return True
    return _behind_verb(page, strike, named) or _aside(page, named) or _opens(page, strike, said, named) or _goes_on(page, strike, named)


def _both_speak(page: MarkedText, strike: Strike, named: Named, after: Named) -> bool:
    """ "officials in X and Y said", "X and Y condemned": the first of two seats."""
    words = page.tokens.words
    sits = words[named.first - 1] in _AT and words[named.first - 2] in page.grammar.role_nouns
    return words[named.last : after.first] == ["and"] and (sits or named.first == strike.sentence.first)


def _holds_office(page: MarkedText, strike: Strike, said: Said, named: Named) -> bool:
    """ "the director of health in X as saying", "…, said the governor of X": an office and where it is held, before or behind what is told."""
    words = page.tokens.words
    at, low = named.first - 1, max(strike.sentence.first, named.first - _LONGEST)
    while at > low and (words[at] in _BETWEEN or words[at] in page.grammar.place_nouns):
        at -= 1
    if at == named.first - 1 or words[at] not in _OFFICES:
        return False
    behind = 0 <= said.verb_at < named.first and not said.leading
    return not page.inside(page.marks.triggers, said.verb_at if behind else strike.sentence.first, named.first)


def _of_officer(page: MarkedText, said: Said, named: Named) -> bool:
    """ "… hit a market, X mayor Karim Fayek said", "X region governor Karim Fayek said": whose officer speaks."""
    words = page.tokens.words
    office = named.last + (page.tokens.word(named.last) in page.grammar.place_nouns)
    speaks = page.tokens.word(office) in _OFFICES and said.first <= office < said.last
    return speaks and words[named.first - 1] not in PREPOSITIONS and office + 1 < len(words) and page.capital(office + 1)


def _works_there(page: MarkedText, strike: Strike, said: Said, named: Named) -> bool:
    """ "A medic at the X hospital told reporters": one who speaks, and where he works."""
    words = page.tokens.words
    head = named.first - 2 - (words[named.first - 1] in DETERMINERS)
    speaks = 0 <= said.verb_at - named.last <= _SITE
    comma = next((i for i in range(head, strike.sentence.first, -1) if words[i] == ","), strike.sentence.first)  # "…, a medic at X said"
    return speaks and words[head] in page.grammar.role_nouns and not page.inside(page.marks.triggers, comma, named.first)


def _behind_verb(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "said in Kabul", "told reporters at a news conference in Kyiv": only the hearers, the occasion or the day stand between."""
    words = page.tokens.words
    low = max(strike.sentence.first, named.first - 1 - _LONGEST)
    verb = next((i for i in range(named.first - 2, low - 1, -1) if words[i] in SPEAKING), None)
    if verb is None or page.tokens.raw(verb).istitle():  # "Tell Rifaat"
        return False
    days = {i for d in page.inside(page.dates, verb + 1, named.first) for i in page.tokens.span(d.start, d.end)}
    return (
        all(words[i] in _OCCASION or i in days or page.capital(i) for i in range(verb + 1, named.first - 1))
        and not page.inside(page.places, verb + 1, named.first - 1)
        and (_begins_speech(page.tokens.word(named.last)) or named.last >= strike.sentence.last)
    )


def _begins_speech(word: str) -> bool:
    """Whether what is said may begin with a word: "told reporters in X the raids …", "said in X 15 people …"."""
    return word in _FOLLOWS or word in DETERMINERS or word in PRONOUNS or word[:1].isdigit()


def _aside(page: MarkedText, named: Named) -> bool:
    """ "the adviser, in Washington, condemned"."""
    words = page.tokens.words
    return words[named.first - 2] == "," and page.tokens.word(named.last) == "," and page.tokens.word(named.last + 1) in SPEAKING


def _opens(page: MarkedText, strike: Strike, said: Said | None, named: Named) -> bool:
    """ "In Moscow, the president said": the seat of one who speaks for a side; what a town's own people say there happened there."""
    if said is None or named.first - strike.sentence.first != 1:
        return False
    if page.tokens.word(named.last) != ",":  # "In Moscow the commander of the air force spoke of eight raids"
        office = page.grammar.person_titles.intersection(page.tokens.words[named.last + 1 : named.last + 1 + _OFFICE])
        return page.tokens.word(named.last) == "the" and bool(office)
    ahead = 0 < said.verb_at - named.last <= _OPENING and not page.inside(page.marks.triggers, named.last, said.verb_at)
    return ahead and (said.source.actor is not None or said.source.kind == "un_body")


def _goes_on(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "…; in Damascus the government says": a new clause in which no strike is told before the reporting verb."""
    words = page.tokens.words
    if words[named.first - 2] != ";":
        return False
    stop = min(strike.sentence.last, named.last + _NEAR)
    verb = next((i for i in range(named.last, stop) if words[i] in SPEAKING), None)
    return verb is not None and not page.inside(page.marks.triggers, named.last, strike.sentence.last)
