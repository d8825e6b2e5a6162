"""What nobody could follow in scripts: one gap for each reason, which names the files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.words import GapReason
from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Edge, Graph, Node
from appaudit.scripts.modules import Modules, arguments
from appaudit.scripts.run_texts import may_name_host
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import Evaluator

#: What names an interface: `typeof api === "function" ? api : wx[api]` takes both.
_KNOWN: Final = frozenset(("const", "host", "function"))
#: Files that a gap names; of more it says how many there are.
_NAMED_FILES: Final = 3
#: The part of a gap that lies in several files.
_SEVERAL: Final = "JavaScript"
_NO_SCRIPT: Final = Bilingual("脚本有无法解析之处", "The script has parts that are no JavaScript")
_TOO_LARGE: Final = Bilingual(
    "脚本过大、嵌套过深或无法解析到底，未全部读取",
    "The script is too large, nested too deep, or cannot be parsed to its end; not all was read",
)
_TOO_COMPLEX: Final = Bilingual("脚本过于复杂，未全部解析", "The scripts are too complex; not all calls were resolved")
_RUN: Final = Bilingual(
    "有{count}处运行由文本生成的代码（eval、Function）", "code made of text is run {count} (eval, Function)"
)
_UNNAMED: Final = Bilingual(
    "有{count}处按运行时的名字调用宿主接口", "the host is called {count} by a name made at run time"
)
_HANDED: Final = Bilingual(
    "有{count}处把宿主对象整个交给无法跟踪的代码",
    "the host's whole object is handed {count} to code that could not be followed",
)
_LOADED: Final = Bilingual("有{count}处按运行时的路径加载脚本", "scripts are loaded {count} by a path made at run time")
_MADE_KINDS: Final = Bilingual(
    "有{count}处按钮或输入框的类型在运行时决定", "the kind of a button or input is made at run time {count}"
)


def script_gaps(
    modules: Modules, graph: Graph, evaluator: Evaluator, made_kinds: Iterable[str] = ()
) -> tuple[Gap, ...]:
    """The gaps that reading a program left.

    Args:
        modules: The modules of the program.
        graph: Who calls whom in it.
        evaluator: What its expressions may be.
        made_kinds: The file of each element whose kind nobody can tell.
    """
    found = [_gap("unreadable", path, _NO_SCRIPT) for path in modules.parse_errors]
    found += [_gap("limit_reached", path, _TOO_LARGE) for path in modules.left_out]

    def add(reason: GapReason, numbers: Iterable[int], said: Bilingual) -> None:
        found.extend(_of_places(reason, [modules.files[number] for number in numbers], said))

    add("dynamic_code", (number for number, call in graph.evaluated if _runs(number, call, evaluator)), _RUN)
    unnamed = (*unnamed_calls(graph, evaluator), *_half_named(graph, evaluator), *_made_parts(evaluator))
    add("unnamed_call", (number for number, _ in unnamed), _UNNAMED)
    opened = dict.fromkeys((*graph.handed, *_opened(modules, evaluator)))
    add("unnamed_call", (number for number, _ in opened), _HANDED)
    add("dynamic_code", (number for number, _ in graph.loaded), _LOADED)
    found += _of_places("unnamed_call", made_kinds, _MADE_KINDS)
    if evaluator.exhausted:
        found.append(_gap("limit_reached", _SEVERAL, _TOO_COMPLEX))
    return tuple(found)


def _opened(modules: Modules, evaluator: Evaluator) -> Iterator[Node]:
    """Statements `with (host)`, inside of which any name may be one of the host's."""
    for number, tree in enumerate(modules.trees):
        node = tree.kind.find(s.WITH)
        while node >= 0:
            if any(value[0] == "host" and not value[2] for value in evaluator.of(number, tree.child(node, 0))):
                yield number, node
            node = tree.kind.find(s.WITH, node + 1)


def _of_places(reason: GapReason, files: Iterable[str], said: Bilingual) -> list[Gap]:
    """One gap for all places of a reason; `files` names the file of each place."""
    counts = Counter(files)
    if not counts:
        return []
    places = counts.total()
    zh, en = said.zh.format(count=places), said.en.format(count="once" if places == 1 else f"{places} times")
    if len(counts) == 1:
        return [_gap(reason, next(iter(counts)), Bilingual(zh, en))]
    named = [path for path, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_NAMED_FILES]]
    more = len(counts) - len(named)
    zh += f"：{'、'.join(named)}" + (f"等{len(counts)}个文件" if more else "")
    en += f": {', '.join(named)}" + (f" and {more} other files" if more > 1 else " and another file" if more else "")
    return [_gap(reason, _SEVERAL, Bilingual(zh, en))]


