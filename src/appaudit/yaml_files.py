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
    except UnicodeDecodeError as error:
        raise RuleError(
            f"{path}: is not UTF-8 (byte {error.start + 1}); save it in that encoding",
            zh=f"{path}: 不是 UTF-8 编码（第 {error.start + 1} 字节），请另存为 UTF-8",
        ) from error
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error}", zh=f"{path}: 无法读取：{error}") from error
    return parse_yaml(text, str(path))


def parse_yaml(text: str, place: str) -> Any:  # noqa: ANN401
    """As `read_yaml`, for text that is at hand; `place` names it in errors."""
    import yaml

    try:
        return yaml.load(text, Loader=_loader())  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        problem = str(error.problem)
        if isinstance(error, yaml.constructor.ConstructorError):  # YAML it is; what it says is refused
            raise RuleError(f"{place}{line}: {problem}", zh=f"{place}{line}: {_in_chinese(problem)}") from error
        raise RuleError(
            f"{place}{line}: is not YAML: {problem}", zh=f"{place}{line}: 不是有效的 YAML：{problem}"
        ) from error
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


def described_in_chinese(error: CodecError, path: Path) -> list[str]:
    """As `describe_problems`, in Chinese; what has no Chinese stays as it is."""
    return describe_problems(CodecError([(where, _in_chinese(what)) for where, what in error.problems]), path)


#: What is wrong with a value, as the codec and the readers of configuration, verdicts and facts say it, and in Chinese.
_CHINESE: Final = (
    (r"unknown key, did you mean (.+?)\? known: (.*)", r"未知的键，是否应为 \1？可用：\2"),
    (r"unknown key; known: (.*)", r"未知的键；可用：\1"),
    (r"the key (.*) occurs twice", r"键 \1 重复出现"),
    (r"key (.*) is not text", r"键 \1 不是文本"),
    (r"missing", "缺少这一项"),
    (r"must not be empty", "不能为空"),
    (r"must be greater than 0", "必须大于 0"),
    (r"must not be negative", "不能为负数"),
    (r"must be one rule id; only the subject may be a pattern", "必须是一个规则编号；只有 subject 可以使用通配符"),
    (r"is decided twice", "重复裁决"),
    (r"(\w+) needs a reason", r"裁决为 \1 时须写明理由"),
    (r"expected a date like (\S+), or (\w+), found (?P<found>.*)", r"应为 \1 形式的日期或 \2"),
    (r"expected 0 or more, found (?P<found>.*)", "不能为负数"),
    (r"expected (\d+), found (?P<found>.*)", r"应为 \1"),
    (r"expected a date like (\S+), found (?P<found>.*)", r"应为 \1 形式的日期"),
    (r"expected one of (.*), found (?P<found>.*)", r"应为以下之一：\1"),
    (r"expected a list, found (?P<found>.*)", r"应为列表"),
    (r"expected a mapping, found (?P<found>.*)", r"应为键值对"),
    (r"expected text, found (?P<found>.*)", r"应为文本（数字请加引号）"),
    (r"expected true or false, found (?P<found>.*)", r"应为 true 或 false"),
    (r"expected a (?:whole )?number, found (?P<found>.*)", r"应为数字"),
)
#: What a value is instead, as the codec names it.
_FOUND: Final = {"nothing": "空值", "a list": "列表", "a mapping": "键值对"}


def _in_chinese(what: str) -> str:
    for english, chinese in _CHINESE:
        matched = re.fullmatch(english, what, re.DOTALL)
        if matched:
            said, found = matched.expand(chinese), matched.groupdict().get("found")
            return said if found is None else f"{said}，实际为{_found_in_chinese(found)}"
    return what


def _found_in_chinese(found: str) -> str:
    return _FOUND.get(found, f"文本 {found[5:]}" if found.startswith("text ") else f" {found}")


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
