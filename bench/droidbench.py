"""Every source call that dexdump shows in the DroidBench packages, held against the facts.

    python bench/droidbench.py FOLDER SOURCES.tsv [PHASES.tsv]

SOURCES.tsv lists APIs under the headings `class`, `method`, `descriptor` and `data_type`; rows whose descriptor is no
JVM descriptor or field are left out, and so are those that stand for no data (reflection, permission requests, content
by address). PHASES.tsv lists under `file`, `caller` and `phase` when a method runs, as read in the sources of the
benchmark; without it the table beside this script is taken. Prints every source without a fact of the same caller,
every SDK that is reported, every phase that differs, and the totals.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from appaudit.catalog import load_catalog
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.pipeline.collect import collect
from appaudit.pipeline.inputs import Inputs
from appaudit.stages import Stages

_METHOD = re.compile(r"\|\[[0-9a-f]+\] (?P<class>[\w$.]+)\.(?P<name>[\w$<>]+):\(")
_CALL = re.compile(r" L(?P<class>[\w/$]+);\.(?P<name>[\w$<>]+):[\(L\[ZBCSIJFDV]")
_TEXT = re.compile(r'const-string(?:/jumbo)? v\d+, "(?P<text>[^"]*)"')
_NO_DATA = {"reflection", "permission_request", "by_uri", "exec"}
#: Sources that read personal data only under some keys.
_KEYED = {
    ("android.provider.Settings$Secure", "getString"): "android_id",
    ("android.provider.Settings$System", "getString"): "android_id",
    ("android.media.MediaDrm", "getPropertyByteArray"): "deviceUniqueId",
    ("android.content.pm.PackageManager", "queryIntentActivities"): "android.intent.category.LAUNCHER",
}


def sources(path: Path) -> dict[tuple[str, str], set[str]]:
    """Data types by class and member."""
    found: dict[tuple[str, str], set[str]] = {}
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            types = set(row["data_type"].split("|"))
            if types & _NO_DATA or row["descriptor"].startswith(("uri=", "cmd", "path", "type=", "intent")):
                continue
            found.setdefault((row["class"], row["method"]), set()).update(types)
    return found


def used(package: Path, wanted: dict[tuple[str, str], set[str]]) -> Iterator[tuple[str, str, str]]:
    """Caller, class and member of every source in the bytecode of a package, as dexdump prints it."""
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
        for name in sorted(name for name in archive.namelist() if re.fullmatch(r"classes\d*\.dex", name)):
            file = Path(folder, name)
            file.write_bytes(archive.read(name))
            dump = subprocess.run(
                ["dexdump", "-d", file], capture_output=True, text=True, errors="replace", check=False
            )
            yield from _used_in(dump.stdout, wanted)


def _used_in(dump: str, wanted: dict[tuple[str, str], set[str]]) -> Iterator[tuple[str, str, str]]:
    caller, texts, calls = "", set(), []
    for line in [*dump.splitlines(), "|[000000] end.end:("]:
        header = _METHOD.search(line)
        if header:
            for owner, member in calls:
                key = _KEYED.get((owner, member))
                if key is None or key in texts:
                    yield caller, owner, member
            caller, texts, calls = f"{header['class']}.{header['name']}", set(), []
        elif text := _TEXT.search(line):
            texts.add(text["text"])
        elif call := _CALL.search(line):
            member = (call["class"].replace("/", "."), call["name"])
            if member in wanted:
                calls.append(member)


def phases(path: Path) -> dict[tuple[str, str], str]:
    """The phase of callers by file and caller."""
    with path.open(encoding="utf-8") as stream:
        return {(row["file"], row["caller"]): row["phase"] for row in csv.DictReader(stream, delimiter="\t")}


def main(arguments: list[str]) -> int:
    folder, wanted = Path(arguments[0]), sources(Path(arguments[1]))
    labelled = phases(Path(arguments[2]) if len(arguments) > 2 else Path(__file__).with_suffix(".phases.tsv"))
    catalog = load_catalog((), Stages())
    shown = missed = sdks = checked = wrong = 0
    for package in sorted(folder.glob("*.apk")):
        facts = collect(Inputs(artifact=package), catalog, Stages()).facts
        accesses = facts.of(DataAccessFact)
        for caller, owner, member in sorted(set(used(package, wanted))):
            shown += 1
            named = f"{owner}.{member}"
            if not any(a.caller == caller and a.api.partition("(")[0] == named for a in accesses):
                missed += 1
                print(f"MISSED {package.name}: {caller} -> {named}")
        for sdk in (fact for fact in facts.of(SdkFact) if fact.collects_data):
            sdks += 1
            print(f"SDK {package.name}: {sdk.id} ({'; '.join(sdk.signals)})")
        for caller, phase in {(a.caller, a.phase) for a in accesses}:
            expected = labelled.get((package.name, caller))
            checked += expected is not None
            if expected not in (None, phase):
                wrong += 1
                print(f"PHASE {package.name}: {caller} is {phase}, expected {expected}")
    print(f"sources shown by dexdump {shown}, without a fact {missed}; SDKs reported {sdks}; phases checked {checked},"
          f" wrong {wrong}")  # fmt: skip
    return int(bool(missed or sdks or wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
