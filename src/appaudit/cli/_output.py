"""Results on stdout; files are written by `report_files`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from appaudit.report.files import report_name, write_file

__all__ = ["report_name", "write_file", "write_result", "write_stdout"]


def write_result(output: Path | None, content: str | bytes) -> None:
    """A result into a file, or on stdout where none is named or it is `-`."""
    if output is None or str(output) == "-":
        write_stdout(content)
    else:
        write_file(output, content)


def write_stdout(content: str | bytes) -> None:
    """Results for machines are UTF-8 whatever the console is; a console gets what it can show."""
    if isinstance(content, str) and sys.stdout.isatty():
        click.echo(content, nl=not content.endswith("\n"))
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
