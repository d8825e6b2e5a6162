"""Which system interfaces ArkTS sources call, file by file: the truth that calls in bytecode are held against.

    python bench/harmony_call_truth.py REPOSITORY [COMMIT]

The sources are read as text, without the engine: comments go, texts become empty, and the rest is followed as a reader
would with a pencil: what a name was imported as, what a variable, field or parameter of a callback was given, and what
is called of it; fields of a class are known by its name too, variables by where they are declared, and a parameter
hides what has its name. A line is a file and a chain: the names behind the import, `()` where something was called or
made before. Names imported for their types alone are left out. What passes from file to file is not followed; where a
parameter, field or what a function gives is declared to be of a type of the system (`client: socket.TCPSocket`), what
is called of it is kept apart, as the module and what is called of its type: it says that a call is in the sources, and
not how what is called came there. So is what a component of a kit may become (`HdsTabs() {…}.barMode()`): some are made
by `create` and have calls for what is set of them, others are classes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

SYSTEM = re.compile(r"@(?:ohos[.:]|kit\.|hms[.:]|system\.)")
_IMPORT = re.compile(r"import\s+(type\s+)?([^;'\"]+?)\s+from\s+['\"]([^'\"]+)['\"]")
_TOKEN = re.compile(r"[A-Za-z_$][\w$]*|\?\.|=>|===?|!==?|[<>]=|&&|\|\||\?\?|\d[\w.]*|''|\S")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/|('(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`)", re.DOTALL)
_MODIFIERS = ("private", "public", "static", "readonly", "protected")
#: Begins a chain from a declared type: the module and the type follow.
_TYPED = ":"
_NAME = re.compile(r"[A-Za-z_$][\w$]*$")


@dataclass
class Source:
    """The marks of a file, with the partner of each bracket, what its imports are called, and what each is by name."""

    marks: list[str]
    partner: dict[int, int] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)
    modules: dict[str, str] = field(default_factory=dict)


def read_source(text: str) -> Source:
    """A file as marks; imports are taken out first."""
    imported, modules = set(), {}
    for match in _IMPORT.finditer(text):
        if not SYSTEM.match(match[3]):
            continue
        clause = match[2].replace("type ", "")
        named = re.search(r"\{(.*)\}", clause, re.DOTALL)
        for part in re.split(r"[{},]", clause):
            given, _, name = part.strip().rpartition(" ")
            if not name:
                continue
            is_named = bool(named and re.search(rf"\b{re.escape(name)}\b", named[1]))
            own = given.split()[0] if is_named and given else name
            modules[name] = own if is_named else re.split(r"[.:]", match[3])[-1]
            if not match[1]:
                imported.add(name)
    text = _IMPORT.sub(" ", text)
    text = _COMMENT.sub(lambda match: "''" if match[1] else " ", text)
    source = Source(_TOKEN.findall(text), imported=imported, modules=modules)
    stack: list[int] = []
    for index, mark in enumerate(source.marks):
        if mark in "([{" and len(mark) == 1:
            stack.append(index)
        elif mark in ")]}" and len(mark) == 1 and stack:
            opened = stack.pop()
            source.partner[opened], source.partner[index] = index, opened
    return source


class Pencil:
    """Follows names through one file."""

    def __init__(self, source: Source, gives: dict[str, str]) -> None:
        self.source = source
        #: Functions of the project, in whatever file, by name with the type of the system that they declare to give.
        self.gives = gives
        self.marks = source.marks
        #: Names of variables with the chain they hold and the marks between which they do.
        self.variables: list[tuple[str, str, int, int]] = []
        self.fields: dict[str, str] = {}
        self.found: set[str] = set()
        #: Names of fields with the type of the system that they are declared to be of.
        self.typed_fields: dict[str, str] = {}
        self.classes = {name for word, name in zip(self.marks, self.marks[1:], strict=False) if word == "class"}
        self._hide()
        self._declare()

    def _declare(self) -> None:
        """Parameters and fields that are declared to be of a type of the system hold one."""
        marks = self.marks
        for index, mark in enumerate(marks):
            module = self.source.modules.get(marks[index + 1]) if mark == ":" and index + 4 < len(marks) else None
            name = marks[index - 1] if index else ""
            if module is None or marks[index + 2] != "." or not _NAME.match(name):
                continue
            chain = f"{_TYPED}{module} {marks[index + 3]}"
            opened = self._around(index)
            if opened is not None and marks[opened] == "(":
                after = self.source.partner[opened] + 1
                body = next((at for at in range(after, min(after + 20, len(marks))) if marks[at] == "{"), None)
                if body is not None:
                    self.variables.append((name, chain, opened, self.source.partner.get(body, body)))
            elif marks[index - 2] in _MODIFIERS or marks[index - 2] in (";", "{", "}"):
                self.typed_fields.setdefault(name, chain)

    def _around(self, index: int) -> int | None:
        """Where the bracket begins that a place is directly in."""
        depth = 0
        for at in range(index, -1, -1):
            if self.marks[at] in (")", "]", "}"):
                depth += 1
            elif self.marks[at] in ("(", "[", "{"):
                if not depth:
                    return at if at in self.source.partner else None
                depth -= 1
        return None

    def _hide(self) -> None:
        """Parameters that are called as something imported hide it where their function is."""
        for opened, closed in self.source.partner.items():
            if self.marks[opened] != "(" or opened > closed:
                continue
            at = closed + 1
            for mark in self.marks[at : closed + 20]:  # over the type of what it gives
                if not _NAME.match(mark) and mark not in ":.<>[]|":
                    break
                at += 1
            at += self.marks[at : at + 1] == ["=>"]
            if self.marks[at : at + 1] != ["{"] or self.marks[opened - 1] in ("if", "while", "for", "switch", "catch"):
                continue
            for name in self._parameters(opened, closed):
                if name in self.source.imported:
                    self.variables.append((name, "", opened, self.source.partner.get(at, at)))

    def run(self) -> set[str]:
        """All chains that are called."""
        for _ in range(3):
            before = (len(self.variables), len(self.fields))
            for index, mark in enumerate(self.marks):
                self._at(index, mark)
            if before == (len(self.variables), len(self.fields)):
                break
        return self.found

    def _base(self, index: int) -> tuple[str, int] | None:
        """The chain that the name at a place stands for, and where what follows it begins."""
        mark = self.marks[index]
        before = self.marks[index - 1] if index else ""
        if before in (".", "?."):
            return None
        if mark == "this" and index + 2 < len(self.marks) and self.marks[index + 1] == ".":
            name = self.marks[index + 2]
            return self._field(name, index + 3)
        if mark in self.classes and self.marks[index + 1 : index + 2] == ["."]:
            name = self.marks[index + 2]
            return self._field(name, index + 3)
        for name, chain, start, end in reversed(self.variables):
            if name == mark and start <= index <= end:
                return (chain, index + 1) if chain else None
        if mark in self.source.imported and self.marks[index + 1 : index + 2] != [":"]:
            return "", index + 1
        return None

    def _field(self, name: str, at: int) -> tuple[str, int] | None:
        chain = self.fields.get(name) or self.typed_fields.get(name)
        return (chain, at) if chain else None

    def _component(self, name: str, at: int) -> None:
        """Note how a component of a kit is made, and what is set of it behind its arguments and what is in it."""
        base = f"{_TYPED}{self.source.modules[name]} {name}"
        self.found.add(f"{base}.create")
        at = self.source.partner.get(at, at) + 1
        if self.marks[at : at + 1] == ["{"]:
            at = self.source.partner.get(at, at) + 1
        while self.marks[at : at + 1] == ["."] and self.marks[at + 2 : at + 3] == ["("]:
            self.found.add(f"{base}.{self.marks[at + 1]}")
            at = self.source.partner.get(at + 2, len(self.marks)) + 1

    def _chain(self, index: int) -> tuple[str, int] | None:
        """The chain of an expression that begins at a place, noting each call in it; None where it is another."""
        made = self.marks[index] == "new"
        base = self._base(index + made)
        if base is None:
            return None
        chain, at = base
        if not chain and not made and self.marks[at : at + 1] == ["("] and self.marks[index][0].isupper():
            self._component(self.marks[index], at)
            return None
        while at < len(self.marks):
            mark = self.marks[at]
            if mark in (".", "?.") and at + 1 < len(self.marks) and _NAME.match(self.marks[at + 1]):
                chain = f"{chain}.{self.marks[at + 1]}".lstrip(".")
                at += 2
            elif mark == "!" and self.marks[at + 1 : at + 2] == ["."]:
                at += 1
            elif mark == "<" and chain:
                closing = self._type_arguments(at)
                if closing is None:
                    break
                at = closing
            elif mark == "(" and chain and at in self.source.partner:
                name = chain.rpartition(".")[2]
                if name not in ("then", "catch", "finally"):
                    self.found.add(chain)
                self._callbacks(chain, at)
                chain = chain.rpartition(".")[0] if name in ("then", "catch", "finally") else chain + "()"
                at = self.source.partner[at] + 1
            else:
                break
        return chain, at

    def _type_arguments(self, at: int) -> int | None:
        depth = 0
        for index in range(at, min(at + 30, len(self.marks))):
            mark = self.marks[index]
            if mark == "<":
                depth += 1
            elif mark == ">":
                depth -= 1
                if not depth:
                    return index + 1 if self.marks[index + 1 : index + 2] == ["("] else None
            elif not (_NAME.match(mark) or mark in ",.[]|"):
                return None
        return None

    def _callbacks(self, chain: str, opened: int) -> None:
        """Parameters of functions handed to a call hold what it gives: the last of one or two."""
        closed = self.source.partner[opened]
        name = chain.rpartition(".")[2]
        gives = chain.rpartition(".")[0] if name == "then" else chain + "()"
        if name in ("catch", "finally", "on", "off"):
            return
        index = opened + 1
        while index < closed:
            end = self.source.partner.get(index)
            if self.marks[index] == "(" and end is not None and "=>" in self.marks[end + 1 : end + 8]:
                names = self._parameters(index, end)
                arrow = self.marks.index("=>", end)
                body = self.source.partner.get(arrow + 1, closed) if self.marks[arrow + 1] == "{" else closed
                if names and (len(names) == 2 or name == "then"):
                    self._hold(names[-1], gives, arrow, body)
                index = body
            elif self.marks[index + 1] == "=>" and name == "then" and _NAME.match(self.marks[index]):
                body = self.source.partner.get(index + 2, closed) if self.marks[index + 2] == "{" else closed
                self._hold(self.marks[index], gives, index + 1, body)
                index = body
            index += 1

    def _parameters(self, opened: int, closed: int) -> list[str]:
        names, depth, expects = [], 0, True
        for mark in self.marks[opened + 1 : closed]:
            if mark in "<([{" and len(mark) == 1:
                depth += 1
            elif mark in ">)]}" and len(mark) == 1:
                depth -= 1
            elif mark == "," and not depth:
                expects = True
            elif expects and _NAME.match(mark):
                names.append(mark)
                expects = False
        return names

    def _hold(self, name: str, chain: str, start: int, end: int) -> None:
        if chain and (name, chain, start, end) not in self.variables:
            self.variables.append((name, chain, start, end))

    def _at(self, index: int, mark: str) -> None:
        if mark in ("=",):
            self._assigned(index)
        before = self.marks[index - 1] if index else ""
        if mark == "new" or (before != "new" and (_NAME.match(mark))):
            self._chain(index)

    def _assigned(self, index: int) -> None:
        """What the left side of an assignment holds from here on."""
        at = index + 1
        while at < len(self.marks) and self.marks[at] in ("await", "("):
            at += 1
        if at >= len(self.marks):
            return
        found = self._chain(at)
        chain = found[0] if found else self._given_at(at)
        if not chain:
            return
        left = index - 1
        depth = 0
        while left > 0 and index - left < 30:  # back over a type
            mark = self.marks[left]
            if mark in ">)]}":
                depth += 1
            elif mark in "<([{":
                depth -= 1
            if depth == 0 and self.marks[left - 1] in ("let", "const", "var"):
                self._hold(self.marks[left], chain, index, self._block_end(index))
                return
            owner = self.marks[left - 2]
            if depth == 0 and self.marks[left - 1] == "." and left == index - 1 and owner in ("this", *self.classes):
                self.fields.setdefault(self.marks[left], chain)
                return
            if depth < 0 or mark in (";", "="):
                break
            left -= 1
        plain = self.marks[index - 1]
        if self.marks[index - 2] not in (".", "?."):
            for at in range(index - 1, 0, -1):
                if self.marks[at] == plain and self.marks[at - 1] in ("let", "var"):
                    end = self._block_end(at)
                    if end >= index:
                        self._hold(plain, chain, at, end)
                        return
        declared = self._declared(index)
        if declared:
            self.fields.setdefault(declared, chain)

    def _given_at(self, at: int) -> str:
        """What a call of a function of the project gives, by what that declares; empty where it declares nothing."""
        while at + 2 < len(self.marks) and _NAME.match(self.marks[at]) and self.marks[at + 1] in (".", "?."):
            at += 2
        is_called = _NAME.match(self.marks[at]) and self.marks[at + 1 : at + 2] == ["("]
        return self.gives.get(self.marks[at], "") if is_called else ""

    def _declared(self, index: int) -> str:
        """The name of a field of a class that is declared with a value."""
        left = index - 1
        if _NAME.match(self.marks[left]) and self.marks[left - 1] in _MODIFIERS:
            return self.marks[left]
        while left > 0 and index - left < 20:
            if self.marks[left] == ":" and _NAME.match(self.marks[left - 1]):
                before = self.marks[left - 2] if left > 1 else ""
                return self.marks[left - 1] if before in _MODIFIERS or before in (";", "{", "}") else ""
            if self.marks[left] in (";", "{", "}", ")", ","):
                return ""
            left -= 1
        return ""

    def _block_end(self, index: int) -> int:
        depth = 0
        for at in range(index, len(self.marks)):
            if self.marks[at] == "{":
                depth += 1
            elif self.marks[at] == "}":
                depth -= 1
                if depth < 0:
                    return at
        return len(self.marks)


def gives_of(source: Source) -> dict[str, str]:
    """Functions of a file by name with the type of the system that they declare to give, or to promise."""
    found, marks = {}, source.marks
    for opened, closed in source.partner.items():
        name, after = marks[opened - 1] if opened else "", closed + 2
        if opened > closed or marks[opened] != "(" or not _NAME.match(name) or marks[closed + 1 : after] != [":"]:
            continue
        after += 2 if marks[after : after + 2] == ["Promise", "<"] else 0
        module = source.modules.get(marks[after]) if after + 2 < len(marks) else None
        if module is not None and marks[after + 1] == ".":
            found[name] = f"{_TYPED}{module} {marks[after + 2]}"
    return found


def sources_of(repository: str, commit: str = "HEAD") -> Iterator[tuple[str, str]]:
    """The ArkTS sources of a repository that become part of its packages: paths and texts."""
    run = ["git", "-C", repository]
    listed = subprocess.run([*run, "ls-tree", "-r", "--name-only", commit], capture_output=True, text=True, check=True)
    for path in listed.stdout.splitlines():
        if re.search(r"(?:^|/)src/main/ets/.*(?<!\.d)\.e?ts$", path) and not re.search(
            r"(?:^|/)(?:build|node_modules|oh_modules|\.preview)/", path
        ):
            shown = subprocess.run([*run, "show", f"{commit}:{path}"], capture_output=True, check=True)
            yield path, shown.stdout.decode("utf-8", "replace")


def inside_of(path: str) -> str:
    """The path of a source from `src/main/ets/` on, without its ending."""
    return path.rpartition("src/main/ets/")[2].rpartition(".")[0]


def truth_of(repository: str, commit: str = "HEAD") -> set[tuple[str, str]]:
    """Pairs of a source file, from `src/main/ets/` on and without its ending, and a chain that it calls."""
    return {pair for pair in _all_of(repository, commit) if not pair[1].startswith(_TYPED)}


def typed_of(repository: str, commit: str = "HEAD") -> set[tuple[str, str, str]]:
    """A source file, a module, and what the file calls of a value that it declares to be of a type of that module."""
    found = set()
    for path, chain in _all_of(repository, commit):
        if chain.startswith(_TYPED):
            module, _, called = chain.removeprefix(_TYPED).partition(" ")
            found.add((path, module, called.rpartition(".")[2]))
    return found


def _all_of(repository: str, commit: str) -> set[tuple[str, str]]:
    sources = [(inside_of(path), read_source(text)) for path, text in sources_of(repository, commit)]
    gives = {name: chain for _, source in sources for name, chain in gives_of(source).items()}
    return {(path, chain) for path, source in sources for chain in Pencil(source, gives).run()}


def main() -> None:
    """Print the truth of a repository."""
    for path, chain in sorted(truth_of(*sys.argv[1:3])):
        print(f"{path}\t{chain}")
    for path, module, name in sorted(typed_of(*sys.argv[1:3])):
        print(f"{path}\t{module}: {name}")


if __name__ == "__main__":
    main()
