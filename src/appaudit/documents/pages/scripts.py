"""Parts of a page that its own scripts take away as it loads: named in a call that no action of a reader waits for.

Read are calls that stand in no function, or in one that runs when the page has loaded. Whatever a function of another
kind does waits for somebody, and is no matter of what the page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lxml import html as lxml_html

#: An expression that finds a part of the page, without its last bracket, and one of several that were found.
ONE: Final = (
    r"(?:document\.getElementById\(\s*(?P<q1>[\"'])(?P<id>[\w-]{1,60})(?P=q1)\s*\)"
    r"|(?:document\.querySelector(?:All)?|\$|jQuery)\(\s*(?P<q2>[\"'`])(?P<css>[#.][\w-]{1,60})(?P=q2)\s*\)"
    r"|(?:Array\.from\(\s*)?document\.getElementsByClassName\(\s*(?P<q3>[\"'])(?P<named_class>[\w-]{1,60})(?P=q3)\s*\)\)?"
)
_FOUND: Final = ONE + (
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
AT: Final = r"(?:\[\d{1,3}\]|\.item\(\d{1,3}\))?"
_CALL: Final = re.compile(_FOUND + AT + r"\s*" + _TAKEN)
#: A variable that stands for what is found in the page: what is kept there, or each of what a loop goes through.
_KEPT: Final = re.compile(
    rf"(?<![\w.$])(?P<kept>[A-Za-z_$][\w$]{{0,40}})\s*(?:=|of)\s*{ONE})\s*(?:\[0\]\s*)?(?=[;,\n)]|$)"
)
_EACH: Final = re.compile(ONE + r")\.forEach\(\s*(?:function\s*\(\s*(?P<kept>\w+)|\(?(?P<arrow>\w+)\)?\s*=>)")
#: What stands before the brace of a function that runs by itself.
_RUNS: Final = re.compile(
    r"(?:onload\s*=\s*|(?:DOMContentLoaded|load)[\"']\s*,\s*|\.ready\(\s*|(?:\$|jQuery|setTimeout|\.forEach)\(\s*"
    r"|(?:^|[;}\n])\s*[(!]\s*)"
    r"(?:async\s*)?(?:function\s*\w*\s*\(\s*\w*\s*\)|\(\s*\w*\s*\)\s*=>|\w+\s*=>)\s*$"
    r"|(?:^|[;{}\n\s])(?:try|for\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))\s*$"
)
#: A text of a script that is a rule by which something is not seen.
_SHEET: Final = re.compile(
    r"([\"'`])((?:[#.][\w-]{1,60}[^{}\"'`\n]{0,200})\{[^{}\"'`]{0,400}?(?:display\s*:\s*none|visibility\s*:\s*hidden|"
    r"opacity\s*:\s*0(?![.\d]))[^{}\"'`]{0,400}\})\s*\1"
)
_MOST_SHEETS: Final = 20
_BRACE: Final = re.compile(r"[{}]")
_BEFORE: Final = 120
MOST_SCRIPT: Final = 200_000


def scripts_of(root: lxml_html.HtmlElement) -> list[str]:
    """The scripts of a page, and those that its elements run when they have loaded or could not be."""
    return [*(script.text or "" for script in root.iter("script")), *root.xpath("//@onload | //@onerror")]


def sheets_in(scripts: Iterable[str]) -> list[str]:
    """The rules that hide something and stand as a text in scripts, which may put them into the page."""
    return [found[2] for script in scripts for found in _SHEET.finditer(script[:MOST_SCRIPT])][:_MOST_SHEETS]


def taken_away(scripts: Iterable[str]) -> frozenset[str]:
    """The elements that scripts take away as a page loads, as `#id` and `.class`."""
    found: set[str] = set()
    for script in scripts:
        text = script[:MOST_SCRIPT]
        kept = kept_in(text)
        for call in _CALL.finditer(text):
            if runs_by_itself(text, call.start()):
                name = call["named"]  # an element is known by its identifier alone, too
                found.add(part_of(call) or kept.get(name or "", f"#{name}"))
    return frozenset(found)


def part_of(found: re.Match[str]) -> str:
    """The part of a page that an expression finds, as `#id` or `.class`; empty for none that is named there."""
    if found["id"] or found["named_class"]:
        return f"#{found['id']}" if found["id"] else f".{found['named_class']}"
    return found["css"] or ""


def kept_in(text: str) -> dict[str, str]:
    """The parts of a page that variables of a script stand for."""
    kept = {each["kept"]: part_of(each) for each in _KEPT.finditer(text)}
    return kept | {each["kept"] or each["arrow"]: part_of(each) for each in _EACH.finditer(text)}


def runs_by_itself(text: str, position: int) -> bool:
    """Whether what stands at a position of a script runs as the page loads."""
    opened: list[int] = []
    for brace in _BRACE.finditer(text, 0, position):
        if brace.group() == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    return all(_RUNS.search(text[max(0, start - _BEFORE) : start]) for start in opened)
