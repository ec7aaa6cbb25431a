"""People counted one after the other: what goes on a list, what is only part of the number before, and who shares a fate told behind."""

from dataclasses import dataclass

from app.extract.phrases.casualties import THEIR
from app.extract.phrases.counted import FARING, WHERE, Counted, CountedNoun
from app.extract.phrases.numbers import NumberFound, starts_number
from app.extract.phrases.tokens import Tokens

_IN_LISTS = frozenset({"and", "including", "them", "among", "or", "whom", "(", "–", "—", "of", "plus", "with", "which"})
_THE_DEAD = frozenset("dead killed wounded injured victims casualties fatalities martyrs".split())
_STOPS = frozenset({".", ";", "!", "?"})
_OPENED = (["("], ["–"], ["—"])
_BETWEEN = frozenset({",", "and", "aged", "ages"})
_GAP, _NEAR, _APART, _PREDICATE, _RECALL = 9, 6, 10, 12, 24


@dataclass(frozen=True, slots=True)
class Series:
    """The rules over one text."""

    tokens: Tokens
    counted: Counted

    def goes_on(self, before: int, number: NumberFound, noun: CountedNoun | None) -> bool:
        """Whether a number goes on a list that ends at ``before``: "three people, including two children", "two men and a woman", "three of them"."""
        if number.first - before > _RECALL:
            return False
        gap = self.tokens.words[before : number.first]
        if self._among_them(noun):
            return len(gap) <= 1
        if self._recalls(gap):
            return True
        if noun is None and self._elsewhere(gap, number):
            return True
        part = self.tokens.word(number.last) == "of"
        if not gap:
            return part and self._of_them(number)  # "21 civilians eight of them children": the comma is lost
        if len(gap) > (_APART if gap[-1] in ("them", "whom", "including") else _NEAR) or not _STOPS.isdisjoint(gap):
            return False
        if noun is None and not part:
            return False
        gap = gap[:-1] if gap[-1] in THEIR and len(gap) > 1 else gap
        if gap[-1] == ",":
            return part or number.min != 1 or number.max != 1
        return part or gap[-1] in _IN_LISTS

    def is_part(self, number: NumberFound) -> bool:
        """Whether the number is part of the one before it: "including two children", "three of them", "one of them a nurse"."""
        lead = self.tokens.words[max(0, number.first - 3) : number.first]
        if lead[-1:] == ["among"] and lead[-2:-1] and lead[-2] in FARING:  # "eight children were among 27 people who died"
            return False
        shared = self.tokens.word(number.last) == "of" and self.tokens.word(number.last + 1) not in THEIR  # "two of his guards"
        named = any(word in ("including", "included", "among", "whom") for word in lead)
        return shared or named or lead == ["one", "of", "them"] or lead[-1:] in _OPENED

    def is_one_of(self, number: NumberFound) -> bool:
        """ "One of the injured, a 60-year-old farmer, lost a leg": nobody new."""
        lead = self.tokens.words[max(0, number.first - 5) : number.first]
        at = next((i for i in range(len(lead) - 3) if lead[i : i + 3] == ["one", "of", "the"]), None)
        return at is not None and lead[at + 3] in _THE_DEAD

    def is_share(self, number: NumberFound, noun: CountedNoun | None) -> bool:
        """ "Four of the dead", "13 of the 20 killed", "four members of one family were among the dead": some of those counted elsewhere."""
        words = self.tokens.words
        behind = words[number.last : number.last + 3]
        if behind[:2] == ["of", "the"]:
            return behind[2:] != [] and (behind[2] in _THE_DEAD or starts_number(behind[2]))
        lead = words[max(0, number.first - 4) : number.first]
        if lead[:2] == ["among", "the"] and lead[2] in _THE_DEAD and lead[3:] != [] and lead[3] in FARING:  # "among the dead were two guards"
            return True
        if noun is None:
            return False
        stop = min(noun.last + _NEAR, len(words) - 2)
        at = next((j for j in range(noun.last, stop) if words[j] in FARING or words[j] in _STOPS), stop)
        tail = [word for word in words[at + 1 : at + 5] if word not in ("also", "reportedly", "the", "those")]
        return words[at] in FARING and tail[:1] == ["among"] and tail[1:2] != [] and tail[1] in _THE_DEAD

    def predicate(self, noun: CountedNoun) -> CountedNoun | None:
        """What a share of the dead is said to have been: "13 of the 20 dead in the raid were children"."""
        words = self.tokens.words
        stop = min(noun.last + _PREDICATE, len(words) - 1)
        at = next((j for j in range(noun.last, stop) if words[j] in ("were", "was", "are") or not (words[j].isalpha() or words[j] == ",")), stop)
        return self.counted.nouns.get(at + 1) if words[at] in FARING else None

    def were(self, before: int, number: NumberFound) -> CountedNoun | None:
        """The children or civilians that some of those counted before were: "of the 19 killed, 11 were children"."""
        if number.first - before > _RECALL or self.tokens.word(number.last) not in ("were", "are"):
            return None
        said = self.counted.nouns.get(number.last + 1)
        return said if said is not None and said.of in ("child", "civilian") else None

    def follows(self, before: int, number: NumberFound) -> bool:
        """Whether nothing but "and", a comma or ages stands since token ``before``: "two boys, aged six and seven, and two men were killed"."""
        if not before < number.first <= before + _GAP:
            return False
        gap = self.tokens.words[before : number.first]
        return gap[-1] in (",", "and") and all(word in _BETWEEN or starts_number(word) for word in gap)

    def after_comma(self, number: NumberFound) -> bool:
        """ "killing five people, including two children, while": the part that a comma sets off shares the fate of the whole."""
        return self.tokens.words[number.first - 2 : number.first] == [",", "including"]

    @staticmethod
    def _recalls(gap: list[str]) -> bool:
        """ "Nineteen people died. Among them were six children." """
        return len(gap) <= _RECALL and (gap[-3:] in (["among", "them", "were"], ["among", "them", "was"]) or gap[-2:] == ["they", "included"])

    def _of_them(self, number: NumberFound) -> bool:
        return self.tokens.word(number.last + 1) in ("them", "whom")

    def _among_them(self, noun: CountedNoun | None) -> bool:
        """ "Eleven civilians, three children among them"."""
        return noun is not None and self.tokens.words[noun.last : noun.last + 2] in (["among", "them"], ["among", "whom"])

    def _elsewhere(self, gap: list[str], number: NumberFound) -> bool:
        """ "Killed 45 civilians in and around X and 22 in Y": a further number of them, at another place."""
        spread = 0 < len(gap) <= _GAP and gap[0] in WHERE and gap[-1] in ("and", ",")
        return spread and self.tokens.word(number.last) in WHERE and not self.counted.is_year(number)
