"""Whether a clause says that a strike did not happen or was another's, or calls it untrue: "no jets had struck X", "reports of … are false"."""

from collections.abc import Sequence

from app.extract.attribution import Said
from app.extract.grammar import AUXILIARIES, BE, CLAUSE_WORDS, COMMAS, DETERMINERS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.phrases.table import Found
from app.extract.phrases.tokens import Spanned
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.strikes import Strike

_NOT = frozenset("not never n't nor neither without".split())
_NEVER = frozenset(("not", "never"))
_ONLY = frozenset("only just merely simply solely".split())
_NO = frozenset("no none neither nor nobody zero".split())
_QUANTIFIES = frozenset("sooner longer doubt matter fewer less wonder more later other".split())  # "no fewer than 12 missiles hit"
_PAST_AUXILIARIES = AUXILIARIES | frozenset("to also ever either yet even n't".split())
_REPORTS = frozenset("report reports record records evidence trace indication indications sign signs word proof news truth question".split())
_CLAIMS = frozenset(
    "claim claims report reports allegation allegations accusation accusations charge charges rumour rumours rumor rumors suggestion suggestions "
    "assertion assertions information news story stories statement statements post posts video videos footage clip clips image images picture "
    "pictures photo photos narrative narratives propaganda disinformation misinformation idea theory theories notion talk".split()
)
_FALSE = frozenset(
    "false untrue baseless groundless unfounded fabricated fabrication fabrications fake fiction nonsense lie lies hoax disinformation "
    "misinformation inaccurate incorrect wrong invented invention bogus unsubstantiated propaganda absurd ridiculous ludicrous slander".split()
)
_TRUE = frozenset("true correct accurate".split())
_FLAGS = frozenset("flag alarm alarms flags dawn positive".split())
_REFUSED = frozenset("denied rejected dismissed refuted disputed rebutted disproved debunked".split())
_GROUNDS = frozenset("correspond truth foundation basis merit".split())
_JUDGING = _FALSE | _TRUE | _REFUSED | _GROUNDS
_THEIRS = frozenset("ours theirs its mine his hers".split())
_THEM = frozenset("us them we they him her our their its".split())
_AGENCY = frozenset("by from".split())
_CAUSED = frozenset("caused result consequence".split())
_USES = frozenset("used use uses using fired fire dropped drop sent send launched launch".split())
_RANKED = frozenset("first last only second third isolated accident mistake single same latest".split())
_HAPPENED = frozenset("carried conducted launched happened happen occurred occur taken take made".split())
_TURN = frozenset(("but", "although", "though"))
_WHOLE = frozenset("deny denied denies denying".split())
_UNDONE = frozenset("not never nor neither n't refused declined without".split())
_PROOF = frozenset("evidence truth indication indications sign signs".split())
_NOBODY = frozenset("no nothing none nobody".split())
_EFFECTS = frozenset(("casualties", "destruction"))
_RELATIVE = frozenset(("that", "which", "who", "whom"))
_REACH = 12
_STANCE = 4
_SUBJECT = 8
_OBJECT = 7
_NEAR = 4
_BEHIND = 10


def is_denied(page: MarkedText, strike: Strike) -> bool:
    """Whether the clause itself says so, whoever speaks."""
    trigger = strike.trigger
    lead = page.tokens.words[max(strike.first, trigger.first - _REACH) : trigger.first]
    own = _verb_is_denied(page, strike, trigger) if trigger.entry.pos == "verb" else _noun_is_denied(page, strike, trigger)
    if own or _nothing_was(page, strike) or _no_evidence(lead) or _who_denied(page, strike):
        return True
    return _by_phrase(page, strike) or _held_false(page, strike) or _by_others(page, strike)


def denies(page: MarkedText, strike: Strike, said: Said) -> bool:
    """Whether the verb of denying of an attribution covers the strike."""
    return said.verb_at < 0 or _covers(page, strike, said.verb_at)


def _who_denied(page: MarkedText, strike: Strike) -> bool:
    """ "Quoted a commander who denied that any post had been hit": a denial in what somebody else says."""
    words = page.tokens.words
    verbs = page.inside(page.marks.reporting, strike.sentence.first, strike.trigger.first)
    if not verbs or verbs[-1].entry.modality != "denied" or not _covers(page, strike, verbs[-1].first):
        return False
    aside = words[verbs[-1].first - 1] in _RELATIVE and "," in words[verbs[-1].last : strike.trigger.first]
    return not aside  # "the group, which denies links to X, fired …"


