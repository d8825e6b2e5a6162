"""Methods by name as facts have them: `com.example.Main.onCreate(Landroid/os/Bundle;)V`.

The descriptor behind the name (parameters and what is returned, as the bytecode writes them) tells overloads apart.
People read the name, and what is compared from build to build leaves it out.
"""

from __future__ import annotations

import re
from typing import Final

_TYPE = r"\[*(?:[ZBSCIJFD]|L[^;()]+;)"
_DESCRIPTOR = re.compile(rf"\(((?:{_TYPE})*)\)(?:V|{_TYPE})$")
_EACH = re.compile(_TYPE)
_PRIMITIVES = {
    "Z": "boolean",
    "B": "byte",
    "S": "short",
    "C": "char",
    "I": "int",
    "J": "long",
    "F": "float",
    "D": "double",
}
#: A function of a script: the path of a file, a colon, the functions that it lies in.
_IN_SCRIPT: Final = re.compile(r"^(?P<folder>(?:[^/:]+/)*)(?P<name>[^/:]+:.+)$", re.DOTALL)


def plain(method: str) -> str:
    """`com.example.Main.onCreate`; what is no method with a descriptor stays as it is."""
    found = _DESCRIPTOR.search(method)
    return method[: found.start()] if found else method


def readable(method: str) -> str:
    """`com.example.Main.onCreate(Bundle)`: the parameters as a programmer names them, without their packages."""
    found = _DESCRIPTOR.search(method)
    if found is None:
        return method
    return f"{method[: found.start()]}({', '.join(map(_simple, _EACH.findall(found.group(1))))})"


def split_method(method: str) -> tuple[str, str]:
    """What comes before the short name of a method, and the short name.

    `("com.example.", "Reader.read()V")` of `com.example.Reader.read()V`, `("pages/map/", "map.js:onLoad.success")` of
    a function of a script; nothing comes before a name without a package.
    """
    script = _IN_SCRIPT.match(method)
    if script:
        return script["folder"], script["name"]
    owner, _, _ = method.partition("(")[0].rpartition(".")
    package = owner.rpartition(".")[0]
    return (f"{package}.", method[len(package) + 1 :]) if package else ("", method)


def _simple(kind: str) -> str:
    element = kind.lstrip("[")
    name = _PRIMITIVES.get(element) or element[1:-1].rpartition("/")[2]
    return name + "[]" * (len(kind) - len(element))
