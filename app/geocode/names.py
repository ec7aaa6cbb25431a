"""Names as written → the keys they are compared by.

Three levels, each coarser than the one before:

- ``key``: letters and digits only, without case, diacritics or punctuation ("Deir al-Zour" → "deir al zour"). Any script. What spotting uses.
- ``fold``: the spelling family of a romanised name ("Deir al-Zour", "Dayr az Zawr", "Deir Ezzor" → one key). Used where the words ask for a place.
- ``skeleton``: the consonants of the fold. Only proposes; spelling similarity decides.

All three are idempotent, linear in the length of the name and never raise. The families come from the romanisation tables of BGN/PCGN and
ALA-LC (Arabic, Hebrew, Ukrainian, Russian) and from the Kurdish and Turkish alphabets.
"""

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 120
"""Code points of a name that are looked at; no place name in use is longer."""

_SPECIAL = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ħ": "h",
        "ŧ": "t",
        "ى": "ي",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ـ": None,
        "ё": "е",
        "ґ": "г",
    }
)
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʾʿ`´ʹʺ′″ˈ\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"))
_NOT_WORD = re.compile(r"[\W_]+")

_FAMILIES = (
    "der deir dayr dair deyr dier dar",
    "tal tall tell tel til tull",
    "kafr kafar kfar kefar kufr kufar kafer kefr kfir kafir kifar",
    "shikh shaykh sheikh sheik shaikh shekh cheikh cheik sheykh seyh sheih shex sexh",
    "jabal jebel djebel gebel jabel gabal djabal jebal cebel",
    "bet bayt beit bait beyt bayit bit",
    "ayn ain ein en eyn aayn",
    "abu abou abo ebu",
    "um umm oum om umma",
    "kalat qalat qalaat kalaat qalah qala kalah kalaa",
    "wadi ouadi oued vadi wady",
    "bir beer bier biir",
    "khirbat khirbet kherbet kharbet khirba khirbah kharba kherbat hirbet khurbat khurba khirbe",
    "kasr qasr kasar qasir qser qasar gasr",
    "madinat madinet medinet medinat",
    "jisr jisir djisr gisr jesr cisr",
    "maarat maarrat maaret marat maarret maarra maara marrat maarrah marata",
    "burj bourj borj burg bordj",
    "suk suq souk souq sug",
    "marj merj mardj",
    "haush hawsh hosh housh hush howsh",
    "jub joub jubb cub jobb jib",
    "mount mt mont",
    "saint st sainte ste",
    "fort ft",
)
ARTICLES = frozenset("al el ar er as es ash esh ath eth at et ad ed adh edh an en az ez ul ur il l ach ech aj ej a e i".split())
"""The Arabic article in its romanisations, with the assimilated forms and the bare vowels that link Persian and Kurdish names."""

_ATTACHED = re.compile(r"\A[aeu](?=(?:ss|zz|rr|nn|tt|dd|shsh|ll)[aeiouy])")
_DIGRAPHS_TO = (
    ("tch", "sh"), ("sch", "sh"), ("ch", "sh"), ("tz", "z"), ("ts", "z"), ("kh", "h"), ("ph", "f"), ("dzh", "j"), ("zh", "j"), ("dj", "j"),
    ("gh", "g"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("aw", "u"), ("au", "u"), ("ow", "u"), ("ou", "u"), ("uw", "u"), ("eu", "u"),
    ("ay", "i"), ("ai", "i"), ("ey", "i"), ("ei", "i"), ("ie", "i"), ("iy", "i"), ("yi", "i"),
)  # fmt: skip
_LETTERS_TO = str.maketrans({"q": "k", "c": "k", "x": "ks", "o": "u", "y": "i", "e": "i"})
_NISBA = re.compile(r"(?:iyy?|i|y)(?:ah|eh|a|e|at|et)\Z")
_MARBUTA = re.compile(r"(?<=[^aeiou])(?:ah|eh|e)\Z")
_W_VOWEL = re.compile(r"w(?![aeiouy])")
_SILENT_H = re.compile(r"(?<![s])h\Z|(?<=[aiu])h(?=[^aiu])")
_SLAVIC = re.compile(r"(?<=..)[iu]v\Z")
_REPEAT = re.compile(r"(.)\1+")
_DIGRAPHS = str.maketrans({"ş": "sh", "ș": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "Ş": "sh", "Š": "sh", "Ç": "ch", "Č": "ch", "Ž": "zh"})
_DIGRAPHS_ARABIC = {code: to for code, to in _DIGRAPHS.items() if chr(code) not in "şŞ"}
_ARABIC_MARKS = re.compile("[āīūáĀĪŪḩḨţŢḑḐ‘]")
_ATTACHED_LENGTH = 7
_CLITICS, _SHORTEST_BOUND = frozenset("وبلفובלמ"), 3
_VOWELS = str.maketrans("", "", "aiu")


def key(name: str) -> str:
    """Return the name without case, diacritics, apostrophes and punctuation; words parted by one space; "" when nothing is left."""
    if name.isascii():
        text = name[:MAX_NAME].lower().replace("'", "").replace("`", "")
    else:
        text = unicodedata.normalize("NFKD", name[:MAX_NAME].translate(_SILENT)).casefold()
        text = "".join([c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)]).translate(_SPECIAL)
    return text if text.isalnum() else _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """Return the spelling family of a name: romanised spellings of one place meet in one string without spaces; "" when nothing is left."""
    return fold_key(key(_spelt_out(name) if has_digraph_letters(name) else name))


