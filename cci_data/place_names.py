"""How names of places are written: with or without accents, spelt out, and with or without what tells them apart."""

import re
import unicodedata
from collections.abc import Iterable

from cci_data.language import fold

SPELT_OUT = str.maketrans({"ö": "oe", "ø": "oe", "ä": "ae", "ü": "ue", "å": "aa"})
WORD = re.compile(r"[^\W_]+")
SAINT = {"st": "sankt", "skt": "sankt", "sct": "sankt"}
# What follows tells places of one name apart: Frankfurt (Oder), Neustadt/Harz, Brandenburg an der Havel.
QUALIFIER = re.compile(r"\s*[(/]|\s(?:a[mn]|auf|beim?|i[mn]|ob|unter|vorm?|nad)\s")


def spellings(name: str) -> frozenset[str]:
    """Return the keys under which `name` is found, by its words alone: Malmö → malmo, malmoe.

    Empty where `name` holds neither letter nor digit.
    """
    if name.isascii():
        keys = {_words(name.lower())}
    else:
        composed = unicodedata.normalize("NFC", name).casefold()
        keys = {_words(fold(composed)), _words(fold(composed.translate(SPELT_OUT)))}
    return frozenset(keys - {""})


def short_names(name: str, others: Iterable[str]) -> set[str]:
    """Return the keys of `name` without what tells it apart, and those of `others` (keys too) with which it begins."""
    whole = spellings(name)
    begins = {key for key in others if any(long.startswith(f"{key} ") for long in whole)}
    qualifier = QUALIFIER.search(name)
    return begins | spellings(name[: qualifier.start()]) if qualifier else begins


def has_words(name: str, words: str) -> bool:
    """Tell whether `words` stand in `name` one after the other: Holstein in Oldenburg in Holstein."""
    return any(f" {part} " in f" {whole} " for whole in spellings(name) for part in spellings(words))


def as_written(name: str) -> str:
    """Return the words of `name` with their accents, in small letters and one blank apart."""
    return " ".join(WORD.findall(unicodedata.normalize("NFC", name).casefold()))


def _words(text: str) -> str:
    return " ".join(SAINT.get(word, word) for word in WORD.findall(text))
