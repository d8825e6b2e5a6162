"""Formats that a pipeline reads from stdout, and the page that it shows for a step."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError

if TYPE_CHECKING:
    from appaudit.model.bilingual import Language
    from appaudit.model.report import Report

#: The file that GitHub Actions shows on the page of a run, for those who ask for its annotations; a step may write
#: 1 MiB (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, checked 2026-11-27).
_SUMMARY: Final = {"github": "GITHUB_STEP_SUMMARY"}
_SUMMARY_FORMAT: Final = "markdown"
_MOST: Final = 1_000_000


def print_streams(
    report: Report, contents: Mapping[str, tuple[str, str | bytes]], language: Language, *, prints: bool
) -> None:
    """Print what belongs on stdout and is not printed anyhow, and write the summary of the step where there is one.

    Raises:
        ConfigError: the summary cannot be written.
    """
    from appaudit.report.renderers import is_stream, render

    for name, (_, content) in contents.items():
        if is_stream(name):
            if prints:
                write_stdout(content)
            if os.environ.get(_SUMMARY.get(name, "")):
                add_summaries(name, [render(_SUMMARY_FORMAT, report, language)])


def add_summaries(name: str, texts: Iterable[str | bytes]) -> None:
    """Append Markdown to the page of the step that the pipeline of a format names, as long as there is room.

    Raises:
        ConfigError: it cannot be written.
    """
    place = os.environ.get(_SUMMARY.get(name, ""))
    if not place:
        return
    path = Path(place)
    try:
        used = path.stat().st_size if path.exists() else 0
        with path.open("ab") as file:
            for text in texts:
                data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
                used += len(data)
                if used > _MOST:
                    return
                file.write(data)
    except OSError as error:
        raise ConfigError(
            f"The summary of the step {path} cannot be written: {error.strerror}",
            zh=f"无法写入流水线步骤摘要 {path}：{error.strerror}",
        ) from error
