"""The code of an address that telephones read, the same on screens and on slides."""

import segno


def code_of(address: str) -> segno.QRCode | None:
    """Return the QR code of an address (ISO/IEC 18004, a seventh of it may be lost); None for "" and what is too long.

    It is never a Micro QR code, which most telephones do not read.
    """
    if not address:
        return None
    try:
        return segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        return None
