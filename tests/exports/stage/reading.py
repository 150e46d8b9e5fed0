"""HTML of a presentation as another parser reads it: it is well-formed XML, so nothing of the data can open a tag."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element


def parsed(html: str | bytes) -> Element:
    """Return the root of a document, or an element around a piece of one."""
    if isinstance(html, bytes):
        return ElementTree.fromstring(html.decode("utf-8"))
    return ElementTree.fromstring(f"<div>{html}</div>")


def text(element: Element) -> str:
    """Return what an element says, blanks collapsed."""
    return " ".join("".join(element.itertext()).split())


def of_class(root: Element, name: str) -> list[Element]:
    """Return the elements that have a class."""
    return [element for element in root.iter() if name in element.get("class", "").split()]
