"""How right audits of mini-programs are, on packages and source trees with labels.

    python bench/mini_programs.py CORPUS

CORPUS has `wxapkg/`, `wxapkg_broken/`, `wxapkg_e2e/<name>/` (`__APP__.wxapkg`, `policy_zh.txt`, and the labels of
xjtu-intsoft/MiniDetector: `flow_benchmark.csv`, `policy_benchmark.csv`) and `mini_source/`, where the name of a case
of xjtu-intsoft/MiniChecker begins with the abuse that it shows. None of it is in this repository.
"""

from __future__ import annotations

import csv
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from appaudit.artifacts import open_artifact
from appaudit.catalog import Catalog, load_catalog
from appaudit.errors import AppauditError, UnreadableArtifactError
from appaudit.model.artifact import Artifact, Scripts
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.documents import MentionFact
from appaudit.model.knowledge import ApiEntry
from appaudit.pipeline.collect import Collected, collect
from appaudit.pipeline.inputs import Inputs
from appaudit.pipeline.scripts import read_script_facts
from appaudit.scripts.reading import ScriptReading

#: What the labels of MiniDetector call the handlers of buttons that give a telephone number or a profile.
_BUTTONS = {"getPhoneNumber": "open-type:getPhoneNumber", "getMobile": "open-type:getPhoneNumber"}
#: What takes the value of a labelled flow, as destinations have it; other ends take nothing anywhere for us.
_ENDS = {
    "wx.request": "request",
    "wx.uploadFile": "request",
    "wx.setStorage": "preference",
    "wx.setStorageSync": "preference",
    "wx.showToast": "screen",
    "wx.showModal": "screen",
    "console.log": "log",
}
#: The labels of its policies, as the tree of data types has them.
_TYPES = {
    "居住地址": {"address"},
    "工作地址": {"address", "occupation"},
    "电话号码": {"phone_number"},
    "交易记录": {"transaction_record"},
    "IP地址": {"ip_address"},
    "设备识别码": {"device_identifier"},
    "设备型号": {"device_model"},
    "点击记录": {"usage_record", "browser_history", "log_information"},
    "个人姓名": {"name"},
    "用户个人信息标识": {"user_id", "account_name", "account_information"},
    "职业": {"occupation"},
    "职位": {"occupation"},
    "照片": {"photos_media"},
    "身份证": {"id_card"},
    "电子邮件地址": {"email"},
}


def main() -> int:
    """Print all figures."""
    corpus = Path(sys.argv[1])
    catalog = load_catalog([])
    live(sorted((corpus / "wxapkg").glob("*.wxapkg")), catalog)
    broken(sorted((corpus / "wxapkg_broken").glob("*")))
    labelled(sorted((corpus / "wxapkg_e2e").iterdir()), catalog)
    abuses(sorted((corpus / "mini_source").iterdir()), catalog)
    return 0


def live(paths: list[Path], catalog: Catalog) -> None:
    """How much of the calls is resolved, and how long a package takes."""
    total: Counter[str] = Counter()
    slowest = 0.0
    gaps: Counter[str] = Counter()
    for path in paths:
        start = time.process_time()
        reading = open_artifact(path)
        read = read_script_facts(reading.contents.scripts or Scripts(), reading.artifact, catalog)
        slowest = max(slowest, time.process_time() - start)
        for name in ("sites", "resolved", "host", "builtin", "outside", "unresolved", "dynamic", "parse_errors"):
            total[name] += getattr(read.figures, name)
        gaps.update({f"{gap.kind} {gap.reason}" for gap in (*reading.gaps, *read.gaps)})
    known = total["sites"] - total["unresolved"] - total["outside"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"live packages: {len(paths)} read; slowest {slowest:.1f} s of processor time; peak {peak} MB for all")
    print(f"  calls {dict(total)}; resolved {known / max(1, total['sites']):.3f}")
    print(f"  packages with a gap, by kind and reason: {dict(gaps)}")


def broken(paths: list[Path]) -> None:
    """How many are refused with a reason."""
    refused = 0
    for path in paths:
        try:
            open_artifact(path)
        except UnreadableArtifactError:
            refused += 1
    print(f"broken packages: {refused} of {len(paths)} refused")


