"""Lists what kits of HarmonyOS give under which name, for sources that take it from a kit: `rules/harmony/kits.yaml`.

    python bench/harmony_kits.py REPOSITORY > rules/harmony/kits.yaml

REPOSITORY is a git folder of openharmony/interface_sdk-js. Compilers put the module behind a kit into bytecode, so that
only sources need this. Of what modules give by name only what the catalogue names is listed; the kits of Huawei that
are not in that repository are listed by what the catalogue has of them (`HUAWEI` below).
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

RULES = Path(__file__).parent.parent / "rules"
_IMPORT = re.compile(r"import\s+([^;'\"]+?)\s+from\s+['\"](@(?:ohos|system)\.[\w.]+)['\"]")
#: Kits that OpenHarmony does not have; names as Huawei's guides import them.
HUAWEI = {
    "@kit.AccountKit": {"authentication": "@hms.core.authentication"},
    "@kit.PushKit": {
        "pushService": "@hms.core.push.pushService",
        "PushExtensionAbility": "@hms.core.push.PushExtensionAbility",
    },
    "@kit.AppGalleryKit": {"privacyManager": "@hms.core.appgalleryservice.privacyManager"},
}
HEAD = """\
# 鸿蒙 Kit 的成员各属于哪个模块：源代码从 Kit 引入，字节码中已由编译器换成模块。由 bench/harmony_kits.py 生成。
# What kits of HarmonyOS give under which name: sources take from kits, compilers put the modules behind them.
# Written by bench/harmony_kits.py.
sources:
  - title: OpenHarmony 接口声明（kits/@kit.*.d.ts），openharmony/interface_sdk-js@COMMIT
    checked: "2026-11-28"
    url: https://gitee.com/openharmony/interface_sdk-js/tree/master/kits
    seen: text
  - title: 华为开发者文档：Account Kit、Push Kit、AppGallery Kit（引入方式）
    checked: "2026-11-28"
    url: https://developer.huawei.com/consumer/cn/doc/doccenter-references/api/account-api-authentication
    seen: second_hand
kits:
"""


def known_interfaces() -> set[str]:
    """All names of interfaces that the catalogue and the words of ArkTS have."""
    found: set[str] = set()
    for name in ("apis", "apis_permissions"):
        listed = yaml.safe_load((RULES / "harmony" / f"{name}.yaml").read_text(encoding="utf-8"))
        found |= {entry["script"] for entry in listed["entries"]}
    words = (RULES / "lexicon" / "arkts.yaml").read_text(encoding="utf-8")
    return found | set(re.findall(r"@(?:ohos|system|hms)\.[\w.]+", words))


def taken(text: str, wanted: set[str]) -> Iterator[tuple[str, str, str]]:
    """Own name, module and name in it of what a kit takes from modules."""
    for clause, module in _IMPORT.findall(text):
        first, _, rest = clause.partition("{")
        default = first.strip().rstrip(",").strip()
        if re.fullmatch(r"\w+", default):
            yield default, module, "default"
        for part in rest.rstrip("} \n").split(","):
            names = part.split(" as ")
            name, own = names[0].strip(), names[-1].strip()
            if name and any(each == f"{module}.{name}" or each.startswith((f"{module}.{name}.", f"{module}.{name}("))
                            for each in wanted):  # fmt: skip
                yield own, module, name


def main() -> None:
    """Print the table."""
    run = ["git", "-C", sys.argv[1]]
    commit = subprocess.run([*run, "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout[:12]
    names = subprocess.run([*run, "ls-tree", "--name-only", "HEAD:kits"], capture_output=True, text=True, check=True)
    wanted = known_interfaces()
    sys.stdout.write(HEAD.replace("COMMIT", commit))
    kits = {kit: {own: (module, "default") for own, module in given.items()} for kit, given in HUAWEI.items()}
    for name in sorted(names.stdout.splitlines()):
        if re.fullmatch(r"@kit\.\w+\.d\.ts", name):
            shown = subprocess.run([*run, "show", f"HEAD:kits/{name}"], capture_output=True, text=True, check=True)
            kit = kits.setdefault(name.removesuffix(".d.ts"), {})
            for own, module, inner in taken(shown.stdout, wanted):
                kit[own] = (module, inner)
    for kit, given in sorted(kits.items()):
        if given:
            cells = (
                f'{own}: "{module}"' if inner == "default" else f'{own}: "{module}#{inner}"'
                for own, (module, inner) in sorted(given.items())
            )
            print(f'  "{kit}": {{{", ".join(cells)}}}')


if __name__ == "__main__":
    main()
