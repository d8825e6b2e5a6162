"""Sentences that a script hides by marking the page, that one line cuts off, or that lie under a box drawn up."""

# ruff: noqa: E501  # rules and scripts stay on one line

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents

_REST: Final = "".join(
    f"<p>我们采用加密等安全措施保护您的个人信息，保存期限为实现第{number}项目的所必需的最短时间。</p>"
    for number in range(6)
)
_LINE: Final = f"本政策适用于我们提供的产品和服务，请在使用前仔细阅读。{HIDDEN}"


def _page(body: str, rules: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{_REST}{body}</body></html>"
    )
    return "privacy.html", page.encode


def _marked(script: str, rules: str) -> Document:
    return _page(f"<p class='x' id='x'>{HIDDEN}</p><script>{script}</script>", rules)


def _ruled(rules: str, text: str = HIDDEN) -> Document:
    return _page(f"<p class='x'>{text}</p>", rules)


CONCEALED: Final[Documents] = {
    "line under a box drawn up with words": _page(
        f"<p class='x'>{HIDDEN}</p><div class='y'>下一节</div>",
        ".x{height:60px;margin:0} .y{margin-top:-60px;height:80px;background:#fff;position:relative}",
    ),
    "cut by a path that is computed": _ruled(".x{clip-path:inset(calc(50% + 1px))}"),
    "circle of nothing that is computed": _ruled(".x{clip-path:circle(calc(0px))}"),
    "line of no height": _page(f"<div style='line-height:0;overflow:hidden'>{HIDDEN}</div>"),
    "field for text without height": _page(f"<textarea style='height:0;padding:0;border:0'>{HIDDEN}</textarea>"),
}
COLLAPSED: Final[Documents] = {
    "class of the page": _marked("document.body.classList.add('lite')", ".lite .x{display:none}"),
    "class of the root": _marked("document.documentElement.className += ' lite'", "html.lite .x{opacity:0}"),
    "attribute of the root": _marked("document.documentElement.dataset.viewMode='2'", "[data-view-mode='2'] .x{display:none}"),
    "class of the part": _marked("document.getElementById('x').classList.add('off')", ".off{display:none}"),
    "class by jQuery": _marked("$(function () { $('.x').addClass('off') })", ".off{visibility:hidden}"),
    "class of all parts": _marked("document.querySelectorAll('.x').forEach(e => e.classList.add('off'))", ".off{display:none}"),
    "name of the page": _marked("document.body.id = 'lite'", "#lite .x{display:none}"),
    "class that is put on by a toggle": _marked("document.body.classList.toggle('lite', true)", ".lite .x{display:none}"),
    "class of what is around": _marked("document.getElementById('x').parentElement.classList.add('off')", ".off .x{display:none}"),
    "class of a variable": _marked("const part = document.getElementById('x'); part.classList.add('off')", ".off{display:none}"),
    "each of a loop": _marked("for (const each of document.querySelectorAll('.x')) { each.style.display = 'none' }", ""),
    "each of a list": _marked("Array.from(document.getElementsByClassName('x')).forEach(function (e) { e.style.display = 'none' })", ""),
    "one of a list": _marked("document.getElementsByClassName('x')[0].style.display = 'none'", ""),
    "variable of the style": _marked("document.documentElement.style.setProperty('--d', 'none')", ".x{display:var(--d, block)}"),
    "drawer above": _ruled(".x{position:fixed;inset:-100% auto auto 0;height:100%;width:100%}"),
    "line in a box whose lines are not broken": _page(f"<div class='y'><p>{_LINE}</p></div>", ".y{white-space:nowrap;width:200px;overflow:hidden}"),
    "drawer at the right": _ruled(".x{position:fixed;top:0;right:-100%;width:100%}"),
    "one line longer than its box": _ruled(".x{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:200px}", _LINE),
}  # fmt: skip
OPEN: Final[Documents] = {
    "class of the page for others": _marked("document.body.classList.add('ready')", ".ready .y{display:none}"),
    "class that is taken off again": _marked(
        "document.body.classList.add('wait'); onload = () => document.body.classList.remove('wait')", ".wait .x{display:none}"
    ),
    "class that is taken off by a toggle": _marked("document.body.classList.toggle('lite', false)", ".lite .x{display:none}"),
    "variable of the style for colours": _marked("document.documentElement.style.setProperty('--c', '#222')", ".x{color:var(--c, #000)}"),
    "each of a loop is coloured": _marked("for (const each of document.querySelectorAll('.x')) { each.style.color = '#333' }", ""),
    "loop in what a click starts": _marked(
        "document.onclick = function () { for (const each of document.querySelectorAll('.x')) { each.style.display = 'none' } }", ""
    ),
    "name of another page": _marked("document.body.id = 'lite'", "#lite-2 .x{display:none}"),
    "class on a click": _marked(
        "document.querySelector('.y').onclick = function () { document.body.classList.add('lite') }", ".lite .x{display:none}"
    ),
    "class of another name": _marked("document.body.classList.add('lite')", ".lite-2 .x{display:none}"),
    "attribute of another value": _marked("document.documentElement.dataset.v='2'", "[data-v='1'] .x{display:none}"),
    "one line that fits": _ruled(".x{white-space:nowrap;overflow:hidden;text-overflow:ellipsis;width:1000px}"),
    "one line that scrolls": _ruled(".x{white-space:nowrap;overflow:auto;width:200px}", _LINE),
    "box with words drawn up a little": _page(
        f"<p class='x'>{HIDDEN}</p><div class='y'>下一节</div>",
        ".y{margin-top:-10px;background:#fff;position:relative}",
    ),
    "box with words drawn up over what is higher": _page(
        f"<p class='x'>{HIDDEN}</p><div class='y'>下一节</div>",
        ".x{height:160px} .y{margin-top:-60px;height:80px;background:#fff;position:relative}",
    ),
    "path that leaves most": _ruled(".x{clip-path:inset(calc(0% + 1px))}"),
    "blocks with lines of no height": _page(f"<div style='line-height:0;overflow:hidden'><p>{HIDDEN}</p></div>"),
    "field for text": _page(f"<textarea style='height:200px'>{HIDDEN}</textarea>"),
}  # fmt: skip
