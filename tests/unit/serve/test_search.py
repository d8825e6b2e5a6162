"""Audits are found by what they are called, on SQLite and PostgreSQL."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sqlalchemy import select, text
from tests.support.sample_paths import sample
from tests.support.workbench import Browser, asked_for, ended, parts_of

from appaudit.serve.database import Database
from appaudit.serve.intake import Brought, copied_audit, take_in
from appaudit.serve.models import App, Audit, AuditNames
from appaudit.serve.removal import delete_audit
from appaudit.serve.storage import Storage
from appaudit.serve.web.audits import list_audits
from appaudit.serve.workbench import Workbench


def taken_in(database: Database, storage: Storage, *names: str) -> list[int]:
    """An audit for each name of a file, none of which was read."""
    kept = [storage.put(io.BytesIO(name.encode()), name) for name in names]
    return [take_in(database, storage, Brought(package=package, as_of="2026-11-24")) for package in kept]


def found(database: Database, sought: str, before: int | None = None, most: int = 9) -> list[int]:
    with database.reading() as session:
        return [audit.id for audit in list_audits(session, sought, before, most)]


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path)


def test_every_word_must_stand_in_one_of_the_names(database: Database, storage: Storage) -> None:
    first, second, third = taken_in(database, storage, "商城.apk", "商城_100%.APK", "ÉCOLE.apk")
    with database.session() as session:
        audit = session.get_one(Audit, first)
        audit.label, audit.package, audit.version_name = "青禾集市", "com.Qinghe.app", "1.3.0"
        audit.write_names()
    assert found(database, "") == [third, second, first]
    assert found(database, "商城") == [second, first]
    assert found(database, "商城 1.3 QINGHE") == [first]
    assert found(database, "qinghe 1.4") == []
    assert found(database, "école") == [third]
    assert found(database, "%") == found(database, "_") == [second]
    assert found(database, "apk\n商城") == [second, first]  # two words


def test_a_page_of_what_is_found_follows_another(database: Database, storage: Storage) -> None:
    audits = taken_in(database, storage, *(["a.apk", "b.apk"] * 3))
    assert found(database, "a.apk", most=2) == [audits[4], audits[2]]
    assert found(database, "a.apk", audits[2], most=2) == [audits[0]]


def test_a_digest_finds_its_package_only(database: Database, storage: Storage) -> None:
    (audit, _) = taken_in(database, storage, "a.apk", "b.apk")
    with database.reading() as session:
        digest = session.get_one(Audit, audit).sha256
    assert found(database, f" {digest.upper()} ") == [audit]
    assert found(database, digest[:63]) == []


def test_names_come_and_go_with_their_audit(database: Database, storage: Storage) -> None:
    (audit,) = taken_in(database, storage, "a.apk")
    with database.session() as session:
        again = copied_audit(session, storage, session.get_one(Audit, audit), "", "2026-11-24").id
    assert found(database, "a.apk") == [again, audit]
    assert delete_audit(database, storage, audit, "")
    assert found(database, "a.apk") == [again]
    with database.reading() as session:
        assert session.scalars(select(AuditNames.audit_id)).all() == [again]


def test_audits_of_an_older_workbench_are_found(address: str, database: Database, storage: Storage) -> None:
    (audit,) = taken_in(database, storage, "Old.apk")
    with database.session() as session:
        session.execute(text("DROP TABLE audit_names"))
        session.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    newer = Database(address)
    assert found(newer, "old") == [audit]
    newer.close()


def test_the_form_takes_an_app_by_its_name(browser: Browser) -> None:
    audit = asked_for(browser, "clean-shop")
    app = browser.get(f"/api/v1/apps/{audit['app']}").json()
    shown = f"{app['package']} (android)"
    assert f'value="{shown}"' in browser.get("/", params={"app": app["id"]}).text
    for name in (shown, f" {app['package']} "):
        answer = browser.send_form("/audits", files=parts_of(sample("clean-shop")), app=name)
        again = ended(browser, int(answer.headers["location"].rpartition("/")[2]))
        assert (again["app"], again["since"]["open"]) == (app["id"], audit["findings"])


def test_an_app_that_is_none_or_two_is_refused(browser: Browser, bench: Workbench) -> None:
    with bench.database.session() as session:
        session.add_all(
            App(platform=platform, package="com.two", created_at=0.0, categories=[])
            for platform in ("android", "harmony")
        )
    for name, said in (("com.none", "No app with an audit"), ("com.two", "two platforms")):
        refusal = browser.send_form("/audits", files=parts_of(sample("clean-shop")), app=name)
        assert (refusal.status_code, said in refusal.text) == (422, True)
    answer = browser.send_form("/audits", files=parts_of(sample("clean-shop")), app="com.two (harmony)")
    assert answer.status_code == 303
