"""`appaudit scan` over many packages: progress, the index, and one exit code."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import click

from appaudit.cli._choices import Choices, say_unknown_rules
from appaudit.cli._output import write_stdout
from appaudit.errors import ConfigError
from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers.plain import safe_line

if TYPE_CHECKING:
    from appaudit.batch.index import Index
    from appaudit.batch.row import Row
    from appaudit.batch.run import Batch
    from appaudit.catalog import Catalog
    from appaudit.cli._destination import Destination

#: The share of the machine's memory that all workers together may take when `--memory` says nothing.
_MEMORY_SHARE: Final = 0.8
_LEAST_MEMORY: Final = 512 << 20
#: Places that were not looked into of which the names are told.
_SHOWN: Final = 5


def scan_many(artifacts: Sequence[Path], choices: Choices, destination: Destination) -> int:
    """Audit every package in worker processes and write the index.

    Raises:
        ConfigError: a document is missing, or a place cannot be written.
        KeyboardInterrupt: after Ctrl-C, when what was finished has its report and its place in the index.
    """
    from appaudit.catalog import load_catalog
    from appaudit.pipeline.inputs import category_ids, chosen_regulations

    catalog = load_catalog(choices.rule_folders)
    chosen_regulations(catalog.knowledge, choices.regulations)
    category_ids(catalog.knowledge, choices.app_categories)
    say_unknown_rules(choices, catalog)
    to_stdout = destination.to_stdout
    with _folder(destination.folder, to_stdout=to_stdout) as folder:
        batch = _batch(artifacts, choices, destination.formats, folder, catalog)
        try:
            _follow(batch, choices)
        except KeyboardInterrupt:
            if not to_stdout:
                _finish(batch, choices, catalog, complete=False)
            raise
        if to_stdout:
            for row in batch.in_order():
                for name in row.reports.values():
                    write_stdout((folder / name).read_bytes())
        else:
            _print_streams(batch.in_order(), folder)
        _finish(batch, choices, catalog, complete=True, writes=not to_stdout)
        return _exit_code(batch.in_order(), choices)


def say_passed_over(paths: Sequence[Path], language: str) -> bool:
    """Name what in the folders of a batch may hold packages and was not looked into; whether there is any."""
    from appaudit.batch.plan import passed_over

    found = passed_over(paths)
    if found:
        names = ", ".join(safe_line(str(path)) for path in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
        said = Bilingual(
            f"未查看（链接、隐藏的安装包、其他平台的安装包、其他格式的压缩包、管道等）：{names}",
            "not looked into (links, hidden packages, packages of other platforms, archives of other kinds, pipes and"
            f" the like): {names}",
        )
        click.echo(said.zh if language == "zh" else said.en, err=True)
    return bool(found)


def _print_streams(rows: Sequence[Row], folder: Path) -> None:
    """Print the formats that a pipeline reads from stdout; their files stay beside the others."""
    from appaudit.cli._streams import add_summaries
    from appaudit.report.renderers import is_stream, names

    streams = {name for row in rows for name in row.reports if name in names() and is_stream(name)}
    for name in sorted(streams):
        for row in rows:
            if name in row.reports:
                write_stdout((folder / row.reports[name]).read_bytes())
        pages = [folder / row.reports["markdown"] for row in rows if "markdown" in row.reports]
        add_summaries(name, (page.read_bytes() for page in pages))


def _exit_code(rows: Sequence[Row], choices: Choices) -> int:
    from appaudit.batch.row import NOT_READ
    from appaudit.gate.codes import combined

    return combined(
        [row.exit_code for row in rows if row.outcome not in NOT_READ],
        unreadable=sum(row.outcome in NOT_READ for row in rows),
        allows_unreadable=choices.allow_unreadable,
        is_strict=choices.strict,
    )


@contextmanager
def _folder(output: Path | None, *, to_stdout: bool) -> Iterator[Path]:
    """Where reports are written; a folder that goes away again where they are for stdout."""
    if to_stdout:
        with tempfile.TemporaryDirectory(prefix="appaudit-") as name:
            yield Path(name)
        return
    folder = output or Path()
    _check_index(folder)
    yield folder


def _check_index(folder: Path) -> None:
    """An `index.html` that is not ours is somebody's page."""
    from appaudit.batch.index import GENERATOR

    page = folder / "index.html"
    if page.is_file() and GENERATOR not in page.read_text(encoding="utf-8", errors="replace")[:2000]:
        raise ConfigError(
            f"{page} exists and was not written by appaudit",
            hint="Choose another folder with --output.",
            zh=f"{page} 已存在，且不是由 appaudit 生成的",
            hint_zh="请用 --output 指定其他目录。",
        )


