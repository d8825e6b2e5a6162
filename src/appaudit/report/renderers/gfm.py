"""Foreign text inside GitHub and GitLab Markdown: it shows as it is and does nothing.

A name in an audited package may hold markup, a link, a mention that would notify a team, or a reference to an
issue. Backslashes stop markup; a backslash does not stop a mention, as those are found after the markup is read,
but a zero-width space after the sign does. It is written as an entity, so that the source stays visible text.
References that GitLab finds in a comment: https://docs.gitlab.com/user/markdown/#gitlab-specific-references
(checked 2026-11-24). Every function gives one line that must not stand at the start of a line, where GitLab would
read `/close` as an order.
"""

from __future__ import annotations

import re

from appaudit.report.renderers.plain import safe_line, shortened

_BREAK = "&#8203;"
# What starts or makes markup anywhere in a line; signs that matter only at its start never stand there.
_MARKUP = re.compile(r"[\\`*_~$\[\]{}|]")
_REFERENCE = re.compile(r"([@#!~%$^]|&amp;)(?=[\w\"])")
# Addresses are made links without any markup.
_ADDRESS = re.compile(r"(?i)\b(?:https?|ftp|mailto|xmpp):|\bwww\.")


def prose(text: str, width: int) -> str:
    """At most `width` characters of `text` for a paragraph, list item or table cell."""
    return _without_references(_MARKUP.sub(lambda match: f"\\{match[0]}", _for_html(text, width)))


def inside_html(text: str, width: int) -> str:
    """At most `width` characters of `text` for the content of an HTML element, where backslashes are just shown."""
    return _without_references(_for_html(text, width))


def code(text: str, width: int, *, in_table: bool = False) -> str:
    """At most `width` characters of `text` as a code span: no markup, mention or link; empty text stays empty.

    Inside a table a bar would end the cell even in a code span, and is escaped as GitHub's dialect asks
    (https://github.github.com/gfm/#tables-extension-, checked 2026-11-24).
    """
    line = shortened(safe_line(text).strip(), width)
    if not line:
        return ""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", line)), default=0) + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    if in_table:
        # A backslash before the bar would be read as its escape; apart they mean themselves.
        line = re.sub(r"\\+(?=\|)", lambda match: f"{match[0]} ", line).replace("|", "\\|")
    return f"{fence}{pad}{line}{pad}{fence}"


def row(cells: list[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cells) + " |"


def _for_html(text: str, width: int) -> str:
    line = shortened(safe_line(text).strip(), width)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _without_references(line: str) -> str:
    line = _REFERENCE.sub(rf"\1{_BREAK}", line)
    return _ADDRESS.sub(lambda match: f"{match[0][:-1]}{_BREAK}{match[0][-1]}", line)
