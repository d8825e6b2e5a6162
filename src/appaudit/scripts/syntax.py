"""Source text to a flat syntax tree: arrays in the order of the text; a walk needs neither recursion nor objects.

Of the tree that tree-sitter gives, brackets, comments and types are left out. Node `i` comes before what is inside it,
which ends before `after[i]`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from appaudit.scripts.sources import ScriptLanguage

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

#: What is nested deeper is not looked into; code that people or bundlers write stays far below.
MAX_DEPTH: Final = 900
#: How often the parser may ask whether to go on: this often, and once more for as many bytes. In bytes, what it is
#: given of a text at once.
_FEWEST_STEPS: Final = 20_000
_BYTES_OF_STEP: Final = 4
_CHUNK: Final = 1_000_000

(
    OTHER, PROGRAM, ERROR, IDENTIFIER, PROPERTY, PRIVATE, SHORTHAND, SHORTHAND_PATTERN, STRING, TEMPLATE, FRAGMENT,
    SUBSTITUTION, NUMBER, TRUE, FALSE, NULL, UNDEFINED, REGEX, THIS, SUPER, IMPORT, OBJECT, PAIR, COMPUTED, SPREAD,
    ARRAY, METHOD, FUNCTION, FUNCTION_DECLARATION, ARROW, CLASS, CLASS_BODY, HERITAGE, FIELD, STATIC_BLOCK, PARAMETERS,
    PARAMETER, OBJECT_PATTERN, ARRAY_PATTERN, PAIR_PATTERN, DEFAULT_PATTERN, REST, CALL, NEW, ARGUMENTS, MEMBER,
    SUBSCRIPT, AWAIT, YIELD, SEQUENCE, TERNARY, UNARY, BINARY, UPDATE, ASSIGN, AUGMENTED, STATEMENT, BLOCK, IF, ELSE,
    FOR, FOR_IN, WHILE, DO, SWITCH, SWITCH_BODY, CASE, DEFAULT_CASE, TRY, CATCH, FINALLY, RETURN, THROW, BREAK,
    CONTINUE, DECLARATION, LEXICAL, DECLARATOR, IMPORT_STATEMENT, IMPORT_CLAUSE, NAMED_IMPORTS, IMPORT_SPECIFIER,
    NAMESPACE, EXPORT, EXPORT_CLAUSE, EXPORT_SPECIFIER, ATTRIBUTE, JSX, JSX_OPENING, JSX_EXPRESSION, WITH,
) = range(91)  # fmt: skip

_KINDS: Final = {
    "program": PROGRAM, "identifier": IDENTIFIER, "property_identifier": PROPERTY,
    "private_property_identifier": PRIVATE, "shorthand_property_identifier": SHORTHAND,
    "shorthand_property_identifier_pattern": SHORTHAND_PATTERN, "string": STRING, "template_string": TEMPLATE,
    "string_fragment": FRAGMENT, "escape_sequence": FRAGMENT, "template_substitution": SUBSTITUTION, "number": NUMBER,
    "true": TRUE, "false": FALSE, "null": NULL, "undefined": UNDEFINED, "regex": REGEX, "this": THIS, "super": SUPER,
    "import": IMPORT, "object": OBJECT, "pair": PAIR, "computed_property_name": COMPUTED, "spread_element": SPREAD,
    "array": ARRAY, "method_definition": METHOD, "function_expression": FUNCTION, "generator_function": FUNCTION,
    "function_declaration": FUNCTION_DECLARATION, "generator_function_declaration": FUNCTION_DECLARATION,
    "arrow_function": ARROW, "class": CLASS, "class_declaration": CLASS, "abstract_class_declaration": CLASS,
    "class_body": CLASS_BODY, "class_heritage": HERITAGE, "field_definition": FIELD, "public_field_definition": FIELD,
    "class_static_block": STATIC_BLOCK, "formal_parameters": PARAMETERS, "required_parameter": PARAMETER,
    "optional_parameter": PARAMETER, "object_pattern": OBJECT_PATTERN, "array_pattern": ARRAY_PATTERN,
    "pair_pattern": PAIR_PATTERN, "assignment_pattern": DEFAULT_PATTERN, "object_assignment_pattern": DEFAULT_PATTERN,
    "rest_pattern": REST, "call_expression": CALL, "new_expression": NEW, "arguments": ARGUMENTS,
    "member_expression": MEMBER, "subscript_expression": SUBSCRIPT, "await_expression": AWAIT,
    "yield_expression": YIELD, "sequence_expression": SEQUENCE, "ternary_expression": TERNARY,
    "unary_expression": UNARY, "binary_expression": BINARY, "update_expression": UPDATE,
    "assignment_expression": ASSIGN, "augmented_assignment_expression": AUGMENTED, "expression_statement": STATEMENT,
    "statement_block": BLOCK, "if_statement": IF, "else_clause": ELSE, "for_statement": FOR,
    "for_in_statement": FOR_IN, "while_statement": WHILE, "do_statement": DO, "switch_statement": SWITCH,
    "switch_body": SWITCH_BODY, "switch_case": CASE, "switch_default": DEFAULT_CASE, "try_statement": TRY,
    "catch_clause": CATCH, "finally_clause": FINALLY, "return_statement": RETURN, "throw_statement": THROW,
    "break_statement": BREAK, "continue_statement": CONTINUE, "variable_declaration": DECLARATION,
    "lexical_declaration": LEXICAL, "variable_declarator": DECLARATOR, "import_statement": IMPORT_STATEMENT,
    "import_clause": IMPORT_CLAUSE, "named_imports": NAMED_IMPORTS, "import_specifier": IMPORT_SPECIFIER,
    "namespace_import": NAMESPACE, "namespace_export": NAMESPACE, "export_statement": EXPORT,
    "export_clause": EXPORT_CLAUSE, "export_specifier": EXPORT_SPECIFIER, "jsx_attribute": ATTRIBUTE,
    "jsx_element": JSX, "jsx_self_closing_element": JSX, "jsx_opening_element": JSX_OPENING,
    "jsx_expression": JSX_EXPRESSION, "with_statement": WITH,
}  # fmt: skip
#: Nodes that mean no more than what is inside them.
_TRANSPARENT: Final = frozenset((
    "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression", "type_assertion",
    "instantiation_expression", "ambient_declaration"
))  # fmt: skip
_LEFT_OUT: Final = frozenset((
    "comment", "html_comment", "hash_bang_line", "optional_chain", "regex_pattern", "regex_flags",
    "statement_identifier", "type_identifier", "asserts", "accessibility_modifier", "override_modifier",
    "interface_declaration", "type_alias_declaration", "function_signature", "method_signature", "index_signature",
    "abstract_method_signature", "property_signature", "implements_clause", "jsx_text", "jsx_closing_element",
    "debugger_statement", "import_attribute", "type_arguments", "type_parameters", "literal_type"
))  # fmt: skip
#: What is inside these is text of their own.
_WHOLE: Final = frozenset((STRING, REGEX, NUMBER))
_WITH_OPERATOR: Final = frozenset((UNARY, BINARY, AUGMENTED, LEXICAL, DECLARATION, METHOD, FIELD))
_NEVER_EMPTY: Final = frozenset((
    CALL, NEW, MEMBER, SUBSCRIPT, TERNARY, UNARY, BINARY, ASSIGN, AUGMENTED, IF, SWITCH, PAIR, PAIR_PATTERN,
    DECLARATOR, METHOD, FIELD, SPREAD, ATTRIBUTE, IMPORT_SPECIFIER, EXPORT_SPECIFIER, COMPUTED
))  # fmt: skip
FUNCTIONS: Final = frozenset((FUNCTION, FUNCTION_DECLARATION, ARROW, METHOD))
_SKIP, _THROUGH, _TOKEN = -1, -2, -3

_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_NAMES: Final = frozenset((IDENTIFIER, PROPERTY, PRIVATE, SHORTHAND, SHORTHAND_PATTERN))


class Tree:
    """One parsed text.

    `owner[i]` is the innermost function around node `i`, 0 for none, and `final[i]` the last node directly inside it,
    -1 for none; `errors` counts what is no script, and `cut` says that something was nested too deep to be looked
    into, or that the parser came to no end and nothing of the text is here. Offsets are in bytes of UTF-8.
    """

    __slots__ = (
        "after", "cut", "end", "errors", "final", "kind", "line", "lines", "operator", "owner", "parent", "source",
        "start",
    )  # fmt: skip

    def __init__(self, source: bytes, line: int) -> None:
        self.source = source
        self.line = line
        self.kind = bytearray()
        self.start, self.end = array("l"), array("l")
        self.parent, self.owner = array("l"), array("l")
        self.after, self.final = array("l"), array("l")
        self.operator: dict[int, str] = {}
        self.errors = 0
        self.cut = False
        self.lines: array[int] | None = None

    def children(self, node: int) -> Iterator[int]:
        """The nodes directly inside one."""
        after = self.after
        child, stop = node + 1, after[node]
        while child < stop:
            yield child
            child = after[child]

    def child(self, node: int, position: int) -> int:
        """The node at one position inside another, -1 where there are fewer."""
        child, after = node + 1, self.after
        stop = after[node]
        while child < stop:
            if not position:
                return child
            child = after[child]
            position -= 1
        return -1

    def last(self, node: int) -> int:
        """The last node directly inside one, -1 where there is none."""
        return self.final[node]

    def text(self, node: int) -> str:
        """The source text of a node, without the escapes that a name may have."""
        text = self.source[self.start[node] : self.end[node]].decode("utf-8", "replace")
        return unescaped(text) if "\\" in text and self.kind[node] in _NAMES else text

    def string(self, node: int) -> str:
        """The value of a string without its quotes."""
        return unescaped(self.source[self.start[node] + 1 : self.end[node] - 1].decode("utf-8", "replace"))

    def of_kind(self, *kinds: int) -> Iterator[int]:
        """All nodes of some kinds, in the order of the text."""
        if len(kinds) == 1:
            found = self.kind.find(kinds[0])
            while found >= 0:
                yield found
                found = self.kind.find(kinds[0], found + 1)
        else:
            yield from (found.start() for found in any_of(kinds).finditer(self.kind))

    def position(self, node: int) -> tuple[int, int]:
        """Line and column of a node in its file, both from 1."""
        if self.lines is None:
            self.lines = array("l", (found.end() for found in re.finditer(b"\n", self.source)))
        at = self.start[node]
        row = bisect_right(self.lines, at)
        begin = self.lines[row - 1] if row else 0
        return self.line + row + 1, len(self.source[begin:at].decode("utf-8", "replace")) + 1

    def inside(self, node: int, outer: int) -> bool:
        """Whether a node is another or stands inside it."""
        return outer <= node < self.after[outer]


def parse(text: str, language: ScriptLanguage, line: int = 0) -> Tree:
    """The tree of a text that begins after `line` lines of its file."""
    source = text.encode("utf-8", "replace")
    parser = _parser(language)
    root = _root(parser, source)
    tree = Tree(source if root is not None else b"", line)
    tree.errors, tree.cut = int(root is None), root is None
    _flatten(tree, parser.parse(b"").root_node if root is None else root, _codes(language))
    return tree


def _root(parser: Parser, source: bytes) -> Node | None:
    """The root of what the parser gives; None where it comes to no end, as in nineteen bytes of TypeScript it may.

    It asks every hundred operations whether to go on, which sound text lets it do once for sixty bytes.
    """
    steps, most = 0, _FEWEST_STEPS + len(source) // _BYTES_OF_STEP

    def is_stuck(offset: int, has_error: bool) -> bool:  # as the parser calls it
        nonlocal steps
        steps += 1
        return steps > most

    def read(offset: int, point: object) -> bytes:
        return source[offset : offset + _CHUNK]

    try:
        return parser.parse(read, progress_callback=is_stuck).root_node
    except ValueError:
        parser.reset()
        return None


@cache
def any_of(kinds: Iterable[int]) -> re.Pattern[bytes]:
    """The expression that finds the nodes of some kinds in the kinds of a tree."""
    return re.compile(b"[%b]" % re.escape(bytes(sorted(kinds))), re.DOTALL)


def unescaped(text: str) -> str:
    """The characters that the escapes of a string stand for."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found.group(1)
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"
    return _ESCAPED.get(code, code)


