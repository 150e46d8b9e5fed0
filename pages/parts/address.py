"""The address of the dashboard, on which links in files and in texts for elsewhere rest."""

from urllib.parse import urlsplit

import streamlit as st

from cci_data.settings import read_settings


def base() -> str:
    """Return the address of the dashboard: as the installation says it, else as this viewer reaches it, else ""."""
    here = urlsplit(st.context.url or "")
    return read_settings().public_url or (f"{here.scheme}://{here.netloc}" if here.netloc else "")


def this_page() -> str:
    """Return the address of this page without its parameters, to be handed out; by the same rule, else ""."""
    here = urlsplit(st.context.url or "")
    if not here.netloc:
        return ""
    # Below which folder a viewer reaches it is no matter where the installation says its address.
    name = here.path.rpartition("/")[2]
    return f"{base()}/{name}" if read_settings().public_url else f"{here.scheme}://{here.netloc}{here.path}"