def _covers(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether a verb of denying covers the strike: "rejected reports that …", not "rejected talks hours after …" or "does not deny"."""
    words, first = page.tokens.words, strike.trigger.first
    if at >= first:
        return False
    if not _UNDONE.isdisjoint(words[max(0, at - _STANCE) : at]):
        return False
    between = words[at + 1 : first]
    if any(word in CLAUSE_WORDS and word != "as" for word in between) or _closes(between):
        return False
    return words[at] in _WHOLE or bool(_CLAIMS.intersection(between)) or "that" in between[:2] or "out" in between[:1] or len(between) <= 1


def _closes(between: Sequence[str]) -> bool:
    """ "Denied a ground attack but said jets had struck": the denial ends before the strike."""
    return not _TURN.isdisjoint(between)


def _verb_is_denied(page: MarkedText, strike: Strike, trigger: Found[TriggerTerm]) -> bool:
    """ "Did not hit", "no aircraft had struck", "no bombs were dropped"."""
    return trigger.entry.action != "casualties" and _negated(page, strike, trigger.first, quantified=trigger.entry.action != "destruction")


def _negated(page: MarkedText, strike: Strike, at: int, *, quantified: bool = True) -> bool:
    """Whether the verb at a token is negated, or its subject is nobody."""
    words, low = page.tokens.words, max(strike.sentence.first, at - _SUBJECT)
    i = at - 1
    while i >= low and (words[i] in _PAST_AUXILIARIES or words[i] in _NOT or words[i].endswith(("ly", "n't")) or words[i] in _ONLY):
        if words[i] in _NOT or words[i].endswith("n't"):
            return words[i + 1] not in _ONLY
        i -= 1
    return quantified and _is_nobody(page, low, i)


def _is_nobody(page: MarkedText, low: int, last: int) -> bool:
    """Whether the noun phrase that ends at a token opens with "no" or "none of"."""
    words = page.tokens.words
    spoken = {r.first for r in page.inside(page.marks.reporting, low, last + 1)}
    for i in range(last, low - 1, -1):
        word = words[i]
        if word in _NO:
            ahead = words[i - 1] if i else ""
            apart = (ahead in PREPOSITIONS and ahead != "of") or (ahead in _RELATIVE and word == "nobody")
            return not apart and words[i + 1] not in _QUANTIFIES  # "with no warning jets hit", "a plane that nobody saw"
        if word in CLAUSE_WORDS or word in COMMAS or i in spoken or word == "." or word in _RELATIVE or (word in PREPOSITIONS and word != "of"):
            return False
    return False


def _noun_is_denied(page: MarkedText, strike: Strike, trigger: Found[TriggerTerm]) -> bool:
    """ "No air strikes", "no record of a strike", "did not carry out any strike", "it was a gas leak, not an air strike"."""
    words, low = page.tokens.words, max(strike.sentence.first, trigger.first - _OBJECT)
    if _never_was(page, strike, trigger):
        return True
    light = {t.last: t.first for t in page.inside(page.marks.triggers, low, trigger.first) if t.entry.pos == "verb" and t.entry.sure == "context"}
    own = True  # no article yet: the words belong to the noun
    for i in range(trigger.first - 1, low - 1, -1):
        word = words[i]
        if i + 1 in light or word in _USES:
            return _negated(page, strike, light.get(i + 1, i))
        if word == "not" and words[i + 1] in ("a", "an", "any"):
            return _RANKED.isdisjoint(words[i + 1 : trigger.last + 1])
        if own and (word == "no" or (word == "nor" and words[i + 1] == "any")):
            return words[i + 1] not in _QUANTIFIES
        if word == "of" and words[i - 1] in _REPORTS:
            return "no" in words[max(low, i - _NEAR) : i] or "any" in words[i - 2 : i - 1]
        own = own and (word not in DETERMINERS or word == "any")
        if word in CLAUSE_WORDS or word in COMMAS or word in PREPOSITIONS or word == "that":
            return False
    return False


def _never_was(page: MarkedText, strike: Strike, trigger: Found[TriggerTerm]) -> bool:
    """ "The strike never took place", "air strikes were not carried out"."""
    words = page.tokens.words
    for i in range(trigger.last, min(trigger.last + _NEAR, strike.sentence.last - 1)):
        if words[i] in ("not", "never") or words[i].endswith("n't"):
            return not _HAPPENED.isdisjoint(words[i + 1 : i + 3]) or words[i + 1 : i + 3] == ["took", "place"]
        if words[i] in CLAUSE_WORDS or words[i] in COMMAS or words[i] in ("that", "which", "and"):
            return False
    return False


def _by_phrase(page: MarkedText, strike: Strike) -> bool:
    """ "Had nothing to do with", "was not behind", "played no part in": words that disown what follows them."""
    first = strike.trigger.first
    for hedge in page.inside(page.marks.hedges, strike.sentence.first, first):
        if hedge.entry.modality == "denied":
            between = page.tokens.words[hedge.last : first]
            if not any(word in CLAUSE_WORDS or word in _TURN or word == ";" for word in between):
                return True
    return False


def _held_false(page: MarkedText, strike: Strike) -> bool:
    """ "Claims that … are false", "called reports of … a lie", "it is not true that …", "reports of … were denied by"."""
    words, sentence, first = page.tokens.words, strike.sentence, strike.trigger.first
    if _JUDGING.isdisjoint(words[sentence.first : sentence.last]):
        return False
    claims = [i for i in range(sentence.first, first) if words[i] in _CLAIMS]
    judged = [i for i in range(sentence.first, sentence.last) if _judges(words, i, sentence.first)]
    for i in judged:
        if i < first:  # "false claims that …", "it is untrue that …", "dismissed as a lie the report that …"
            opened = words[i + 1 : i + 2] == ["that"] or any(0 < at - i <= _NEAR for at in claims)
            if opened and not _closes(words[i:first]):
                return True
        elif claims and not _closes(words[first:i]):
            return True
    return any(words[i] in _REFUSED and words[i - 1] in BE | {"been"} for i in range(first, sentence.last)) and bool(claims)


def _judges(words: Sequence[str], i: int, low: int) -> bool:
    """Whether the word at a token calls something false: "are false", "as baseless", "a lie", "not true"."""
    if words[i] in _TRUE:
        return not _NOT.isdisjoint(words[max(low, i - 3) : i])
    if words[i] in _GROUNDS:
        return not {"not", "no", "without", "devoid"}.isdisjoint(words[max(low, i - 3) : i])
    return words[i] in _FALSE and words[i + 1 : i + 2] != [] and words[i + 1] not in _FLAGS and _NOT.isdisjoint(words[max(low, i - 2) : i])


def _by_others(page: MarkedText, strike: Strike) -> bool:
    """ "Was not fired by its fighters", "was not theirs", "it was not our jets that bombed", "had not been caused by an air strike"."""
    words, sentence, trigger = page.tokens.words, strike.sentence, strike.trigger
    for i in [i for i in range(sentence.first + 1, sentence.last - 1) if words[i] in _NEVER]:
        if "but" in words[i : min(sentence.last, i + _BEHIND)]:
            continue
        behind = words[i + 1 : i + 5]
        if words[i - 1] in BE and behind[0] in _THEIRS and behind[1:2] in ([","], ["."], ["and"], []):
            return True
        if i < trigger.first and not _CAUSED.isdisjoint(behind[:3]):
            return True
        if i >= trigger.last and words[i - 1] in BE and any(t.first == i + 1 for t in page.inside(page.marks.triggers, i, i + _NEAR)):
            return not _AGENCY.isdisjoint(behind[1:3])
        if words[i - 2 : i] in (["it", "was"], ["it", "is"]) and i < trigger.first and _names_doer(page, i + 1):
            return True
    return False


def _names_doer(page: MarkedText, at: int) -> bool:
    """ "[it was not] Russian aircraft that", "us who"."""
    words = page.tokens.words
    stop = next((i for i in range(at, min(at + _NEAR + 1, len(words))) if words[i] in ("that", "who", "which")), None)
    if stop is None or not _RANKED.isdisjoint(words[at:stop]):
        return False
    marks = page.marks
    kinds: tuple[Sequence[Spanned], ...] = (marks.actors, marks.weapons, marks.platforms)
    return any(page.inside(kind, at, stop) for kind in kinds) or (stop == at + 1 and words[at] in _THEM)


def _nothing_was(page: MarkedText, strike: Strike) -> bool:
    """ "Nothing here had been hit", "no house in the town was struck": the subject of the passive is nobody."""
    words, trigger = page.tokens.words, strike.trigger
    if trigger.entry.pos != "verb" or trigger.entry.action in _EFFECTS or BE.isdisjoint(words[max(strike.first, trigger.first - 2) : trigger.first]):
        return False
    for i in range(trigger.first - 1, max(strike.first, trigger.first - _SUBJECT) - 1, -1):
        if words[i] in CLAUSE_WORDS or words[i] in COMMAS:
            return False
        if words[i] in _NOBODY:
            return words[i - 1] != "had" and words[i - 1] != "with"
    return False


def _no_evidence(before: list[str]) -> bool:
    """ "Has no evidence that villages were hit", "there was no truth in reports of a strike"."""
    return "no" in before and any(before[i] == "no" and before[i + 1] in _PROOF for i in range(len(before) - 1))
