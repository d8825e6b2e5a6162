"""What one audit is given and what its user chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from os import PathLike
from pathlib import Path

from appaudit.artifacts.base import Limits
from appaudit.errors import ConfigError
from appaudit.gate.baseline import SavedBaseline
from appaudit.gate.previous import SavedAudit
from appaudit.gate.verdicts import SavedVerdicts
from appaudit.model.engagement import Engagement
from appaudit.model.finding import Ignore
from appaudit.model.gate import GateChoice
from appaudit.model.grade import Confidence, Severity
from appaudit.model.knowledge import Knowledge, Regulation
from appaudit.model.record import record
from appaudit.pipeline.previous import PreviousReports

AnyPath = str | PathLike[str]


@record
class Inputs:
    """The files of one audit, the kinds of app that the user names, and how much of the artifact may be read.

    `app_categories` are numbers, Chinese names or ids; `operator_facts` what only the operator knows; `config` is the
    configuration file that the choices come from, which is listed among the inputs. `mapping` is the file of ProGuard
    or R8 that gives renamed classes, methods and lines of the package their names back. `root` is the folder of the
    repository that the audit is run in: the report names files inside of it relative to it.
    `privacy_guide` is the guide that WeChat keeps for a mini-program.
    """

    artifact: Path
    policies: tuple[Path, ...]
    sdk_lists: tuple[Path, ...]
    app_categories: tuple[str, ...]
    operator_facts: Path | None
    config: Path | None
    limits: Limits
    mapping: Path | None
    root: Path | None
    privacy_guide: Path | None

    def __init__(
        self,
        *,
        artifact: AnyPath,
        policies: Iterable[AnyPath] = (),
        sdk_lists: Iterable[AnyPath] = (),
        app_categories: Iterable[str] = (),
        operator_facts: AnyPath | None = None,
        config: AnyPath | None = None,
        limits: Limits | None = None,
        mapping: AnyPath | None = None,
        root: AnyPath | None = None,
        privacy_guide: AnyPath | None = None,
    ) -> None:
        """Paths may be given as text."""
        values = {
            "artifact": Path(artifact),
            "policies": tuple(map(Path, policies)),
            "sdk_lists": tuple(map(Path, sdk_lists)),
            "app_categories": tuple(app_categories),
            "operator_facts": None if operator_facts is None else Path(operator_facts),
            "config": None if config is None else Path(config),
            "limits": Limits() if limits is None else limits,
            "mapping": None if mapping is None else Path(mapping),
            "root": None if root is None else Path(root),
            "privacy_guide": None if privacy_guide is None else Path(privacy_guide),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)


@record
class Settings:
    """What the user chose; `as_of` is an ISO date, `regulations` empty for all.

    `min_severity` and `min_confidence` decide what is listed, and nothing else. `ignores` are findings that the
    operator accepts; `baseline` holds those that an earlier audit knew. `gate` says what fails the scan. `verdicts` are
    what people decided about findings, `previous` is the last audit that this one is held against, and `engagement`
    what the cover of the report says.
    """

    as_of: str
    regulations: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    ignores: tuple[Ignore, ...] = ()
    baseline: SavedBaseline | None = None
    gate: GateChoice = field(default_factory=GateChoice)
    verdicts: SavedVerdicts | None = None
    previous: SavedAudit | PreviousReports | None = None
    engagement: Engagement | None = None


def chosen_regulations(knowledge: Knowledge, wanted: Sequence[str]) -> list[Regulation]:
    """The regulations of these ids, all of them when none is given; raises ConfigError for an unknown id."""
    for name in wanted:
        if name not in knowledge.regulations:
            known = ", ".join(knowledge.regulations)
            raise ConfigError(
                f"There is no regulation {name!r}",
                hint=f"Known regulations: {known}",
                zh=f"没有编号为 {name!r} 的法规",
                hint_zh=f"现有法规：{known}",
            )
    return [item for item in knowledge.regulations.values() if not wanted or item.id in wanted]


def category_ids(knowledge: Knowledge, wanted: Sequence[str]) -> tuple[str, ...]:
    """The ids of kinds of app given by number, name in either language, or id.

    Raises:
        ConfigError: a name is none of these.
    """
    by_name = {}
    for kind in knowledge.app_categories.values():
        for name in (kind.id, str(kind.number), kind.name.zh, kind.name.en):
            by_name[name.casefold()] = kind.id
    found = []
    for name in wanted:
        if name.strip().casefold() not in by_name:
            known = ", ".join(f"{kind.number} {kind.name.zh} {kind.id}" for kind in knowledge.app_categories.values())
            raise ConfigError(
                f"There is no app category {name!r}",
                hint=f"Give a number, a Chinese name or an id of: {known}",
                zh=f"没有名为 {name!r} 的应用类别",
                hint_zh=f"请用序号、中文名或编号：{known}",
            )
        found.append(by_name[name.strip().casefold()])
    return tuple(dict.fromkeys(found))
