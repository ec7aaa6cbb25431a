"""Texts that are the same but for case or accents, brought to one form."""

import unicodedata


def without_case(text: str) -> str:
    """The text folded by Unicode's full case folding: what differs in case only is equal afterwards."""
    return text.casefold()


def without_accents(text: str) -> str:
    """The text without accents and other marks, compatibility forms replaced by plain ones."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
