"""What elements in JSX read by themselves, and where it goes."""

from __future__ import annotations

import pytest
from tests.support.script_programs import fact_of, read

from appaudit.scripts.reading import ScriptReading

PAGE = "pages/index/index"
SENDS = "Taro.request({ url: 'https://a.example', data: { code: e.detail.code } })"


def page(element: str, before: str = "") -> ScriptReading:
    return read({f"{PAGE}.tsx": f"export default function Index() {{ {before} return <View>{element}</View> }}"})


@pytest.mark.parametrize(
    ("element", "before", "handler"),
    [
        ('<Button openType="getPhoneNumber" onGetPhoneNumber={phone} />', "const phone = e => { SENDS };", "phone"),
        ('<Button openType="getPhoneNumber" onGetPhoneNumber={e => { SENDS }} />', "", "line1"),
        ('<Taro.Button open-type={"getPhoneNumber"} onGetPhoneNumber={to} />', "let to = e => { SENDS }", "to"),
    ],
)  # fmt: skip
def test_a_button_that_asks_for_the_number(element: str, before: str, handler: str) -> None:
    reading = page(element.replace("SENDS", SENDS), before.replace("SENDS", SENDS))
    fact = fact_of(reading, "open-type:getPhoneNumber")
    assert (fact.caller, fact.phase, fact.data_types) == (f"{PAGE}:{handler}", "other", ("phone_number",))
    assert {item.to for item in fact.destinations} == {"request"}
    assert (fact.location.path, fact.location.line) == (f"{PAGE}.tsx", 1)


@pytest.mark.parametrize(
    "element", ['<Button openType="share" onClick={phone} />', '<Text>openType="getPhoneNumber"</Text>', "<Button />"]
)
def test_other_elements_read_nothing(element: str) -> None:
    assert page(element, "const phone = e => {};").facts == ()


def test_an_element_that_is_an_interface() -> None:
    assert fact_of(page('<Camera devicePosition="back" />'), "element:camera").phase == "unknown"


def test_a_field_that_is_sent_with_its_form() -> None:
    fields = '<Form onSubmit={send}><Input name="tel" placeholder="请输入手机号" /></Form>'
    sends = "const send = e => { Taro.request({ url: 'https://a.example', data: e.detail.value }) };"
    fact = fact_of(page(fields, sends), "field:请输入手机号")
    assert (fact.data_types, {item.to for item in fact.destinations}) == (("phone_number",), {"request"})
    kept = fact_of(page(fields, "const send = e => { setShown(e.detail.value) };"), "field:请输入手机号")
    assert kept.weak
