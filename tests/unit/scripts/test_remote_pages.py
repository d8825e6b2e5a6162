"""Apps that show nothing but a page of the network."""

from __future__ import annotations

import json

import pytest

from appaudit.model.artifact import Text
from appaudit.scripts.remote_pages import remote_pages

WWW = "assets/apps/__UNI__1/www"
CONFIG = Text(place=f"{WWW}/app-config-service.js", text='var __uniConfig = {"pages":["pages/a/a","pages/b/b"]};')
VIEW = 'n("web-view",{attrs:{src:this._$s(1,"a-src",this.shopUrl),_i:1}})'
ADDRESS = "https://shop.example.com/#/home"
DATA = f'e.default={{data:function(){{return{{shopUrl:"{ADDRESS}"}}}}}}'


def found(*texts: Text) -> list[tuple[str, str]]:
    return [(fact.topic, fact.text) for fact in remote_pages(texts)]


def script(text: str) -> Text:
    return Text(place=f"{WWW}/app-service.js", text=text)


def test_every_page_is_a_view_of_the_network() -> None:
    assert found(CONFIG, script(VIEW + VIEW + DATA)) == [("remote_page", ADDRESS)]


@pytest.mark.parametrize(
    "text", [VIEW + DATA, VIEW + VIEW, DATA, VIEW + VIEW + 'xmlns="http://www.w3.org/2000/svg"'],
    ids=["one page of two", "of files of the app", "no view", "a namespace"],
)  # fmt: skip
def test_some_page_is_the_apps_own(text: str) -> None:
    assert found(CONFIG, script(text)) == []


def test_nothing_is_said_where_pages_are_not_known() -> None:
    assert found(script(VIEW + VIEW + DATA)) == []


@pytest.mark.parametrize(
    ("place", "settings", "address"),
    [
        (f"{WWW}/manifest.json", {"launch_path": ADDRESS}, ADDRESS),
        (f"{WWW}/manifest.json", {"launch_path": "__uniappview.html"}, ""),
        ("assets/capacitor.config.json", {"server": {"url": ADDRESS}}, ADDRESS),
        ("assets/capacitor.config.json", {"server": {"androidScheme": "https"}}, ""),
        ("assets/capacitor.config.json", ["server"], ""),
    ],
)
def test_settings_name_the_first_page(place: str, settings: object, address: str) -> None:
    told = found(Text(place=place, text=json.dumps(settings)))
    assert told == ([("remote_page", address)] if address else [])


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_settings_that_say_nothing(text: str) -> None:
    assert found(Text(place=f"{WWW}/manifest.json", text=text)) == []
