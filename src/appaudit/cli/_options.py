"""Options that several commands share."""

from __future__ import annotations

import importlib
import locale
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from appaudit.model.bilingual import Language
from appaudit.model.words import ConfidenceWord, FailOn, SeverityWord, StatusWord, words_of

F = TypeVar("F", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)
_GRADES = words_of(SeverityWord)


def document_options(function: F) -> F:
    """`--policy` and `--sdk-list`."""
    function = click.option(
        "--sdk-list",
        "sdk_lists",
        multiple=True,
        type=_PATH,
        metavar="FILE",
        help="Declared third-party SDKs: XLSX, CSV, JSON, a document, Gradle output or an SBOM. / "
        "第三方SDK清单，可为表格、文档、Gradle输出或SBOM。",
    )(function)
    return click.option(
        "--policy",
        "policies",
        multiple=True,
        type=_PATH,
        metavar="FILE|DIR",
        help="Privacy policy: HTML, Markdown or text; may be given several times. / 隐私政策，可多次给出。",
    )(function)


def rules_option(function: F) -> F:
    """`--rules`."""
    return click.option(
        "--rules",
        "rule_folders",
        multiple=True,
        type=_PATH,
        metavar="DIR|FILE.zip",
        help="A folder laid out as rules/ that adds to or overrides the shipped one, or a released archive of one. / "
        "追加或覆盖内置规则的目录，或发布的规则包。",
    )(function)


def timeout_option(function: F) -> F:
    """`--timeout`."""
    return click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=600.0,
        show_default=True,
        metavar="SECONDS",
        help="For each package. / 每个安装包的时限。",
    )(function)


def _required(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs that must be there, given one by one or with commas between them, as the report names them."""
    from appaudit.model.gate import RequiredInput
    from appaudit.model.words import words_of

    names = [name.strip().replace("-", "_") for text in value for name in text.split(",") if name.strip()]
    for name in names:
        if name not in words_of(RequiredInput):
            raise click.BadParameter(f"{name!r} is neither policy nor sdk-list", param_hint="--require")
    return tuple(dict.fromkeys(names))


#: Grades, `--require`, `--strict`, baseline and ignores.
_OF_GATE = (
    click.option(
        "--min-severity",
        type=click.Choice(_GRADES),
        default="info",
        show_default=True,
        help="List nothing below; the exit code stays what it is. / 不列出更低级别的发现，不影响退出码。",
    ),
    click.option(
        "--min-confidence",
        type=click.Choice(words_of(ConfidenceWord)),
        default="low",
        show_default=True,
        help="List nothing below; the exit code stays what it is. / 不列出更低置信度的发现，不影响退出码。",
    ),
    click.option(
        "--fail-on",
        type=click.Choice(words_of(FailOn)),
        default="high",
        show_default=True,
        help="Exit 1 when a finding is at least this severe. / 存在不低于此级别的发现时退出码为1。",
    ),
    click.option(
        "--fail-on-status",
        type=click.Choice(words_of(StatusWord)),
        default="review",
        show_default=True,
        help="… and of at least this status. What could not be seen counts with any. "
        "/ 且状态不低于此的发现才计入；未能看到的部分始终计入。",
    ),
    click.option(
        "--require",
        "required",
        multiple=True,
        metavar="policy,sdk-list",
        callback=_required,
        help="Exit 3 when one of them is missing or unreadable. / 缺少或无法读取时退出码为3。",
    ),
    click.option("--strict", is_flag=True, help="Exit 4 when something could not be read. / 覆盖不完整时退出码为4。"),
    click.option(
        "--baseline",
        type=_PATH,
        metavar="FILE",
        help="Findings in FILE do not fail. / 基线中已有的发现不计入门槛。",
    ),
    click.option(
        "--write-baseline",
        type=_PATH,
        metavar="FILE",
        help="Write the findings as a baseline; the exit code stays what it is. / 写出基线，不改变退出码。",
    ),
    click.option(
        "--verdicts",
        type=_PATH,
        metavar="FILE",
        help="What people decided about findings; false positives and accepted ones do not fail. / "
        "对各项发现的裁决；误报和接受的不计入门槛。",
    ),
    click.option(
        "--previous",
        type=_PATH,
        metavar="REPORT.json",
        help="The last audit, as JSON: what is new, still open and fixed since. / "
        "上次审计的JSON报告：列出新增、仍未解决和已解决的发现。",
    ),
    click.option(
        "--no-ignores", is_flag=True, help="As if the configuration ignored nothing. / 不采用配置中的忽略条目。"
    ),
)


def gate_options(function: F) -> F:
    """What is listed and what fails a run, in the order of `_OF_GATE`."""
    for option in reversed(_OF_GATE):
        function = option(function)
    return function


class FormatOption(click.Option):
    """`--format`: help and shell completion list the formats that are there, found when somebody asks."""

    def __init__(
        self,
        declarations: Sequence[str],
        formats_of: str = "appaudit.report.renderers",
        **options: Any,  # noqa: ANN401  # those of click
    ) -> None:
        """`formats_of` is the package whose `names()` are the formats; `help` names them as `{formats}`, `{格式}`."""
        self.formats_of = formats_of
        options = {"metavar": "NAME", "show_default": True, "shell_complete": self._complete, **options}
        super().__init__(declarations, **options)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The line of `--help`; the text keeps its place for names, as another call may find more of them."""
        template, self.help = self.help, self.help_text()
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = template

    def help_text(self) -> str:
        """What the option is for, with the names of the formats."""
        *first, last = self._names()
        said = (self.help or "").replace("{formats}", f"{', '.join(first)} or {last}")
        return said.replace("{格式}", f"{'、'.join(first)}或{last}")

    def _names(self) -> tuple[str, ...]:
        found: tuple[str, ...] = importlib.import_module(self.formats_of).names()
        return found

    def _complete(self, _context: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(name) for name in self._names() if name.startswith(incomplete)]


def language_option(function: F) -> F:
    """`--lang`; passes `language`."""
    return click.option(
        "--lang",
        "language",
        type=click.Choice(["zh", "en"]),
        default=None,
        callback=lambda _context, _parameter, value: value or default_language(),
        help="Language of texts; follows the locale. / 输出语言，默认随系统区域设置。",
    )(function)


def verbosity_options(function: F) -> F:
    """`-q` and `-v`."""
    function = click.option("-v", "--verbose", is_flag=True, help="Print the time of every stage. / 输出各阶段耗时。")(
        function
    )
    return click.option("-q", "--quiet", is_flag=True, help="Only errors on stderr. / 仅输出错误。")(function)


def as_of_option(function: F) -> F:
    """`--as-of`; passes an ISO date."""
    return click.option(
        "--as-of",
        metavar="YYYY-MM-DD",
        default=None,
        callback=_iso_date,
        help="The date for deadlines, laws and policies in force; default today. / 判断期限、法规与政策效力的日期。",
    )(function)


def _iso_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if value is None:
        return datetime.now(tz=UTC).astimezone().date().isoformat()
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date like 2026-11-24") from None


def default_language() -> Language:
    """English for an English locale, Chinese otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "zh"
