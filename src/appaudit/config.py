"""The configuration file `appaudit.yml`: strict keys, errors with file and line, paths relative to the file.

Everything in it has an option of the same name on the command line, which wins; only `ignores`, `apps` and `limits`
exist in the file alone.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from appaudit.artifacts.base import Limits
from appaudit.errors import ConfigError, RuleError
from appaudit.model.codec import CodecError, decode
from appaudit.model.dates import is_date
from appaudit.model.engagement import Engagement
from appaudit.model.finding import Ignore
from appaudit.model.record import record
from appaudit.model.words import ConfidenceWord, FailOn, SeverityWord, StatusWord
from appaudit.whole_files import read_regular
from appaudit.yaml_files import describe_problems, described_in_chinese, line_of, read_yaml

#: A logo is a small picture; it goes into every report.
_MOST_LOGO = 1 << 20


def _about(text: str) -> dict[str, str]:
    """What the JSON Schema says of a key, for editors."""
    return {"about": text}


@record
class IgnoreEntry:
    """A finding that is accepted, why, until when and where."""

    rule: str = field(metadata=_about("One rule id."))
    subject: str = field(metadata=_about("What the finding is about; * stands for anything."))
    reason: str = field(metadata=_about("Why it is accepted; shown in the report."))
    expires: str = field(default="", metadata=_about("The last day on which this holds, like 2027-01-31."))
    package: str = field(default="", metadata=_about("Only in the app with this package name."))


@record
class AppEntry:
    """Documents and kind of the packages whose path or name fits the pattern `match`; the first that fits counts."""

    match: str = field(metadata=_about("A pattern for the path or the file name of a package, like shop-*.apk."))
    policies: tuple[str, ...] = field(default=(), metadata=_about("Their privacy policy."))
    sdk_lists: tuple[str, ...] = field(default=(), metadata=_about("Their declared SDKs."))
    privacy_guide: str | None = field(
        default=None, metadata=_about("What getprivacysetting of WeChat answers for it (--privacy-guide).")
    )
    app_category: tuple[str, ...] = field(default=(), metadata=_about("Which of the 39 kinds of app they are."))
    mapping: str | None = field(default=None, metadata=_about("The mapping.txt of their build (--mapping)."))


@record
class ProductEntry:
    """Several packages that are one product: `appaudit scan` without a package audits all of them together."""

    name: str = field(default="", metadata=_about("What the product is called."))
    packages: tuple[str, ...] = field(
        default=(), metadata=_about("Its packages; their documents as in a batch (--with).")
    )


@record
class EngagementEntry:
    """For whom and by whom the audit is made, for the cover of a report."""

    client: str = field(default="", metadata=_about("For whom the audit is made."))
    project: str = field(default="", metadata=_about("What it is part of."))
    auditor: str = field(default="", metadata=_about("Who makes it."))
    reference: str = field(default="", metadata=_about("The number of the engagement."))
    logo: str = field(default="", metadata=_about("A PNG or JPEG, at most 1 MB, for the cover."))


@record
class ConfigFile:
    """The file as it is written; every key may be left out, and paths are relative to the file."""

    policies: tuple[str, ...] = field(default=(), metadata=_about("Privacy policy: files or folders (--policy)."))
    sdk_lists: tuple[str, ...] = field(default=(), metadata=_about("Declared SDKs (--sdk-list)."))
    privacy_guide: str | None = field(
        default=None, metadata=_about("The privacy guide of a mini-program of WeChat, as JSON (--privacy-guide).")
    )
    apps: tuple[AppEntry, ...] = field(default=(), metadata=_about("In a batch: which documents belong to which app."))
    product: ProductEntry = field(
        default_factory=ProductEntry, metadata=_about("Packages that are one product (--with).")
    )
    app_category: tuple[str, ...] = field(
        default=(),
        metadata=_about("Which of the 39 kinds of app it is, by number, Chinese name or id (--app-category)."),
    )
    facts: str | None = field(default=None, metadata=_about("What only the operator knows (--facts)."))
    mapping: str | None = field(
        default=None, metadata=_about("The mapping.txt of the build, for one package (--mapping).")
    )
    rules: tuple[str, ...] = field(default=(), metadata=_about("Folders of own rules (--rules)."))
    regulations: tuple[str, ...] = field(default=(), metadata=_about("Only these regulations (--regulation)."))
    formats: tuple[str, ...] = field(default=(), metadata=_about("Output formats (--format)."))
    output: str | None = field(default=None, metadata=_about("Where to write (--output)."))
    lang: Literal["zh", "en"] | None = field(default=None, metadata=_about("Language of texts (--lang)."))
    min_severity: SeverityWord | None = field(default=None, metadata=_about("List nothing below (--min-severity)."))
    min_confidence: ConfidenceWord | None = field(
        default=None, metadata=_about("List nothing below (--min-confidence).")
    )
    fail_on: FailOn | None = field(
        default=None, metadata=_about("Exit 1 when a finding is at least this severe (--fail-on).")
    )
    fail_on_status: StatusWord | None = field(
        default=None, metadata=_about("… and of at least this status (--fail-on-status).")
    )
    require: tuple[Literal["policy", "sdk-list"], ...] = field(
        default=(), metadata=_about("Exit 3 when one of these is missing or unreadable (--require).")
    )
    allow_unreadable: bool | None = field(
        default=None, metadata=_about("Packages of a batch may be unreadable (--allow-unreadable).")
    )
    strict: bool | None = field(default=None, metadata=_about("Exit 4 when something could not be read (--strict)."))
    baseline: str | None = field(default=None, metadata=_about("Findings in this file do not fail (--baseline)."))
    verdicts: str | None = field(default=None, metadata=_about("What people decided about findings (--verdicts)."))
    previous: str | None = field(default=None, metadata=_about("The last audit, as JSON (--previous)."))
    as_of: str | None = field(default=None, metadata=_about("The date of the audit, like 2026-11-24 (--as-of)."))
    jobs: int | None = field(default=None, metadata=_about("Worker processes of a batch (--jobs)."))
    timeout: float | None = field(default=None, metadata=_about("Seconds for each package (--timeout)."))
    memory: int | None = field(default=None, metadata=_about("Megabytes for each worker of a batch (--memory)."))
    limits: Limits = field(default_factory=Limits, metadata=_about("How much of one package is read."))
    engagement: EngagementEntry | None = field(default=None, metadata=_about("What the cover of a report says."))
    ignores: tuple[IgnoreEntry, ...] = field(default=(), metadata=_about("Findings that are accepted."))


@record
class Config:
    """A configuration that was checked; `path` is None where there is no file."""

    path: Path | None = None
    values: ConfigFile = field(default_factory=ConfigFile)
    ignores: tuple[Ignore, ...] = ()

    def paths(self, names: tuple[str, ...]) -> tuple[Path, ...]:
        """Paths of the file as seen from the current folder."""
        folder = self.path.parent if self.path else Path()
        return tuple(folder / name for name in names)

    def engagement(self) -> Engagement | None:
        """What the cover of a report says, the logo read; None where the file says nothing.

        Raises:
            ConfigError: the logo cannot be read, or is no PNG or JPEG of at most 1 MB.
        """
        entry = self.values.engagement
        if entry is None:
            return None
        logo = _logo(self.paths((entry.logo,))[0]) if entry.logo else ""
        return Engagement(
            client=entry.client, project=entry.project, auditor=entry.auditor, reference=entry.reference, logo=logo
        )

    def app(self, artifact: Path) -> AppEntry | None:
        """The first entry of `apps` whose pattern fits the path, or the file name."""
        for entry in self.values.apps:
            if fnmatchcase(artifact.as_posix(), entry.match) or fnmatchcase(artifact.name, entry.match):
                return entry
        return None


def load_config(path: Path) -> Config:
    """The configuration in a file.

    Raises:
        ConfigError: the file is missing, is not YAML, or has a key or value that is not allowed; every problem is
            named with its line and what is allowed.
    """
    if not path.is_file():
        raise ConfigError(
            f"The configuration file {path} does not exist",
            hint="Check the path given to --config.",
            zh=f"配置文件 {path} 不存在",
            hint_zh="请检查 --config 的路径。",
        )
    try:
        values = decode(ConfigFile, read_yaml(path) or {})
        problems = list(_problems(values))
        if problems:
            raise CodecError(problems)
    except RuleError as error:
        raise ConfigError(error.message, hint=_HINT.en, zh=error.zh, hint_zh=_HINT.zh) from error
    except CodecError as error:
        helped = CodecError([(where, _helped(where, what)) for where, what in error.problems])
        raise ConfigError(
            "\n".join(describe_problems(helped, path)),
            hint=_HINT.en,
            zh="\n".join(described_in_chinese(helped, path)),
            hint_zh=_HINT.zh,
        ) from error
    return Config(path=path, values=values, ignores=tuple(_ignores(values, path)))


def _logo(path: Path) -> str:
    try:
        data = read_regular(path, _MOST_LOGO)
    except OSError as error:
        raise ConfigError(
            f"The logo {path} cannot be read: {error.strerror or error}",
            zh=f"无法读取徽标 {path}：{error.strerror or error}",
        ) from error
    if not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise ConfigError(f"The logo {path} is neither PNG nor JPEG", zh=f"徽标 {path} 不是 PNG 或 JPEG")
    return base64.b64encode(data).decode("ascii")


def _ignores(values: ConfigFile, path: Path) -> Iterator[Ignore]:
    for index, entry in enumerate(values.ignores):
        yield Ignore(
            rule=entry.rule,
            subject=entry.subject,
            reason=entry.reason,
            expires=entry.expires,
            package=entry.package,
            place=f"{path.name}:{line_of(path, f'ignores[{index}]')}",
        )


def _problems(values: ConfigFile) -> Iterator[tuple[str, str]]:
    """What types alone cannot say, as `(path, message)`."""
    for index, entry in enumerate(values.ignores):
        where = f"ignores[{index}]"
        for name in ("rule", "subject", "reason"):
            if not getattr(entry, name).strip():
                yield f"{where}.{name}", "must not be empty"
        if "*" in entry.rule or "?" in entry.rule:
            yield f"{where}.rule", "must be one rule id; only the subject may be a pattern"
        if entry.expires and not is_date(entry.expires):
            yield f"{where}.expires", f"expected a date like 2027-01-31, found {entry.expires!r}"
    if values.as_of is not None and not is_date(values.as_of):
        yield "as_of", f"expected a date like 2027-01-31, found {values.as_of!r}"
    for name in ("jobs", "timeout", "memory"):
        value = getattr(values, name)
        if value is not None and value <= 0:
            yield name, "must be greater than 0"
    for item in fields(Limits):
        if getattr(values.limits, item.name) < 0:
            yield f"limits.{item.name}", "must not be negative"


@record(kw_only=False)
class _Hint:
    en: str
    zh: str


_HINT = _Hint(
    "`appaudit schema --config` prints what is allowed.", "可用 `appaudit schema --config` 查看允许的键和取值。"
)


def _helped(where: str, what: str) -> str:
    """An unknown key with the one that was probably meant."""
    import difflib  # for mistakes only

    if not what.startswith("unknown key; known: "):
        return what
    known = what.removeprefix("unknown key; known: ").split(", ")
    close = difflib.get_close_matches(re.split(r"[.\[\]]+", where)[-1], known, n=1)
    return f"unknown key, did you mean {close[0]}? known: {', '.join(known)}" if close else what
