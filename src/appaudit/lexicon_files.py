"""Where the lexicon lies, and its YAML files read strictly; what they mean is known to the rooms that use them.

A file that was parsed before is taken from the user's cache as JSON, under the digest of its content: nearly every
audit needs a lexicon, and YAML is slow to parse.
"""

from __future__ import annotations

import hashlib
import json
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
    package = Path(__file__).resolve().parent
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


def _read_cached(path: Path) -> dict[str, Any] | None:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None
