from tests.charts.conftest import fetch, fetch_nothing

__all__ = ["fetch", "fetch_nothing"]
