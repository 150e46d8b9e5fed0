"""Sites on the web, as far as an address tells whose it is, and the words of an address."""

import re
from dataclasses import dataclass

from cci_data.language import fold

WORD = re.compile(r"[^\W_]+")

# Where many have their page, the site is the host with the path.
SHARED_HOSTS = frozenset(
    (
        *("bsky.app", "facebook.com", "github.com", "instagram.com", "linkedin.com", "linktr.ee", "ror.org"),
        *("sites.google.com", "tiktok.com", "twitter.com", "vimeo.com", "wikidata.org", "wikipedia.org", "x.com"),
        "youtube.com",
    )
)


@dataclass(frozen=True)
class Site:
    """A site on the web: its host without `www.`, and the path where the host is one that many share."""

    host: str
    path: str = ""

    def holds(self, link: "Site") -> bool:
        """Tell whether an address lies on this site, or on a part of it with a host of its own."""
        is_on_host = link.host == self.host or link.host.endswith(f".{self.host}")
        return is_on_host and (not self.path or f"{link.path}/".startswith(f"{self.path}/"))


def site(link: str) -> Site | None:
    """Return the site of an address, None where it has no host: `https://www.example.org/en` → `example.org`."""
    text = link.strip().partition("://")[2] or link.strip()
    host, slash, path = text.partition("/")
    host = host.rpartition("@")[2].partition(":")[0].partition("?")[0].partition("#")[0].casefold().strip(".")
    host = host.removeprefix("www.")
    if "." not in host:
        return None
    is_shared = host in SHARED_HOSTS or any(host.endswith(f".{shared}") for shared in SHARED_HOSTS)
    return Site(host, f"/{path.partition('?')[0].partition('#')[0]}".rstrip("/").casefold() if is_shared else "")


def slug(text: str) -> str:
    """Return the words of a text as an address has them: `-creative-estonia-`."""
    return f"-{'-'.join(WORD.findall(fold(text)))}-"
