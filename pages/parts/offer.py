"""What a person can take away."""

from pages.parts import show
from pages.parts.address import base


def subscription(address: str) -> None:
    """Offer a list of events as a calendar: a file to open once, and an address to subscribe to."""
    show.html(
        '<p class="small"><a href="{address}" download>Calendar file of this list</a>, or subscribe in your calendar '
        "program to <code>{whole}</code></p>",
        address=address,
        whole=f"{base()}{address}",
    )
