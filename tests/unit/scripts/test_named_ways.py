"""What runs at launch by ways that go by a name: pages led on to, events, stores, wrappers of pages, what is inherited."""

# ruff: noqa: E501  # scripts stay on one line, as people write them

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.support.script_programs import read

FIRST, SECOND = "pages/index/index", "pages/mine/mine"
GET = "wx.getSystemInfoSync()"
BUS = "const h = {}; module.exports = {on(n, f) { (h[n] = h[n] || []).push(f) }, emit(n, d) { (h[n] || []).forEach(f => f(d)) }}"
CLIP = f"import Base from './base'\nexport default class Clip extends Base {{ init() {{ {GET} }} }}"
BASE = "export default class Base { start() { this.init() } init() {} }"
STORE = f"export default new Vuex.Store({{actions: {{init() {{ {GET} }}}}}})"
WRAPPER = f"module.exports = function (o) {{ const l = o.onLoad; o.onLoad = function (q) {{ {GET}; l && l.call(this, q) }}; Page(o) }}"
VUE = f"<script>\nexport default {{ watch: {{a: {{@, handler() {{ {GET} }}}}}} }}\n</script>"


def phases(files: Mapping[str, str], markup: Mapping[str, str] | None = None) -> set[str]:
    """When the device is asked for."""
    found = read(files, markup, pages=(FIRST, SECOND))
    return {call.phase for call in found.calls if call.api == "wx.getSystemInfoSync"}


def phases_of_parts(page_script: str, part: str, markup: str) -> set[str]:
    """The same, of a page that is made of a component."""
    found = read(
        {f"{FIRST}.js": page_script, "c/c.js": part},
        {f"{FIRST}.wxml": markup, "c/c.wxml": "<view bindtap='tap'/>"},
        pages=(FIRST, SECOND),
        components={FIRST: ["c/c"]},
    )
    return {call.phase for call in found.calls if call.api == "wx.getSystemInfoSync"}


def page(body: str, head: str = "") -> str:
    """A page that does something as it loads."""
    return f"{head}\nPage({{ onLoad() {{ {body} }} }})"


