"""A workbench that listens, and a browser that asks it; one for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.workbench import Browser, listening, settings_in

from appaudit.serve.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(settings_in(tmp_path_factory.mktemp("bench")))


@pytest.fixture(scope="module")
def browser(bench: Workbench) -> Iterator[Browser]:
    with listening(bench) as address, Browser(address) as client:
        yield client
