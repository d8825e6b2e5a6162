"""Entries that source makes by calls: `SdkInfo(name = "…", vendor = "…")`, `new Sdk("…", "…")`, `{"name": "…"}`.

What stands at a place without a name is called as the declaration of what is called has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from appaudit.model.record import record
from appaudit.sdk_list.source.tokens import Token, filled

#: Words before what a file declares, and calls that only put values side by side.
_DECLARES = frozenset({"class", "fun", "func", "function", "def", "record", "struct", "constructor"})
_LISTS = frozenset({"", "listOf", "arrayOf", "arrayListOf", "mutableListOf", "setOf", "asList", "of", "List"})
#: Marks in the declaration of an argument.
_OF_TYPES = frozenset(".<>?=@[]")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_FEWEST_VALUES = 2
#: Brackets of a pair inside an array: `('用途', '推送')`, `['用途', '推送']`.
_PAIRS = frozenset({"(", "["})
#: Calls of one name with a name and an address that are a list.
_FEWEST_PAIRS = 3
#: Levels of brackets that are followed.
_DEEPEST = 60


@record(kw_only=False, frozen=False)
class _Argument:
    """One argument: its name, the texts in it and the words of it."""

    name: str = ""
    texts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    """Labels with what stands behind each, of an array of pairs: `[('用途', '推送'), …]`."""
    label: str = ""
    default: str = ""

    def value(self, constants: Mapping[str, str]) -> str:
        """What is handed over as a text; empty where the program makes it."""
        if self.texts:
            return "、".join(self.texts)
        return constants.get(self.words[0], "") if len(self.words) == 1 and not self.marks else ""

    def parameter(self) -> str:
        """The name that a declaration gives it: `val name: String`, `String name`, `this.name`; empty for none."""
        is_typed = len(self.words) > 1 and set(self.marks) <= _OF_TYPES
        return self.name or self.label or (self.words[-1] if is_typed else "")


@record(kw_only=False, frozen=False)
class _Frame:
    """What stands between two brackets so far."""

    mark: str
    callee: str = ""
    is_declared: bool = False
    enumerates: str = ""
    """The class whose constants stand first between curly brackets, each made as its constructor declares."""
    arguments: list[_Argument] = field(default_factory=lambda: [_Argument()])
    is_joined: bool = False
    """The next text goes on with the one before it."""


@record(kw_only=False, frozen=False)
class SourceEntries:
    """The entries by what made them, in order, and the constants of the file.

    `computed` are those of which one value is a text and the others are only known when the program runs, `told` pairs
    of texts without names for them, of calls that nothing in the file declares: `Item("白鹭SDK", "用于推送…")`.
    """

    entries: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    computed: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    told: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def entries_of(tokens: Iterable[Token]) -> SourceEntries:
    """The calls and objects of a file that hold two texts or more, as the names and values of their arguments."""
    tokens = list(tokens)
    result = SourceEntries(constants=_constants(tokens))
    declared: dict[str, list[tuple[str, str]]] = {}
    calls: list[_Frame] = []
    stack = [_Frame("")]
    named = ""
    for number, token in enumerate(tokens):
        frame = stack[-1]
        named = _enumeration(tokens[max(0, number - 2) : number + 1]) or named
        if token.kind == "mark" and token.value in _CLOSING:
            before = tokens[number - 1] if number else None
            callee = before.value if token.value == "(" and before is not None and before.kind == "word" else ""
            is_declared = bool(callee) and number > 1 and tokens[number - 2].value in _DECLARES
            if len(stack) < _DEEPEST:
                stack.append(_Frame(token.value, (callee and frame.enumerates) or callee, is_declared))
            if token.value == "{" and named:
                stack[-1].enumerates, named = named, ""
        elif token.kind == "mark" and token.value == _CLOSING.get(frame.mark):
            stack.pop()
            _close(frame, stack[-1], declared, calls, result.constants)
        else:
            _take(frame, token, tokens[number + 1 : number + 2], result.constants)
    pairs: dict[str, list[dict[str, str]]] = {}
    for frame in calls:
        if frame.callee not in declared and (pair := _name_and_address(frame, result.constants)):
            pairs.setdefault(frame.callee, []).append(pair)
            continue
        if frame.callee not in declared and (told := _two_texts(frame, result.constants)):
            result.told.setdefault(frame.callee, []).append(told)
            continue
        entry = _entry(frame, declared.get(frame.callee, []), result.constants)
        said = sum(map(bool, entry.values()))
        if said >= _FEWEST_VALUES:
            result.entries.setdefault(frame.callee, []).append(entry)
        elif said and len(entry) > _FEWEST_VALUES:
            result.computed.setdefault(frame.callee, []).append(entry)
    for callee, made in pairs.items():
        if len(made) >= _FEWEST_PAIRS:
            result.entries.setdefault(callee, []).extend(made)
    return result


def _name_and_address(frame: _Frame, constants: Mapping[str, str]) -> dict[str, str]:
    """A name and an address that a call is handed without names for them, as of a list: `Policy("Egret", "https://…")`."""
    if any(argument.name for argument in frame.arguments):
        return {}
    said = [value for argument in frame.arguments if argument.texts and (value := argument.value(constants))]
    is_pair = len(said) == _FEWEST_VALUES and not _address(said[0]) and bool(_address(said[1]))
    return {"name": said[0], "url": said[1]} if is_pair and "\n" not in said[0] else {}


def _two_texts(frame: _Frame, constants: Mapping[str, str]) -> tuple[str, str] | None:
    """The two texts that a call is handed and nothing else, each of one line; None for any other call."""
    said = [argument.value(constants) for argument in frame.arguments if argument.texts or argument.words]
    is_pair = bool(frame.callee) and len(said) == _FEWEST_VALUES and all(said)
    is_named = any(argument.name for argument in frame.arguments)
    return (said[0], said[1]) if is_pair and not is_named and "\n" not in said[0] else None


def _enumeration(tokens: list[Token]) -> str:
    """The name of the class of constants whose head the tokens end in: `enum class Partner`; empty for none."""
    before = [token.value for token in tokens[:-1]]
    is_named = before[-1:] == ["enum"] and tokens[-1].value != "class"
    return tokens[-1].value if tokens[-1].kind == "word" and (is_named or before == ["enum", "class"]) else ""


def _constants(tokens: list[Token]) -> dict[str, str]:
    """Words that stand for one text, outside of round brackets: `const val URL = "…"`."""
    found: dict[str, str] = {}
    depth = 0
    for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        depth += (first.value == "(") - (first.value == ")") if first.kind == "mark" else 0
        if first.kind == "word" and second.value == "=" and third.kind == "text" and depth <= 0:
            found.setdefault(first.value, third.value)
    return found


def _take(frame: _Frame, token: Token, following: list[Token], constants: Mapping[str, str]) -> None:
    """Put a token to the argument that it stands in."""
    argument = frame.arguments[-1]
    is_fresh = not (argument.texts or argument.words or argument.marks or argument.name)
    names = following and following[0].kind == "mark" and following[0].value in (":", "=")
    if token.kind == "text":
        if is_fresh and names and following[0].value == ":":
            argument.name = token.value
        elif frame.is_joined and argument.texts:
            argument.texts[-1] += filled(token.value, constants)
        else:
            argument.texts.append(filled(token.value, constants))
        frame.is_joined = True
    elif token.kind == "word":
        if is_fresh and names:
            argument.name = token.value
        else:
            argument.words.append(token.value)
            if frame.is_joined and token.value in constants and argument.texts:
                argument.texts[-1] += constants[token.value]
    elif token.value in (",", ";"):
        frame.enumerates = frame.enumerates if token.value == "," else ""
        frame.arguments.append(_Argument())
        frame.is_joined = False
    elif token.value == "=" and argument.words:
        argument.default = _text_of(following, constants)
        argument.marks.append("=")
    elif token.value == ":" and argument.words and not argument.name:
        argument.label = argument.label or argument.words[-1]
        argument.marks.append(":")
    elif token.value not in ("=", "+", ":"):
        argument.marks.append(token.value)


def _text_of(tokens: list[Token], constants: Mapping[str, str]) -> str:
    """The text that a token says or stands for; empty for none."""
    return "".join(token.value if token.kind == "text" else constants.get(token.value, "") for token in tokens)


def _close(
    frame: _Frame,
    parent: _Frame,
    declared: dict[str, list[tuple[str, str]]],
    calls: list[_Frame],
    constants: Mapping[str, str],
) -> None:
    """End a pair of brackets: a declaration, an entry, a list that is a value, or what only stands around one."""
    texts = [argument.value(constants) for argument in frame.arguments if not argument.name]
    named = [argument for argument in frame.arguments if argument.name]
    parameters = [argument.parameter() for argument in frame.arguments if argument.words or argument.name]
    is_typed = bool(frame.callee) and all(parameters) and not any(argument.texts for argument in frame.arguments)
    if frame.is_declared or (is_typed and not named and len(parameters) >= _FEWEST_VALUES):
        declared.setdefault(
            frame.callee,
            [(argument.parameter(), argument.default) for argument in frame.arguments],
        )
        return
    argument = parent.arguments[-1]
    if frame.callee in _LISTS and not named:
        pairs = [pair for inner in frame.arguments for pair in inner.pairs]
        said = [text for text in texts if text]
        is_pair = frame.mark in _PAIRS and not frame.callee and len(said) == len(texts) == _FEWEST_VALUES
        argument.pairs += pairs or ([(said[0], said[1])] if is_pair and parent.mark == "[" else [])
        argument.texts += said
    elif len(texts) == 1 and texts[0] and not named:
        argument.texts += texts  # Text("…"), tr("…")
    elif len(named) == len(frame.arguments) == 1 and (address := _address(named[0].value(constants))):
        argument.texts.append(address)  # URL(string: "…")
    else:
        calls.append(frame)
    if argument.words and argument.words[-1] == frame.callee:
        argument.words.pop()
    parent.is_joined = False


def _address(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else ""


def _entry(frame: _Frame, parameters: list[tuple[str, str]], constants: Mapping[str, str]) -> dict[str, str]:
    """The values of a call by the names of its arguments, those that it leaves out as they are declared."""
    entry = {name: default for name, default in parameters if name and default}
    for number, argument in enumerate(frame.arguments):
        name = argument.name or (parameters[number][0] if number < len(parameters) else "")
        if len(argument.pairs) >= _FEWEST_VALUES:
            entry |= {label: value for label, value in argument.pairs if label not in entry}
        elif name:
            entry[name] = argument.value(constants) or ""
    return entry
