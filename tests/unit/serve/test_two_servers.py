"""Two servers on one PostgreSQL and one storage folder: each package is read once, and its app is one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select
from tests.support.postgresql import postgresql
from tests.support.sample_paths import sample
from tests.support.workbench import Browser, ended, listening, parts_of, settings_in

from appaudit.serve.models import App, Audit
from appaudit.serve.workbench import Workbench


def test_two_servers_share_the_work(tmp_path: Path) -> None:
    with postgresql() as address:
        settings = settings_in(tmp_path, database=address)
        benches = Workbench(settings), Workbench(settings)
        with (
            listening(benches[0]) as one,
            listening(benches[1]) as other,
            Browser(one) as first,
            Browser(other) as second,
        ):
            parts = parts_of(sample("clean-shop"), "policy")
            posted = [
                client.post("/api/v1/audits", files=parts).json()["id"] for client in (first, second, first, second)
            ]
            found = [ended(second, audit) for audit in posted]
            assert [item["outcome"] for item in found] == ["done"] * 4
            with benches[0].database.reading() as session:
                assert session.scalar(select(func.count()).select_from(App)) == 1
                assert set(session.scalars(select(Audit.attempts))) == {1}
            page = f"/audits/{posted[0]}"
            assert second.send_form(f"{page}/delete", page).status_code == 303
            assert first.get(page).status_code == 404
