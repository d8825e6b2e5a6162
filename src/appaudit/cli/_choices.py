"""What the user chose: the command line over the configuration file over the defaults."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from appaudit.cli._configuration import find_config, repository_of
from appaudit.model.bilingual import Language

if TYPE_CHECKING:
    from appaudit.catalog import Catalog
    from appaudit.config import Config
    from appaudit.model.finding import Ignore
    from appaudit.model.gate import RequiredInput
    from appaudit.model.words import FailOn, StatusWord
    from appaudit.pipeline.inputs import Inputs, Settings

#: Options whose key in the file has another name.
_KEYS = {
    "rule_folders": "rules",
    "language": "lang",
    "app_categories": "app_category",
    "operator_facts": "facts",
    "required": "require",
}
_SAME = (
    "policies",
    "sdk_lists",
    "mapping",
    "privacy_guide",
    "regulations",
    "formats",
    "output",
    "min_severity",
    "min_confidence",
    "fail_on",
    "fail_on_status",
    "strict",
    "allow_unreadable",
    "baseline",
    "verdicts",
    "previous",
    "as_of",
    "jobs",
    "timeout",
    "memory",
)


#: Where a value comes from that wins over the file.
_GIVEN = frozenset((ParameterSource.COMMANDLINE, ParameterSource.ENVIRONMENT))


@dataclass(kw_only=True, eq=False, repr=False)  # made for every run, and each further method costs its share of it
class Choices:
    """Every option of `scan` after the configuration file was read; nothing changes it."""

    config: Config | None
    policies: tuple[Path, ...]
    sdk_lists: tuple[Path, ...]
    app_categories: tuple[str, ...]
    operator_facts: Path | None
    mapping: Path | None = None
    privacy_guide: Path | None = None
    rule_folders: tuple[Path, ...]
    regulations: tuple[str, ...]
    formats: tuple[str, ...]
    output: str | None
    language: Language
    min_severity: str
    min_confidence: str
    fail_on: FailOn
    fail_on_status: StatusWord
    required: tuple[RequiredInput, ...]
    strict: bool
    allow_unreadable: bool
    baseline: Path | None
    write_baseline: Path | None
    evidence: Path | None = None
    verdicts: Path | None
    previous: Path | None
    as_of: str
    jobs: int | None
    timeout: float
    memory: int | None
    no_ignores: bool
    fresh: bool
    progress: str
    quiet: bool
    verbose: bool
    documents_given: bool

    @property
    def product_name(self) -> str:
        """What the configuration calls the product."""
        return self.config.values.product.name if self.config else ""

    @property
    def product_packages(self) -> tuple[Path, ...]:
        """The packages of the product, as the configuration names them."""
        return self.config.paths(self.config.values.product.packages) if self.config else ()

    def settings(self, *, of_several: bool = False) -> Settings:
        """The part that decides what is found; of several packages each has a last audit of its own.

        Raises:
            ConfigError: the baseline, the verdicts or the last audit cannot be read.
        """
        from appaudit.gate.baseline import read_baseline
        from appaudit.gate.verdicts import read_verdicts
        from appaudit.model.gate import GateChoice
        from appaudit.model.grade import Confidence, Severity
        from appaudit.pipeline.inputs import Settings
        from appaudit.pipeline.previous import read_previous

        return Settings(
            as_of=self.as_of,
            regulations=self.regulations,
            min_severity=Severity.of(self.min_severity),
            min_confidence=Confidence.of(self.min_confidence),
            ignores=self.ignores(),
            baseline=read_baseline(self.baseline) if self.baseline else None,
            verdicts=read_verdicts(self.verdicts) if self.verdicts else None,
            previous=read_previous(self.previous, of_several=of_several) if self.previous else None,
            engagement=self.config.engagement() if self.config else None,
            gate=GateChoice(
                fail_on=self.fail_on, fail_on_status=self.fail_on_status, strict=self.strict, required=self.required
            ),
        )

    def ignores(self) -> tuple[Ignore, ...]:
        """The findings that are accepted."""
        return () if self.no_ignores or self.config is None else self.config.ignores

    def inputs(self, artifact: Path, *, in_batch: bool) -> Inputs:
        """The package with its documents.

        Documents of the command line are for every package. Without them an entry of `apps` in the configuration
        counts, then (in a batch) what lies beside the package under its name, then `policies` and `sdk_lists` of the
        configuration. The mapping of a package's names and the privacy guide are found in the same order.
        """
        from appaudit.artifacts.base import Limits
        from appaudit.batch.plan import documents_beside, guide_beside, mapping_beside
        from appaudit.pipeline.inputs import Inputs

        policies, sdk_lists, kinds = self.policies, self.sdk_lists, self.app_categories
        named = self.config.app(artifact) if self.config else None
        if self.config and named and not self.documents_given:
            policies, sdk_lists = self.config.paths(named.policies), self.config.paths(named.sdk_lists)
            kinds = named.app_category or kinds
        elif in_batch and not self.documents_given:
            policies = documents_beside(artifact, "policy") or policies
            sdk_lists = documents_beside(artifact, "sdks") or sdk_lists

        def one(given: Path | None, entry: str | None, beside: Callable[[Path], Path | None]) -> Path | None:
            if given is None and self.config and entry:
                (given,) = self.config.paths((entry,))
            return beside(artifact) if given is None and in_batch else given

        return Inputs(
            artifact=artifact,
            policies=policies,
            sdk_lists=sdk_lists,
            app_categories=kinds,
            operator_facts=self.operator_facts,
            config=self.config.path if self.config else None,
            limits=self.config.values.limits if self.config else Limits(),
            mapping=one(self.mapping, named.mapping if named else None, mapping_beside),
            root=repository_of(Path()),
            privacy_guide=one(self.privacy_guide, named.privacy_guide if named else None, guide_beside),
        )


def choose(context: click.Context, options: dict[str, Any]) -> Choices:
    """The choices of a run; options that were given win over the file.

    Raises:
        ConfigError: the configuration file is missing or wrong.
    """
    config = _config(options["config_file"], options["quiet"])
    if not options["quiet"]:
        _say_environment(context)
    chosen = {name: value for name, value in options.items() if name != "config_file"}
    if config:
        chosen |= _of_file(config, context)
        if chosen["as_of"] < options["as_of"] and not options["quiet"]:
            _say_fixed_day(config, chosen["as_of"])
    given = context.get_parameter_source("policies"), context.get_parameter_source("sdk_lists")
    chosen["documents_given"] = not _GIVEN.isdisjoint(given)
    return Choices(config=config, **chosen)


def _say_environment(context: click.Context) -> None:
    """Mention the options that the environment gives: nobody sees them in the command."""
    sources = {name: context.get_parameter_source(name) for name in context.params}
    given = sorted(name for name, source in sources.items() if source is ParameterSource.ENVIRONMENT)
    if given:
        click.echo(f"options from the environment / 环境变量给出的选项: {', '.join(given)}", err=True)


def _say_fixed_day(config: Config, day: str) -> None:
    """Mention that the file fixes a day in the past: what expired since still accepts findings."""
    click.echo(
        f"{config.path}: as_of fixes the day at {day}; ignores and verdicts that expired since still hold / "
        f"as_of 固定为 {day}，此后到期的忽略与裁决仍然有效",
        err=True,
    )


def _of_file(config: Config, context: click.Context) -> dict[str, Any]:
    """What the file says of options that were not given."""
    chosen = {}
    for name in (*_SAME, *_KEYS):
        if context.get_parameter_source(name) in _GIVEN:
            continue
        value = getattr(config.values, _KEYS.get(name, name))
        if value is not None and value != ():
            chosen[name] = _as_given(name, value, config)
    return chosen


def _as_given(name: str, value: Any, config: Config) -> Any:  # noqa: ANN401  # options differ in type
    if name in ("policies", "sdk_lists", "rule_folders"):
        return config.paths(value)
    if name == "required":
        return tuple(item.replace("-", "_") for item in value)
    if name == "output":
        # A folder is told by its last sign, and - is no file.
        return value if value == "-" else str(config.paths((value,))[0]) + ("/" if value.endswith("/") else "")
    if name in ("baseline", "verdicts", "previous", "operator_facts", "mapping"):
        (path,) = config.paths((value,))
        return path
    return value


def _config(path: Path | None, is_quiet: bool) -> Config | None:
    found = path or find_config(Path())
    if found is None:
        return None
    from appaudit.config import load_config  # most runs have none, and need not load what reads it

    config = load_config(found)
    if not is_quiet:
        click.echo(f"configuration / 配置: {found}", err=True)
    return config


def say_unknown_rules(choices: Choices, catalog: Catalog) -> None:
    """Mention ignores of rules that do not exist: they cannot ignore anything."""
    if not choices.ignores():
        return
    import difflib

    known = [rule.id for rule in catalog.rules]
    for ignore in choices.ignores():
        if choices.quiet or ignore.rule in known:
            continue
        close = difflib.get_close_matches(ignore.rule, known, n=1)
        guess = f"; did you mean {close[0]}? / 是否应为 {close[0]}？" if close else ""
        click.echo(
            f"{ignore.place}: there is no rule {ignore.rule!r} / 没有编号为 {ignore.rule!r} 的规则{guess}", err=True
        )
