"""YAML as `rules/` and configuration use it: plain values, no surprises, errors with file and line.

Differences from YAML 1.1 as PyYAML reads it: duplicate keys are errors; only `true` and `false` are booleans
(`no` stays the word it is) and dates stay text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from appaudit.errors import RuleError
from appaudit.model.codec import CodecError
from appaudit.whole_files import read_regular

if TYPE_CHECKING:
    import yaml

#: No file of rules or of configuration is larger.
_MOST_BYTES: Final = 32 << 20


@lru_cache(maxsize=1)
def _loader() -> Any:  # noqa: ANN401  # PyYAML's loaders have no type of their own
    """A safe loader with the differences that the module describes.

    Made when the first file is parsed: what was compiled before is read without PyYAML.
    """
    import yaml

    # The C loader where PyYAML was built with it, the slow one elsewhere.
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    class Loader(base):  # type: ignore[misc]
        yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  # PyYAML's shape

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            mapping: dict[Any, Any] = {}
            for key_node, value_node in node.value:
                key = self.construct_object(key_node, deep=True)
                if not isinstance(key, str):
                    raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is not text", key_node.start_mark)
                if key in mapping:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"the key {key!r} occurs twice", key_node.start_mark
                    )
                mapping[key] = self.construct_object(value_node, deep=True)
            return mapping

    for name, pattern, first in (
        ("bool", r"^(?:true|false)$", list("tf")),
        ("null", r"^(?:null|~|)$", ["n", "~", ""]),
        ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
        ("float", r"^-?[0-9]+\.[0-9]+$", list("-0123456789")),
    ):
        Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), first)
    Loader.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node, deep=True))
    return Loader


def read_yaml(path: Path) -> Any:  # noqa: ANN401
    """The value of a YAML file as dicts, lists, text, numbers, booleans and None.

    Raises:
        RuleError: the file cannot be read or is not YAML; the message names file and line.
    """
    try:
        text = read_regular(path, _MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: cannot be read: {error}") from error
    return parse_yaml(text, str(path))


def parse_yaml(text: str, place: str) -> Any:  # noqa: ANN401
    """As `read_yaml`, for text that is at hand; `place` names it in errors."""
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise RuleError(f"{place}{line}: {error.problem}") from error
    except RecursionError as error:
        raise RuleError(f"{place}: lies too deep inside itself / 嵌套过深") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # numbers of thousands of digits, months that are none
        raise RuleError(f"{place}: {error}") from error
    except (AttributeError, LookupError, TypeError) as error:  # PyYAML trusts tags: `!!timestamp soon`, `!!bool maybe`
        raise RuleError(f"{place}: a value is not what its tag says / 值与其标签不符") from error


def describe_problems(error: CodecError, path: Path) -> list[str]:
    """The problems of a decoded YAML file, one line each, with the line number where it can be found."""
    root = _composed(path)
    return [f"{path}:{_line_of(root, where)}: {where or 'file'}: {what}" for where, what in error.problems]


def line_of(path: Path, where: str) -> int:
    """The line of a YAML file on which the value at `where` (`ignores[0].rule`) begins; 1 where it cannot be found."""
    return _line_of(_composed(path), where)


def _composed(path: Path) -> yaml.Node | None:
    import yaml

    try:
        root: yaml.Node | None = yaml.compose(read_regular(path, _MOST_BYTES).decode("utf-8"), Loader=_loader())
    except (yaml.YAMLError, OSError, ValueError, RecursionError):
        return None
    return root


def _line_of(node: yaml.Node | None, path: str) -> int:
    """The line of the deepest node on `path` (`items[3].title.zh`) that exists."""
    import yaml

    line = 1
    for step in re.findall(r"[^.\[\]]+", path):
        following: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            following = next((value for key, value in node.value if key.value == step), None)
            key_line = next((key.start_mark.line + 1 for key, _ in node.value if key.value == step), None)
            line = key_line or line
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            following = node.value[int(step)]
            line = following.start_mark.line + 1
        if following is None:
            return line
        node = following
    return line
