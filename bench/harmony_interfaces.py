"""Lists interfaces of HarmonyOS by the permissions that their declarations name, as entries of the catalogue.

    python bench/harmony_interfaces.py REPOSITORY > rules/harmony/apis_permissions.yaml

REPOSITORY is a git folder of openharmony/interface_sdk-js. For every permission that is judged (granted by the user, or
of privacy) each public function with `@permission` for it becomes an entry, where the object that it is called of is
made in the same module. What ends or stops something is left out, and what `rules/harmony/apis.yaml` already has.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import yaml

RULES = Path(__file__).parent.parent / "rules" / "harmony"
PERMISSION = re.compile(r"ohos\.permission\.[\w.]+")
_PIECE = re.compile(
    r"(?P<doc>/\*\*.*?\*/)|//[^\n]*"
    r"|(?:declare |export |default )*(?P<kind>namespace|interface|class|enum) (?P<holder>\w+)[^{;]*\{|[{}]"
    r"|(?P<words>(?:(?:export|static|readonly|declare|abstract|async|function|const|let) )*)"
    r"(?P<name>[A-Za-z_]\w*)"
    r"\s*(?:<[^>(]*>)?\s*(?P<rest>\([^;{}]*?\)\s*:\s*[^;{}]+;|\??:[^;{}]+;|\([^;{}]*?\)\s*;)",
    re.DOTALL,
)
_GIVES = (
    r"Promise<\s*(?:Array<)?(\w+)",
    r"AsyncCallback<\s*(?:Array<)?(\w+)",
    r"\)\s*:\s*(?:Array<)?(\w+)",
    r"^\??:\s*(\w+)",
)
_ENDS = re.compile(r"(?:off|stop|cancel|close|release|unregister|disconnect|delete|destroy|remove|is[A-Z])")
#: Whose permission depends on what is asked for; `apis.yaml` has them by that.
_BY_ARGUMENT = ("@ohos.sensor.on", "@ohos.sensor.once")
_PLAIN = frozenset(("void", "number", "string", "boolean", "int", "long", "double"))
HEAD = """\
# 鸿蒙系统的接口：声明中写明所需权限的其余接口。由 bench/harmony_interfaces.py 生成。
# Interfaces of HarmonyOS: the others whose declarations name a permission. Written by bench/harmony_interfaces.py.
sources:
  - title: OpenHarmony 接口声明（@permission），openharmony/interface_sdk-js@2c550ecc4ca2
    checked: "2026-11-28"
    url: https://gitee.com/openharmony/interface_sdk-js/tree/master/api
    seen: text
entries:
"""


@dataclass
class Declared:
    """A member: what holds it, what it gives, and what its comment says."""

    owner: str
    name: str
    gives: str
    permissions: frozenset[str]
    hidden: bool
    static: bool
    called: bool


def declared(text: str) -> tuple[list[Declared], set[str]]:
    """The members of a declaration file, and the classes among their holders."""
    found: list[Declared] = []
    classes: set[str] = set()
    stack: list[tuple[str, str]] = []
    comment = ""
    for piece in _PIECE.finditer(text):
        if piece["doc"]:
            comment = piece["doc"]
        elif piece["kind"]:
            stack.append((piece["kind"], piece["holder"]))
            comment = ""
        elif piece[0] == "{":
            stack.append(("", ""))
        elif piece[0] == "}":
            stack = stack[:-1]
        elif piece["name"]:
            holder = stack[-1] if stack else ("namespace", "")
            if holder[0] == "class":
                classes.add(holder[1])
            gives = next((match[1] for form in _GIVES if (match := re.search(form, piece["rest"]))), "")
            said = " ".join(re.findall(r"@permission\s+(.*)", comment))
            owner = "" if holder[0] == "namespace" else holder[1]
            found.append(
                Declared(
                    owner, piece["name"], gives, frozenset(PERMISSION.findall(said)), "@systemapi" in comment,
                    "static" in piece["words"], piece["rest"].startswith("("),
                )
            )  # fmt: skip
            comment = ""
    return found, classes


def interfaces(module: str, text: str, wanted: set[str]) -> dict[str, set[str]]:
    """Permissions by the interface of one module that needs them."""
    members, classes = declared(text)
    made: defaultdict[str, set[str]] = defaultdict(set)
    made[""].add(module)
    for name in classes:
        made[name].add(f"{module}.{name}()")
    for _ in range(4):
        for member in members:
            if member.hidden or not member.called or member.gives in _PLAIN or not member.gives:
                continue
            for base in sorted(made[member.owner], key=len)[:2]:
                path = f"{module}.{member.owner}" if member.static else base
                if path.count("()") < 2 and len(made[member.gives]) < 3:
                    made[member.gives].add(f"{path}.{member.name}()")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        needed = member.permissions & wanted
        if member.hidden or not needed or not member.called or _ENDS.match(member.name):
            continue
        bases = [f"{module}.{member.owner}"] if member.static else sorted(made[member.owner], key=len)[:2]
        for base in bases:
            found[f"{base}.{member.name}"] |= needed
    return found


def main() -> None:
    """Print the entries."""
    known = {entry["script"] for entry in yaml.safe_load((RULES / "apis.yaml").read_text(encoding="utf-8"))["entries"]}
    listed = yaml.safe_load((RULES / "permissions.yaml").read_text(encoding="utf-8"))["entries"]
    wanted = {entry["name"] for entry in listed if entry["protection"] in ("dangerous", "privacy")}
    run = ["git", "-C", sys.argv[1]]
    names = subprocess.run([*run, "ls-tree", "--name-only", "HEAD:api"], capture_output=True, text=True, check=True)
    sys.stdout.write(HEAD)
    for name in sorted(names.stdout.splitlines()):
        if not re.fullmatch(r"@ohos\.[\w.]+\.d\.ts", name):
            continue
        shown = subprocess.run([*run, "show", f"HEAD:api/{name}"], capture_output=True, text=True, check=True)
        for script, permissions in sorted(interfaces(name.removesuffix(".d.ts"), shown.stdout, wanted).items()):
            if script not in known and script not in _BY_ARGUMENT:
                print(f'  - {{script: "{script}", permissions: [{", ".join(sorted(permissions))}], role: permission}}')


if __name__ == "__main__":
    main()
