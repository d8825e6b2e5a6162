"""The last audit of an app: a saved report, or the one in a folder of reports that is of the same app."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from appaudit.errors import ConfigError
from appaudit.gate.previous import SavedAudit
from appaudit.model.record import record
from appaudit.report.files import read_report
from appaudit.whole_files import digest_of, read_regular

#: A file that is larger is no report of ours.
_MOST_BYTES = 512 << 20


@record
class PreviousFile:
    """A saved report that is read when its app is audited."""

    path: Path
    sha256: str
    as_of: str


@record
class PreviousReports:
    """Saved reports by the package name of their app: of several on one app the youngest."""

    by_package: dict[str, PreviousFile]


def read_previous(path: Path, *, of_several: bool = False) -> SavedAudit | PreviousReports:
    """The last audit in a report, or those in a folder.

    Args:
        path: A JSON report, or a folder of them.
        of_several: Whether several packages are audited, of which a single report is one's own.

    Raises:
        ConfigError: the report cannot be read or is none, or the folder holds none.
    """
    if path.is_dir():
        found = _reports_in(path)
        if not found:
            raise ConfigError(
                f"There is no JSON report in {path}",
                hint="Write them with --format json.",
                zh=f"目录 {path} 中没有JSON报告",
                hint_zh="请用 --format json 生成报告。",
            )
        return PreviousReports(by_package=found)
    if of_several:
        report = read_report(path)
        return PreviousReports(by_package={report.artifact.package: _file(path, report.tool.as_of)})
    return _saved(_file(path, ""))


def last_audit(previous: SavedAudit | PreviousReports | None, package: str) -> SavedAudit | None:
    """The last audit of the app with this package name, None where there was none.

    Raises:
        ConfigError: its report cannot be read any more.
    """
    if not isinstance(previous, PreviousReports):
        return previous
    file = previous.by_package.get(package)
    return _saved(file) if file and package else None


def _saved(file: PreviousFile) -> SavedAudit:
    return SavedAudit(name=file.path.name, sha256=file.sha256, report=read_report(file.path))


def _file(path: Path, as_of: str) -> PreviousFile:
    try:
        return PreviousFile(path=path, sha256=digest_of(path)[0], as_of=as_of)
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}", zh=f"无法读取 {path}：{error.strerror}"
        ) from error


def _reports_in(folder: Path) -> dict[str, PreviousFile]:
    found: dict[str, PreviousFile] = {}
    for path in sorted(folder.glob("*.json")):
        document = _document(path)
        if "schema_version" not in document or not isinstance(document.get("artifact"), dict):
            continue  # an index, a summary, or somebody's own
        package = str(document["artifact"].get("package", ""))
        tool = document.get("tool")
        as_of = str(tool.get("as_of", "")) if isinstance(tool, dict) else ""
        if package and (package not in found or found[package].as_of < as_of):
            found[package] = _file(path, as_of)
    return found


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(read_regular(path, _MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
