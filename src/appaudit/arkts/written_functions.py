"""Functions of a source file of ArkTS, as those of bytecode are known: their statements, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.arkts.expressions import Expression, bounded
from appaudit.arkts.written_values import DEEPEST, ValueWalk
from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import key_of, parameters


class FunctionWalk(ValueWalk):
    """Walks what a function does."""

    def run(self, node: int) -> None:
        """A function with its parameters."""
        tree = self._tree
        for position, parameter in enumerate(parameters(tree, node)):
            self._defaults(parameter, ("parameter", self._function.number, position))
        body = tree.last(node)
        if body < 0:
            return
        if tree.kind[body] == s.BLOCK:
            self.statements(tree.children(body), tree.end[body])
        elif tree.kind[node] == s.ARROW:
            self._give_back(self.value(body))

    def statements(self, nodes: Iterator[int], end: int) -> bool:
        """Statements one after the other, up to a place; whether the function or the round of a loop ends there."""
        leaves = False
        for node in nodes:
            leaves = self._statement(node, end) or leaves
        return leaves

    def _give_back(self, value: Expression) -> None:
        if value is not None:
            self._function.returns.append(value)

    # Statements

    def _statement(self, node: int, end: int) -> bool:
        if self._depth > DEEPEST:
            self._reader.cut = True
            return False
        self._depth += 1
        try:
            return self._do(node, end)
        finally:
            self._depth -= 1

    def _do(self, node: int, end: int) -> bool:
        tree = self._tree
        kind = tree.kind[node]
        if kind == s.IF:
            return self._if(node, end)
        if kind in (s.BLOCK, s.ERROR, s.STATIC_BLOCK, s.FINALLY):
            return self.statements(tree.children(node), tree.end[node])
        if kind in (s.RETURN, s.THROW):
            for child in tree.children(node):
                value = self.value(child)
                if kind == s.RETURN:
                    self._give_back(value)
            return True
        if kind in (s.BREAK, s.CONTINUE):
            return True
        if kind in (s.LEXICAL, s.DECLARATION):
            for child in tree.children(node):
                self._declare(child)
        elif kind == s.EXPORT:
            self._export(node, end)
        elif kind == s.FOR_IN:
            self._for_in(node)
        elif kind in (s.FOR, s.WHILE, s.DO):
            self._loop(node)
        elif kind == s.SWITCH:
            self._switch(node)
        elif kind == s.TRY:
            self._try(node)
        elif kind == s.OTHER:
            self._other(node, end)
        elif kind not in (s.IMPORT_STATEMENT, s.STATEMENT):
            self.value(node)
        elif kind == s.STATEMENT:
            for child in tree.children(node):
                self.value(child)
        return False

    def _if(self, node: int, end: int) -> bool:
        tree = self._tree
        parts = list(tree.children(node))
        if len(parts) < 2:
            return False
        asked = self.value(parts[0])
        self._branch(parts[1], asked, truth=True)
        leaves = self._statement(parts[1], tree.end[parts[1]])
        other = -1
        for part in parts[2:]:
            if tree.kind[part] == s.ELSE:
                other = tree.child(part, 0)
        if other < 0:
            if leaves:
                self._until(tree.end[node], end, asked, truth=False)
            return False
        self._branch(other, asked, truth=False)
        leaves_other = self._statement(other, tree.end[other])
        if leaves != leaves_other:
            self._until(tree.end[node], end, asked, truth=leaves_other)
        return leaves and leaves_other

    def _loop(self, node: int) -> None:
        tree = self._tree
        parts = list(tree.children(node))
        for part in parts[:-1] if tree.kind[node] != s.DO else parts:
            self._statement(part, tree.end[part])
        if parts and tree.kind[node] != s.DO:
            asked = self.value(parts[0]) if tree.kind[node] == s.WHILE and tree.kind[parts[0]] != s.CALL else None
            self._branch(parts[-1], asked, truth=True)
            self._statement(parts[-1], tree.end[parts[-1]])

    def _for_in(self, node: int) -> None:
        tree = self._tree
        parts = list(tree.children(node))
        if len(parts) > 1:
            held = self.value(parts[1])
            self.store(parts[0], bounded(("element", held)) if held is not None else None)
        for part in parts[2:]:
            self._statement(part, tree.end[part])

    def _switch(self, node: int) -> None:
        tree = self._tree
        parts = list(tree.children(node))
        asked = self.value(parts[0]) if parts else None
        for body in parts[1:]:
            for case in tree.children(body):
                inside = list(tree.children(case))
                if tree.kind[case] == s.CASE and inside:
                    constant = self.value(inside[0])
                    known = asked is not None and constant is not None
                    self._branch(case, bounded(("equal", asked, constant, True)) if known else None, truth=True)
                    inside = inside[1:]
                self.statements(iter(inside), tree.end[case])

    def _try(self, node: int) -> None:
        tree = self._tree
        for part in tree.children(node):
            if tree.kind[part] == s.CATCH:
                body = tree.last(part)
                self._statement(body, tree.end[body])
            else:
                self._statement(part, tree.end[part])

    def _export(self, node: int, end: int) -> None:
        tree = self._tree
        for child in tree.children(node):
            kind = tree.kind[child]
            if kind in (s.CLASS, s.FUNCTION_DECLARATION, s.LEXICAL, s.DECLARATION, s.OTHER):
                self._statement(child, end)
            elif kind not in (s.EXPORT_CLAUSE, s.NAMESPACE, s.STRING, s.IDENTIFIER):
                self._reader.defaults[child] = self.value(child)

    def _other(self, node: int, end: int) -> None:
        """An enumeration or a namespace, or a statement that only holds others."""
        tree = self._tree
        held = self._reader.holder(node)
        if held is None:
            if tree.source[tree.start[node] : tree.start[node] + 1] != b"@":
                self.statements(tree.children(node), end)
            return
        kind, name = held
        made: Expression = ("object", self._function.number, tree.start[node])
        body = tree.last(node)
        for child in tree.children(body) if body >= 0 else ():
            if kind == "enum":
                inside = list(tree.children(child)) or [child]
                value = self.value(inside[1]) if len(inside) > 1 else ("number", 0)
                self._write(made, key_of(tree, inside[0]), value)
                continue
            self._statement(child, tree.end[child])
            for own in self._reader.modules.all_declared(child) if tree.kind[child] == s.EXPORT else ():
                self._write(made, own, self._read(child, own))
        self._set(self._reader.names.find(node, name), made)

    def _declare(self, node: int) -> None:
        parts = list(self._tree.children(node))
        if len(parts) > 1:
            self.store(parts[0], self.value(parts[-1]))

    def _defaults(self, node: int, given: Expression) -> None:
        """What parameters are if nothing is given, and names in them that are written to."""
        names = self._reader.names
        for name, way, default in names._pattern(node):
            binding = names.find(self._tree.last(self._tree.parent[node]), name) if name else None
            if binding is not None and default >= 0:
                self._set(binding, self.value(default))
            elif binding is not None and len(binding.writes) > (default >= 0):
                self._set(binding, self._on_the_way(given, way))
