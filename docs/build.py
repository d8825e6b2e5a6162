"""Writes the reference of commands and of the tables of fleets, in both languages, from the code itself.

`python docs/build.py` writes docs/commands.md and docs/fleet-tables.md, and both in Chinese; with `--check` it writes
nothing and ends with 1 when they are out of date.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from appaudit.cli import main as appaudit
from appaudit.cli._options import FormatOption
from appaudit.fleet.schema import OF_PACKAGES, OF_RUNS, SCHEMA_VERSION, Column, Identity, OfRun, columns

FOLDER = Path(__file__).parent
_CHINESE = re.compile("[\u4e00-\u9fff]")
#: What click itself says, with its other half.
_OF_CLICK = {"Show the version and exit.": "Show the version and exit. / 显示版本并退出。"}
_WORDS = {
    "en": {
        "title": "# Command reference\n\n[中文](commands.zh-CN.md)\n\n"
        "Written by `python docs/build.py` from the commands; `appaudit COMMAND --help` says the same.",
        "codes": "## Exit codes\n\n| Code | Meaning |\n| --- | --- |\n"
        "| 0 | done; nothing at or above `--fail-on` |\n"
        "| 1 | findings at or above `--fail-on` |\n"
        "| 2 | wrong usage, missing path, bad configuration or rule |\n"
        "| 3 | nothing of the artifact could be read (of many: of one, unless `--allow-unreadable`), or a policy or "
        "SDK list that was supplied or is required (`--require`) could not be |\n"
        "| 4 | `--strict`, and something could not be read |\n"
        "| 70 | an error of appaudit itself; `appaudit --debug …` shows where |\n\n"
        "Of several the first of 2, 3, 4, 1. Reports are written with 1, 3 and 4 as with 0.",
        "usage": "Usage",
        "option": "Option",
        "meaning": "Meaning",
        "default": "Default",
        "repeated": "May be given several times.",
        "several": "several",
        "examples": "Examples",
    },
    "zh": {
        "title": "# 命令参考\n\n[English](commands.md)\n\n"
        "本页由 `python docs/build.py` 根据命令生成；`appaudit 命令 --help` 给出相同内容。",
        "codes": "## 退出码\n\n| 退出码 | 含义 |\n| --- | --- |\n"
        "| 0 | 完成，没有达到 `--fail-on` 的发现 |\n"
        "| 1 | 有达到或超过 `--fail-on` 的发现 |\n"
        "| 2 | 用法错误、路径不存在、配置或规则有误 |\n"
        "| 3 | 安装包完全无法读取（多个安装包时：任一无法读取，除非使用 `--allow-unreadable`），或提供的、"
        "`--require` 要求的隐私政策或SDK清单无法读取 |\n"
        "| 4 | 使用了 `--strict`，且有内容未能读取 |\n"
        "| 70 | 本工具自身的错误；`appaudit --debug …` 显示位置 |\n\n"
        "同时出现多种情形时，依次取 2、3、4、1 中的第一个。退出码为 1、3、4 时与 0 一样写出报告。",
        "usage": "用法",
        "option": "选项",
        "meaning": "含义",
        "default": "默认值",
        "repeated": "可多次给出。",
        "several": "多次",
        "examples": "示例",
    },
}


#: What each table holds, in Chinese; in English its record says it.
TABLE_NAMES_ZH = {
    "packages": "有结果的安装包，无论能否读取。",
    "findings": "发现。",
    "inconclusive": "无法判断的规则：没有它的发现不说明任何问题。",
    "sdks": "安装包中识别出的SDK。",
    "declared_sdks": "安装包的文件中写明的SDK。",
    "permissions": "安装包声明的权限。",
    "data_access": "代码中对个人信息的读取。",
    "sensors": "监听运动传感器的类。",
    "policy_clauses": "隐私政策的条款。",
    "policy_data_types": "隐私政策提到的数据类型。",
    "coverage": "缺口：安装包中没有读到的部分。没有行的事实种类为完整读取。",
    "costs": "读取安装包的成本；只有这张表的行因批次而异。",
    "runs": "批次：规则、版本和设置相同即为同一批次，与时间和安装包无关。",
    "rules": "批次所用的规则。",
    "regulation_items": "批次所对照的法规条目。",
}
_TABLES = {
    "en": {
        "title": "# Tables of a fleet\n\n[中文](fleet-tables.zh-CN.md)\n\n"
        "Written by `python docs/build.py` from `src/appaudit/fleet/schema.py`. Version {version} of these tables: it "
        "grows when a column is renamed, removed or means something else; readers must expect new columns and tables. "
        "What the tables are for is in [fleet.md](fleet.md).",
        "packages": "## Of packages\n\nEvery row begins with",
        "runs": "## Of runs\n\nWritten once for a run; every row begins with",
        "column": "Column",
        "type": "Type",
        "meaning": "Meaning",
    },
    "zh": {
        "title": "# 批量数据表\n\n[English](fleet-tables.md)\n\n"
        "本页由 `python docs/build.py` 根据 `src/appaudit/fleet/schema.py` 生成。表结构版本 {version}："
        "列改名、删除或含义改变时递增；读取方应允许出现新的列和表。用途见 [fleet.zh-CN.md](fleet.zh-CN.md)。",
        "packages": "## 安装包的表\n\n每行以下列各列开头：",
        "runs": "## 批次的表\n\n每个批次写一次，每行以下列各列开头：",
        "column": "列",
        "type": "类型",
        "meaning": "含义",
    },
}


def pages() -> dict[Path, str]:
    """The text of every generated page."""
    return {
        FOLDER / "commands.md": _page("en"),
        FOLDER / "commands.zh-CN.md": _page("zh"),
        FOLDER / "fleet-tables.md": _tables("en"),
        FOLDER / "fleet-tables.zh-CN.md": _tables("zh"),
    }


def _tables(language: str) -> str:
    """The tables of a fleet: what each holds, and its columns."""
    words = _TABLES[language]
    parts = [words["title"].format(version=SCHEMA_VERSION)]
    for head, first, tables in ((words["packages"], Identity, OF_PACKAGES), (words["runs"], OfRun, OF_RUNS)):
        shared = {item.name for item in dataclasses.fields(first)}
        common = [item for item in columns(next(iter(tables))) if item.name in shared]
        parts += [head, _columns(common, language)]
        for name, row in tables.items():
            about = (row.__doc__ or "").strip() if language == "en" else TABLE_NAMES_ZH[name]
            own = [item for item in columns(name) if item.name not in shared]
            parts += [f"### `{name}`\n\n{about}", _columns(own, language)]
    return "\n\n".join(parts) + "\n"


def _columns(found: Sequence[Column], language: str) -> str:
    words = _TABLES[language]
    rows = [f"| `{item.name}` | {item.type} | {getattr(item.about, language)} |" for item in found]
    return "\n".join([f"| {words['column']} | {words['type']} | {words['meaning']} |", "| --- | --- | --- |", *rows])


def _page(language: str) -> str:
    context = click.Context(appaudit, info_name="appaudit")
    parts = [_WORDS[language]["title"], *_command(appaudit, context, language, level=1), _WORDS[language]["codes"]]
    return "\n\n".join(parts) + "\n"


def _command(command: click.Command, context: click.Context, language: str, level: int) -> Iterator[str]:
    words = _WORDS[language]
    if level > 1:
        yield f"{'#' * level} {context.command_path}"
    yield "\n\n".join(_in_language(_paragraphs(command.help or ""), language))
    yield f"{words['usage']}:\n\n```text\n{_usage(command, context)}\n```"
    options = [item for item in command.get_params(context) if isinstance(item, click.Option) and not item.hidden]
    rows = [_row(option, context, language) for option in options if "--help" not in option.opts]
    if rows:
        head = f"| {words['option']} | {words['meaning']} | {words['default']} |\n| --- | --- | --- |"
        yield "\n".join([head, *rows])
    if command.epilog:
        yield f"```text\n{_preformatted(command.epilog)}\n```"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _command(inner, click.Context(inner, info_name=name, parent=context), language, level + 1)


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _row(option: click.Option, context: click.Context, language: str) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if not option.is_flag:
        value = option.metavar or _kind(option.type)
        names += f" `{value.replace('|', chr(0x2502))}`"  # a bar would end the cell
    said = option.help_text() if isinstance(option, FormatOption) else option.help or ""
    meaning = _one_language(_OF_CLICK.get(said, said), language)
    if option.multiple and _WORDS[language]["several"] not in meaning:
        meaning = f"{meaning} {_WORDS[language]['repeated']}".strip()
    default = "" if option.default is None or option.is_flag or option.multiple else str(option.default)
    shown = f"`{default}`" if default and not callable(option.default) and "Sentinel" not in default else ""
    return f"| {names} | {meaning} | {shown} |"


def _kind(kind: click.ParamType) -> str:
    """What an option takes, said the same whatever version of click is installed."""
    return f"[{'|'.join(map(str, kind.choices))}]" if isinstance(kind, click.Choice) else kind.name.upper()


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each on one line; those that click keeps as they are become code."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in block.strip().split("\n")]
        if lines[0] == "\b":
            found.append(f"```text\n{_preformatted(block)}\n```")
        else:
            # A paragraph may hold a sentence in one language and then the same in the other.
            for _, run in groupby(lines, key=lambda line: bool(_CHINESE.search(line))):
                found.append(" ".join(run))
    return found


def _preformatted(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\b", "").strip("\n").split("\n")]
    return "\n".join(line for line in lines if line != "\b").strip("\n")


def _in_language(paragraphs: list[str], language: str) -> list[str]:
    """The paragraphs in one language; what has no counterpart in the other, such as an example, stays in both."""
    is_chinese = [bool(_CHINESE.search(text)) for text in paragraphs]
    if not any(is_chinese) or all(is_chinese):
        return [_one_language(text, language) for text in paragraphs]
    return [
        text
        for text, chinese in zip(paragraphs, is_chinese, strict=True)
        if text.startswith("```") or chinese == (language == "zh")
    ]


def _one_language(text: str, language: str) -> str:
    """One half of `English / 中文`; a text in one language only stands for both."""
    line = " ".join(text.split()).replace("|", "\\|")
    halves = re.split(r"\s+/\s+(?=[^/]*[\u4e00-\u9fff])", line)
    if len(halves) == 2 and not _CHINESE.search(halves[0]):
        return halves[1 if language == "zh" else 0]
    return line


def main() -> int:
    """Write the pages, or with `--check` name those that are out of date."""
    is_check = "--check" in sys.argv[1:]
    stale = [path for path, text in pages().items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if is_check:
            sys.stderr.write(f"{path} is out of date; run python docs/build.py\n")
        else:
            path.write_text(pages()[path], encoding="utf-8")
    return 1 if is_check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
