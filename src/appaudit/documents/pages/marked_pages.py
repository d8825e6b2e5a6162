"""Pages that their own scripts mark as they load: by a class, a name or an attribute that rules of their style ask for.

What is marked is hidden by rules that ask for the mark, whatever is opened later: it is a matter of doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final, NamedTuple

from appaudit.documents.pages.scripts import AT, MOST_SCRIPT, ONE, kept_in, part_of, runs_by_itself

#: What gives the whole page, or a part of it, a class, a name or an attribute.
_MARKED: Final = re.compile(
    r"(?:document\.(?P<whole>body|documentElement)|(?:\$|jQuery)\(\s*[\"'](?P<named>body|html)[\"']\s*\)|"
    + ONE
    + r")|(?<![\w.$])(?P<variable>[A-Za-z_$][\w$]{0,40})"
    r"(?=\.(?:classList|className|dataset|setAttribute|id|parentElement|parentNode)\b))"
    + AT
    + r"(?:\.(?:parentElement|parentNode))*(?:\.forEach\(\s*\(?(?P<each>\w+)\)?\s*=>\s*\{?\s*(?P=each))?"
    r"(?:(?:\.classList\.(?:add|toggle(?=\([^()]*,\s*(?:true|!0)))|\.addClass)\(\s*|(?P<identifier>\.id)\s*=(?!=)\s*"
    r"|\.className\s*\+?=(?!=)\s*|\.setAttribute\(\s*[\"']class[\"']\s*,\s*"
    r"|\.dataset\.(?P<data>\w{1,40})\s*=(?!=)\s*|\.setAttribute\(\s*[\"'](?P<attribute>[\w-]{1,40})[\"']\s*,\s*)"
    r"[\"'](?P<value>[^\"'\n]{1,200})[\"']"
)
_UNMARKS: Final = re.compile(
    r"(?:remove|removeClass|toggle(?!\([^()]{0,80},\s*(?:true|!0))|toggleClass|replace)\(\s*[\"']([\w -]{1,200})[\"']"
)
#: A variable of the style that a script gives the whole page.
_VARIABLES: Final = re.compile(
    r"document\.(?:documentElement|body)\.style\.setProperty\(\s*[\"'](--[\w-]{1,60})[\"']\s*,\s*[\"']([^\"'{};]{1,60})[\"']"
)
_RULE: Final = re.compile(r"(?:\A|(?<=[{}]))(?P<selector>[^{}]{1,400})(?P<rest>\{[^{}]{0,2000}\})")
_HIDES: Final = re.compile(r"[{;]\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]))")
_CAPITAL: Final = re.compile(r"[A-Z]")
_WHOLE: Final = ("body", "html")
_MOST_MARKS: Final = 40
_MOST_RULES: Final = 400


class Marked(NamedTuple):
    """What holds for a page that its scripts mark as it loads: rules of its sheets, and the parts that those hide."""

    rules: list[str]
    hidden: frozenset[str]
    """Parts that are marked themselves, or lie in those, as `#id` and `.class`."""


def marked_in(scripts: Iterable[str], sheets: Iterable[str]) -> Marked:
    """What the scripts of a page mark for its own sheets.

    A class that some script takes off again waits for something, and marks nothing here.
    """
    marks: dict[str, str] = {}
    rules: list[str] = []
    for script in scripts:
        text = script[:MOST_SCRIPT]
        kept = kept_in(text)
        taken_off = {name for found in _UNMARKS.findall(text) for name in found.split()}
        rules += [f"html{{{name}:{value}}}" for name, value in _VARIABLES.findall(text)][:_MOST_MARKS]
        for call in _MARKED.finditer(text):
            if len(marks) < _MOST_MARKS and runs_by_itself(text, call.start()):
                name = call["variable"]
                part = call["whole"] or call["named"] or part_of(call) or kept.get(name, f"#{name}")
                marks |= dict.fromkeys(_marks(call, taken_off), "html" if part == "documentElement" else part)
    hidden: set[str] = set()
    for rule in (rule for sheet in sheets if marks for rule in islice(_RULE.finditer(sheet), _MOST_RULES)):
        for mark, part in marks.items():
            asked = rf"(?<![\w\]).#-])(?:{re.escape(part)}|:root)?{mark}"
            if part in _WHOLE:
                selector = re.sub(asked, part, rule["selector"])
                rules += [selector + rule["rest"]] if selector != rule["selector"] else []
            elif _HIDES.search(rule["rest"]):
                within = re.fullmatch(
                    rf"{asked}(?:[\s>]+(?:\S+[\s>]+)*(?P<last>[.#][\w-]+))?", rule["selector"].strip()
                )
                hidden |= {within["last"] or part} if within else set()
    return Marked(rules, frozenset(hidden))


def _marks(call: re.Match[str], taken_off: Collection[str]) -> list[str]:
    """The patterns of selectors by which rules ask for what a call gives an element."""
    data, value = call["data"], re.escape(call["value"])
    attribute = call["attribute"] or (data and "data-" + _CAPITAL.sub(lambda c: "-" + c[0].lower(), data))
    if call["identifier"] or attribute == "id":
        return [rf"#{value}(?![\w-])"]
    if attribute and attribute != "style":
        return [rf"\[\s*{re.escape(attribute)}\s*(?:[~|^$*]?=\s*(?:\"{value}\"|'{value}'|{value})\s*)?\]"]
    names = [] if attribute else call["value"].split()
    return [rf"\.{re.escape(name)}(?![\w-])" for name in names if name not in taken_off]
