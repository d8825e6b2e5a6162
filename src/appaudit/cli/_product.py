"""`appaudit scan` over the packages of one product: a report for each, and one summary and gate over all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from appaudit.cli._destination import Destination, Written, refuse_inputs, write
from appaudit.cli._output import say_error, write_file, write_stdout
from appaudit.cli._time_limit import time_limit
from appaudit.errors import ConfigError, UnreadableArtifactError
from appaudit.report.renderers.plain import safe_line

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.cli._choices import Choices
    from appaudit.model.product import Product
    from appaudit.model.report import Report
    from appaudit.pipeline.inputs import Inputs

#: Steps of the plan that the terminal shows.
_STEPS_SHOWN: Final = 5


def scan_product(packages: Sequence[Path], choices: Choices, destination: Destination) -> int:
    """Audit every package of a product, write its report, and the summary over all beside them.

    Raises:
        ConfigError: a path is missing, or a package is given twice.
    """
    from appaudit.catalog import load_catalog
    from appaudit.cli._choices import say_unknown_rules
    from appaudit.gate.baseline import baseline_text, entries_of
    from appaudit.pipeline.audit import tool_of
    from appaudit.pipeline.evidence_files import files_of
    from appaudit.pipeline.input_files import require_documents
    from appaudit.product.build import ProductChoice, build_product
    from appaudit.product.members import Member, letters

    inputs = [choices.inputs(package, in_batch=True) for package in packages]
    for item in inputs:
        require_documents(item.policies, item.sdk_lists, item.operator_facts, item.privacy_guide)
        refuse_inputs((choices.write_baseline,), files_of(item))
    catalog = load_catalog(choices.rule_folders)
    say_unknown_rules(choices, catalog)
    reports = [_audited(item, catalog, choices) for item in inputs]
    _refuse_twice(reports)
    written = [_written(report, destination, choices) for report in reports]
    files = [_by_format(places, destination) for places in written]
    if choices.evidence:
        for report, item, places, names in zip(reports, inputs, written, files, strict=True):
            names["evidence"] = _write_pack(report, item, places, choices)
    members = [
        Member(letter=letter, report=report, files=names)
        for letter, report, names in zip(letters(), reports, files, strict=False)
    ]
    choice = ProductChoice(name=choices.product_name, allow_unreadable=choices.allow_unreadable)
    tool = tool_of(catalog, choices.as_of)
    product = build_product(members, choice, catalog.knowledge, catalog.rules, tool)
    if choices.write_baseline:
        write_file(choices.write_baseline, baseline_text(entry for report in reports for entry in entries_of(report)))
    places = _write_summary(product, destination, choices)
    if not choices.quiet:
        _say(product, [*places, *(place for group in written for place in group)], choices)
    return product.gate.exit_code


def _audited(inputs: Inputs, catalog: Catalog, choices: Choices) -> Report:
    """The report on one package; where nothing of it can be read, one that says so and what its documents say."""
    from appaudit.pipeline.audit import audit

    settings = choices.settings(of_several=True)
    try:
        with time_limit(choices.timeout, inputs.artifact):
            return audit(inputs, catalog, settings)
    except UnreadableArtifactError as error:
        say_error(error, choices.language)
        return audit(inputs, catalog, settings, unread=error)


def _refuse_twice(reports: Sequence[Report]) -> None:
    seen: dict[str, str] = {}
    for report in reports:
        artifact = report.artifact
        if artifact.sha256 and artifact.sha256 in seen:
            raise ConfigError(
                f"{artifact.path} is the same package as {seen[artifact.sha256]}",
                hint="Name each package of a product once.",
                zh=f"{artifact.path} 与 {seen[artifact.sha256]} 是同一个安装包",
                hint_zh="产品的每个安装包只需给出一次。",
            )
        seen[artifact.sha256] = artifact.path


def _written(report: Report, destination: Destination, choices: Choices) -> list[Written]:
    """The report of one package in every format; on stdout only what the summary has no format for."""
    if not destination.to_stdout:
        return write(report, destination, choices.language)
    if not _summary_formats(destination):
        write(report, destination, choices.language)
    return []


def _write_pack(report: Report, inputs: Inputs, places: list[Written], choices: Choices) -> str:
    """The name of the evidence pack, which lies beside the report and is called as it is."""
    from appaudit.pipeline.evidence_files import pack_of

    first = places[0].path
    path = first.with_name(f"{first.name.partition('.report.')[0]}.report.evidence.zip")
    is_there = path.is_file() and path.stat().st_size > 0
    write_file(path, pack_of(report, inputs, choices.language))
    places.append(Written(path, replaced=is_there))
    return path.name


def _by_format(places: Sequence[Written], destination: Destination) -> dict[str, str]:
    return {name: place.path.name for name, place in zip(destination.formats, places, strict=False)}


def _summary_formats(destination: Destination) -> list[str]:
    from appaudit.product.renderers import names

    return [name for name in destination.formats if name in names()]


def _write_summary(product: Product, destination: Destination, choices: Choices) -> list[Written]:
    from appaudit.product.renderers import extension, render

    formats = _summary_formats(destination)
    if destination.to_stdout:
        for name in formats:
            write_stdout(render(name, product, choices.language))
        return []
    folder = destination.folder or Path()
    stem = _free_stem(product, folder, [extension(name) for name in formats])
    written = []
    for name in formats:
        path = folder / f"{stem}.{extension(name)}"
        written.append(Written(path, replaced=path.is_file() and path.stat().st_size > 0))
        write_file(path, render(name, product, choices.language))
    return written


def _free_stem(product: Product, folder: Path, endings: Sequence[str]) -> str:
    """`<name>.product`; the summary of another build keeps its own."""
    from appaudit.report.files import is_of_another

    artifact = product.packages[0].artifact
    name = product.name or "-".join(filter(None, (artifact.package or Path(artifact.path).stem, artifact.version_name)))
    cleaned = re.sub(r"[^\w.-]+", "_", name).strip("._-")[:80] or "product"
    digest = artifact.sha256
    for stem in (f"{cleaned}.product", f"{cleaned}-{digest[:8]}.product"):
        if not any(is_of_another(folder / f"{stem}.{ending}", digest) for ending in endings):
            return stem
    return f"{cleaned}-{digest}.product"


def _say(product: Product, places: Sequence[Written], choices: Choices) -> None:
    from appaudit.product.renderers.as_text import short_lines

    shown = replace(product, packages=tuple(replace(package, reports={}) for package in product.packages))
    for line in short_lines(shown, choices.language, steps=_STEPS_SHOWN):
        click.echo(line, err=True)
    for place in places:
        click.echo(safe_line(f"{place}"), err=True)
