"""Files of source as tokens: texts in quotes, words and marks, whatever the language of the app is.

Java, Kotlin, Swift, Dart, C#, JavaScript and TypeScript write texts, calls and comments alike but for details.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from appaudit.model.expression import Expression
from appaudit.model.record import record

_TOKEN = Expression(
    r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
    r'|(?P<block>"""(?P<inner>.*?)""")|(?P<lines>\'\'\'(?P<within>.*?)\'\'\')'
    r'|(?P<text>"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*(?:`|\Z))'
    r"|(?P<word>[\w$]+)|(?P<mark>=>|==|[^\s\w$])",
    re.DOTALL,
)
_ESCAPE = Expression(r"\\(?:u\{?(?P<unicode>[0-9a-fA-F]{4,6})\}?|x(?P<byte>[0-9a-fA-F]{2})|(?P<mark>.))", re.DOTALL)
_MARKS = {"n": "\n", "r": "", "t": "\t"}
_LAST = 0x110000
#: What a text takes from elsewhere: "$URL", "${item.name}".
_TAKEN = Expression(r"\$\{(?P<path>[^{}\n]{0,80})\}|\$(?P<name>[A-Za-z_]\w*)")
#: Characters of a file that are looked at.
LONGEST = 2_000_000


@record(kw_only=False)
class Token:
    """One token: `kind` is text, word or mark; of a text `value` is what it says."""

    kind: str
    value: str
    start: int
    end: int


def tokens_of(source: str) -> Iterator[Token]:
    """The tokens of a file of source without comments; what is no token is passed over."""
    for found in _TOKEN.finditer(source[:LONGEST]):
        kind = found.lastgroup
        if kind in ("block", "lines"):
            inner = found["inner"] if kind == "block" else found["within"]
            yield Token("text", textwrap.dedent(inner).strip("\n"), found.start(), found.end())
        elif kind == "text":
            yield Token("text", unescaped(found.group()[1:-1]), found.start(), found.end())
        elif kind in ("word", "mark"):
            yield Token(kind, found.group(), found.start(), found.end())


def unescaped(text: str) -> str:
    r"""A text of source as it is shown: `\n` begins a line."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found["unicode"] or found["byte"]
    if code:
        return chr(int(code, 16)) if int(code, 16) < _LAST else ""
    return _MARKS.get(found["mark"], found["mark"])


def filled(text: str, constants: Mapping[str, str]) -> str:
    """A text with the constants that it takes; what the program only knows when it runs is left out."""
    return (
        _TAKEN.sub(lambda found: constants.get(found["path"] or found["name"] or "", ""), text) if "$" in text else text
    )
