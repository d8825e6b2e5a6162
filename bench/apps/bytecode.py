"""What dexdump shows of a package: classes, their methods, and what each method calls, creates and names.

And what aapt2 shows of its manifest: which components answer to an action.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_INVOKE = re.compile(r"invoke-\S+ \{[^}]*\}, (?P<owner>\[*L?[^;]*;?)\.(?P<name>[^:]+):(?P<type>\([^)]*\)\S+)")
_TYPE = re.compile(r"(?P<what>new-instance|const-class) v\d+, L(?P<name>[^;]+);")
_FIELD = re.compile(r"s(?:get|put)\S* v\d+, L(?P<owner>[^;]+);\.(?P<name>[^:]+):")
_OBJECT = re.compile(r"[is](?:get|put)-object v\d+, (?:v\d+, )?L(?P<owner>[^;]+);\.(?P<name>[^:]+):L(?P<type>[^;]+);")
_FIRST_REGISTER = re.compile(r"\|[0-9a-f]{4}: (?P<what>\S+) (?P<register>v\d+)")
#: Instructions whose first register keeps what it holds.
_ASKING = ("iput", "sput", "aput", "if-", "return", "throw", "monitor", "check-cast", "packed-switch", "sparse-switch")
_ELEMENT = re.compile(r"^ *E: (?P<tag>\S+)")
_NAMED = re.compile(r'android:name\(0x01010003\)="(?P<name>[^"]*)"')
_COMPONENTS = ("activity", "activity-alias", "provider", "receiver", "service")
_TEXT = re.compile(r'const-string(?:/jumbo)? v\d+, "(?P<text>.*)" // ')


@dataclass(slots=True)
class Method:
    """The body of a method."""

    calls: set[tuple[str, str, str]] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    fields: set[tuple[str, str]] = field(default_factory=set)
    taken: set[tuple[str, str, str]] = field(default_factory=set)
    """The fields that it takes objects from: class, name, type."""
    texts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Code:
    """All classes of a package; bodies only of those asked for."""

    supers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Body by class, method and type.
    methods: dict[str, dict[str, dict[str, Method]]] = field(default_factory=dict)
    declared: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    #: Classes of new objects that some method puts into a field, by the field's class and name.
    kept: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    #: Components by the actions that the manifest says they answer to.
    actions: dict[str, set[str]] = field(default_factory=dict)

    def ancestors(self, name: str) -> set[str]:
        """A class and everything it extends or implements, as far as the package has it."""
        found, rest = set(), [name]
        while rest:
            current = rest.pop()
            if current not in found:
                found.add(current)
                rest.extend(self.supers.get(current, ()))
        return found


def read(package: Path, wanted: set[str]) -> Code:
    """The code of a package with the bodies of the wanted classes, whose names have dots."""
    code = Code()
    command = ["aapt2", "dump", "xmltree", "--file", "AndroidManifest.xml", str(package)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    parse_manifest(shown.splitlines(), code)
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
        for name in sorted(name for name in archive.namelist() if re.fullmatch(r"classes\d*\.dex", name)):
            file = Path(folder, name)
            file.write_bytes(archive.read(name))
            with subprocess.Popen(
                ["dexdump", "-d", str(file)], stdout=subprocess.PIPE, text=True, errors="replace"
            ) as dump:
                assert dump.stdout is not None  # noqa: S101
                parse(dump.stdout, wanted, code)
    return code


def _dotted(descriptor: str) -> str:
    return descriptor.removeprefix("L").removesuffix(";").replace("/", ".")


def parse_manifest(lines: Iterable[str], code: Code) -> None:
    """Add the actions of components, as the lines of a manifest's tree show them, to the code."""
    tag = component = ""
    for line in lines:
        if element := _ELEMENT.search(line):
            tag = element["tag"]
        elif tag and (named := _NAMED.search(line)):
            if tag in _COMPONENTS:
                component = named["name"]
            elif tag == "action":
                code.actions.setdefault(named["name"], set()).add(component)
            tag = ""


def parse(lines: Iterable[str], wanted: set[str], code: Code) -> None:
    """Add what the lines of a dump show to the code, bodies only of the wanted classes."""
    owner = name = ""
    body: Method | None = None
    made: dict[str, str] = {}
    for line in lines:
        if line.startswith("  Class descriptor"):
            owner = _dotted(line.split("'")[1])
            code.supers[owner] = ()
            code.declared[owner] = set()
            body = None
        elif line.startswith("  Superclass") or (
            line.startswith("    #") and " : '" in line and line.rstrip().endswith(";'")
        ):
            code.supers[owner] += (_dotted(line.split("'")[1]),)
        elif line.startswith("      name          : '"):
            name, body, made = line.split("'")[1], None, {}
        elif line.startswith("      type          : '("):
            kind = line.split("'")[1]
            code.declared[owner].add((name, kind))
            if owner in wanted:
                body = code.methods.setdefault(owner, {}).setdefault(name, {}).setdefault(kind, Method())
        elif "|" in line:
            if made or "new-instance" in line:
                _keep(line, made, code)
            if body is not None:
                _instruction(line, body)


def _keep(line: str, made: dict[str, str], code: Code) -> None:
    """Note the class of a new object in a register, and the field that the object is put into."""
    found = _FIRST_REGISTER.search(line)
    if found is None:
        return
    register, what = found["register"], found["what"]
    if what == "new-instance":
        if new := _TYPE.search(line):
            made[register] = new["name"].replace("/", ".")
    elif what in {"iput-object", "sput-object"}:
        if register in made and (kept := _OBJECT.search(line)):
            code.kept.setdefault((kept["owner"].replace("/", "."), kept["name"]), set()).add(made[register])
    elif not what.startswith(_ASKING):
        made.pop(register, None)


def _instruction(line: str, body: Method) -> None:
    if "invoke-" in line:
        if found := _INVOKE.search(line):
            body.calls.add((_dotted(found["owner"]), found["name"], found["type"]))
    elif "new-instance" in line or "const-class" in line:
        if found := _TYPE.search(line):
            target = body.created if found["what"] == "new-instance" else body.classes
            target.add(found["name"].replace("/", "."))
    elif "const-string" in line:
        if found := _TEXT.search(line):
            body.texts.add(found["text"])
    else:
        if found := _FIELD.search(line):
            body.fields.add((found["owner"].replace("/", "."), found["name"]))
        if "get-object" in line and (found := _OBJECT.search(line)):
            body.taken.add((found["owner"].replace("/", "."), found["name"], found["type"].replace("/", ".")))
