"""Fact-checks: what a post or clip is said to show is told only to be refuted, and where the clip comes from is no strike of the report."""

from collections.abc import Sequence
from typing import Literal

from app.extract.drafts import Draft
from app.extract.marked import MarkedText
from app.extract.phrases.tokens import tokenise
from app.extract.sentences import Sentence
from app.extract.speakers import Source

Verdict = Literal["refuted", "found"]
"""Of a sentence in a fact-check: it repeats what is refuted, or tells what was found instead."""

_HEADING = 5
_OPENS = 3
_HEAD = 3
_SUBJECT = 6
_NEAR = 4
_CLAIM = frozenset("claim claims rumour rumor".split())
_VERDICT = frozenset("rating verdict rate rated conclusion ruling claim assessment finding".split())
_FALSE = frozenset("false fake misleading untrue fabricated staged miscaptioned altered hoax".split())
_MEDIA = frozenset(
    "video videos footage clip clips image images photo photos photograph photographs picture pictures post posts screenshot screenshots graphic "
    "caption captioned tweet tweets".split()
)
_TAMPERED = (_FALSE - {"staged", "altered"}) | frozenset(
    "falsely misrepresented misattributed mislabelled mislabeled doctored faked manipulated unrelated debunked forged ai".split()
)
_SHOWING = frozenset("show shows of from depict depicts feature features prove proves".split())
_POSTED = frozenset(
    "claim claims claiming claimed purport purports purporting purported purportedly supposedly show shows showing showed shown caption captioned "
    "shared sharing circulating circulated circulates viral viewed posted reposted spread spreading resurfaces resurfaced says say said".split()
)
_MADE = frozenset("filmed taken shot recorded generated created made captured uploaded published photographed".split())
_MAKING = frozenset("was were been is actually fact first originally".split())
_SIDES = ("state_belligerent", "state_third_party", "armed_group", "monitor", "un_body")


def verdicts_of(page: MarkedText) -> dict[int, Verdict]:
    """The sentences (by number) of a fact-check that finds something false; none of any other report."""
    found: dict[int, Verdict] = {}
    claims = [n for n, sentence in enumerate(page.sentences) if _is_labelled(page, sentence)]
    if claims and any(_is_verdict(page, sentence) for sentence in page.sentences):
        found.update({n + _is_heading(page, page.sentences[n]): "refuted" for n in claims})
    if not found and not _checks(page):
        return {}
    for n, sentence in enumerate(page.sentences):
        verdict = _verdict(page.tokens.words[sentence.first : sentence.last], headed=sentence.kind == "headline" or n == 0)
        if verdict is not None:
            found.setdefault(n, verdict)
    return found


def judged(page: MarkedText, item: Draft, verdict: Verdict | None) -> Draft | None:
    """A claim as the fact-check leaves it: the checker's denial (nobody's without a publisher); None where a clip of a known strike is refuted."""
    if verdict is None or (item.said is not None and item.said.source.kind in _SIDES and not _opens_with_media(page, item)):
        return item
    if verdict == "found" or item.definite or item.reference:
        return None
    publisher = page.report.publisher
    item.modality, item.said = "denied", None
    item.source = Source(publisher, "news_media") if publisher else None
    return item


def _checks(page: MarkedText) -> bool:
    """Whether the title, or one of the first sentences, calls a post or clip false."""
    if page.report.title is not None and _refutes(tokenise(page.report.title).words):
        return True
    return any(_refutes(page.tokens.words[s.first : s.last]) for s in page.sentences[:_HEAD])


def _refutes(words: Sequence[str]) -> bool:
    """ "FALSE: …", "Old video shared as …", "This clip does not show …", "… was doctored"."""
    labelled = not _FALSE.isdisjoint(words[:1])
    if labelled and words[1:2] in ([":"], ["|"], ["-"], ["–"]):
        return True
    shown = [i for i, word in enumerate(words) if word in _MEDIA or word in _CLAIM]
    if not shown or (_MEDIA.isdisjoint(words) and not labelled):
        return words[:2] == ["fact", "check"] and not _FALSE.isdisjoint(words)
    if not _TAMPERED.isdisjoint(words) or "old" in words[max(0, shown[0] - 1) : shown[0]]:
        return True
    nots = (i for i in range(shown[0], len(words)) if words[i] == "not" or words[i].endswith("n't"))
    return any(not _SHOWING.isdisjoint(words[i + 1 : i + _NEAR]) for i in nots)


def _verdict(words: Sequence[str], *, headed: bool) -> Verdict | None:
    if "reverse" in words and "image" in words:
        return "found"
    checked = words[:2] == ["fact", "check"]
    if checked and words[-1] == "?":
        return "found"
    if headed and (_refutes(words) or checked):
        return "refuted"
    if any(word in _MADE and not _MAKING.isdisjoint(words[max(0, i - 3) : i]) for i, word in enumerate(words)):
        return "found"
    return "refuted" if not _MEDIA.isdisjoint(words) and not _POSTED.isdisjoint(words) else None


def _opens_with_media(page: MarkedText, item: Draft) -> bool:
    """ "Posts on Facebook say …": who is named behind does not speak."""
    first = page.tokens.at(item.spans[0][0])
    return not _MEDIA.isdisjoint(page.tokens.words[first : first + _SUBJECT])


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
