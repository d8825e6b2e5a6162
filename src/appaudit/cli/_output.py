"""Where results go: files written late and whole, or bytes on stdout."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from appaudit.errors import ConfigError
from appaudit.model.report import Report


def write_stdout(content: str | bytes) -> None:
    """Results for machines are UTF-8 whatever the console is; a console gets what it can show."""
    if isinstance(content, str) and sys.stdout.isatty():
        click.echo(content, nl=not content.endswith("\n"))
        return
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file in one step: readers see the old one or the new one, never half of it.

    Raises:
        ConfigError: the place cannot be written.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ConfigError(
            f"{path} cannot be written: {error.strerror}",
            hint="Choose another --output.",
            zh=f"无法写入 {path}：{error.strerror}",
            hint_zh="请换一个 --output。",
        ) from error


def report_name(report: Report, extension: str) -> str:
    """`<package>-<version>.report.<extension>`; what a manifest says is not trusted to be a file name."""
    package = report.artifact.package or Path(report.artifact.path).stem
    parts = [part for part in (package, report.artifact.version_name) if part]
    stem = "-".join(re.sub(r"[^A-Za-z0-9._]+", "_", part).strip("._")[:80] for part in parts) or "artifact"
    return f"{stem}.report.{extension}"