@cache
def _parser(language: ScriptLanguage) -> Parser:
    import tree_sitter_javascript  # loaded where a package has scripts: most have none
    import tree_sitter_typescript
    from tree_sitter import Language, Parser

    grammar = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }[language]
    return Parser(Language(grammar()))


@cache
def _codes(language: ScriptLanguage) -> tuple[int, ...]:
    """What to do with each kind of node of a grammar, by its number: one of our kinds, or leave it out."""
    grammar = _parser(language).language
    assert grammar is not None  # noqa: S101  # the parser was made with one
    codes = []
    for number in range(grammar.node_kind_count):
        name = grammar.node_kind_for_id(number) or ""
        if not grammar.node_kind_is_named(number):
            codes.append(_TOKEN)
        elif name in _TRANSPARENT:
            codes.append(_THROUGH)
        elif name in _LEFT_OUT or name.endswith(("_type", "_annotation", "type_predicate")):
            codes.append(_SKIP)
        else:
            codes.append(_KINDS.get(name, OTHER))
    return tuple(codes)


def _flatten(tree: Tree, root: Node, codes: tuple[int, ...]) -> None:
    kinds, starts, ends, parents, afters, owners = tree.kind, tree.start, tree.end, tree.parent, tree.after, tree.owner
    finals = tree.final
    cursor = root.walk()
    parent, owner, depth = -1, 0, 0
    above: list[tuple[int, int, int]] = []  # what was around: node of ours to close or -1, its parent, its function
    while True:
        node = cursor.node
        assert node is not None  # noqa: S101  # a cursor stands on a node
        number = node.kind_id
        code = codes[number] if number < len(codes) else ERROR
        current = -1
        if code == _TOKEN:
            if (
                parent >= 0
                and parent not in tree.operator
                and kinds[parent] in _WITH_OPERATOR
                and above[-1][0] == parent
            ):
                tree.operator[parent] = node.type
        elif code >= 0:
            current = len(kinds)
            if code == ERROR or node.is_missing:
                tree.errors += 1
            kinds.append(code)
            starts.append(node.start_byte)
            ends.append(node.end_byte)
            parents.append(parent)
            owners.append(owner)
            afters.append(current + 1)
            finals.append(-1)
            if parent >= 0:
                finals[parent] = current
        descend = code == _THROUGH or (code >= 0 and code not in _WHOLE)
        if descend and depth >= MAX_DEPTH and node.child_count:
            tree.cut, descend = True, False
            if current >= 0:
                kinds[current] = OTHER
        if descend and cursor.goto_first_child():
            above.append((current, parent, owner))
            depth += 1
            if current >= 0:
                parent = current
                if code in FUNCTIONS:
                    owner = current
            continue
        while not cursor.goto_next_sibling():
            if not above:
                return
            cursor.goto_parent()
            closed, parent, owner = above.pop()
            depth -= 1
            if closed >= 0:
                afters[closed] = len(kinds)
                if len(kinds) == closed + 1 and kinds[closed] in _NEVER_EMPTY:
                    kinds[closed] = OTHER  # damaged: what must be inside is not there
