"""A workbench that listens, and a browser that asks it; a database of either kind; one for each module of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.support.postgresql import postgresql
from tests.support.workbench import Browser, listening, settings_in

from appaudit.serve.database import Database
from appaudit.serve.models import Base
from appaudit.serve.settings import default_database
from appaudit.serve.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(settings_in(tmp_path_factory.mktemp("bench")))


@pytest.fixture(scope="module")
def browser(bench: Workbench) -> Iterator[Browser]:
    with listening(bench) as address, Browser(address) as client:
        yield client


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield default_database(tmp_path_factory.mktemp("db"))
        return
    with postgresql() as found:
        yield found


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """The database, without audits."""
    found = Database(address)
    with found.session() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
    yield found
    found.close()
