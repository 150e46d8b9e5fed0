"""Addresses on the web: which ones a page may offer as a link."""

import re
from urllib.parse import urlsplit

HOST = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?", re.UNICODE)


def is_web_link(text: str) -> bool:
    """Tell whether `text` is a whole http or https address with a host, and nothing else.

    `javascript:`, addresses with blanks or control characters, and those that carry a name or password before the
    host are not.
    """
    if any(character.isspace() or not character.isprintable() for character in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    has_host = bool(parts.hostname) and (":" in parts.hostname or bool(HOST.fullmatch(parts.hostname)))
    return parts.scheme in {"http", "https"} and has_host and "@" not in parts.netloc and "\\" not in text