EARLY: dict[str, dict[str, str]] = {
    "page that code leads on to": {f"{FIRST}.js": page("wx.reLaunch({url: '/pages/mine/mine'})"), f"{SECOND}.js": page(GET)},
    "page beside": {f"{FIRST}.js": page("wx.navigateTo({url: '../mine/mine?a=1'})"), f"{SECOND}.js": page(GET)},
    "event that is announced": {
        "bus.js": BUS,
        "app.js": f"const bus = require('./bus'); App({{ onLaunch() {{ bus.on('ready', () => {GET}) }} }})",
        f"{FIRST}.js": page("bus.emit('ready')", "const bus = require('../../bus')"),
    },
    "action of a store": {"store.js": STORE, "app.js": "App({ onLaunch() { this.$store.dispatch('user/init') } })"},
    "method of a class further down": {
        "base.js": BASE, "clip.js": CLIP, f"{FIRST}.js": page("new Clip().start()", "import Clip from '../../clip'"),
    },
    "wrapper of pages": {"page.js": WRAPPER, f"{FIRST}.js": "const Mine = require('../../page'); Mine({ onLoad() {} })"},
    "wrapper in the place of Page": {
        "app.js": f"const old = Page; Page = function (o) {{ o.onShow = function () {{ {GET} }}; old(o) }}; App({{}})",
        f"{FIRST}.js": page(""),
    },
    "name of a moment that is computed": {f"{FIRST}.js": f"const HOOK = 'onShow'; Page({{ [HOOK]() {{ {GET} }} }})"},
    "mixin of all pages": {"main.js": f"import Vue from 'vue'\nVue.mixin({{ onLoad() {{ {GET} }} }})", f"{FIRST}.js": page("")},
    "what every component has": {
        "main.js": f"import Vue from 'vue'\nVue.prototype.$api = {{clip: () => {GET}}}",
        f"{FIRST}.js": page("this.$api.clip()"),
    },
    "watched at once": {f"{FIRST}.vue": VUE.replace("@", "immediate: true")},
    "parameter taken apart": {f"{FIRST}.js": page("run(wx)", "function run({getSystemInfoSync: ask}) { ask() }")},
    "table of names": {f"{FIRST}.js": page("run('a')", "const T = {a: 'getSystemInfoSync', b: 'login'}; function run(k) { wx[T[k]]() }")},
    "component by its place": {
        f"{FIRST}.vue": "<template><my-card/></template>\n<script>\nexport default {}\n</script>",
        "components/my-card/my-card.vue": f"<script>\nexport default {{ mounted() {{ {GET} }} }}\n</script>",
    },
    "component that is imported": {
        f"{FIRST}.vue": "<template><MyCard/></template>\n<script>\nimport MyCard from '@/parts/card.vue'\nexport default {components: {MyCard}}\n</script>",
        "parts/card.vue": f"<script>\nexport default {{ mounted() {{ {GET} }} }}\n</script>",
    },
}  # fmt: skip
EARLY |= {
    "store of Pinia": {
        "u.js": f"import {{ defineStore }} from 'pinia'\nexport const useUser = defineStore('u', {{actions: {{init() {{ {GET} }}}}}})",
        f"{FIRST}.js": page("const u = useUser(); u.init()", "import { useUser } from '../../u'"),
    },
    "setup of a store of Pinia": {
        "u.js": f"import {{ defineStore }} from 'pinia'\nexport const useUser = defineStore('u', () => {{ const init = () => {{ {GET} }}; return {{init}} }})",
        f"{FIRST}.js": page("useUser().init()", "import { useUser } from '../../u'"),
    },
    "action that is handed on": {"store.js": STORE, f"{FIRST}.js": "Page({ onLoad() { this.init() }, methods: {...mapActions('user', ['init'])} })"},
    "action under another name": {"store.js": STORE, f"{FIRST}.js": "Page({ onLoad() { this.go() }, methods: {...mapActions({go: 'user/init'})} })"},
}  # fmt: skip
HOOKS = "const hooks = []; exports.use = function (f) { hooks.push(f) }; exports.get = function (u) { hooks.forEach(h => h(u)) }"
USES = f"const http = require('./http'); http.use(() => {{ {GET} }}); App({{ onLaunch() {{ @ }} }})"
EARLY |= {
    "function of a list": {"http.js": HOOKS, "app.js": USES.replace("@", "http.get('a')")},
    "function of a list in a loop": {
        "http.js": HOOKS.replace("hooks.forEach(h => h(u))", "for (const h of hooks) { h(u) }"), "app.js": USES.replace("@", "http.get('a')"),
    },
    "function that is kept": {
        "http.js": "let hook; exports.use = f => { hook = f }; exports.get = u => { hook(u) }", "app.js": USES.replace("@", "http.get('a')"),
    },
}  # fmt: skip
EARLY |= {
    "page by a function of its own": {
        "nav.js": "exports.go = (url, o = {}) => wx.reLaunch({url, ...o})",
        f"{FIRST}.js": page("nav.go('/pages/mine/mine')", "const nav = require('../../nav')"), f"{SECOND}.js": page(GET),
    },
    "page that a function makes": {
        "make.js": f"module.exports = o => ({{ onLoad() {{ {GET} }}, ...o }})", f"{FIRST}.js": "Page(require('../../make')({data: {}}))",
    },
}  # fmt: skip
LATER: dict[str, dict[str, str]] = {
    "page that a person goes to": {f"{FIRST}.js": "Page({ go() { wx.reLaunch({url: '/pages/mine/mine'}) } })", f"{SECOND}.js": page(GET)},
    "page after an answer": {
        f"{FIRST}.js": page("wx.showModal({success() { wx.reLaunch({url: '/pages/mine/mine'}) }})"), f"{SECOND}.js": page(GET),
    },
    "event of another name": {**EARLY["event that is announced"], f"{FIRST}.js": page("bus.emit('shown')", "const bus = require('../../bus')")},
    "event that a person announces": {
        **EARLY["event that is announced"], f"{FIRST}.js": "const bus = require('../../bus'); Page({ go() { bus.emit('ready') } })",
    },
    "event that a later page waits for": {
        "bus.js": BUS,
        f"{SECOND}.js": page(f"bus.on('ready', () => {GET})", "const bus = require('../../bus')"),
        f"{FIRST}.js": page("bus.emit('ready')", "const bus = require('../../bus')"),
    },
    "other action of a store": {"store.js": STORE, "app.js": "App({ onLaunch() { this.$store.dispatch('user/load') } })"},
    "method of another class": {
        "base.js": BASE, "clip.js": CLIP, f"{FIRST}.js": page("new Base().start()", "import Base from '../../base'"),
        f"{SECOND}.js": page("new Clip().start()", "import Clip from '../../clip'"),
    },
    "wrapper of another page": {"page.js": WRAPPER, f"{FIRST}.js": page(""), f"{SECOND}.js": "const Mine = require('../../page'); Mine({ onLoad() {} })"},
    "name of another function that is computed": {f"{FIRST}.js": f"const NAME = 'go'; Page({{ [NAME]() {{ {GET} }} }})"},
    "watched for changes": {f"{FIRST}.vue": VUE.replace("@", "deep: true")},
    "component of another page": {
        f"{FIRST}.vue": "<template><view/></template>\n<script>\nexport default {}\n</script>",
        "components/my-card/my-card.vue": f"<script>\nexport default {{ mounted() {{ {GET} }} }}\n</script>",
    },
}  # fmt: skip


