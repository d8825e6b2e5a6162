"""Where the sample apps stand: each package with the documents supplied to its audit and what a right audit says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SAMPLES: Path = Path(__file__).resolve().parents[2] / "samples"


@dataclass(frozen=True, slots=True)
class SamplePaths:
    """The files of one sample: package, policy, SDK list, and `expected.json` (its keys: samples/README.md)."""

    apk: Path
    policy: Path
    sdk_list: Path
    expected: Path


def sample_names() -> list[str]:
    """Every folder of samples/ that has a recipe, in alphabetical order."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/sample.json"))


def sample(name: str) -> SamplePaths:
    """The files of the sample of that name; raises FileNotFoundError when one of them is missing.

    `apk` is the bundle (`.apks`, `.aab`), the mini-program (`.wxapkg`) or the module of HarmonyOS (`.hap`) of a sample
    that is one.
    """
    folder = SAMPLES / name
    bundles = [folder / f"{name}{ending}" for ending in (".apks", ".aab", ".wxapkg", ".hap")]
    paths = SamplePaths(
        apk=next(filter(Path.is_file, bundles), folder / f"{name}.apk"),
        policy=folder / "privacy.html",
        sdk_list=folder / "sdks.csv",
        expected=folder / "expected.json",
    )
    for path in (paths.apk, paths.policy, paths.sdk_list, paths.expected):
        if not path.is_file():
            raise FileNotFoundError(f"sample {name}: no {path}; python samples/build.py {name} builds packages")
    return paths
