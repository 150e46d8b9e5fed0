"""The look: colours that are safe for colour-blind readers, in light and dark, and the sizes of text."""

from dataclasses import dataclass

FONT = '"Source Sans", sans-serif'


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #rrggbb.

    Roles: `primary` marks the network, `accent` the one thing that matters, `compare` what it is compared with,
    `steps` go from least to most.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    line: str
    primary: str
    accent: str
    compare: str
    sea: str
    land: str
    network_land: str
    coast: str
    steps: tuple[str, str, str, str]


LIGHT = Palette(
    name="light",
    background="#fbfaf6",
    surface="#f1efe8",
    text="#16293a",
    muted="#4a5965",
    line="#d9d6cc",
    primary="#0b4f79",
    accent="#a35300",
    compare="#8d99a3",
    sea="#e4eef3",
    land="#f0eee8",
    network_land="#d6cfba",
    coast="#a59d86",
    steps=("#f1efe8", "#e3e0d6", "#7fb0cc", "#0b4f79"),
)

DARK = Palette(
    name="dark",
    background="#0f1c27",
    surface="#182a38",
    text="#eef3f6",
    muted="#a9b8c3",
    line="#2c4152",
    primary="#7cc0e8",
    accent="#f5b04c",
    compare="#7d8d99",
    sea="#0b1620",
    land="#1a2731",
    network_land="#34495a",
    coast="#5b7284",
    steps=("#182a38", "#22384a", "#356f96", "#9ed3f2"),
)

# For a projector that washes colours out: black on white and white on black, 7:1 for all text.
CONTRAST = Palette(
    name="contrast",
    background="#ffffff",
    surface="#f2f2f2",
    text="#000000",
    muted="#262626",
    line="#595959",
    primary="#00366b",
    accent="#7a2e00",
    compare="#5c5c5c",
    sea="#e6f1fa",
    land="#f7f7f7",
    network_land="#cfcfcf",
    coast="#4d4d4d",
    steps=("#ffffff", "#ececec", "#9cc4ec", "#00366b"),
)

CONTRAST_DARK = Palette(
    name="contrast-dark",
    background="#000000",
    surface="#141414",
    text="#ffffff",
    muted="#e0e0e0",
    line="#a6a6a6",
    primary="#9fd8ff",
    accent="#ffc247",
    compare="#a3a3a3",
    sea="#000000",
    land="#1a1a1a",
    network_land="#3d3d3d",
    coast="#b3b3b3",
    steps=("#000000", "#1f1f1f", "#1f5687", "#b5e1ff"),
)

# By their names, which are the keys of `scenes.agenda.THEMES`.
PRESENTED = {look.name: look for look in (LIGHT, DARK, CONTRAST, CONTRAST_DARK)}


def palette(name: str | None) -> Palette:
    """Return the palette of a theme; whoever has not said anything gets the light one."""
    return DARK if name == "dark" else LIGHT


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return a colour `#rrggbb` as [red, green, blue, alpha], 0 to 255, for maps."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)] + [alpha]
