"""Names before and after renaming, as the compiler's mapping has them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_CLASS = re.compile(r"^(?P<old>\S+) -> (?P<new>\S+):$")
_METHOD = re.compile(
    r"^ +(?:\d+:\d+:)?\S+ (?P<name>[^\s.(]+)\((?P<parameters>[^)]*)\)(?::\d+)?(?::\d+)? -> (?P<new>\S+)$"
)


@dataclass(slots=True)
class Names:
    """Both directions for classes, and new names of methods. Without a mapping every name is what it was."""

    renamed: dict[str, str] = field(default_factory=dict)
    original: dict[str, str] = field(default_factory=dict)
    methods: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def new_class(self, name: str) -> str:
        """What a class is called now."""
        return self.renamed.get(name, name)

    def old_class(self, name: str) -> str:
        """What a class was called."""
        return self.original.get(name, name)

    def new_method(self, owner: str, name: str, parameters: str) -> str:
        """What a method is called now; the owner is given by its old name."""
        return self.methods.get((owner, name, parameters), name)


def read(path: Path | None) -> Names:
    """The names of a mapping file; empty without one."""
    names = Names()
    if path is None or not path.is_file():
        return names
    owner = ""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            text = line.rstrip("\n")
            if text.startswith("#") or text.lstrip().startswith("#"):
                continue
            if found := _CLASS.match(text):
                owner = found["old"]
                names.renamed[owner] = found["new"]
                # Where classes were merged the first one gave the name.
                names.original.setdefault(found["new"], owner)
            elif found := _METHOD.match(text):
                names.methods[owner, found["name"], found["parameters"]] = found["new"]
    return names
