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
        "body{display:flex}.x{flex:0 0 0}",
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
    (
        "body{container-type:inline-size}@container (min-width:1px){.x{display:none}}",
        "body{container-type:inline-size}@container (max-width:1px){.x{display:none}}",
    ),
]
#: Conditions of style sheets, each that holds on every screen beside one that holds on none.
CONDITIONS = [
    ("@media (width>=100px)", "@media (width<=100px)"),
    ("@media (10px<=width<=9000px)", "@media (9000px<=width<=9900px)"),
    ("@media print,screen", "@media print"),
    ("@media not print", "@media not all"),
    ("@media not (max-width:1px)", "@media not (min-width:1px)"),
    ("@media (max-width:1px) or (min-width:1px)", "@media (max-width:1px) and (min-width:1px)"),
    ("@media (min-width:calc(1px + 2px))", "@media (max-width:calc(1px + 2px))"),
    ("@media (prefers-color-scheme:light)", "@media (prefers-color-scheme:dark)"),
    ("@media (scripting:enabled)", "@media (scripting:none)"),
    ("@media (color)", "@media (monochrome)"),
    ("@media (min-resolution:.5dppx)", "@media (max-resolution:.5dppx)"),
    ("@media (min-aspect-ratio:1/100)", "@media (max-aspect-ratio:1/100)"),
    ("@media (orientation:portrait),(orientation:landscape)", "@media (orientation:portrait) and (width<1px)"),
    ("@media screen", "@media (nonsense:1)"),
    ("@supports (display:grid)", "@supports (display:nonsense)"),
    ("@supports not (display:nonsense)", "@supports not (display:grid)"),
    ("@supports (display:nonsense) or (color:red)", "@supports (display:nonsense) and (color:red)"),
    ("@supports (-webkit-hyphens:none)", "@supports (-ms-ime-align:auto)"),
    ("@scope (body)", "@scope (.q)"),
    ("@scope (body) to (.q)", "@scope (html) to (body)"),
    ("body{container:b/inline-size}@container b (width>1px)", "body{container:b/inline-size}@container c (width>1px)"),
    ("body{--a:1}@container style(--a:1)", "@container (width>1px)"),
]
#: Whole style sheets: what hides the sentence, what is most like it and does not.
SHEETS = [
    (
        "@layer a,b;@layer b{.x{display:none}}@layer a{#y{display:block}}",
        "@layer a,b;@layer b{.x{display:block}}@layer a{#y{display:none}}",
    ),
    ("@layer a{#y{display:block}}.x{display:none}", "@layer a{#y{display:none}}.x{display:block}"),
    (
        "@layer a{.x{display:none!important}}.x{display:block!important}",
        "@layer a{.x{display:block!important}}.x{display:none!important}",
    ),
    ("@layer a{@layer b{#y{display:block}}.x{display:none}}", "@layer a{@layer b{#y{display:none}}.x{display:block}}"),
    (
        "@layer a{.x{display:none}}.x{display:revert-layer}",
        "@layer a{.x{display:block}}.x{display:none}.x{display:revert-layer}",
    ),
    (".x{display:block;display:none}", ".x{display:none}p.x{display:revert}"),
    (".x{all:unset;display:none}", ".x{display:none;all:unset}"),
    (".x{display:none;display:nonsense}", ".x{display:block;display:nonsense}"),
    (".x{opacity:0;opacity:much}", ".x{opacity:1;opacity:much}"),
    (".x{display:none!important}", ".x{display:none!importent}"),
    (".x{display:none!important;display:block}", ".x{display:block!important;display:none}"),
    (".x{display:none", ".x{display:block"),
    ("/*.x{display:block}*/.x{display:none}", "/*.x{display:none}"),
    ("<!--.x{display:none}-->", "}.x{display:none}"),
    (".x{display:none;a:url(data:a;b,{)}", ".x{display:block;a:url(data:a;b,{)}"),
    ("body{.x{display:none}}", ".q{.x{display:none}}"),
    ("body{& .x{display:none}}", ".q{& .x{display:none}}"),
    (".x{@media screen{display:none}}", ".x{@media print{display:none}}"),
    ("p{&.x,&.q{display:none}}", "h1{&.x,&.q{display:none}}"),
    ("@import url('data:text/css,.x{display:none}');", "@import url('data:text/css,.x{display:none}') print;"),
    (
        "body{--o:0}.x{opacity:var(--o)}",
        "@property --o{syntax:'*';inherits:false;initial-value:1}body{--o:0}.x{opacity:var(--o)}",
    ),
    (
        "body{visibility:hidden}h1{visibility:visible}.x{visibility:unset}",
        "body{visibility:visible}.x{visibility:hidden}p.x{visibility:unset}",
    ),
    (".x{--a:1;display:if(style(--a:1):none;else:block)}", ".x{display:if(style(--a:1):none;else:block)}"),
    (".\\78{display:none}", ".\\79{display:none}"),
    ("*|p.x{display:none}", "*|h1.x{display:none}"),
    ("p:has(+p:last-child){display:none}", "p:has(+h1){display:none}"),
    (".x:not(:hover){display:none}", ".x:hover{display:none}"),
    (".x:read-only{display:none}", ".x:read-write{display:none}"),
    (".x:defined{display:none}", ".x:not(:defined){display:none}"),
    (".x::first-line{color:#fff}", ".x::first-letter{color:#fff}"),
    (".x{color:rgb(from black r g b/0)}", ".x{color:rgb(from black r g b/1)}"),
    (".x{background:currentColor}", ".x{background:currentColor}p.x{background:none}"),
    (
        ".x{color:transparent;background:linear-gradient(#fff,#fefefe);background-clip:text}",
        ".x{color:transparent;background:linear-gradient(#fff,#000);background-clip:text}",
    ),
    (".x{color:transparent}", ".x{color:transparent;-webkit-text-stroke:1px #000}"),
    (".x{-webkit-text-stroke:8px #fff}", ".x{-webkit-text-stroke:8px #fff;paint-order:stroke}"),
    (".x{color:#fff;text-shadow:0 0 2px #fff}", ".x{color:#fff;text-shadow:0 0 2px #000}"),
    (".x{color:#fff}", ".x{color:#fff;box-shadow:inset 0 0 0 99px #000}"),
    (
        ".x{color:#fff}.x::before{content:'';position:absolute;left:0;width:4px;background:#123}",
        ".x{color:#fff}.x::before{content:'';position:absolute;inset:0;z-index:-1;background:#123}",
    ),
    ("body{background:#fff}.x{mix-blend-mode:screen}", ".x{mix-blend-mode:screen}"),
    (".x{mask:url(#m)}", ".x{mask:none}"),
    (".x{text-indent:-9999px}", ".x{text-indent:-9999px;padding-left:9999px}"),
    (".x{margin-left:-9999px}", ".x{margin-left:-9999px;padding-left:9999px}"),
    (".x{position:relative;left:-9999px}", ".x{position:relative;left:-9999px;transform:translateX(9999px)}"),
    (".x{transform:matrix(1,0,0,1,-9999,0)}", ".x{transform:matrix(1,0,0,1,-9,0)}"),
    (".x{margin-left:calc(-1px*infinity)}", ".x{margin-left:calc(-1px*2)}"),
    (".x{font-size:.01cqw}", ".x{font-size:2cqw}"),
    (".x{height:0;overflow:hidden}", ".x{height:0;min-height:3em;overflow:hidden}"),
    (".x{max-height:min(0px,9px);overflow:hidden}", ".x{max-height:max(0px,99px);overflow:hidden}"),
    (".x{position:fixed;left:110vw}", ".x{position:fixed;left:10vw}"),
    (".x{position:absolute;top:-500px}", "body{position:relative}.x{position:absolute;top:-500px}"),
    (".x{position:absolute;inset:auto auto 200vh auto}", ".x{position:absolute;inset:auto auto 20vh auto}"),
    (".x{position:absolute;inset-inline-start:-300vw}", ".x{position:absolute;inset-inline-start:3vw}"),
    (".x{offset:path('M -9000 0 h 1')}", ".x{offset:path('M 9 0 h 1')}"),
    (".x{transform:perspective(1px) translateZ(2px)}", ".x{transform:perspective(9px) translateZ(2px)}"),
    (".x{display:table-column}", ".x{display:table-cell}"),
    (
        "@keyframes a{from{opacity:0}}.x{animation:a 9s paused}",
        "@keyframes a{from{opacity:1}}.x{animation:a 9s paused}",
    ),
    (
        "@keyframes a{from,to{opacity:0}}.x{animation:a 1s infinite}",
        "@keyframes a{from{opacity:0}}.x{animation:a 1s infinite}",
    ),
]
#: Pages whose parts have styles or places of their own, and the like that do not.
PARTS = [
    (
        "<template shadowrootmode=open><style>:host{display:none}</style><slot></slot></template>",
        "<template shadowrootmode=open><slot></slot></template>",
    ),
    ("<template shadowrootmode=open><slot name=a></slot></template>", "<template><slot name=a></slot></template>"),
    (
        "<template shadowrootmode=open><p hidden><slot></slot></p></template>",
        "<template shadowrootmode=open><p>其他</p><slot></slot></template>",
    ),
    ("<style>.x{display:none}</style>", "<style type=text/plain>.x{display:none}</style>"),
    ("<style>.x{display:none}</style>", "<noscript><style>.x{display:none}</style></noscript>"),
    ("<style>.x{display:none}</style>", "<template><style>.x{display:none}</style></template>"),
    (
        "<link rel=stylesheet href='data:text/css,.x{display:none}'>",
        "<link rel='alternate stylesheet' href='data:text/css,.x{display:none}'>",
    ),
    ("<style media='not print'>.x{display:none}</style>", "<style media='print'>.x{display:none}</style>"),
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
    ("var a=document.querySelector('.x');a.remove()", "var a=document.querySelector('.z');a.remove()"),
    ("y.style.setProperty('display','none')", "y.style.setProperty('display','block')"),
    ("y.setAttribute('hidden','')", "y.setAttribute('title','')"),
    ("y.parentNode.removeChild(y)", "z.parentNode.removeChild(z)"),
    ("window.onload=function(){$('#y').remove()}", "function later(){$('#y').remove()}"),
    (
        "document.addEventListener('DOMContentLoaded',()=>{document.querySelectorAll('.x').forEach(e=>e.remove())})",
        "document.addEventListener('click',()=>{document.querySelectorAll('.x').forEach(e=>e.remove())})",
    ),
]


