"""Motion sensors in scripts: listeners, what they compare, and what they open."""

from __future__ import annotations

from tests.support.shipped import knowledge, shipped_catalog

from appaudit.model.facts.code import SensorUseFact
from appaudit.scripts.reading import read_scripts
from appaudit.scripts.sensors import sensor_use_facts
from appaudit.scripts.sources import ScriptFile, ScriptProgram


def uses(script: str) -> list[SensorUseFact]:
    words = shipped_catalog().lexicons
    entries = knowledge().apis_on("miniprogram")
    program = ScriptProgram(files=(ScriptFile(path="pages/a.js", text=script),), host="wechat", pages=("pages/a",))
    reading = read_scripts(program, entries, words.scripts, words.consent)
    return sensor_use_facts(reading.calls, {"pages/a.js": script}, entries, words.scripts, words.shake)


def test_shaking_that_opens_a_page() -> None:
    (use,) = uses(
        "Page({onShow() {\n wx.onAccelerometerChange(function (r) {\n"
        " if (r.x > 1.2) { wx.navigateTo({url: '/pages/ad'}) }\n })\n}})"
    )
    assert (use.listens, use.compares, use.jumps, use.sensor_types) == (True, True, True, (1,))
    assert (use.location.path, use.location.line) == ("pages/a.js", 2)


def test_showing_readings_compares_and_opens_nothing() -> None:
    (use,) = uses(
        "Page({onReady() { wx.onAccelerometerChange(res => { this.setData({x: res.x}) }) },"
        " go() { wx.navigateTo({}) }})"
    )
    assert (use.compares, use.jumps, use.shake_words) == (False, False, ())


def test_words_of_shaking_are_seen() -> None:
    (use,) = uses("Page({onShow() { wx.onAccelerometerChange(r => { if (r.x > 1) this.playShakeAudio() }) }})")
    assert use.shake_words
    assert not use.jumps


def test_starting_a_sensor_is_no_listening() -> None:
    (use,) = uses("Page({onShow() { wx.startGyroscope({}) }})")
    assert (use.registers, use.listens, use.sensor_types) == (True, False, (4,))
