"""Names as sources give them: which are names at all, in which script, and which say the same twice."""

import re
import unicodedata
from collections.abc import Iterable

Name = tuple[str, str]
"""A name and its language as BCP 47, or ``""`` where only the script is known and it does not tell."""

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_CODE = re.compile(r"[A-Z]{3}|[A-Z]{2}[A-Z0-9]{3}|Q\d+|[A-Z]{0,4}[-_ ]?\d[\d .,-]*|[A-Z]{1,2}")
_LINK = re.compile(r"https?:|www\.|wiki|\.(?:com|org|net|gov)\b|[_@<>{}|\\]", re.IGNORECASE)
_MOJIBAKE = re.compile("[¡‚£¿?\u0080-\u009f]|Ã.|Â.")
_LATIN = re.compile("[ʿʾʼʻ‘’'` -]*[A-Za-zÀ-ɏ]")
_APOSTROPHES = re.compile("[\u02bb-\u02bf\u2018\u2019\u201b\u2032`´'ʹʺ\u05f3]")

_SCRIPT_LANGUAGE = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "THAI": "th",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "ETHIOPIC": "am",
    "MYANMAR": "my",
    "KHMER": "km",
    "LAO": "lo",
    "TAMIL": "ta",
}
_PERSIAN = frozenset("پچژگکی")
_URDU = frozenset("ٹڈڑںےھ")
_KURDISH = frozenset("ێۆڕڵە")
_UKRAINIAN = frozenset("іїєґІЇЄҐ")


def clean(text: str) -> str:
    """Normalise a name: NFC, no zero-width or direction marks, one space between words, no stray punctuation at the ends."""
    visible = " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
    return visible.strip(" ,;:\"“”")


def is_name(text: str) -> bool:
    """Tell a name from a code (IATA, UN/LOCODE, Wikidata, postal), a link, a letter-by-letter transcription or a broken encoding."""
    if not 1 < len(text) <= 80 or _CODE.fullmatch(text) or _LINK.search(text) or _MOJIBAKE.search(text):
        return not text.isascii() and len(text) == 1 and text.isalpha()
    if _LATIN.match(text) and not any(character.isupper() for character in text):
        return False
    return sum(character.isalpha() for character in text) * 2 >= len(text)


def language(text: str) -> str:
    """Guess the language of a name from its script alone; ``""`` for Latin and for scripts of many languages."""
    for character in text:
        if not character.isalpha() or character.isascii():
            continue
        script = unicodedata.name(character, "").split(" ")[0]
        if script == "ARABIC":
            return _arabic(text)
        if script == "CYRILLIC":
            return "uk" if _UKRAINIAN & set(text) else "ru"
        return _SCRIPT_LANGUAGE.get(script, "")
    return ""


def _arabic(text: str) -> str:
    letters = set(text)
    if letters & _URDU:
        return "ur"
    if letters & _KURDISH:
        return "ckb"
    return "fa" if letters & _PERSIAN else "ar"


def bare(text: str) -> str:
    """Reduce a name to what any folding keeps: no accents, no case, no apostrophes, hyphens as spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) or c > "\u0370")
    return " ".join(_APOSTROPHES.sub("", plain).replace("-", " ").casefold().split())


def others(main: str, candidates: Iterable[Name], codes: bool = False) -> list[list[str]]:
    """Keep the further names of a place: cleaned, real, each once (a spelling that differs in accents only is the same), sorted.

    With ``codes`` short capital forms are kept too: a curated "T4" is a name.
    """
    seen = {bare(main)}
    kept: list[list[str]] = []
    for text, lang in sorted({(clean(text), lang) for text, lang in candidates}, key=lambda pair: (pair[1] == "", not pair[0].isascii(), pair)):
        key = bare(text)
        if not key or key in seen or ", " in text or not (codes or is_name(text)):
            continue
        seen.add(key)
        kept.append([text, lang])
    return sorted(kept)