def labelled(folders: list[Path], catalog: Catalog) -> None:
    """Reads and flows of personal data against labels, and the types that a policy names."""
    for folder in folders:
        inputs = Inputs(artifact=folder / "__APP__.wxapkg", policies=[folder / "policy_zh.txt"])
        collected = collect(inputs, catalog)
        entries = catalog.knowledge.apis_on("miniprogram")
        known = {entry.script for entry in entries if entry.data and entry.script}
        calls = [fact for fact in collected.facts.of(ApiCallFact) if fact.data_types]
        found = {(_file(fact), fact.api) for fact in calls}
        sent = {(_file(fact), fact.api) for fact in calls if any(each.to == "request" for each in fact.destinations)}
        rows = list(csv.DictReader((folder / "flow_benchmark.csv").open(encoding="utf-8-sig")))
        flows = [(row, (row["source_file"].replace("\\", "/"), _api(row["source_api"]))) for row in rows]
        wanted = {pair for _, pair in flows if pair[1] in known}
        to_request = {
            pair for row, pair in flows if pair[1] in known and row["sink_api"] in ("wx.request", "wx.uploadFile")
        }
        print(f"{folder.name}: reads labelled {len(wanted)}, found {len(wanted & found)}; missing {wanted - found}")
        print(f"  flows into requests labelled {len(to_request)}, found {len(to_request & sent)}: {to_request - sent}")
        print(f"  flows by kind: {_flows(rows, read_script_facts(*_scripts_of(folder), _with(rows, catalog)))}")
        print(f"  reads found beside the labels: {sorted(found - wanted)}")
        _policy(folder, collected)


def _with(rows: list[dict[str, str]], catalog: Catalog) -> Catalog:
    """The catalogue with the sources of all labelled flows: what other interfaces give is not followed."""
    known = {entry.script for entry in catalog.knowledge.apis}
    names = {_api(row["source_api"]) for row in rows} - known
    added = [ApiEntry(script=name, platform="miniprogram") for name in sorted(names) if "." in name]
    return replace(catalog, knowledge=replace(catalog.knowledge, apis=(*catalog.knowledge.apis, *added)))


def _scripts_of(folder: Path) -> tuple[Scripts, Artifact]:
    reading = open_artifact(folder / "__APP__.wxapkg")
    return reading.contents.scripts or Scripts(), reading.artifact


def _flows(rows: list[dict[str, str]], read: ScriptReading) -> dict[str, str]:
    """Labelled flows by where they start and how they go: followed to the same end, of those labelled."""
    ends: dict[tuple[str, str], set[str]] = {}
    for call in read.calls:
        parts = call.api.split(".")
        for count in range(2, len(parts) + 1):
            place = (call.caller.partition(":")[0], ".".join(parts[:count]))
            ends.setdefault(place, set()).update(item.to for item in call.destinations)
    for fact in read.facts:
        if isinstance(fact, ApiCallFact) and fact.api.startswith(("open-type:", "field:")):
            page, _, handler = fact.caller.partition(":")
            ends.setdefault((f"{page}.js", handler), set()).update(item.to for item in fact.destinations)
    all_of, followed = Counter[str](), Counter[str]()
    for row in rows:
        kind = f"{row['startpoint_type'].partition('.')[0]} {row['flow_type']}"
        found = ends.get((row["source_file"].replace("\\", "/"), row["source_api"]), set())
        all_of[kind] += 1
        followed[kind] += _ENDS.get(row["sink_api"], "") in found
    return {kind: f"{followed[kind]}/{count}" for kind, count in sorted(all_of.items())}


def _file(fact: ApiCallFact) -> str:
    module = fact.caller.partition(":")[0]
    return module if module.endswith(".js") else f"{module}.js"


def _api(name: str) -> str:
    return _BUTTONS.get(name, name)


def _policy(folder: Path, collected: Collected) -> None:
    named = {fact.data_type for fact in collected.facts.of(MentionFact) if fact.polarity == "affirm"}
    rows = list(csv.DictReader((folder / "policy_benchmark.csv").open(encoding="utf-8-sig")))
    labels = {row["type"] for row in rows}
    missed = {label for label in labels if not _TYPES.get(label, set()) & named}
    beyond = named - set().union(*(_TYPES.get(label, set()) for label in labels))
    print(f"  policy types labelled {len(labels)}, named {len(labels - missed)}; missed {missed}; beyond {beyond}")


def abuses(folders: list[Path], catalog: Catalog) -> None:
    """The labelled cases of permission requests, and what is said of the other trees."""
    for folder in folders:
        label = folder.name.partition("-")[0]
        for tree in _trees(folder):
            collected = collect(Inputs(artifact=tree), catalog)
            found = Counter(getattr(fact, "pattern", "") for fact in _of(collected, "permission_pressure"))
            reads = len({fact.api for fact in collected.facts.of(ApiCallFact) if fact.data_types})
            print(f"{tree.name}: label {label}: {dict(found)}; interfaces that read data {reads}")


def _of(collected: Collected, kind: str) -> list[Fact]:
    return [fact for fact in collected.facts if fact.kind == kind]


def _trees(folder: Path) -> Iterator[Path]:
    """The mini-programs in a folder: itself, or those below it."""
    from appaudit.batch.plan import find_packages

    try:
        yield from (path for path in find_packages([folder]) if path.is_dir())
    except AppauditError as error:
        print(f"{folder.name}: {error.message}")


if __name__ == "__main__":
    sys.exit(main())
