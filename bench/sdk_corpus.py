"""Which SDKs are found in packages and archives of which somebody noted what is inside.

    python bench/sdk_corpus.py FOLDER FILES.tsv [WATCHLIST.txt]

The table has one file a row under the headings `file` and `notes`; notes hold `sdks=NAME:COUNT;NAME:COUNT` or
`sdks=NAME|NAME`. Prints for every file what was found; then recall over the names noted, each one that was missed, and
each SDK found that nobody noted. Libraries, packers and frameworks are found, too, and counted apart, since they are
never listed in a policy. With a watch list (`name|class prefix|names in policies`) prints which of its SDKs are
unknown by prefix or by name.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from appaudit.catalog import Catalog, load_catalog
from appaudit.errors import AppauditError
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import PackerFact
from appaudit.model.knowledge import Knowledge
from appaudit.pipeline.collect import collect
from appaudit.pipeline.documents import sdk_names
from appaudit.pipeline.inputs import Inputs
from appaudit.sdk_list.matching import match_names
from appaudit.stages import Stages

#: Names of the notes, to the ids of which one at least must be found. Where a note names a stub after the product
#: it belongs to, the id of the stub stands beside it.
MEANT = {
    "admob": ("admob",),
    "gms": ("google-play-services",),
    "firebase": ("firebase-base", "firebase-analytics"),
    "bugly": ("bugly",),
    "tinker": ("tinker",),
    "tencent_legu": ("legu",),
    "oaid_cn": ("gzu-oaid",),
    "oaid_msa": ("msa-oaid",),
    "hms": ("hms-core", "oem-oaid-stubs"),
    "huawei_ads": ("huawei-ads", "oem-oaid-stubs"),
    "honor_push": ("honor-push", "oem-oaid-stubs"),
    "oppo_push": ("oppo-push", "oem-oaid-stubs"),
    "umeng": ("umeng-analytics", "umeng-push", "ushare"),
    "alipay": ("alipay", "utdid"),
    "qq_connect": ("qq-opensdk", "ushare"),
    "wechat_opensdk": ("wechat-opensdk",),
    "baidu_mobads": ("baidu-mobads",),
    "gdt_ylh": ("gdt-ylh",),
    "kuaishou_ad": ("kuaishou-ad",),
    "beizi": ("beizi",),
    "sigmob": ("sigmob",),
    "pangle_csj": ("csj-pangle",),
    "bytedance_other": ("csj-pangle",),
    "unity": ("unity-ads", "unity-engine"),
    "duoyou/other_ad": ("vungle",),
    "qbox/mimo": ("xiaomi-ads",),
    "jpush/jiguang": ("jpush", "jiguang-core"),
    "adjust": ("adjust",),
    "nativescript": ("nativescript",),
}


def noted(notes: str) -> set[str]:
    """The names that notes give after `sdks=` and in the list after `packer=`."""
    names = re.search(r"\bsdks=(\S*)", notes)
    packers = re.search(r"\bpacker=\[([^\]]*)\]", notes)
    found = {part.partition(":")[0] for part in re.split(r"[;|]", names.group(1))} if names else set()
    return {*found, *re.findall(r"'(\w+)'", packers.group(1) if packers else "")} - {""}


def scan(path: Path, catalog: Catalog) -> tuple[dict[str, str], dict[str, str]]:
    """SDKs, and common code with packers, each with the evidence; by id."""
    facts = collect(Inputs(artifact=path), catalog, Stages()).facts
    sdks = {
        fact.id: f"{fact.confidence} {fact.version} {'; '.join(fact.signals[:3])}"
        for fact in facts.of(SdkFact)
        if fact.collects_data
    }
    common = {fact.id: "" for fact in facts.of(SdkFact) if not fact.collects_data}
    common |= {fact.id: "; ".join(fact.signals) for fact in facts.of(PackerFact)}
    return sdks, common


def main(folder: Path, table: Path, watch_list: Path | None) -> None:
    """Scan everything in the table that is in the folder and print the comparison."""
    catalog = load_catalog((), Stages())
    with table.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    hits, misses, extra = 0, [], []
    for row in rows:
        path = folder / row["file"]
        names = noted(row["notes"])
        if not path.is_file() or (not names and "sdks=" not in row["notes"]):
            continue
        try:
            sdks, common = scan(path, catalog)
        except AppauditError as error:
            print(f"{row['file']}: {error.message}")
            continue
        print(f"{row['file']}\n    noted {', '.join(sorted(names)) or '-'}; SDKs {', '.join(sdks) or '-'}")
        explained: set[str] = set()
        for name in sorted(names):
            meant = set(MEANT.get(name, (name,)))
            found = meant & {*sdks, *common}
            explained |= meant
            hits += bool(found)
            misses += [] if found else [f"{row['file']}: {name}"]
        extra += [f"{row['file']}: {sdk} ({why})" for sdk, why in sdks.items() if sdk not in explained]
    print(f"\nrecall {hits}/{hits + len(misses)}", *misses, sep="\n    ")
    print(f"found and not noted: {len(extra)}", *extra, sep="\n    ")
    if watch_list:
        print_unknown(watch_list, catalog.knowledge)


def print_unknown(watch_list: Path, knowledge: Knowledge) -> None:
    """Print the entries of a watch list that no signature claims by prefix, or whose names match none."""
    entries = [line.split("|") for line in watch_list.read_text(encoding="utf-8").splitlines() if "|" in line]
    entries = [entry for entry in entries if not entry[0].startswith("#")]
    prefixes = {prefix: item.id for item in knowledge.sdks.values() for prefix in item.signals.classes}
    unknown = []
    for name, prefix, aliases in entries:
        parts = prefix.split(".")
        owner = next((prefixes[key] for n in range(len(parts), 0, -1) if (key := ".".join(parts[:n])) in prefixes), "")
        declared = [DeclaredSdkFact(name=alias) for alias in aliases.split(",")]
        matched = {fact.name: fact.sdk_id for fact in match_names(declared, sdk_names(knowledge))}
        if not owner or any(found != owner for found in matched.values()):
            unknown.append(f"{name}: prefix {prefix} is {owner or 'unknown'}; names {matched}")
    print(
        f"watch list: {len(entries) - len(unknown)} of {len(entries)} by prefix and by every name",
        *unknown,
        sep="\n    ",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
