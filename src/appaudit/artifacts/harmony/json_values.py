"""Values of JSON that nobody vouches for: each is what it should be, or is taken as not given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from appaudit.errors import ExtractionError

#: What the configuration of a module may have; compiled ones have some ten thousand bytes.
_MOST_BYTES: Final = 16 << 20


class ConfigurationError(ExtractionError):
    """A configuration that cannot be read."""


def json_object(data: bytes, place: str) -> Mapping[str, Any]:
    """The object that a file holds as JSON.

    Raises:
        ConfigurationError: It holds no JSON, something else than an object, or is nested too deep or too large.
    """
    if len(data) > _MOST_BYTES:
        raise ConfigurationError(
            f"{place}: {len(data)} bytes of configuration; {_MOST_BYTES} are read",
            zh=f"{place}：配置有 {len(data)} 字节，最多读取 {_MOST_BYTES} 字节",
        )
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise ConfigurationError(f"{place}: nested too deep", zh=f"{place}：嵌套过深") from None
    except ValueError as error:
        said = str(error)[:200]
        raise ConfigurationError(f"{place} is no JSON: {said}", zh=f"{place} 不是 JSON：{said}") from error
    if not isinstance(value, dict):
        raise ConfigurationError(f"{place} holds no object", zh=f"{place} 中不是对象")
    return value


def repeated_keys(data: bytes) -> list[str]:
    """The keys that stand more than once in one object of a file that `json_object` could read, each once."""
    found: dict[str, None] = {}

    def note(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        found.update(dict.fromkeys(name for name in names if names.count(name) > 1))

    json.loads(data.decode("utf-8-sig"), object_pairs_hook=note)
    return list(found)


def object_at(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under a name; empty where there is none."""
    value = values.get(name)
    return value if isinstance(value, dict) else {}


def objects_at(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects in the list under a name."""
    value = values.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text_at(values: Mapping[str, Any], name: str) -> str:
    """The text under a name, or the number written out; empty where there is neither."""
    value = values.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def number_at(values: Mapping[str, Any], name: str) -> int:
    """The whole number under a name; -1 where there is none."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def texts_at(values: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The texts in the list under a name."""
    value = values.get(name)
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