#: Layers behind the sentence of which nobody can tell how much of it they cover, and the like that cover none of it.
LAYERS = [
    ("position:relative;margin-top:-3em;height:3em;background:#fff", "margin-top:-3em;height:3em;background:#fff"),
    ("position:relative;top:-40px;min-height:40px;background:#fff", "position:relative;top:-4px;background:#fff"),
    ("transform:translateY(-100%);height:40px;background:#fff", "transform:translateY(0);height:40px;background:#fff"),
    (
        "transform:translate(0,-2em);height:2em;background:#fff",
        "transform:translate(-2em,0);height:2em;background:#fff",
    ),
    ("translate:0 -2em;height:2em;background:#fff", "translate:0 -2em;height:2px;background:#fff"),
    ("position:relative;box-shadow:0 0 0 300px #fff", "position:relative;box-shadow:0 0 0 300px rgba(0,0,0,.5)"),
    ("position:relative;box-shadow:0 -90px #fff", "position:relative;box-shadow:0 -9px #fff"),
    ("filter:none;position:sticky;box-shadow:0 0 #000,0 0 0 99vw #fff", "box-shadow:0 0 0 99vw #fff"),
    ("position:relative;box-shadow:0 0 0 99vw #fff", "position:relative;box-shadow:inset 0 0 0 99vw #fff"),
    (
        "position:relative;box-shadow:0 0 0 99vw #fff",
        "position:relative;box-shadow:0 0 0 99vw #fff;clip-path:inset(0 -99vw)",
    ),
]


