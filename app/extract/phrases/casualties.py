"""Whether a number of people was killed or hurt: the verb, participle or noun that governs it, before or after.

"killing 12 people", "12 people were killed", "12 dead", "the deaths of five", "the toll rose to 12". A number that nothing of the kind
governs counts nobody. "killed or wounded" and "casualties" say neither and are left alone.
"""

from dataclasses import dataclass
from typing import Literal

from app.extract.phrases.counting import CountingWords
from app.extract.phrases.tokens import Tokens

Harm = Literal["killed", "injured"]

_REACHING = frozenset("reached reaches reaching topped exceeded passed surpassed".split())
_RAISING = frozenset("bringing brings brought raising raises raised taking takes took".split())
_CUT = frozenset("hit struck cut wounded grazed caught".split())
_SPLINTERS = frozenset("shrapnel splinters fragments glass debris shards".split())
_WOUNDS = frozenset("wounds cuts burns injuries fractures shrapnel concussion bruises".split())
_ASIDES = {",": ",", "(": ")", "–": "–", "—": "—"}
_AUXILIARIES = frozenset("was were died have had are is been".split())
_LIVES = frozenset({"life", "lives"})
THEIR = frozenset(("his", "her", "their"))
_STOPS = frozenset({".", "!", "?", ";", ":", "•"})
_ADVERBS = frozenset("reportedly also allegedly between including instantly altogether all".split())
_CLAUSES = frozenset("in when as while after but from near where which since with".split())
_HAVE_BEEN = frozenset("were was been be being are is reportedly got also".split())
_TELLING = frozenset("said says told added adds adding".split())
_REACH_OVER_ASIDE, _REACH_OF_PEOPLE, _REACH_OF_NUMBER, _REACH_BACK, _REACH_OF_TOLL, _REACH_OF_TALLY, _ASIDE = 18, 14, 3, 14, 24, 7, 18


