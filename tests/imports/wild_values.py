"""What people, programs and bad luck write into cells, over columns and on tabs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

LONGEST = 32_767


class Files(dict[str, bytes]):
    """Files by their name; shown by their size, since what hypothesis shows has to be short."""

    def __repr__(self) -> str:
        return f"Files({', '.join(f'{name}: {len(content)} bytes' for name, content in self.items())})"


@dataclass(frozen=True)
class Typed:
    """A cell as XLSX keeps it: its letters, and of what type it says that it is.

    f: a formula, without a result as openpyxl writes it; e: an error; n, b: a number, a truth.
    """

    text: str
    type: str


FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","x")', "=SUM(A:A)", "=Partners!A1"]
MARKS = ["-", "--", "Example:", "example: x", "Example: Hub", "none", "no", "-1", "+1", "@SUM(1)", "=", "'=1+1", "\t=1"]
ODD = [
    *(
        "🎷🇱🇻👩‍🎨",
        "\u202eevil\u202c",
        "שלום",
        "مرحبا",
        "A\u0301\u0302\u0303" * 50,
        "ﬁ ﬂ ½ Ⅻ",
        "İstanbul ı ß ẞ",
        "\u200b",
        "\u00a0",
        "\ufeff",
    ),
    *(
        "a\nb",
        "a\r\nb",
        "tab\there",
        "_x0007_",
        "_x000D_",
        "_x005F_x0041_",
        "\x85line",
        "\x9b31m",
        "\u2028",
        "\ufffd",
        "%s %d {} {0}",
    ),
    *(
        "'; DROP TABLE partner; --",
        "<b>&amp;</b>",
        "]]>",
        '"',
        '"a;b',
        "a;b;;c",
        ";",
        ",",
        "null",
        "None",
        "NaN",
        "#N/A",
        "TRUE",
    ),
    *(
        "x" * 81,
        "y" * 300,
        "ž" * 3000,
        "w" * LONGEST,
        "a b " * 8000,
        "; ".join(f"name {number}" for number in range(500)),
    ),
]
NUMBERS = [
    *(0, -1, 1, 3.5, 1e-320, 1e308, -1e308, 2**31, 2**53 + 1, 10**30, float("inf"), float("nan"), True, False),
    *(
        "1e999",
        "nan",
        "inf",
        "٣",
        "１２",
        "1_000",
        "0x10",
        "1,5",
        "1.000.000,5",
        "1 000",
        "−5",
        "5-",
        "1e5",
        "²",
        "9" * 5000,
    ),
    *(91.0, -181.0, 56.9, 24.1, 2027, 20270101, 46000),
]
DAYS = [
    *(
        date(1900, 1, 1),
        date(1899, 12, 31),
        date(9999, 12, 31),
        datetime(2027, 3, 4, 23, 59, 59, 999999),
        time(9, 30),
        time(23, 59, 59),
    ),
    *(timedelta(days=-1), timedelta(hours=30), timedelta(days=400_000)),
    *(
        "3/4/2027",
        "31.2.2027",
        "2027-02-30",
        "0000-00-00",
        "2027-W01-1",
        "1.1.27",
        "2027-13",
        "13.2027",
        "00.2027",
        "0000",
        "99999",
    ),
    *(
        "2027-01-01T00:00:00+14:00",
        "20270101",
        "24:00",
        "9.5",
        "25:61",
        "Europe/Atlantis",
        "../../etc/passwd",
        "1. 1. 2027",
    ),
]
PLAUSIBLE = [
    *(
        "Lativa",
        "LV",
        "lv",
        "Latvija",
        "DE",
        "Malmö stad",
        "malmo-stad",
        "MALMO STAD",
        "Malmo stad AB",
        "Kultūras akadēmija",
        "LKA",
    ),
    *(
        "Rīga",
        "Riga",
        "Nykvarn",
        "Nykvarn, near Södertälje",
        "Neustadt",
        "Frankfurt (Oder)",
        "Tórshavn",
        "Music",
        "music; MUSIC",
        "cross-sectoral",
    ),
    *(
        "https://malmo.example",
        "javascript:alert(1)",
        "http://[::1",
        "https://a@b",
        "https://ü.example",
        "malmo.example",
        "yes",
        "maybe",
    ),
    *(
        "Study visit",
        "study_visit",
        "Lead partner",
        "baltic-beats",
        "Baltic Beats",
        "public record",
        "illustrative",
        "jobs",
    ),
]
TYPED = [
    *(Typed(text, "f") for text in FORMULAS),
    *(Typed(text, "e") for text in ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#BROKEN")),
    *(Typed(text, "n") for text in ("9" * 400, "-0", "1e400", "abc", "0x10", "1,5", "inf", "46000.5", "-46000", "3e9")),
    *(Typed(text, "b") for text in ("2", "true", "x", "")),
]
VALUES = st.one_of(
    st.sampled_from([None, *MARKS, *ODD, *PLAUSIBLE]),
    st.sampled_from([*NUMBERS, *DAYS]),
    st.sampled_from(TYPED),
    st.text(max_size=20),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.datetimes(),
)
HEADINGS = st.one_of(
    st.sampled_from(
        ["Name", "Title", "Country", "Land", "Nom", "Название", "Id", "Partner", "First day", "name ", "N*ame", "Naem"]
    ),
    VALUES,
)
TITLES = st.one_of(
    st.sampled_from(
        [
            "Partners",
            "partners",
            " Partners ",
            "Partner",
            "Organisations",
            "Partners (2)",
            "Patners",
            "Events",
            "Tabelle1",
        ]
    ),
    st.sampled_from(
        ["Read me", "Lists", "Sheet1", "Партнёры", "🎷", "x" * 31, "Places", "Indicator values", "Sectors", "Countries"]
    ),
    st.text(min_size=1, max_size=31),
)

ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "cp1257",
    "cp1250",
    "utf-16",
    "utf-16-le",
    "latin-1",
    "utf-32",
    "utf-7",
    "cp437",
]
NAMES = [
    "partners.csv",
    "network-partners.csv",
    "network-events.csv",
    "places.tsv",
    "sheet1.csv",
    "a.txt",
    "spotlights.csv",
    "network.csv",
]
LETTERS = [
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\x80",
    b'"',
    b"\r",
    b"\n",
    b";",
    b"\xef\xbb\xbf",
    b"\x1a",
    b"\x0c",
    b"\xc5",
    b"=1+1",
    b"\xed\xa0\x80",
]
