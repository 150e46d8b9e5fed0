from tests.charts.conftest import answers, fetch, fetch_nothing

__all__ = ["answers", "fetch", "fetch_nothing"]