def _gap(reason: GapReason, part: str, detail: Bilingual) -> Gap:
    return Gap(kind="api_call", level=CoverageLevel.PARTIAL, reason=reason, part=part, detail=detail)


def _runs(number: int, call: int, evaluator: Evaluator) -> bool:
    """Whether a call that runs text may call the host by it: a host may run none, and a text not speak of it."""
    if evaluator.host in evaluator.words.runs_no_text:
        return False
    given = arguments(evaluator.modules.trees[number], call)
    if not given:
        return False
    values = [evaluator.of(number, argument) for argument in given]
    if not all(each and all(value[0] == "const" for value in each) for each in values):
        return True
    texts = [str(value[1]) for each in values for value in each]
    told = (*evaluator.objects, "[", "eval", "Function", "require")
    return any(any(name in text for name in told) or may_name_host(evaluator, number, call, text) for text in texts)


def unnamed_calls(graph: Graph, evaluator: Evaluator) -> list[tuple[int, int]]:
    """Calls of the host by a computed name that not every caller of the function around gives as a constant.

    One that is handed an address opens a page or sends a request; no interface that reads anything is.
    """
    callers: defaultdict[Node, list[Edge]] = defaultdict(list)
    if graph.named_by:
        for edge in (edge for edges in graph.edges.values() for edge in edges):
            callers[edge.target].append(edge)

    def is_named(site: Node) -> bool:
        named_by = graph.named_by.get(site)
        if named_by is None or named_by[0] != "parameter" or named_by[4]:
            return False
        known = callers[named_by[1], named_by[2]]
        return bool(known) and all(_gives_constant(edge, named_by[3], evaluator) for edge in known)

    return [site for site in dict.fromkeys(graph.dynamic) if not is_named(site) and not _is_led(site, evaluator)]


def _half_named(graph: Graph, evaluator: Evaluator) -> Iterator[Node]:
    """Calls of the host by a name that is one of some constants, or what nobody could follow."""
    for number, call in dict.fromkeys((site.function[0], site.site) for site in graph.hosts):
        tree = evaluator.modules.trees[number]
        if tree.kind[call + 1] != s.SUBSCRIPT:
            continue
        asked = (*evaluator.of(number, tree.last(call + 1)), *evaluator.of(number, call + 1))
        kinds = {value[0] for value in asked}
        if "const" in kinds and kinds & {"result", "cut"} and not _is_led((number, call), evaluator):
            yield number, call


def _made_parts(evaluator: Evaluator) -> Iterator[Node]:
    """Where the host's object is taken apart by a name that is made: `const {[name()]: call} = wx`."""
    own = set(evaluator.objects.values())
    for number, tree in enumerate(evaluator.modules.trees):
        for part in tree.of_kind(s.PAIR_PATTERN):
            whole = tree.parent[tree.parent[part]]
            if tree.kind[tree.child(part, 0)] != s.COMPUTED or tree.kind[whole] not in (s.DECLARATOR, s.ASSIGN):
                continue
            name = tree.child(tree.child(part, 0), 0)
            is_known = any(value[0] == "const" for value in evaluator.of(number, name))
            values = evaluator.of(number, tree.last(whole))
            if not is_known and any(value[0] == "host" and not value[2] and value[1] in own for value in values):
                yield number, part


def _is_led(site: Node, evaluator: Evaluator) -> bool:
    """Whether a call of the host is handed an object with an address written in it."""
    tree = evaluator.modules.trees[site[0]]
    given = arguments(tree, site[1])
    if not given or tree.kind[given[0]] != s.OBJECT:
        return False
    items = (item for item in tree.children(given[0]) if tree.kind[item] in (s.PAIR, s.SHORTHAND))
    keys = (key_of(tree, tree.child(item, 0) if tree.kind[item] == s.PAIR else item) for item in items)
    return any(key in evaluator.words.addresses for key in keys)


def _gives_constant(edge: Edge, position: int, evaluator: Evaluator) -> bool:
    """Whether a call hands a function a constant at a position, or what is to be called itself."""
    number = edge.source[0]
    given = arguments(evaluator.modules.trees[number], edge.site)
    if edge.how != "call" or position >= len(given):
        return False
    values = evaluator.of(number, given[position])
    return bool(values) and all(value[0] in _KNOWN for value in values)