def is_hidden(style: str = "", script: str = "", more: str = "", around: str = "", behind: str = "") -> bool:
    run = f"<script>{script}</script>" if script else ""
    part = f"<p class='x' id='y'>{SENTENCE}</p>"
    page = (
        f"<!doctype html><html><head><style>{style}</style></head><body><h1>隐私政策</h1>"
        f"{f'<div>{around}{part}</div>' if around else part}{behind}<p>其他</p>{run}{more}</body></html>"
    )
    document = document_from_bytes("privacy.html", page.encode())
    return any(SENTENCE in hidden.text for hidden in document.hidden)


@pytest.mark.parametrize(("style", "twin"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_a_style_hides_and_its_near_twin_does_not(style: str, twin: str) -> None:
    assert is_hidden(style)
    assert not is_hidden(twin)


@pytest.mark.parametrize(("condition", "twin"), CONDITIONS, ids=[pair[0] for pair in CONDITIONS])
def test_a_rule_applies_where_its_condition_holds_on_every_screen(condition: str, twin: str) -> None:
    assert is_hidden(f"{condition}{{.x{{display:none}}}}")
    assert not is_hidden(f"{twin}{{.x{{display:none}}}}")


@pytest.mark.parametrize(("style", "twin"), SHEETS, ids=[pair[0] for pair in SHEETS])
def test_a_sheet_hides_and_its_near_twin_does_not(style: str, twin: str) -> None:
    assert is_hidden(style)
    assert not is_hidden(twin)


@pytest.mark.parametrize(("part", "twin"), PARTS, ids=[pair[0] for pair in PARTS])
def test_a_part_of_the_page_hides_and_its_near_twin_does_not(part: str, twin: str) -> None:
    assert is_hidden(around=part)
    assert not is_hidden(around=twin)


@pytest.mark.parametrize(
    "style",
    [
        "@supports (hyphenate-limit-chars:6){.x{opacity:0}}",
        "@container style(--a:1){.x{opacity:0}}",
        "@media (orientation:portrait){.x{opacity:0}}",
        ".x,:nonsense{opacity:0}",
        ".x:not(:hover){opacity:0}",
        ".x{position:relative;left:-9999px}b{position:relative;left:9999px}",
    ],
)
def test_what_nobody_can_tell_is_neither_seen_nor_hidden_for_certain(style: str) -> None:
    page = f"<!doctype html><style>{style}</style><p>其他</p><p class=x><b>{SENTENCE}</b></p>"
    hidden = document_from_bytes("privacy.html", page.encode()).hidden
    assert [(SENTENCE in each.text, each.is_certain) for each in hidden] == [(True, False)]


@pytest.mark.parametrize(("script", "twin"), SCRIPTS, ids=[pair[0] for pair in SCRIPTS])
def test_a_script_takes_away_as_the_page_loads_or_waits(script: str, twin: str) -> None:
    assert is_hidden(script=script)
    assert not is_hidden(script=twin)


def test_what_runs_when_a_picture_cannot_be_loaded_is_a_script_of_the_page() -> None:
    assert is_hidden(more="<img src='data:' onerror=\"y.outerHTML=''\">")
    assert not is_hidden(more="<img src='data:' onclick=\"y.outerHTML=''\">")


@pytest.mark.parametrize(("layer", "twin"), LAYERS, ids=[pair[0] for pair in LAYERS])
def test_a_layer_that_may_lie_on_a_sentence_is_said(layer: str, twin: str) -> None:
    assert is_hidden(f".x+div{{{layer}}}", behind="<div></div>")
    assert not is_hidden(f".x+div{{{twin}}}", behind="<div></div>")


@pytest.mark.parametrize(
    ("style", "times", "hidden"),
    [
        ("columns:2;height:20px;overflow:hidden", 20, True),
        ("columns:2;height:20px;overflow:hidden", 2, False),
        ("columns:2;height:20px", 20, False),
        ("columns:2;height:400px;overflow:hidden", 20, False),
        ("height:auto;columns:20em;overflow:hidden", 20, False),
    ],
)
def test_columns_beyond_a_box_may_be_cut_off(style: str, times: int, hidden: bool) -> None:
    page = f"<!doctype html><h1>隐私政策</h1><div style='{style}'>{(SENTENCE + '。') * times}</div><p>其他</p>"
    found = document_from_bytes("privacy.html", page.encode()).hidden
    assert [(each.way, each.is_certain) for each in found] == ([("position", False)] if hidden else [])


@pytest.mark.parametrize(
    ("drawn", "is_said"),
    [
        (f"<text>{SENTENCE}</text>", True),
        ("<text>青鸟</text>", False),
        (f"<title>{SENTENCE}</title>", False),
        ("<text>We read your contacts and send them to all of our partners</text>", True),
        ("<text>Bird, a shop for all</text>", False),
    ],
)
def test_a_sentence_in_a_picture_is_said(drawn: str, is_said: bool) -> None:
    page = f"<!doctype html><h1>隐私政策</h1><p>其他</p><svg>{drawn}</svg>"
    assert bool(document_from_bytes("privacy.html", page.encode()).unread) is is_said
