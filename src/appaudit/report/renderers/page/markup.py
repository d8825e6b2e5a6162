"""Pieces of HTML made from text: the only place where markup is put together outside the templates.

Everything a report holds may have been chosen by the audited package, so every piece is escaped, made visible
where it would be invisible, and foreign names are isolated (`<bdi>`) so that they cannot reorder what follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers.plain import safe_line, safe_text

_BREAKS = re.compile(r"(?<=[./$:_›,])(?=[^\s./])")
# Shown nowhere: safe text never holds it.
_BREAK_HERE = "\x00"
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+\Z")


def clean(value: object) -> object:
    """A template value without control characters; what is markup already has been through here."""
    return safe_text(value) if type(value) is str else value


@lru_cache(maxsize=4096)
def both(text: Bilingual) -> Markup:
    """A text in both languages, of which the style sheet shows one."""
    chinese, english = escape(safe_text(text.zh)), escape(safe_text(text.en))
    if chinese == english:
        return chinese
    return Markup(f'<span lang="zh">{chinese}</span><span lang="en">{english}</span>')  # noqa: S704


#: Between two sentences of a text of ours.
_SENTENCE_ZH = re.compile(r"(?<=。)(?=.)")
_SENTENCE_EN = re.compile(r"(?<=\.) (?=[A-Z0-9“])")
_BELOW = Markup(' <span class="sentence">{}</span>')


def opened(text: Bilingual) -> Markup:
    """A text in both languages whose first sentence stands out; each of the others stands below it in small print."""
    halves = (("zh", _SENTENCE_ZH.split(text.zh)), ("en", _SENTENCE_EN.split(text.en)))
    return Markup("").join(
        Markup('<span lang="{}"><b class="opening">{}</b>{}</span>').format(
            language,
            safe_text(sentences[0]),
            Markup(" ").join(
                Markup('<span class="sentence">{}</span>').format(safe_text(each)) for each in sentences[1:]
            ),
        )
        for language, sentences in halves
    )


def foreign_both(text: Bilingual) -> Markup:
    """A text in both languages that holds names somebody else chose: each on one line and isolated."""
    chinese, english = foreign(text.zh), foreign(text.en)
    if chinese == english:
        return chinese
    return Markup(f'<span lang="zh">{chinese}</span><span lang="en">{english}</span>')  # noqa: S704


@lru_cache(maxsize=4096)
def foreign(text: str) -> Markup:
    """A name that somebody else chose, on one line and isolated."""
    return Markup(f"<bdi>{escape(safe_line(text))}</bdi>")  # noqa: S704


def foreign_lines(text: str) -> Markup:
    """Several lines of code or of a list, each isolated and free of what could move it."""
    return Markup("\n").join(Markup(f"<bdi>{escape(safe_line(line))}</bdi>") for line in text.splitlines())  # noqa: S704


@lru_cache(maxsize=4096)
def code(text: str) -> Markup:
    """A class, path or setting, which may break after its dots and slashes."""
    return Markup(f"<code><bdi>{_breakable(text)}</bdi></code>")  # noqa: S704


def symbol(package: str, name: str) -> Markup:
    """A class or method whose package stands back, so that class and method are what one reads."""
    head = f'<span class="package">{_breakable(package)}</span>' if package else ""
    return Markup(f"<code><bdi>{head}{_breakable(name)}</bdi></code>")  # noqa: S704


def _breakable(text: str) -> str:
    return str(escape(_BREAKS.sub(_BREAK_HERE, safe_line(text)))).replace(_BREAK_HERE, "<wbr>")


def named(name: Bilingual, identifier: str) -> Markup:
    """A name for people, followed by the id where the two differ."""
    if identifier in (name.zh, name.en):
        return code(identifier)
    return Markup(f"<bdi>{both(name)}</bdi> {code(identifier)}")  # noqa: S704


@lru_cache(maxsize=4096)
def icon(name: str) -> Markup:
    """A drawing from the sheet of symbols; the word beside it says the same."""
    return Markup(f'<svg class="icon" aria-hidden="true"><use href="#icon-{escape(name)}"/></svg>')  # noqa: S704


@lru_cache(maxsize=4096)
def badge(kind: str, key: str, text: Bilingual) -> Markup:
    """A grade as word, icon and colour; `kind` is `severity`, `status` or `confidence`."""
    name = escape(re.sub(r"[^a-z_]", "", key)) or "unknown"
    return Markup(f'<span class="{kind} {kind}-{name}">{icon(name)}{both(text)}</span>')  # noqa: S704


def address(text: str) -> Markup:
    """A web address as a link that tells the other side nothing; any other text as text."""
    if not _WEB_ADDRESS.match(text):
        return foreign(text)
    shown = safe_line(text)
    return Markup(  # noqa: S704
        f'<a class="address" href="{escape(shown)}" rel="noopener noreferrer nofollow">{code(text)}</a>'
    )


@lru_cache(maxsize=4096)
def tip(text: Bilingual) -> Markup:
    """Attributes for a hint on hover in both languages; the script shows the one that is chosen."""
    chinese, english = escape(safe_line(text.zh)), escape(safe_line(text.en))
    return Markup(f'data-tip-zh="{chinese}" data-tip-en="{english}"')  # noqa: S704


def number(value: float | None, unit: str) -> str:
    """A quantity with its unit and no needless decimals; empty where there is none."""
    return "" if value is None else f"{value:g}{unit}"


def size(count: int) -> str:
    """A number of bytes as people read it."""
    if count < 1024:
        return f"{count} B"
    value = count / 1024
    for unit in ("KiB", "MiB"):
        if value < 1024:
            return f"{value:.1f} {unit}"
        value /= 1024
    return f"{value:.1f} GiB"
