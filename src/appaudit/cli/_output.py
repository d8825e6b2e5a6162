"""Results on stdout; files are written by `report_files`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appaudit.errors import AppauditError, ConfigError
from appaudit.model.bilingual import Language
from appaudit.report.files import report_name, write_file

__all__ = ["report_name", "say_error", "write_file", "write_result", "write_stdout"]


def say_error(error: AppauditError, language: Language) -> None:
    """An error on stderr, with its hint; file names may be hostile, control characters are escaped."""
    from appaudit.report.renderers.plain import safe_text

    is_english = language == "en"
    click.echo(f"appaudit: {safe_text(error.message if is_english else error.zh)}", err=True)
    hint = error.hint if is_english else error.hint_zh
    if hint:
        click.echo(f"  {safe_text(hint)}", err=True)


def write_result(output: Path | None, content: str | bytes) -> None:
    """A result into a file, or on stdout where none is named or it is `-`."""
    if output is None or str(output) == "-":
        write_stdout(content)
    else:
        write_file(output, content)


def write_stdout(content: str | bytes) -> None:
    """Results for machines are UTF-8 whatever the console is; a console gets what it can show.

    Raises:
        ConfigError: There is no stdout: whoever began the run closed it.
    """
    if sys.stdout is None:  # Python has none where it was closed before the start
        raise ConfigError("stdout is closed: the result has nowhere to go", zh="标准输出已关闭，结果无处写出")
    if isinstance(content, str) and sys.stdout.isatty():
        click.echo(content, nl=not content.endswith("\n"))
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
