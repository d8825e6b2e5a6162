"""The committed sample packages are what their sources build; skipped where the build tools are not installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sample_paths import SAMPLES, sample, sample_names

TOOLS = ("aapt", "zipalign", "apksigner", "smali")
FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None] + [FRAMEWORK.name] * (not FRAMEWORK.is_file())
#: The framework that the committed packages were compiled against writes its version into their manifests.
BUILT_WITH = "versionCode='33'"
#: One sample for every step of the build; `make samples` and `build.py --check` without names do all.
EVERY_STEP = ("hostile-strings", "nested-jar-twin", "packed-shell", "broken-manifest", "split-bundle")
LARGEST = 100_000


@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
@pytest.mark.parametrize("name", EVERY_STEP)
def test_a_fresh_build_has_the_same_content(name):
    framework = subprocess.run(["aapt", "dump", "badging", str(FRAMEWORK)], capture_output=True, text=True, check=False)
    if BUILT_WITH not in framework.stdout:
        pytest.skip(f"{FRAMEWORK.name} is another version of Android than the samples were built with")
    command = [sys.executable, str(SAMPLES / "build.py"), "--check", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", sample_names())
def test_packages_are_small(name):
    assert sample(name).apk.stat().st_size < LARGEST


@pytest.mark.parametrize("name", sample_names())
def test_samples_say_what_they_are(name):
    assert (SAMPLES / name / "README.md").is_file()
    assert f"| `{name}` |" in (SAMPLES / "README.md").read_text(encoding="utf-8")
