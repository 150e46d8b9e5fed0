"""The network behind the figures: the ledger, who works with whom across borders, and how dense that is."""


def ledger() -> None:
    """Show nothing yet."""


geography = shape = good_practices = ledger
