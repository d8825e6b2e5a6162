"""The documents of one audit, policy and SDK lists: facts and texts, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from appaudit.catalog import Catalog
from appaudit.model.artifact import Text
from appaudit.model.coverage import Gap
from appaudit.model.facts.package import AppFact
from appaudit.model.report import Input
from appaudit.pipeline.documents_reading import DocumentsReading
from appaudit.pipeline.input_files import not_supplied
from appaudit.stages import Stages


def read_documents(
    policies: Sequence[Path],
    sdk_lists: Sequence[Path],
    catalog: Catalog,
    stages: Stages,
    embedded: Sequence[Text] = (),
    platform: str = "android",
    app: AppFact | None = None,
    as_of: str = "",
) -> DocumentsReading:
    """Read policy documents (files, or folders of files) and SDK lists, and match the SDKs they name.

    Without policy files the policies that the app holds (`embedded`) are read in their place. Permissions are those of
    `platform`; `app` is the one whose documents they should be, on the ISO date `as_of`.

    Raises:
        ConfigError: A path does not exist, or a folder is empty.
    """
    gaps: list[Gap] = []
    inputs: list[Input] = []
    has_policy = bool(policies or embedded)
    if not has_policy:
        gaps.append(not_supplied("clause", "privacy policy"))
        inputs.append(Input(role="policy", status="not_supplied"))
    if not sdk_lists:
        inputs.append(Input(role="sdk_list", status="not_supplied"))
    if not has_policy and not sdk_lists:
        gaps.append(not_supplied("declared_sdk", "SDK list"))
        return DocumentsReading(gaps=tuple(gaps), inputs=tuple(inputs))
    from appaudit.pipeline.document_files import read_files  # what reads documents is not loaded where there are none
    from appaudit.policy.whose import AuditedApp

    whose = AuditedApp(
        names=(app.label,) if app and app.label else (),
        package=app.package if app else "",
        is_mini_program=platform == "miniprogram",
        day=as_of,
    )
    read = read_files(policies, sdk_lists, catalog, stages, embedded, platform, whose)
    return DocumentsReading(
        facts=read.facts,
        gaps=(*gaps, *read.gaps),
        texts=read.texts,
        inputs=(*inputs, *read.inputs),
        supplied=read.supplied,
        lines=read.lines,
    )
