"""The theme of a deck: the network's colours and the typeface, in the part where PowerPoint looks for them.

Shapes name a role of the theme, so that whoever changes the theme of a deck changes all its slides.
"""

import re

from pptx.parts.slide import SlideMasterPart

from cci_data.theme import Palette

# On each computer that shows slides, or as Liberation Sans, whose letters are as wide; a deck carries no typeface.
TYPEFACE = "Arial"
TEXT, BACKGROUND, SURFACE = "tx1", "bg1", "bg2"
PRIMARY, ACCENT, COMPARE, STEP, LINE, MUTED = (f"accent{number}" for number in range(1, 7))
COLOURS = re.compile(rb"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
FONTS = re.compile(rb"<a:fontScheme.*?</a:fontScheme>", re.DOTALL)
NAME = re.compile(rb'name="Office Theme"')


def apply_theme(master: SlideMasterPart, palette: Palette, name: str) -> None:
    """Write a palette and the typeface into the theme of a master, under a name."""
    (part,) = (relation.target_part for relation in master.rels.values() if relation.reltype.endswith("/theme"))
    found = COLOURS.sub(_colours(palette, name).encode(), part.blob)
    found = FONTS.sub(_fonts(name).encode(), found)
    part._blob = NAME.sub(f'name="{name}"'.encode(), found)


def _colours(palette: Palette, name: str) -> str:
    roles = {
        "dk1": palette.text,
        "lt1": palette.background,
        "dk2": palette.primary,
        "lt2": palette.surface,
        "accent1": palette.primary,
        "accent2": palette.accent,
        "accent3": palette.compare,
        "accent4": palette.steps[2],
        "accent5": palette.line,
        "accent6": palette.muted,
        "hlink": palette.primary,
        "folHlink": palette.muted,
    }
    slots = "".join(f'<a:{role}><a:srgbClr val="{colour[1:].upper()}"/></a:{role}>' for role, colour in roles.items())
    return f'<a:clrScheme name="{name}">{slots}</a:clrScheme>'


def _fonts(name: str) -> str:
    face = f'<a:latin typeface="{TYPEFACE}"/><a:ea typeface=""/><a:cs typeface=""/>'
    faces = f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
    return f'<a:fontScheme name="{name}">{faces}</a:fontScheme>'
