"""The wheel is complete: rules, templates and commands work from an installation without a checkout."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from appaudit import __version__
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


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Wheel and source archive of a release can be made again by anybody."""
    digests = []
    for name in ("one", "two"):
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1764201600"}
        subprocess.run(
            [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / name), str(ROOT)],
            check=True, capture_output=True, env=environment,
        )  # fmt: skip
        files = sorted((tmp_path / name).iterdir())
        digests.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])
    assert [name.rpartition(".")[2] for name, _ in digests[0]] == ["whl", "gz"]
    assert digests[0] == digests[1]


def test_the_readme_of_a_release_shows_its_pictures_without_the_files_beside_it(tmp_path: Path) -> None:
    """They lead to the tag of the version where the address of the repository is given, and are left out elsewhere."""
    metadata = {}
    for address in ("", "https://git.example.com/security/appaudit"):
        folder = tmp_path / (address and "published")
        subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
            check=True, capture_output=True, env={**os.environ, "RELEASE_REPOSITORY": address},
        )  # fmt: skip
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
            metadata[address] = archive.read(name).decode("utf-8")
    alone, published = metadata.values()
    assert "![" not in alone
    assert "Project-URL" not in alone
    base = f"https://git.example.com/security/appaudit/raw/v{__version__}/docs/images"
    assert f"]({base}/report-desktop-en.png)" in published
    assert "Project-URL: Source, https://git.example.com/security/appaudit" in published
    body = published.partition("\n\n")[2]
    assert not re.findall(r"\]\((?!https?:|#)", body)
