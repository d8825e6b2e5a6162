"""Where the lexicon lies, and its YAML files read strictly; what they mean is known to the rooms that use them.

A file that was parsed before is taken from the user's cache as JSON, under the digest of its content: nearly every
audit needs a lexicon, and YAML is slow to parse.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from appaudit.cache_files import cache_folder, write_cached
from appaudit.errors import RuleError
from appaudit.yaml_files import parse_yaml

#: Parsed files kept; a version of the tool has about ten.
_KEPT = 60
_SUFFIX = ".lexicon"
#: To be counted up when what `parse_yaml` makes of a text changes.
_VERSION = 1


def default_directory() -> Path:
    """Where the lexicon of this installation lies: inside the wheel, or in the source tree."""
    package = Path(__file__).resolve().parent.parent
    for candidate in (package / "_rules" / "lexicon", package.parent.parent / "rules" / "lexicon"):
        if candidate.is_dir():
            return candidate
    raise RuleError(f"No lexicon found beside {package}.", hint="Reinstall appaudit; its rules folder is missing.")


def load_yaml(path: Path) -> dict[str, Any]:
    """Read one YAML file that must be a mapping without repeated keys.

    Raises:
        RuleError: It cannot be opened or parsed; the message has file and line.
    """
    try:
        content = path.read_bytes()
        text = content.decode()
    except OSError as error:
        raise RuleError(f"{path}: cannot be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{path}: {error}") from error
    cached = cache_folder() / f"{_VERSION}-{hashlib.sha256(content).hexdigest()[:32]}{_SUFFIX}"
    data = _read_cached(cached)
    if data is None:
        data = parse_yaml(text, str(path))
        if not isinstance(data, dict):
            raise RuleError(f"{path}: must be a mapping, is {type(data).__name__}")
        write_cached(cached, json.dumps(data, ensure_ascii=False).encode(), kept=_KEPT)
    return data


def lexicon_paths(name: str, folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files of one lexicon: the shipped one, then those of the rule folders of a user, in their order."""
    own = (folder / "lexicon" / name for folder in folders)
    shipped = default_directory() / name
    return (shipped, *(path for path in own if path != shipped and path.is_file()))


def load_layers(paths: Sequence[Path], known: set[str]) -> dict[str, Any]:
    """One lexicon from several files: a later file adds to the lists of an earlier one, and replaces single values.

    Args:
        paths: The files, of which only the first must be complete.
        known: The keys that each may have.

    Raises:
        RuleError: A file cannot be read, has another key, or a value of another kind than the file before.
    """
    merged: dict[str, Any] = {}
    for path in paths:
        data = load_yaml(path)
        unknown = sorted(set(data) - known)
        if unknown:
            raise RuleError(f"{path}: unknown key {unknown[0]!r} (known: {', '.join(sorted(known))})")
        merged = _added(merged, data, path, "")
    return merged


def _added(before: dict[str, Any], more: dict[str, Any], path: Path, where: str) -> dict[str, Any]:
    result = dict(before)
    for key, value in more.items():
        known, place = result.get(key), f"{where}{key}"
        if isinstance(known, dict | list) and type(value) is not type(known):
            raise RuleError(f"{path}: {place} must be a {'list' if isinstance(known, list) else 'mapping'}")
        if isinstance(known, dict):
            result[key] = _added(known, value, path, f"{place}.")
        elif isinstance(known, list):
            result[key] = [*known, *(item for item in value if item not in known)]
        else:
            result[key] = value
    return result


def _read_cached(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
