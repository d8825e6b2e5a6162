"""Where the lexicon lies, and its YAML files read strictly; what they mean is known to the rooms that use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from appaudit.errors import RuleError


class _StrictLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key given twice, because the second would silently win."""


def _unique_mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    result: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} is given twice", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping)


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
        RuleError: It cannot be opened or parsed; the message has file, line and column.
    """
    try:
        with path.open("rb") as stream:
            data = yaml.load(stream, Loader=_StrictLoader)  # noqa: S506 - a CSafeLoader
    except OSError as error:
        raise RuleError(f"{path}: cannot be opened: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise RuleError(f"{place}: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{path}: must be a mapping, is {type(data).__name__}")
    return data
