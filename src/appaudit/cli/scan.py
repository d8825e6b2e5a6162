"""`appaudit scan`: the main job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appaudit.cli._options import (
    as_of_option,
    document_options,
    language_option,
    rules_option,
    verbosity_options,
)
from appaudit.cli._output import report_name, write_file, write_stdout
from appaudit.errors import EXIT_FINDINGS, EXIT_INCOMPLETE, EXIT_OK, EXIT_UNREADABLE, UnreadableArtifactError
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.model.report import Report

_GRADES = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True, slots=True)
class _Destination:
    """Formats to write and where: `file` for exactly one, `folder` for any number, neither for stdout or default."""

    formats: tuple[str, ...]
    file: Path | None
    folder: Path | None


@click.command(
    epilog="\b\nExample / 示例:\n  appaudit scan app.apk --policy privacy.html --sdk-list sdks.csv --fail-on high"
)
@click.argument("artifacts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ARTIFACT...")
@document_options
@click.option(
    "--app-category",
    "app_categories",
    multiple=True,
    metavar="ID",
    help="One of the 39 common kinds of app, by number, Chinese name or id. / 39类应用之一：序号、中文名或编号。",
)
@click.option(
    "--facts",
    "operator_facts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What only the operator knows; `appaudit init` writes a template. / 运营者声明的事实。",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    help="html, json, junit, markdown, sarif, text or xlsx; may be given several times. Default: html in the current "
    "folder. / 输出格式，可多次给出，默认在当前目录写出html。",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE|DIR", help="Where to write. / 输出文件或目录。"
)
@language_option
@rules_option
@click.option(
    "--regulation", "regulations", multiple=True, metavar="ID", help="Only these, e.g. cac-191. / 仅限所列法规。"
)
@click.option("--min-severity", type=click.Choice(_GRADES), default="info", show_default=True, help="最低严重程度。")
@click.option(
    "--min-confidence",
    type=click.Choice(["high", "medium", "low"]),
    default="low",
    show_default=True,
    help="最低置信度。",
)
@click.option(
    "--fail-on",
    type=click.Choice(["critical", "high", "medium", "low", "never"]),
    default="high",
    show_default=True,
    help="Exit 1 when a finding is at least this severe. / 存在不低于此级别的发现时退出码为1。",
)
@click.option("--strict", is_flag=True, help="Exit 4 when something could not be read. / 覆盖不完整时退出码为4。")
@as_of_option
@verbosity_options
def command(artifacts: tuple[Path, ...], **options: Any) -> int:  # noqa: ANN401  # click hands options by name
    """Audit ARTIFACT (an Android package) with its policy and SDK list.

    审查安装包及其隐私政策与第三方SDK清单，输出报告。
    """
    from appaudit.model.grade import Confidence, Severity
    from appaudit.pipeline import Inputs, Settings, audit, load_catalog
    from appaudit.report.build import with_timings
    from appaudit.stages import Stages

    destination = _destination(options["formats"], options["output"], len(artifacts))
    stages = Stages()
    catalog = load_catalog(options["rule_folders"], stages)
    settings = Settings(
        as_of=options["as_of"],
        regulations=options["regulations"],
        min_severity=Severity.of(options["min_severity"]),
        min_confidence=Confidence.of(options["min_confidence"]),
    )
    codes = []
    for artifact in artifacts:
        inputs = Inputs(
            artifact=artifact,
            policies=options["policies"],
            sdk_lists=options["sdk_lists"],
            app_categories=options["app_categories"],
            operator_facts=options["operator_facts"],
        )
        try:
            report = audit(inputs, catalog, settings, stages)
        except UnreadableArtifactError as error:
            if len(artifacts) == 1:
                raise
            click.echo(f"appaudit: {error.message}", err=True)
            codes.append(EXIT_UNREADABLE)
            continue
        if options["verbose"]:
            report = with_timings(report, stages.timings())
        with stages("render"):
            written = _write(report, destination, options["language"])
        if not options["quiet"]:
            _say_summary(report, written, options["language"])
        codes.append(_exit_code(report, options["fail_on"], options["strict"]))
    if options["verbose"]:
        _say_timings(stages)
    return _combined(codes)


def _destination(formats: Sequence[str], output: Path | None, artifacts: int) -> _Destination:
    """Check `--format` and `--output` before anything is read."""
    from appaudit.report.renderers import names

    known = names()
    for name in formats:
        if name not in known:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(known)}", param_hint="--format")
    chosen = tuple(dict.fromkeys(formats)) or ("html",)
    if output is None:
        return _Destination(chosen, None, None)
    is_folder = output.is_dir() or (not output.exists() and not output.suffix)
    if is_folder:
        return _Destination(chosen, None, output)
    if len(chosen) > 1 or artifacts > 1:
        raise click.UsageError(
            f"--output {output} is a file, and {len(chosen)} format(s) of {artifacts} artifact(s) need a folder."
        )
    return _Destination(chosen, output, None)


def _write(report: Report, destination: _Destination, language: Language) -> list[Path]:
    """Render and write every format; the paths written, empty when the only one went to stdout."""
    from appaudit.report.renderers import extension, render

    is_text_only = destination.formats != ("html",) and len(destination.formats) == 1
    written = []
    for name in destination.formats:
        content = render(name, report, language)
        if destination.file is None and destination.folder is None and is_text_only and isinstance(content, str):
            write_stdout(content)
            continue
        path = destination.file or (destination.folder or Path()) / report_name(report, extension(name))
        write_file(path, content)
        written.append(path)
    return written


def _say_summary(report: Report, written: Sequence[Path], language: Language) -> None:
    """What somebody at a terminal wants to know; stderr, so that pipes stay clean."""
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.renderers.words import SEVERITY

    severities = ", ".join(
        f"{number} {SEVERITY[word].in_language(language).lower()}"
        for word, number in report.summary.by_severity.items()
        if number
    )
    name = safe_line(report.artifact.label or report.artifact.package or report.artifact.path)
    click.echo(f"{name} {safe_line(report.artifact.version_name)}".rstrip(), err=True)
    click.echo(report.summary.verdict.in_language(language), err=True)
    count = "发现" if language == "zh" else "findings"
    click.echo(f"{count}: {report.summary.findings}" + (f" ({severities})" if severities else ""), err=True)
    for path in written:
        click.echo(f"{'报告' if language == 'zh' else 'report'}: {path}", err=True)


def _say_timings(stages: Any) -> None:  # noqa: ANN401  # Stages is imported late
    timings = stages.timings()
    for timing in timings:
        click.echo(f"  {timing.stage:16s} {timing.milliseconds:8.1f} ms", err=True)
    click.echo(f"  {'sum':16s} {sum(timing.milliseconds for timing in timings):8.1f} ms", err=True)


def _exit_code(report: Report, fail_on: str, is_strict: bool) -> int:
    if fail_on != "never" and any(
        _GRADES.index(finding.severity) <= _GRADES.index(fail_on) for finding in report.findings
    ):
        return EXIT_FINDINGS
    is_incomplete = any(gap.reason != "not_supplied" for row in report.coverage for gap in row.gaps)
    return EXIT_INCOMPLETE if is_strict and is_incomplete else EXIT_OK


def _combined(codes: Sequence[int]) -> int:
    """Of many artifacts: findings count first, then incomplete; 3 only when none could be read."""
    if all(code == EXIT_UNREADABLE for code in codes):
        return EXIT_UNREADABLE
    for code in (EXIT_FINDINGS, EXIT_INCOMPLETE):
        if code in codes:
            return code
    return EXIT_OK
