"""Violence that is no strike from afar: shootings, planted bombs, executions. Who is said next to have done it did that, and not the strike."""

from app.extract.marked import MarkedText
from app.extract.sentences import Sentence

_BY_HAND = frozenset(
    "gunman gunmen shooting shootings shootout sniper snipers ambush ambushed executed execution executions beheaded beheading stabbed stabbing "
    "hanged lynched assassinated assassination kidnapped hijacked mine mines landmine landmines claymore grenade grenades bomber bombers arson "
    "stoned clash clashes firefight gunfight".split()
)
_EITHER = frozenset("bombing attack assault onslaught".split())
_SHOT = (["shot", "dead"], ["gunned", "down"], ["gun", "battle"], ["opened", "fire"])
_SHOOTING = frozenset("shot gunned gun opened".split())
_GOES_OFF = (["went", "off"], ["exploded", "in"], ["exploded", "at"], ["exploded", "near"], ["exploded", "outside"], ["exploded", "behind"])


def tells_incident(page: MarkedText, sentence: Sentence) -> bool:
    """Whether a sentence without a strike tells of a shooting, a planted bomb or other violence at close quarters."""
    words = page.tokens.words[sentence.first : sentence.last]
    if not _BY_HAND.isdisjoint(words) or any(n.entry.cls == "ground_bomb" for n in page.inside(page.marks.negatives, sentence.first, sentence.last)):
        return True
    if not _SHOOTING.isdisjoint(words) and any(words[i : i + 2] in _SHOT for i in range(len(words))):
        return True
    return "bomb" in words and any(words[i + 1 : i + 3] in _GOES_OFF for i, word in enumerate(words) if word == "bomb")


def may_mean_incident(page: MarkedText, sentence: Sentence) -> bool:
    """ "It carried out the bombing", "the attack": no word that only a strike from afar has."""
    nouns = [t.entry.lemma for t in page.inside(page.marks.triggers, sentence.first, sentence.last) if t.entry.pos == "noun"]
    return bool(nouns) and _EITHER.issuperset(nouns)