@dataclass(frozen=True, slots=True)
class Governed:
    """What happened to the people counted, and the tokens ``[first, last)`` that say so."""

    harm: Harm
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Casualties:
    """The rules over one text."""

    tokens: Tokens
    words: CountingWords

    def governor(self, first: int, last: int, inherited: Governed | None, *, people: bool) -> Governed | None:
        """What governs the count over tokens ``[first, last)``, number and noun.

        ``inherited`` governs the count before it in the same list, if there is one. ``people``: a noun names people; a bare number
        needs its verb near.
        """
        itself = self._after_word(self.tokens.words[last - 1]) if people else None
        if itself is not None:
            return self._certain(Governed(itself, last - 1, last))
        before = self._directly_before(first)
        if before is not None and not self._doubtful(before):
            return before
        reach = _REACH_OVER_ASIDE if self._spelled_out(last) else _REACH_OF_PEOPLE if people else _REACH_OF_NUMBER
        after = self._after(last, reach)
        if after is not None:
            return self._certain(after)
        if before is not None:
            return None
        return inherited or (self._far_before(first) if people and self.tokens.words[first] not in ("a", "an") else None)

    def verb_before(self, first: int) -> bool:
        """Whether a verb of killing or hurting stands right before."""
        return self._active(self.tokens.word(first - 1)) is not None

    def _active(self, word: str) -> Harm | None:
        return "killed" if word in self.words.killing else "injured" if word in self.words.injuring else None

    def _after_word(self, word: str) -> Harm | None:
        return "killed" if word in self.words.killed else "injured" if word in self.words.injured else None

    def _certain(self, found: Governed) -> Governed | None:
        return None if self._doubtful(found) else found

    def _doubtful(self, found: Governed) -> bool:
        """Whether it reads "killed or wounded", "dead and injured": which of the two is not said."""
        word = self.tokens.word
        if word(found.last) in ("or", "and", "/"):
            other = self._active(word(found.last + 1)) or self._after_word(word(found.last + 1))
            return other not in (None, found.harm) and not self._counts_own(found.last + 1)
        if word(found.first - 1) not in ("or", "and", "/"):
            return False
        return self._active(word(found.first - 2)) is not None or word(found.first - 2) == "dead"

    def _people(self, j: int) -> Harm | None:
        """ "put the dead at 20 and the wounded at 35"."""
        harm = self._after_word(self.tokens.words[j]) if self.tokens.word(j - 1) in ("the", "civilian", "of") else None
        return harm if self.tokens.words[j] in ("dead", "wounded", "injured") else None

    def _counts_own(self, j: int) -> bool:
        """Whether the second verb of "killing two and wounding 12" has a count of its own."""
        return self.tokens.word(j).endswith("ing") and self.tokens.word(j + 1)[:1].isdigit()

    def _directly_before(self, first: int) -> Governed | None:
        """ "killing 12", "wounded at least 3", "deaths of five", "toll rose to 12", "claimed the lives of 12", "Killed: 3"."""
        j = first - 1
        for _ in range(3):
            if j >= 0 and self.tokens.words[j] in _ADVERBS:
                j -= 1
        beside = self._beside(j)
        word = self.tokens.word(j if beside is None else beside)
        harm = self._active(word)
        if harm is not None and (beside is not None or not self._is_participle(j)):
            return Governed(harm, j if beside is None else beside, j + 1)
        if self._takes_lives(j, first):
            return Governed("killed", j, j + 1)
        listed = self._after_word(self.tokens.word(j - 1)) if word in ("were", "are", "included", "include", "includes") else None
        if listed is not None and self.tokens.word(j - 2) in ("the", "among"):
            return Governed(listed, j - 1, j)
        labelled = self._after_word(self.tokens.word(j - 1)) if word == ":" else None
        if labelled is not None:
            return Governed(labelled, j - 1, j)
        if word in _REACHING:
            return self._toll(j)
        return self._put_at(j) if word in ("at", "as") else self._through_preposition(j, first) if word in ("of", "to") else None

    def _beside(self, j: int) -> int | None:
        """The verb of "was killed along with three companions", "killed together with his two guards"."""
        if self.tokens.word(j) in THEIR:
            j -= 1
        return j - 2 if self.tokens.word(j) == "with" and self.tokens.word(j - 1) in ("along", "together") else None

    def _takes_lives(self, j: int, first: int) -> bool:
        """ "lost 12 soldiers", "claimed eight lives"; "lost two to one" is a score."""
        word = self.tokens.word(j)
        if word in ("lost", "losing"):
            return self.tokens.word(first + 1) not in ("of", "to", "-") or self.tokens.words[first] == "up"
        return word in ("claimed", "claiming", "took", "taking") and self.tokens.word(first + 1) in _LIVES

    def _put_at(self, j: int) -> Governed | None:
        """ "put the toll at 20", "put the wounded at 35", "gave the number of dead as 11"."""
        tally = range(j - 1, max(-1, j - _REACH_OF_TALLY), -1)
        toll = next((k for k in tally if self.tokens.words[k] in self.words.tolls or self._people(k) is not None), None)
        return Governed(self._people(toll) or "killed", toll, toll + 1) if toll is not None else None

    def _is_participle(self, j: int) -> bool:
        """Whether "killed" ends another count: something was counted just before it."""
        word = self.tokens.words[j]
        return word in ("killed", "wounded", "injured", "hurt") and self.tokens.word(j - 1) in ("were", "was", "been", "being", "people", "civilians")

    def _through_preposition(self, j: int, first: int) -> Governed | None:
        before = self.tokens.word(j - 1)
        if before in _RAISING and "number" in self.tokens.words[first + 1 : first + 4]:  # "bringing to 26 the number killed"
            return self._event_behind(first)
        if self.tokens.words[j] == "of" and before in self.words.deaths_of:
            return Governed("killed", j - 1, j)
        if self.tokens.words[j] == "of" and before in self.words.injuries_of:
            return Governed("injured", j - 1, j)
        return self._toll(j)

    def _toll(self, j: int) -> Governed | None:
        """The toll that "rose to" at ``j``: "the death toll", "the number of people killed in the raid"."""
        for k in range(j - 1, max(-1, j - _REACH_OF_TOLL), -1):
            word = self.tokens.words[k]
            if word in self.words.tolls:
                return Governed("injured" if self.tokens.word(k - 1) in self.words.injured else "killed", k, j)
            harm = self._after_word(word)
            if harm is not None:
                return Governed(harm, k, k + 1) if "number" in self.tokens.words[max(0, k - 4) : k] else None
            if word in _STOPS:
                return None
        return None

    def _after(self, last: int, reach: int) -> Governed | None:
        """ "12 dead", "12 people were killed", "12 civilians, three of them children, died"; at most ``reach - 8`` words of another kind."""
        tokens, loose = self.tokens, reach - 8
        start = self._over_aside(last) if reach >= _REACH_OF_PEOPLE else last
        for j in range(start, min(start + reach, len(tokens))):
            word = tokens.words[j]
            if word in _STOPS or "\n" in tokens.text[tokens.ends[j - 1] : tokens.starts[j]]:
                return None
            if word in _TELLING and tokens.words[j - 1] not in _HAVE_BEEN:  # "a doctor at the hospital said nine had died"
                return None
            found = self._event(j, last)
            if found is not None:
                return found
            if word in self.words.auxiliaries:
                continue
            loose -= 1
            if loose < 0 or self._active(word) is not None:
                return None
        return None

    def _event(self, j: int, last: int) -> Governed | None:
        """The word at ``j`` as what happened to the people before it."""
        word, harm = self.tokens.words[j], self._after_word(self.tokens.words[j])
        if harm is not None:
            return None if self._active(word) is not None and self._has_object(j, last) else Governed(harm, j, j + 1)
        if word in _CUT and self.tokens.word(j + 1) == "by" and not _SPLINTERS.isdisjoint(self.tokens.words[j + 2 : j + 4]):
            return Governed("injured", j, j + 3)
        if word == "treated" and self.tokens.word(j + 1) == "for":
            return Governed("injured", j, j + 2) if not _WOUNDS.isdisjoint(self.tokens.words[j + 2 : j + 5]) else None
        if word in ("wiped", "wiping") and self.tokens.word(j + 1) == "out":
            return Governed("killed", j, j + 2)
        return Governed("killed", j, j + 3) if word == "lost" and self.tokens.word(j + 2) in _LIVES else None

    def _event_behind(self, first: int) -> Governed | None:
        """What a number that is printed before "the number of people killed" counts."""
        ahead = range(first + 1, min(first + _REACH_OF_PEOPLE, len(self.tokens)))
        at = next((j for j in ahead if self._after_word(self.tokens.words[j]) is not None), None)
        harm = self._after_word(self.tokens.words[at]) if at is not None else None
        return Governed(harm, at, at + 1) if at is not None and harm is not None else None

    def _over_aside(self, j: int) -> int:
        """From what opens an aside at ``j`` to what closes it: "Three workers, two from India, were killed"; ``j`` if there is none."""
        words = self.tokens.words
        closing = _ASIDES.get(self.tokens.word(j))
        if closing is None:
            return j
        for k in range(j + 1, min(j + _ASIDE, len(words) - 1)):
            if words[k] in _STOPS:
                return j
            if words[k] == closing and (closing != "," or words[k + 1] in _AUXILIARIES):
                return k + 1
        return j

    def _spelled_out(self, last: int) -> bool:
        """ "A further nine, among them eight children, were killed": an aside stands between a bare number and what happened."""
        words = self.tokens.words[last : last + 3]
        words = words[1:] if words[:1] == [","] else words
        return words[:1] == ["including"] or words[:2] in (["among", "them"], ["among", "whom"])

    def _has_object(self, j: int, last: int) -> bool:
        """Whether "killed" after the noun is active: "12 missiles killed 30", "two men who killed a guard"."""
        word = self.tokens.word
        if j > last and word(j - 1) in _HAVE_BEEN:
            return False
        k = j + 1
        while word(k) in ("at", "least", "more", "than", "over", "about", "some", "up", "to"):
            k += 1
        if word(k)[:1].isdigit() or word(k) in ("a", "an", "his", "her", "their", "dozens", "hundreds", "several", "scores"):
            return True
        return word(j - 1) in ("who", "that", "which", "had", "have", "has")

    def _far_before(self, first: int) -> Governed | None:
        """The nearest verb before in the same clause: "killed several civilians, among them two nurses"."""
        for j in range(first - 1, max(-1, first - 1 - _REACH_BACK), -1):
            word = self.tokens.words[j]
            if word in _STOPS or (word in _CLAUSES and first - j > 1):
                return None
            harm = self._active(word)
            if harm is not None and not self._is_participle(j):
                return Governed(harm, j, j + 1)
        return None
