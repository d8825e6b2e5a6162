"""What `from appaudit import …` offers, and what docs/python.md shows of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import appaudit
from tests.support.sample_paths import sample

DOCS = Path(__file__).parent.parent / "docs"
PAGES = [DOCS / "python.md", DOCS / "python.zh-CN.md"]


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the pages speak of."""
    paths = sample("planted-shop")
    shutil.copy(paths.apk, tmp_path / "app.apk")
    shutil.copy(paths.policy, tmp_path / "privacy.html")
    shutil.copy(paths.sdk_list, tmp_path / "sdks.csv")
    (tmp_path / "my-rules").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.usefixtures("folder")
def test_the_examples_of_the_page_run_one_after_the_other(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for block in blocks(page):
        exec(block, names)  # noqa: S102  # our own page
    report = names["report"]
    assert isinstance(report, appaudit.Report)
    assert report.artifact.package == "com.qinghe.market"
    printed = capsys.readouterr().out
    assert "F-01" in printed
    assert "undisclosed-sdk" in printed


def test_both_pages_show_the_same_code() -> None:
    english, chinese = ([re.sub(r"#.*", "", block) for block in blocks(page)] for page in PAGES)
    assert english == chinese
    assert len(english) >= 4


def test_everything_offered_is_there() -> None:
    for name in appaudit.__all__:
        assert getattr(appaudit, name) is not None
    assert sorted(appaudit.__all__) == dir(appaudit)
    with pytest.raises(AttributeError, match="nothing"):
        appaudit.nothing  # noqa: B018


def test_the_package_itself_loads_nothing() -> None:
    code = "import sys, appaudit; print([name for name in sys.modules if name.startswith(('appaudit.', 'numpy'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_reads_harmony_packages_is_loaded_for_them_alone() -> None:
    code = (
        "import sys, pathlib, appaudit.artifacts as a; (r,) = [x for x in a.readers() if x.kind == 'harmony']; "
        f"print(r.detect(pathlib.Path({str(sample('planted-shop').apk)!r}))); "
        "print('appaudit.artifacts.harmony.reader' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_a_catalogue_is_loaded_without_what_reads_artifacts() -> None:
    code = (
        "import sys; from appaudit import load_catalog; load_catalog();"
        "print([name for name in ('numpy', 'click', 'jinja2', 'yaml', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
