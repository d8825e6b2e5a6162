"""`appaudit render`: a saved report in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appaudit.cli._options import FormatOption, language_option
from appaudit.cli._output import write_result


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit render report.json --output report.html
  appaudit render report.json --format sarif --output report.sarif
"""
)
@click.argument("report_file", type=click.Path(path_type=Path), metavar="REPORT.json")
@click.option(
    "--format",
    "format_name",
    cls=FormatOption,
    default="html",
    help="{formats}. / 输出格式：{格式}。",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Default: stdout. / 默认输出到标准输出。",
)
@language_option
def command(report_file: Path, format_name: str, output: Path | None, language: str) -> int:
    """Render a report saved as JSON; the bytes are those the scan would have written.

    将已保存的JSON报告转换为其他格式。
    """
    from appaudit.report.files import read_report
    from appaudit.report.renderers import is_binary, names, render

    if format_name not in names():
        raise click.BadParameter(f"{format_name!r} is not one of {', '.join(names())}", param_hint="--format")
    if output is None and is_binary(format_name) and sys.stdout.isatty():
        raise click.UsageError(f"{format_name} is no text for a terminal: name a file with --output.")
    report = read_report(report_file)
    content = render(format_name, report, "zh" if language == "zh" else "en")
    write_result(output, content)
    return 0