def _batch(
    artifacts: Sequence[Path], choices: Choices, formats: tuple[str, ...], folder: Path, catalog: Catalog
) -> Batch:
    from appaudit.batch.run import Batch
    from appaudit.batch.worker import Setup
    from appaudit.cli._destination import refuse_inputs
    from appaudit.pipeline.evidence_files import files_of
    from appaudit.pipeline.input_files import require_documents

    inputs = [choices.inputs(artifact, in_batch=True) for artifact in artifacts]
    for item in inputs:
        require_documents(item.policies, item.sdk_lists, item.operator_facts, item.privacy_guide)
        refuse_inputs((choices.write_baseline,), files_of(item))
    workers = min(choices.jobs or os.cpu_count() or 1, len(inputs))
    setup = Setup(
        rule_folders=choices.rule_folders,
        settings=choices.settings(of_several=True),
        formats=formats,
        language=choices.language,
        memory=(choices.memory << 20) if choices.memory else memory_of_a_worker(workers),
        wants_baseline=choices.write_baseline is not None,
        wants_evidence=choices.evidence is not None,
    )
    return Batch(
        inputs=inputs,
        setup=setup,
        folder=folder,
        digest=catalog.digest,
        workers=workers,
        seconds=choices.timeout,
        fresh=choices.fresh,
    )


def memory_of_a_worker(workers: int) -> int:
    """An equal part of the machine's or the container's memory; 0 (no bound) where nobody says how much there is."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
        total = min(total, int(limit)) if limit.isdecimal() else total
    except OSError:
        pass
    return max(_LEAST_MEMORY, int(total * _MEMORY_SHARE / workers))


def _follow(batch: Batch, choices: Choices) -> None:
    """Run the batch and show how far it is."""
    from appaudit.batch.run import Finished

    with _progress(choices, len(batch.inputs)) as progress:
        events = batch.run()
        try:
            for event in events:
                if isinstance(event, Finished):
                    progress.finished(event.row.path, event.row.findings, event.row.outcome)
                else:
                    progress.begun(str(event.path))
        finally:
            events.close()


def _finish(batch: Batch, choices: Choices, catalog: Catalog, *, complete: bool, writes: bool = True) -> None:
    from appaudit.batch.index import build_index
    from appaudit.cli._terminal import say_batch
    from appaudit.gate.baseline import baseline_text
    from appaudit.pipeline.audit import tool_of
    from appaudit.report.files import write_file

    rows = batch.in_order()
    index = build_index(rows, tool_of(catalog, batch.setup.settings.as_of), complete=complete)
    places = _write_index(index, batch.folder, choices) if writes else []
    if choices.write_baseline and complete:
        write_file(choices.write_baseline, baseline_text(entry for row in rows for entry in row.baseline))
    if not choices.quiet:
        say_batch(index, places[:1], choices.language)


def _write_index(index: Index, folder: Path, choices: Choices) -> list[Path]:
    from appaudit.batch.index import FILE_NAMES, index_csv, index_html, index_json
    from appaudit.report.files import write_file

    contents = (index_html(index, choices.language), index_json(index), index_csv(index))
    places = [folder / name for name in FILE_NAMES]
    for place, content in zip(places, contents, strict=True):
        write_file(place, content)
    return places


class _Progress(Protocol):
    def begun(self, path: str) -> None: ...

    def finished(self, path: str, findings: int, outcome: str) -> None: ...


class _Silent:
    def begun(self, path: str) -> None:
        pass

    def finished(self, path: str, findings: int, outcome: str) -> None:
        pass


class _Lines:
    """A line for each package, for logs."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._count = 0

    def begun(self, path: str) -> None:
        pass

    def finished(self, path: str, findings: int, outcome: str) -> None:
        self._count += 1
        what = f"{findings} findings" if outcome == "done" else outcome
        click.echo(f"[{self._count}/{self._total}] {safe_line(path)}: {what}", err=True)


@contextmanager
def _progress(choices: Choices, total: int) -> Iterator[_Progress]:
    """A bar on a terminal; with `on` elsewhere a line for each package; otherwise nothing."""
    if choices.quiet or choices.progress == "off" or (choices.progress == "auto" and not sys.stderr.isatty()):
        yield _Silent()
    elif not sys.stderr.isatty():
        yield _Lines(total)
    else:
        from appaudit.cli._progress import bar

        with bar(total) as shown:
            yield shown