@lru_cache(maxsize=1 << 14)
def fold_key(found: str) -> str:
    """Return the spelling family of a name whose ``key`` is already known (without the letters that stand for two, as ş for sh)."""
    folded = _fold_words(found.split())
    while (again := _fold_words([folded])) != folded:
        folded = again
    return folded


def _fold_words(words: list[str]) -> str:
    if len(words) == 1:
        return _fold_word(words[0] if len(words[0]) < _ATTACHED_LENGTH else _ATTACHED.sub("", words[0]))
    kept, article = [], False
    for at, word in enumerate(words):
        if word in ARTICLES:
            article = True
            continue
        kept.append(_fold_word(_ATTACHED.sub("", word) if at and not article else word))
        article = False
    return "".join(kept) or _fold_word("".join(words))


def _spelt_out(name: str) -> str:
    """Write the letters that stand for two as two: ş as sh in Turkish and Kurdish, but not in Arabic, where it is a kind of s."""
    return name.translate(_DIGRAPHS_ARABIC if _ARABIC_MARKS.search(name) else _DIGRAPHS)


def has_digraph_letters(name: str) -> bool:
    """Tell whether a name holds a letter that romanisation writes as two (ş, ç, ž …), so that its fold needs the name itself."""
    return not name.isascii() and name.translate(_DIGRAPHS) != name


def has_clitic(found: str) -> bool:
    """Tell whether a key may begin with a word of one letter written together with the next: Arabic wa-, bi-, li-, fa-, Hebrew ve-, be-, le-, me-."""
    return len(found) > _SHORTEST_BOUND and found[0] in _CLITICS


def skeleton(folded: str) -> str:
    """Return the consonants of a fold, a leading vowel kept as "a"."""
    bare = folded.translate(_VOWELS).replace("sh", "s")
    return ("a" if folded[:1] in ("a", "i", "u") else "") + bare if folded else ""


@lru_cache(maxsize=1 << 16)
def _fold_word(word: str) -> str:
    if not word.isascii():
        return word.removeprefix("ال") or word
    word = _WORDS.get(word, word)
    if word.startswith("kf"):
        word = "ka" + word[1:]
    last = word[-1:]
    if last in "aeht":
        word = _MARBUTA.sub("a", _NISBA.sub("ia", word))
    for digraph, to in _DIGRAPHS_TO:
        if digraph in word:
            word = word.replace(digraph, to)
    if "w" in word:
        word = _W_VOWEL.sub("u", word).replace("w", "v")
    word = word.translate(_LETTERS_TO)
    if "h" in word:
        word = _SILENT_H.sub("", word)
    if last in "vw":
        word = _SLAVIC.sub("uv", word)
    return _REPEAT.sub(r"\1", word)


def _families() -> dict[str, str]:
    """Map each spelling of a frequent first word to the family's head."""
    return {word: family.split()[0] for family in _FAMILIES for word in family.split()}


_WORDS = _families()

FIRST_WORDS = frozenset(_WORDS) | frozenset(
    "khan han jisr tall kfar qaryat kiryat beni bani banu ard hajar talat harat hayy mazraat ghazwat shaab".split()
)
"""Words that begin romanised names ("Tel", "Kafr", "Umm"): what follows one is no name by itself."""
