"""Sentences that styles of seldom kinds and scripts of the page hide, each beside a near twin that shows it."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_bytes

SENTENCE = "我们会收集您的通讯录"
#: What hides the sentence, what is most like it and does not.
PAIRS = [
    (".x{opacity:calc(1 - 1)}", ".x{opacity:calc(2 - 1)}"),
    (".x{opacity:env(nothing,0)}", ".x{opacity:env(nothing,1)}"),
    (".x{opacity:attr(id type(<number>),0)}", ".x{opacity:attr(id type(<number>),.8)}"),
    (".x{clip-path:path('M0 0')}", ".x{clip-path:path('M0 0L900 0L900 900')}"),
    (".x{clip-path:circle(10px at -100px -100px)}", ".x{clip-path:circle(900px at -100px -100px)}"),
    (".x{-webkit-mask:linear-gradient(rgba(0,0,0,0),#0000)}", ".x{-webkit-mask:linear-gradient(rgba(0,0,0,0),#000)}"),
    (".x{mask:linear-gradient(#000,#000) 0 0/0 0 no-repeat}", ".x{mask:linear-gradient(#000,#000) 0 0/9px 9px}"),
    (".x{white-space:nowrap;overflow:hidden;width:1em}", ".x{white-space:nowrap;overflow:hidden;width:40em}"),
    (".x{-webkit-line-clamp:1;overflow:hidden;width:2em}", ".x{-webkit-line-clamp:1;overflow:hidden}"),
    (".x{transform:rotate3d(0,1,0,90deg)}", ".x{transform:rotate3d(0,1,0,0deg)}"),
    (".x{color:hsl(none none 100%)}", ".x{color:hsl(none none 20%)}"),
    (".x{color:rgb(from red 255 255 255)}", ".x{color:rgb(from red 9 9 9)}"),
    ("body{color:#fff}p{color:#222}.x{color:unset}", "body{color:#333}p{color:#222}.x{color:unset}"),
    ("[ID='Y' i]{display:none}", "[ID='Y']{display:none}"),
    ("p:dir(ltr).x{display:none}", "p:dir(rtl).x{display:none}"),
    ("@media (width>=1px){.x{display:none}}", "@media (width<=1px){.x{display:none}}"),
    ("@media not print{.x{display:none}}", "@media print{.x{display:none}}"),
    (".x{offset-path:path('M-9999 0L-9999 1')}", ".x{offset-path:path('M9 0L9 1')}"),
    (".x{transform:perspective(1px) translateZ(-99999px)}", ".x{transform:perspective(1px) translateZ(-9px)}"),
    (".x{contain:size;overflow:hidden}", ".x{contain:size;overflow:hidden;height:300px}"),
    (".x{contain:size;overflow:hidden}", ".x{contain:inline-size;overflow:hidden}"),
    (
        "body{display:flex;flex-direction:column}.x{flex:0 0 0;overflow:hidden}",
        "body{display:flex;flex-direction:column}.x{flex:1 1 0;overflow:hidden}",
    ),
    (
        "body{display:flex;flex-flow:column}.x{flex:0 0 0;overflow:hidden}",
        "body{display:flex}.x{flex:0 0 0;overflow:hidden}",
    ),
    (
        ".x{background:linear-gradient(#fff,#fff);-webkit-background-clip:text;color:transparent}",
        ".x{background:linear-gradient(#333,#333);-webkit-background-clip:text;color:transparent}",
    ),
    (
        "@keyframes a{0%{opacity:0}100%{opacity:1}}.x{animation:a 1s paused both}",
        "@keyframes a{0%{opacity:0}100%{opacity:1}}.x{animation:a 1s both}",
    ),
    (
        "@keyframes a{from{opacity:0}to{opacity:1}}.x{animation:a 1s 31536000s both}",
        "@keyframes a{from{opacity:0}to{opacity:1}}.x{animation:a 1s 3s both}",
    ),
    ("@container (min-width:1px){.x{display:none}}", "@container (max-width:1px){.x{display:none}}"),
]
#: The same of scripts: what runs as the page loads, and what waits for somebody or is about something else.
SCRIPTS = [
    ("document.getElementById('y').remove()", "document.getElementById('z').remove()"),
    ("document.getElementById('y').style.display='none'", "document.getElementById('y').style.display='block'"),
    ("document.querySelector('#y').innerHTML=''", "if(document.querySelector('#y').innerHTML==''){}"),
    ("$('.x').hide()", "$('.x').show()"),
    ("y.hidden=true", "z.hidden=true"),
    ("window.y.remove()", "later.y.remove()"),
    ("y.hidden=true", "close.onclick=function(){y.hidden=true}"),
    ("(function(){$('.x').hide()})()", "close.onclick=function(){$('.x').hide()}"),
    ("setTimeout(function(){$('.x').hide()})", "$('.b').click(function(){$('.x').hide()})"),
    (";!function(){$('.x').hide()}()", ";function later(){$('.x').hide()}"),
    ("window.onload=function(){$('#y').remove()}", "function later(){$('#y').remove()}"),
    (
        "document.addEventListener('DOMContentLoaded',()=>{document.querySelectorAll('.x').forEach(e=>e.remove())})",
        "document.addEventListener('click',()=>{document.querySelectorAll('.x').forEach(e=>e.remove())})",
    ),
]


def is_hidden(style: str = "", script: str = "", more: str = "") -> bool:
    run = f"<script>{script}</script>" if script else ""
    page = (
        f"<!doctype html><html><head><style>{style}</style></head><body><h1>隐私政策</h1>"
        f"<p class='x' id='y'>{SENTENCE}</p><p>其他</p>{run}{more}</body></html>"
    )
    document = document_from_bytes("privacy.html", page.encode())
    return any(SENTENCE in hidden.text for hidden in document.hidden)


@pytest.mark.parametrize(("style", "twin"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_style_hides_and_its_near_twin_does_not(style: str, twin: str) -> None:
    assert is_hidden(style)
    assert not is_hidden(twin)


@pytest.mark.parametrize(("script", "twin"), SCRIPTS, ids=[pair[0] for pair in SCRIPTS])
def test_a_script_takes_away_as_the_page_loads_or_waits(script: str, twin: str) -> None:
    assert is_hidden(script=script)
    assert not is_hidden(script=twin)


def test_what_runs_when_a_picture_cannot_be_loaded_is_a_script_of_the_page() -> None:
    assert is_hidden(more="<img src='data:' onerror=\"y.outerHTML=''\">")
    assert not is_hidden(more="<img src='data:' onclick=\"y.outerHTML=''\">")
