"""Writes the table and the drawing of rooms in ARCHITECTURE.md from the import table of tests/test_architecture.py.

`python docs/build_architecture.py` writes them; with `--check` it writes nothing and ends with 1 when they are out of
date.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
TABLE = ROOT / "tests" / "test_architecture.py"
SOURCE = ROOT / "src" / "appaudit"
#: What every room may use says nothing in a drawing.
_EVERYBODYS = {"errors", "model", "stages", "__main__", "__init__"}
_BLOCK = re.compile(r"(<!-- (?P<name>\w+): written by docs/build_architecture\.py -->\n).*?(<!-- end -->)", re.DOTALL)


def rooms() -> dict[str, dict[str, set[str]]]:
    """What each room may import, by floor: the comments of the table name the floors."""
    text = TABLE.read_text(encoding="utf-8")
    (table,) = [
        item.value
        for item in ast.parse(text).body
        if isinstance(item, ast.AnnAssign) and _is_the_table(item.target) and isinstance(item.value, ast.Dict)
    ]
    lines = text.splitlines()
    found: dict[str, dict[str, set[str]]] = {}
    floor = "used by all"
    at = table.lineno
    for key, value in zip(table.keys, table.values, strict=True):
        if not isinstance(key, ast.Constant):
            continue
        for line in lines[at : key.lineno - 1]:
            if line.startswith("    # "):
                floor = line.removeprefix("    # ")
        at = key.lineno
        imported: set[str] = ast.literal_eval(value) if not isinstance(value, ast.Call) else set()
        found.setdefault(floor, {})[key.value] = imported
    return found


def _is_the_table(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "ALLOWED"


def sentence(room: str) -> str:
    """The first line of what a room says of itself."""
    place = SOURCE / room.replace(".", "/")
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0]


def table() -> str:
    """One row a room, in the order of the import table."""
    rows = ["| | room | what it is |", "|---|---|---|"]
    for floor, inside in rooms().items():
        for place, room in enumerate(name for name in inside if name != "__init__"):
            rows.append(f"| {floor if place == 0 else ''} | `{room}` | {sentence(room)} |")
    return "\n".join(rows) + "\n"


def drawing() -> str:
    """The arrows, each only where no longer way says the same; what every room uses is left out."""
    imports = {name: uses - _EVERYBODYS for inside in rooms().values() for name, uses in inside.items()}
    shown = [name for name in imports if name not in _EVERYBODYS]
    lines = ["```mermaid", "flowchart BT"]
    for number, (floor, inside) in enumerate(rooms().items()):
        names = [name for name in inside if name in shown]
        if names:
            lines.append(f'  subgraph floor{number}["{floor}"]')
            lines += [f'    {_id(name)}["{name}"]' for name in names]
            lines.append("  end")
    for name in shown:
        uses = set(shown) - {name} if "*" in imports[name] else imports[name]
        direct = {use for use in uses if not any(use in _reached(other, imports) for other in uses - {use})}
        lines += [f"  {_id(use)} --> {_id(name)}" for use in sorted(direct)]
    return "\n".join([*lines, "```"]) + "\n"


def _reached(room: str, imports: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [room]
    while waiting:
        for use in imports.get(waiting.pop(), set()) - found - {"*"}:
            found.add(use)
            waiting.append(use)
    return found


def _id(name: str) -> str:
    return name.replace(".", "_")


def page() -> str:
    """ARCHITECTURE.md as it should be."""
    parts = {"table": table, "drawing": drawing}
    text = PAGE.read_text(encoding="utf-8")
    return _BLOCK.sub(lambda block: f"{block[1]}{parts[block['name']]()}{block[3]}", text)


def main() -> int:
    """Write the page, or with `--check` say that it is out of date."""
    made = page()
    is_stale = made != PAGE.read_text(encoding="utf-8")
    if "--check" in sys.argv[1:]:
        print(f"{PAGE.name} is out of date: python docs/build_architecture.py" if is_stale else "", end="")
        return int(is_stale)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
