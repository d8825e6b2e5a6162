"""Where a scan writes: decided before anything is read, and never over what it reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from appaudit.errors import ConfigError
from appaudit.model.record import record

if TYPE_CHECKING:
    from appaudit.model.bilingual import Language
    from appaudit.model.report import Report

#: `--output -`.
STDOUT: Final = "-"
#: Endings of files that people write reports to besides those of the formats themselves.
_ALSO_FILES: Final = (".htm", ".markdown", ".log", ".out", ".yaml", ".yml")


@record(kw_only=False)
class Destination:
    """Formats to write and where: `file` for exactly one, `folder` for any number, or stdout."""

    formats: tuple[str, ...]
    file: Path | None = None
    folder: Path | None = None
    to_stdout: bool = False


def destination_of(formats: Sequence[str], output: str | None, *, is_batch: bool) -> Destination:
    """What `--format` and `--output` ask for.

    Raises:
        click.UsageError: a format that does not exist, or several reports for one file.
    """
    from appaudit.report.renderers import is_binary, names

    known = names()
    for name in formats:
        if name not in known:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(known)}", param_hint="--format")
    chosen = tuple(dict.fromkeys(formats)) or ("html",)
    if output is None:
        to_stdout = chosen != ("html",) and len(chosen) == 1 and not is_binary(chosen[0])
        return Destination(chosen, folder=None if to_stdout else Path(), to_stdout=to_stdout)
    several = "several artifacts" if is_batch else "several formats" if len(chosen) > 1 else ""
    if output == STDOUT:
        if len(chosen) > 1:
            raise click.UsageError("--output - takes one format.")
        return Destination(chosen, to_stdout=True)
    if _is_folder(output, chosen[0]):
        return Destination(chosen, folder=Path(output))
    if several:
        raise click.UsageError(f"--output {output} is a file, and {several} need a folder.")
    return Destination(chosen, file=Path(output))


def _is_folder(output: str, format_name: str) -> bool:
    """A folder is what exists as one, ends like one, or has no ending of a file: dots in its name do not count."""
    path = Path(output)
    if path.exists():
        return path.is_dir()
    if output.endswith((os.sep, "/")) or not path.suffix:
        return True
    from appaudit.report.renderers import extension, names

    suffix = path.suffix.lower()
    if suffix in (f".{extension(format_name)}", *_ALSO_FILES):
        return False
    return suffix not in {f".{extension(name)}" for name in names()}


def refuse_inputs(places: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """An input must not become an output.

    Raises:
        ConfigError: one would be overwritten.
    """
    read = {path.resolve() for path in inputs}
    for place in places:
        if place and place.resolve() in read:
            raise ConfigError(
                f"{place} is an input; nothing is written over it",
                hint="Choose another --output.",
                zh=f"{place} 是输入文件，不会被覆盖",
                hint_zh="请换一个 --output。",
            )


@record(kw_only=False)
class Written:
    """A file that a scan wrote; `replaced` where there was one before."""

    path: Path
    replaced: bool = False

    def __str__(self) -> str:
        """As the log shows it."""
        return f"{self.path} (replaced / 已替换)" if self.replaced else str(self.path)


def write(report: Report, destination: Destination, language: Language) -> list[Written]:
    """Render and write every format; what was written, empty when the only one went to stdout."""
    from appaudit.cli._output import write_file, write_stdout
    from appaudit.cli._streams import print_streams
    from appaudit.report.files import free_stem, rendered, report_stem
    from appaudit.report.renderers import names_package

    contents = rendered(report, destination.formats, language)
    if not destination.file:
        print_streams(report, contents, language, prints=not destination.to_stdout)
    if destination.to_stdout:
        for _, content in contents.values():
            write_stdout(content)
        return []
    if destination.file:
        places = [destination.file]
    else:
        folder = destination.folder or Path()
        endings = {ending: names_package(name) for name, (ending, _) in contents.items()}
        unmarked = {ending for ending, is_marked in endings.items() if not is_marked}
        stem = free_stem(report_stem(report), report.artifact.sha256, folder, tuple(endings), unmarked=unmarked)
        places = [folder / f"{stem}.{ending}" for ending, _ in contents.values()]
    written = []
    for path, (_, content) in zip(places, contents.values(), strict=True):
        written.append(Written(path, replaced=path.is_file() and path.stat().st_size > 0))
        write_file(path, content)
    return written
