"""Fact-checks: what stands under "Claim:" is what others say, and who found it false denies it."""

from app.extract.drafts import Draft
from app.extract.marked import MarkedText
from app.extract.sentences import Sentence
from app.extract.speakers import Source

_HEADING = 5
_OPENS = 3
_CLAIM = frozenset("claim claims rumour rumor".split())
_VERDICT = frozenset("rating verdict rate rated conclusion ruling claim assessment finding".split())
_FALSE = frozenset("false fake misleading untrue fabricated staged miscaptioned altered hoax".split())


def refuted(page: MarkedText) -> frozenset[int]:
    """The sentences (by number) that a fact-check quotes as the claim that it finds false; none without such a verdict."""
    claims = [n for n, sentence in enumerate(page.sentences) if _is_labelled(page, sentence)]
    if not claims or not any(_is_verdict(page, sentence) for sentence in page.sentences):
        return frozenset()
    return frozenset(n + _is_heading(page, page.sentences[n]) for n in claims)


def deny(page: MarkedText, item: Draft) -> Draft:
    """Make a claim the checker's denial; without a publisher it is nobody's."""
    publisher = page.report.publisher
    item.modality, item.said = "denied", None
    item.source = Source(publisher, "news_media") if publisher else None
    return item


def _is_labelled(page: MarkedText, sentence: Sentence) -> bool:
    """ "Claim: …", "THE CLAIM"."""
    words = page.tokens.words[sentence.first : sentence.last]
    return bool(_CLAIM.intersection(words[:_OPENS])) and (":" in words[:_OPENS] or _is_heading(page, sentence))


def _is_heading(page: MarkedText, sentence: Sentence) -> bool:
    return sentence.last - sentence.first <= _HEADING


def _is_verdict(page: MarkedText, sentence: Sentence) -> bool:
    """ "Rating: False.", "We rate the claim false." """
    words = page.tokens.words[sentence.first : sentence.last]
    return len(words) <= 2 * _HEADING and bool(_FALSE.intersection(words)) and (len(words) <= _OPENS or bool(_VERDICT.intersection(words)))
