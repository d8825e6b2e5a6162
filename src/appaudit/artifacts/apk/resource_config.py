"""The configuration of a resource (`ResTable_config` in ResourceTypes.h): its locale, and how well it fits."""

from __future__ import annotations

_LOCALE_OFFSET, _SCRIPT_OFFSET = 8, 36


def locale_of(config: bytes) -> str:
    """The locale as folder names write it: `zh`, `zh-rCN`, `b+sr+Latn`; empty for the default."""
    if len(config) < _LOCALE_OFFSET + 4:
        return ""
    language = _unpack_code(config[_LOCALE_OFFSET : _LOCALE_OFFSET + 2], "a")
    region = _unpack_code(config[_LOCALE_OFFSET + 2 : _LOCALE_OFFSET + 4], "0")
    if not language:
        return ""
    script = config[_SCRIPT_OFFSET : _SCRIPT_OFFSET + 4].rstrip(b"\0").decode("ascii", "replace")
    if script:
        return "+".join(part for part in ("b", language, script, region) if part)
    return f"{language}-r{region}" if region else language


#: How well a configuration fits: the smaller, the better.
Rank = tuple[int, int, int]


def rank_of(config: bytes, locale: str, language: str) -> Rank:
    """Sorts configurations: those of `language` first, then the default locale, then others; plain ones before."""
    spoken = locale.removeprefix("b+").replace("+", "-").split("-", 1)[0]
    fit = 0 if language and spoken == language else 1 if not locale else 2
    # Mainland Chinese before Taiwan and Hong Kong: the audit is for the mainland.
    region = 0 if locale.endswith(("CN", "Hans")) or spoken == locale else 1
    others = sum(octet != 0 for octet in config[4:_LOCALE_OFFSET] + config[_LOCALE_OFFSET + 4 : _SCRIPT_OFFSET])
    return fit, region, others


def _unpack_code(code: bytes, base: str) -> str:
    """Two letters, or three packed into five bits each with the highest bit set."""
    if code == b"\0\0":
        return ""
    if not code[0] & 0x80:
        return code.rstrip(b"\0").decode("ascii", "replace")
    packed = (code[1] & 0x1F, (code[1] >> 5) | (code[0] & 0x03) << 3, (code[0] & 0x7C) >> 2)
    return "".join(chr(ord(base) + number) for number in packed)
