"""`appaudit render`: a saved report in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appaudit.cli._options import language_option
from appaudit.cli._output import write_file, write_stdout
from appaudit.errors import ConfigError


@click.command()
@click.argument("report_file", type=click.Path(path_type=Path), metavar="REPORT.json")
@click.option(
    "--format",
    "format_name",
    default="html",
    show_default=True,
    metavar="NAME",
    help="html, json, junit, markdown, sarif, text or xlsx. / 输出格式。",
)
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Default: stdout. / 默认输出到标准输出。"
)
@language_option
def command(report_file: Path, format_name: str, output: Path | None, language: str) -> int:
    """Render a report saved as JSON; the bytes are those the scan would have written.

    将已保存的JSON报告转换为其他格式。
    """
    import json

    from appaudit.model.codec import CodecError, decode
    from appaudit.model.report import Report
    from appaudit.report.renderers import is_binary, names, render

    if format_name not in names():
        raise click.BadParameter(f"{format_name!r} is not one of {', '.join(names())}", param_hint="--format")
    if output is None and is_binary(format_name) and sys.stdout.isatty():
        raise click.UsageError(f"{format_name} is no text for a terminal: name a file with --output.")
    try:
        report = decode(Report, json.loads(report_file.read_text(encoding="utf-8")))
    except OSError as error:
        raise ConfigError(
            f"{report_file} cannot be read: {error.strerror}", zh=f"无法读取 {report_file}：{error.strerror}"
        ) from error
    except (ValueError, RecursionError) as error:
        detail = str(error) if isinstance(error, CodecError) else f"not JSON ({error})"
        raise ConfigError(
            f"{report_file} is not a report of this version: {detail[:500]}",
            hint="Write it with --format json.",
            zh=f"{report_file} 不是本版本的报告：{detail[:500]}",
            hint_zh="请用 --format json 生成报告。",
        ) from error
    content = render(format_name, report, "zh" if language == "zh" else "en")
    if output is None:
        write_stdout(content)
    else:
        write_file(output, content)
    return 0
