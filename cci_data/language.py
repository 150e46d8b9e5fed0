"""How things are said: numbers, dates, lists and sentences, in one place and in English."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNKNOWN = "not stated"
# So many sectors a sentence names before it counts the rest.
MOST_NAMED = 5
NARROW_SPACE = "\u202f"
WIDE_SPACES = f"{NARROW_SPACE}\u00a0\u2009"

# Letters that Unicode does not take apart into a base letter and an accent.
UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text: str) -> str:
    """Return `text` as it is compared: lower case, without accents, spaces collapsed (Łódź, LODZ → lodz)."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    if taken_apart != (folded := taken_apart.casefold()):
        # Signs such as 𝐀 are letters, and capitals, only once they are taken apart.
        taken_apart = unicodedata.normalize("NFKD", folded.translate(UNDECOMPOSED))
    return " ".join("".join(letter for letter in taken_apart if not unicodedata.combining(letter)).split())


def slug(words: str) -> str:
    """Return words as an id: lower case, without accents, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(words)))[:80].strip("-")


def one_line(text: str) -> str:
    """Return `text` in one line, without what a terminal would take for a command: what is quoted may hold anything."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in WIDE_SPACES else " " for letter in text)


def count(number: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun: `1 partner`, `152 partners`, `12 countries`."""
    return f"{grouped(number)} {one if number == 1 else several or one + 's'}"


def grouped(number: float, decimals: int = 0) -> str:
    """Return a number with its thousands set apart by a narrow space: `3 080 000`, `4.10`."""
    return f"{number:,.{decimals}f}".replace(",", NARROW_SPACE)


def short(number: float, decimals: int = 0) -> str:
    """Return a number as it stands beside a line: `4.0`, `7 733`, `1.87 million`, `43.6 billion`."""
    rounded = float(f"{number:.3g}")
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(number) >= 1e6 and abs(rounded) >= size:
            return f"{rounded / size:g}{word}"
    return grouped(number, 0 if abs(number) >= 1000 else decimals)


def listed(words: Iterable[str], most: int | None = None) -> str:
    """Join words as in a sentence: `a`, `a and b`, `a, b and c`; beyond `most` the rest is counted."""
    all_words = list(words)
    if most is not None and len(all_words) > most:
        return f"{', '.join(all_words[:most])} and {len(all_words) - most} more"
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} and {all_words[-1]}"


def day(value: date) -> str:
    """Return a day in words: `23 November 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Return a month in words: `November 2026`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def moment(value: datetime) -> str:
    """Return a moment in UTC in words: `23 November 2026, 14:05 UTC`."""
    return f"{day(value)}, {value:%H:%M} UTC"


def days(first: date, last: date) -> str:
    """Return a span of days without saying a month or year twice: `3–5 March 2027`."""
    if first == last:
        return day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}–{day(last)}"


def dated_title(title: str, first: date, last: date) -> str:
    """Return the title of an event with its days, which are left out where they are a year that the title names."""
    when = days(first, last)
    return title if when in title.replace(",", " ").split() else f"{title}, {when}"


def span(starts: str | None, ends: str | None) -> str:
    """Return the years of something whose dates are known with any precision: `2019–2021`, `from 2023`."""
    first, last = (starts or "")[:4], (ends or "")[:4]
    if first and last:
        return first if first == last else f"{first}–{last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else "dates not stated"


def place(city: str | None, country: str | None, is_online: bool = False) -> str:
    """Return where something is: `Riga, Latvia`, `Latvia`, `online`, `place not stated`."""
    words = [word for word in (city, country) if word]
    if is_online:
        words.append("online")
    return ", ".join(words) or "place not stated"


def sectors_in_words(labels: Iterable[str], is_cross_sectoral: bool) -> str:
    """Return the sectors of a partner: `Design and Music`, `Cross-sectoral (serves all sectors)`, `not stated`."""
    first = ["Cross-sectoral (serves all sectors)"] if is_cross_sectoral else []
    return listed([*first, *labels]) or UNKNOWN


def away(km: float) -> str:
    """Return how far it is, in kilometres, in words: `in the same city`, `16 km away`."""
    return "in the same city" if km == 0 else f"{max(1, round(km))} km away"


def uncovered_sentence(
    uncovered: Sequence[str], single: Sequence[str], has_sectors: bool, who: str = "partner on record"
) -> str:
    """Say what stands out in the coverage of sectors.

    uncovered: labels of the sectors that no partner has named; single: of those that one partner alone has named;
    has_sectors: whether any sector is on record; who: of whom that is said.
    """
    if not has_sectors:
        return "No sector is on record yet."
    if not uncovered and not single:
        return "Every sector is named by at least two partners."
    first = f"No {who} names {listed(map(quoted, uncovered), MOST_NAMED)}" if uncovered else "Every sector is named"
    if not single:
        return f"{first}."
    verb = "hangs" if len(single) == 1 else "each hang"
    return f"{first}; {listed(map(quoted, single), MOST_NAMED)} {verb} on a single partner."


def shortened(words: str, most: int) -> str:
    """Return words, cut to `most` characters where they are longer; the last is then …."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def quoted(words: str) -> str:
    """Return words in quotation marks, for labels inside a sentence."""
    return f"“{words}”"
