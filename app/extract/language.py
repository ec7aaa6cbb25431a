"""Whether a text is English: the one language this extractor reads."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 600
_SHORT = 8
_FUNCTION_WORDS = {
    "en": "the of and to in that is was for on with as at by from said it has have were had which their not are been who killed near after",
    "de": "der die das und ist nicht ein eine mit den dem des von auf für sich auch nach bei aus wurde wurden haben sind wie oder über",
    "fr": "le la les des et est une dans du par pour sur avec qui que ont été sont aux dont leur selon plus au pas ce",
    "es": "el la los las de y en que por una con del para se su al fue han más según sobre entre contra desde",
    "it": "il lo gli della di che è per una con del nel sono stato dalla ha anche alla dei nella secondo dopo",
    "pt": "o os uma de do da em que para com não por dos das foi ao segundo mais após pelo sobre",
    "tr": "ve bir bu ile için olarak da de çok daha sonra olan göre tarafından gibi ise",
    "nl": "de het een van en niet is op voor met dat zijn door bij aan ook volgens werd naar",
    "pl": "i w na z się nie do jest że o po przez od oraz jak został według",
    "id": "yang dan di ke dari untuk dengan ini itu pada telah oleh adalah tidak",
    "sv": "och att det som en på är av för med den till inte har de ett",
    "ro": "și în la cu de pe din care este nu un o pentru au fost",
}
_PROFILES = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


def language_supported(text: str) -> bool:
    """True for English. A text of other letters, or with another language's function words, is not; a few bare words pass."""
    words = [match.group().lower() for match, _ in zip(_WORD.finditer(text), range(_SAMPLE), strict=False)]
    if not words:
        return not any(char.isalpha() for char in text[:2000])
    latin = sum(word[0] < "\u0250" for word in words)
    if latin < 0.6 * len(words):
        return False
    hits = {language: sum(word in profile for word in words) for language, profile in _PROFILES.items()}
    english = hits.pop("en")
    best = max(hits.values())
    if len(words) < _SHORT:
        return english >= best
    if english / len(words) >= 0.12:
        return True
    return english >= best
