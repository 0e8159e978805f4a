"""What every test run may be asked: the long figures, and new pictures."""

import pytest

from tests import pages


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--full"):
        pages.most_alike = 10**9


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="also run the tests marked full")
    parser.addoption("--pictures", action="store_true", help="make the pictures in README anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
