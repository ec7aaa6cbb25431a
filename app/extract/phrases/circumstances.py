"""What became of the things counted: kept in stock, shot down; or the total of a war rather than of a strike."""

from dataclasses import dataclass

from app.extract.phrases.counted import CountedNoun
from app.extract.phrases.counting import CountingWords
from app.extract.phrases.numbers import NumberFound, starts_number
from app.extract.phrases.tokens import Tokens

_WINDOW = 25
_RECENT = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday dawn morning midnight noon last".split())
_RANKED = frozenset("deadliest worst bloodiest biggest largest heaviest most highest first second third".split())
_WAR_TOLL = 5_000
_SENT = frozenset("send sends sent sending dispatch dispatches dispatched dispatching".split())
_AGAINST = frozenset("against towards toward into".split())
_SHARES = frozenset("most many some half part majority few number".split())
_PLACES = frozenset({".", ";", ",", "of", "at", "towards", "toward", "on", "in"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The rules over one text."""

    tokens: Tokens
    words: CountingWords

    def of_a_war(self, number: NumberFound, *, people: bool) -> bool:
        """Whether the sentence counts since a war or campaign began, or so many that only a war can have killed them."""
        low = number.min if number.min is not None else number.max or 0
        if people and low >= _WAR_TOLL:
            return True
        if "since" not in self.tokens.words[max(0, number.first - _WINDOW) : number.last + _WINDOW]:
            return False
        window = self._sentence(number)
        since = [i for i, word in enumerate(window) if word == "since"]
        counted_since = bool(since) and not any(
            not _RECENT.isdisjoint(window[i + 1 : i + 3]) or not _RANKED.isdisjoint(window[max(0, i - 4) : i]) for i in since
        )
        return counted_since and any(word in self.words.wars or word in self.words.begun for word in window)

    def _sentence(self, number: NumberFound) -> list[str]:
        """The words of the number's sentence, at most 25 to each side."""
        low, high = number.first, number.last
        while low > 0 and number.first - low < _WINDOW and not self._ends(low - 1):
            low -= 1
        while high < len(self.tokens) and high - number.last < _WINDOW and not self._ends(high):
            high += 1
        return self.tokens.words[low:high]

    def _ends(self, j: int) -> bool:
        tokens = self.tokens
        return tokens.words[j] in (".", "!", "?", ";") or (j + 1 < len(tokens) and "\n" in tokens.text[tokens.ends[j] : tokens.starts[j + 1]])

    def in_stock(self, number: NumberFound, noun: CountedNoun) -> bool:
        """Whether somebody has, buys or sends them: "raised to 69 the number of its aircraft", "will receive 120 drones"."""
        tokens = self.tokens
        if "number" in tokens.words[number.last : noun.last]:
            return True
        before = tokens.words[max(0, number.first - 4) : number.first]
        if self._aimed(before, tokens.word(noun.last)):
            return False
        sent = not _SENT.isdisjoint(before) and tokens.word(noun.last) not in ("to", "for")  # at somebody, not to him
        if any(word in self.words.stock_words and not (sent and word in _SENT) for word in before):
            return True
        if not self.words.placed_words.isdisjoint(tokens.words[noun.last : noun.last + 3]):
            return True
        return before[-1:] in (["has"], ["have"], ["had"]) and tokens.word(noun.last) in ("in", "at", "there", "and", ".", ",", "")

    def _aimed(self, before: list[str], behind: str) -> bool:
        """Whether arms go at somebody rather than to him: "sent 18 missiles at X", "delivered six rockets against Y"."""
        return behind in _AGAINST or (behind == "at" and not _SENT.isdisjoint(before))

    def shot_down(self, number: NumberFound, noun: CountedNoun) -> bool:
        """Whether they did not arrive: "intercepted 12 drones", "12 drones and two missiles were shot down"."""
        tokens = self.tokens
        before = tokens.words[max(0, number.first - 4) : number.first]
        share = before[: -2 if before[-1:] == ["the"] else -1]
        if "of" in before[-2:] and share and (starts_number(share[-1]) or share[-1] in _SHARES):
            return False
        if not self.words.downing_words.isdisjoint(before) or ("brought" in before and "down" in before):
            return True
        for j in range(noun.last, min(noun.last + 9, len(tokens))):
            word = tokens.words[j]
            if word in _PLACES or (word == "and" and not starts_number(tokens.word(j + 1))):
                return False
            if word == "not" and tokens.word(j + 1) in ("reach", "reached"):
                return True
            if word in self.words.downing_words and (word != "destroyed" or tokens.words[j - 1] in ("were", "was", "been", "being")):
                return True
        return False
