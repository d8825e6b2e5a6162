"""The choice of tests for a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.affected import affected


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {
        "tests/support/tables.py": "from appaudit.fleet.rows import kept_of\n",
        "tests/unit/test_engine.py": "from tests.support.tables import kept\n",
        "tests/unit/test_rows.py": "import appaudit.fleet.rows\n",
        "tests/unit/test_room.py": "from appaudit.fleet import rows\n",
        "tests/unit/test_other.py": "from appaudit.dex import reader\n",
        "tests/unit/policy/test_pairs.py": "import pytest\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_those_that_import_what_changed_and_those_behind_what_tests_share(tree: Path) -> None:
    met = ["tests/unit/test_engine.py", "tests/unit/test_room.py", "tests/unit/test_rows.py"]
    assert affected(["src/appaudit/fleet/rows.py", "README.md"], tree) == met
    assert affected(["tests/unit/test_other.py"], tree) == ["tests/unit/test_other.py"]
    assert affected(["rules/x.yaml"], tree) == []
    assert affected(["rules/lexicon/zh.yaml"], tree) == ["tests/unit/policy/test_pairs.py"]
    assert affected(["src/appaudit/dex/__init__.py"], tree) == ["tests/unit/test_other.py"]
