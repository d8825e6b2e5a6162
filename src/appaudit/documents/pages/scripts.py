"""Parts of a page that its own scripts take away as it loads: named in a call that no action of a reader waits for.

Read are calls that stand in no function, or in one that runs when the page has loaded. Whatever a function of another
kind does waits for somebody, and is no matter of what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final, NamedTuple

from lxml import html as lxml_html

_ONE: Final = (
    r"(?:document\.getElementById\(\s*(?P<q1>[\"'])(?P<id>[\w-]{1,60})(?P=q1)\s*\)"
    r"|(?:document\.querySelector(?:All)?|\$|jQuery)\(\s*(?P<q2>[\"'`])(?P<css>[#.][\w-]{1,60})(?P=q2)\s*\)"
)
_FOUND: Final = _ONE + (
    r"|(?<![\w.$])(?:window\.)?(?P<named>[A-Za-z_$][\w$]{0,40})(?=\.(?:remove|hidden|style|outerHTML|innerHTML|replaceWith"
    r"|textContent|innerText|setAttribute|toggleAttribute|parentNode|parentElement|animate|hide|empty|fadeOut)\b))"
)
_TAKEN: Final = (
    r"(?:\.forEach\(\s*\(?(?P<each>\w+)\)?\s*=>\s*\{?\s*(?P=each))?"
    r"(?:\.(?:remove|hide|empty|fadeOut|slideUp)\(|\.replaceWith\(|\.style\.(?:display\s*=\s*[\"']none|"
    r"visibility\s*=\s*[\"']hidden|opacity\s*=\s*[\"']?0[\"';\s])|\.style\.cssText\s*=\s*[\"'][^\"']*none"
    r"|\.style\.setProperty\(\s*[\"'](?:display|visibility|opacity)[\"']\s*,\s*[\"']?(?:none|hidden|0(?![.\d]))"
    r"|\.(?:set|toggle)Attribute\(\s*[\"']hidden|\.setAttribute\(\s*[\"']style[\"']\s*,\s*[\"'][^\"']*(?:none|hidden)"
    r"|\.parent(?:Node|Element)\.removeChild\(|\.animate\((?=[^()]{0,200}opacity\W{1,6}0\b)(?=[^()]{0,300}forwards)"
    r"|\.hidden\s*=\s*(?:true|!0)|\.(?:innerHTML|outerHTML|innerText|textContent)\s*=(?!=)"
    r"|\.(?:html|text|css)\(\s*[\"'](?!\s*[\"']?\s*\)\s*\.))"
)
_CALL: Final = re.compile(_FOUND + r"\s*" + _TAKEN)
#: A variable that stands for what is found in the page.
_KEPT: Final = re.compile(rf"(?<![\w.$])(?P<kept>[A-Za-z_$][\w$]{{0,40}})\s*=\s*{_ONE})\s*(?:\[0\]\s*)?(?=[;,\n]|$)")
#: What stands before the brace of a function that runs by itself.
_RUNS: Final = re.compile(
    r"(?:onload\s*=\s*|(?:DOMContentLoaded|load)[\"']\s*,\s*|\.ready\(\s*|(?:\$|jQuery|setTimeout)\(\s*"
    r"|(?:^|[;}\n])\s*[(!]\s*)"
    r"(?:async\s*)?(?:function\s*\w*\s*\(\s*\w*\s*\)|\(\s*\w*\s*\)\s*=>|\w+\s*=>)\s*$"
)
#: A text of a script that is a rule by which something is not seen.
_SHEET: Final = re.compile(
    r"([\"'`])((?:[#.][\w-]{1,60}[^{}\"'`\n]{0,200})\{[^{}\"'`]{0,400}?(?:display\s*:\s*none|visibility\s*:\s*hidden|"
    r"opacity\s*:\s*0(?![.\d]))[^{}\"'`]{0,400}\})\s*\1"
)
_MOST_SHEETS: Final = 20
#: What gives the whole page, or a part of it, a class or an attribute by which rules of its style know it.
_MARKED: Final = re.compile(
    r"(?:document\.(?P<whole>body|documentElement)|(?:\$|jQuery)\(\s*[\"'](?P<named>body|html)[\"']\s*\)|"
    + _ONE
    + r"))"
    r"(?:\.forEach\(\s*\(?(?P<each>\w+)\)?\s*=>\s*\{?\s*(?P=each))?"
    r"(?:(?:\.classList\.add|\.addClass)\(\s*|\.className\s*\+?=(?!=)\s*|\.setAttribute\(\s*[\"']class[\"']\s*,\s*"
    r"|\.dataset\.(?P<data>\w{1,40})\s*=(?!=)\s*|\.setAttribute\(\s*[\"'](?P<attribute>[\w-]{1,40})[\"']\s*,\s*)"
    r"[\"'](?P<value>[^\"'\n]{1,200})[\"']"
)
_UNMARKS: Final = re.compile(r"(?:remove|removeClass|toggle|toggleClass|replace)\(\s*[\"']([\w -]{1,200})[\"']")
_RULE: Final = re.compile(r"(?P<selector>[^{}]{1,400})(?P<rest>\{[^{}]{0,2000}\})")
_HIDES: Final = re.compile(r"[{;]\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d]))")
_CAPITAL: Final = re.compile(r"[A-Z]")
_MOST_MARKS: Final = 40
_MOST_RULES: Final = 400
_BRACE: Final = re.compile(r"[{}]")
_BEFORE: Final = 120
_MOST_SCRIPT: Final = 200_000


def scripts_of(root: lxml_html.HtmlElement) -> list[str]:
    """The scripts of a page, and those that its elements run when they have loaded or could not be."""
    return [*(script.text or "" for script in root.iter("script")), *root.xpath("//@onload | //@onerror")]


def sheets_in(scripts: Iterable[str]) -> list[str]:
    """The rules that hide something and stand as a text in scripts, which may put them into the page."""
    return [found[2] for script in scripts for found in _SHEET.finditer(script[:_MOST_SCRIPT])][:_MOST_SHEETS]


class Marked(NamedTuple):
    """What holds for a page that its scripts mark as it loads: rules of its sheets, and the parts that those hide."""

    rules: list[str]
    hidden: frozenset[str]
    """Parts that are marked themselves, as `#id` and `.class`."""


def marked_in(scripts: Iterable[str], sheets: Iterable[str]) -> Marked:
    """What the scripts of a page mark for its own sheets.

    A class that some script takes off again waits for something, and marks nothing here.
    """
    marks: dict[str, str] = {}
    for script in scripts:
        text = script[:_MOST_SCRIPT]
        taken_off = {name for found in _UNMARKS.findall(text) for name in found.split()}
        for call in _MARKED.finditer(text):
            if len(marks) < _MOST_MARKS and _runs_by_itself(text, call.start()):
                whole = call["whole"] or call["named"]
                element = "html" if whole == "documentElement" else whole or call["css"] or f"#{call['id']}"
                marks |= dict.fromkeys(_marks(call, taken_off), element)
    rules: list[str] = []
    hidden: set[str] = set()
    for rule in (rule for sheet in sheets if marks for rule in islice(_RULE.finditer(sheet), _MOST_RULES)):
        for mark, element in marks.items():
            asked = rf"(?<![\w\]).#-])(?:{re.escape(element)}|:root)?{mark}"
            if element in ("body", "html"):
                selector = re.sub(asked, element, rule["selector"])
                rules += [selector + rule["rest"]] if selector != rule["selector"] else []
            elif re.fullmatch(asked, rule["selector"].strip()) and _HIDES.search(rule["rest"]):
                hidden.add(element)
    return Marked(rules, frozenset(hidden))


def _marks(call: re.Match[str], taken_off: Collection[str]) -> list[str]:
    """The patterns of selectors by which rules ask for what a call gives an element."""
    attribute = call["attribute"] or (
        call["data"] and "data-" + _CAPITAL.sub(lambda c: "-" + c[0].lower(), call["data"])
    )
    if attribute and attribute != "style":
        value = re.escape(call["value"])
        return [rf"\[\s*{re.escape(attribute)}\s*(?:[~|^$*]?=\s*(?:\"{value}\"|'{value}'|{value})\s*)?\]"]
    names = [] if attribute else call["value"].split()
    return [rf"\.{re.escape(name)}(?![\w-])" for name in names if name not in taken_off]


def taken_away(scripts: Iterable[str]) -> frozenset[str]:
    """The elements that scripts take away as a page loads, as `#id` and `.class`."""
    found: set[str] = set()
    for script in scripts:
        text = script[:_MOST_SCRIPT]
        kept = {each["kept"]: f"#{each['id']}" if each["id"] else each["css"] for each in _KEPT.finditer(text)}
        for call in _CALL.finditer(text):
            if _runs_by_itself(text, call.start()):
                name = call["named"]  # an element is known by its identifier alone, too
                found.add(call["css"] or kept.get(name or "", f"#{call['id'] or name}"))
    return frozenset(found)


def _runs_by_itself(text: str, position: int) -> bool:
    opened: list[int] = []
    for brace in _BRACE.finditer(text, 0, position):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    return all(_RUNS.search(text[max(0, start - _BEFORE) : start]) for start in opened)
