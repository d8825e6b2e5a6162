"""The wheel is complete: rules, templates and commands work from an installation without a checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.sample_paths import sample

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel; its dependencies come from the one the tests run in."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    (site,) = folder.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin" / "python"


def run(python: Path, folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the installed Python in a folder, without what the environment of the tests would add to its path."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    environment.pop("PYTHONPATH", None)
    command = [str(python), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_holds_the_rules_and_the_type_marker(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"appaudit/_rules/{path.relative_to(ROOT / 'rules').as_posix()}" for path in (ROOT / "rules").rglob("*.yaml")
    }
    assert shipped - names == set()
    assert "appaudit/py.typed" in names


def test_an_installed_appaudit_scans_a_sample(installed: Path, tmp_path: Path) -> None:
    planted = sample("planted-shop")
    done = run(
        installed, tmp_path, "-m", "appaudit",
        "scan", planted.apk, "--policy", planted.policy, "--sdk-list", planted.sdk_list,
        "--format", "json", "--format", "html", "--output", f"{tmp_path}/out/",
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    (report,) = (tmp_path / "out").glob("*.json")
    rules = {finding["rule_id"] for finding in json.loads(report.read_text("utf-8"))["findings"]}
    assert {"undisclosed-sdk", "excess-permission-unused", "account-cancellation-missing", "shake-ad-sdk"} <= rules
    where = run(installed, tmp_path, "-c", "import appaudit; print(appaudit.__file__)").stdout
    assert where.endswith("appaudit/__init__.py\n")
    assert str(ROOT) not in where
