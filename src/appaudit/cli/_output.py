"""Results on stdout; files are written by `report_files`."""

from __future__ import annotations

import sys

import click

from appaudit.report.files import report_name, write_file

__all__ = ["report_name", "write_file", "write_stdout"]


def write_stdout(content: str | bytes) -> None:
    """Results for machines are UTF-8 whatever the console is; a console gets what it can show."""
    if isinstance(content, str) and sys.stdout.isatty():
        click.echo(content, nl=not content.endswith("\n"))
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