LATER |= {
    "another page by a function of its own": {
        "nav.js": "exports.go = (url, o = {}) => wx.reLaunch({url, ...o})",
        f"{FIRST}.js": page("nav.go('/pages/other/other')", "const nav = require('../../nav')"), f"{SECOND}.js": page(GET),
    },
    "another page that a function makes": {
        "make.js": f"module.exports = o => ({{ onLoad() {{ {GET} }}, ...o }})", f"{FIRST}.js": page(""),
        f"{SECOND}.js": "Page(require('../../make')({data: {}}))",
    },
    "list that nothing runs": {"http.js": HOOKS, "app.js": USES.replace("@", "")},
    "list that a person runs": {"http.js": HOOKS, "app.js": USES.replace("@", ""), f"{FIRST}.js": "const http = require('../../http'); Page({ go() { http.get('a') } })"},
    "another list": {
        "http.js": HOOKS.replace("hooks.forEach", "others.forEach") + "; const others = []", "app.js": USES.replace("@", "http.get('a')"),
    },
    "list by names": {
        "http.js": "const h = {}; exports.use = function (n, f) { h[n] = f }; exports.get = function (n) { h[n] && h[n]() }",
        "app.js": f"const http = require('./http'); http.use('agreed', () => {{ {GET} }}); App({{ onLaunch() {{ http.get('shown') }} }})",
    },
    "other function of a store of Pinia": {
        "u.js": f"import {{ defineStore }} from 'pinia'\nexport const useUser = defineStore('u', {{actions: {{init() {{}}, read() {{ {GET} }}}}}})",
        f"{FIRST}.js": page("const u = useUser(); u.init()", "import { useUser } from '../../u'"),
    },
    "action that is handed on and not called": {"store.js": STORE, f"{FIRST}.js": "Page({ onLoad() { this.load() }, methods: {...mapActions(['init', 'load'])} })"},
}  # fmt: skip


@pytest.mark.parametrize("name", EARLY)
def test_what_a_name_leads_to_at_launch_runs_then(name: str) -> None:
    assert phases(EARLY[name]) == {"pre_consent"}


@pytest.mark.parametrize("name", LATER)
def test_what_a_name_leads_to_later_does_not(name: str) -> None:
    assert "pre_consent" not in phases(LATER[name])


def test_of_a_table_of_names_only_the_one_that_is_asked_for_is_called() -> None:
    head = "const T = {a: 'getSystemInfoSync', b: 'showToast'}; function run(k, o = {}) { return wx[T[k]](o) }"
    found = read({f"{FIRST}.js": page("run('b')", head)})
    assert ({call.api for call in found.calls}, found.gaps) == ({"wx.showToast"}, ())
    assert read({f"{FIRST}.js": page("run(made())", head)}).gaps


def test_the_hosts_own_call_names_an_interface() -> None:
    found = read({f"{FIRST}.js": page("my.call('getLocation', {}, () => {})")}, host="alipay")
    assert [(call.api, call.phase) for call in found.calls] == [("my.getLocation", "pre_consent")]
    quiet = read({f"{FIRST}.js": page("my.call('toast', {content: 'a'}, () => {})")}, host="alipay")
    assert quiet.gaps == ()
    assert read({f"{FIRST}.js": page("my.call(made(), {})")}, host="alipay").gaps


@pytest.mark.parametrize(
    ("script", "part", "is_early"),
    [
        ("Page({ onReady() { this.selectComponent('#c').read() } })", f"Component({{ methods: {{read() {{ {GET} }}}} }})", True),
        ("Page({ onReady() { this.selectComponent('#c').show() } })", f"Component({{ methods: {{show() {{}}, read() {{ {GET} }}}} }})", False),
        (f"Page({{ onGo() {{ {GET} }} }})", "Component({ attached() { this.triggerEvent('goNow') } })", True),
        (f"Page({{ onGo() {{ {GET} }} }})", "Component({ attached() { this.triggerEvent('shown') } })", False),
        (f"Page({{ onGo() {{ {GET} }} }})", "Component({ methods: {tap() { this.triggerEvent('goNow') }} })", False),
    ],
)  # fmt: skip
def test_pages_and_their_components_call_each_other(script: str, part: str, is_early: bool) -> None:
    assert ("pre_consent" in phases_of_parts(script, part, "<c id='c' bind:gonow='onGo'/>")) == is_early
