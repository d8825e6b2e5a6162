"""Arrays of arrays of texts in source, and single words beside texts that people read."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

from appaudit.sdk_list.source.grids import rows_of_code, with_tables
from appaudit.sdk_list.source.tokens import tokens_of

PAGE = """export const blocks = [
  {{ kind: 'p', text: 'A small number of providers process data on our behalf:' }},
  {{
    kind: 'table',
    head: ['Provider', 'What they process', 'Where'],
    rows: [
      ['Sentry', 'Your device model and crash logs.', 'United States'],
      ['Resend', 'Your email address.', 'Ireland'],
      {last}
    ],
  }},
];
"""


@pytest.mark.parametrize("last", ["", "[HOST.name, 'Hosting of the servers.', HOST.address],"])
def test_the_rows_of_a_table_in_source_are_read_below_their_titles(tmp_path, last):
    found = reader_of("policy.ts")(tmp_path, PAGE.format(last=last))
    assert [(fact.name, fact.data) for fact in found] == [
        ("Sentry", ("device model", "crash logs")),
        ("Resend", ("email address",)),
    ]


def test_kinds_of_service_beside_companies_are_what_those_are_for(tmp_path):
    rows = """<Rows headers={["Service", "Company", "What it receives"]} rows={[
      ["Speech to text", "Deepgram Inc.", "Your voice audio"],
      ["Talking tutor", "MiniMax", <><b>Only the text</b>, so it can be read</>],
      ["Sign in", "Google LLC", "Your name and email, to sign you in"],
    ]} />"""
    page = f"<h2>Who else sees your data</h2><p>We use outside service providers:</p>{rows}"
    found = {fact.name: (fact.purpose, fact.data) for fact in reader_of("page.tsx")(tmp_path, page)}
    assert found["Deepgram Inc."] == ("Speech to text", ("voice audio",))
    assert found["Google LLC"] == ("Sign in", ("name", "email"))


def test_names_of_sdks_beside_companies_stay_names(tmp_path):
    rows = [{"name": name, "company": "Egret Inc.", "purpose": "Maps"} for name in ("Sentry", "Mapbox maps")]
    page = f"export const sdks = {rows};"
    assert [fact.name for fact in reader_of("sdks.ts")(tmp_path, page)] == ["Sentry", "Mapbox maps"]


def test_a_word_alone_under_a_key_of_texts_is_read(tmp_path):
    page = """export const services = [
      { point: "Crash reports", nested: [{ name: "Sentry", said: "Personal Data: Usage Data" }] },
      { point: "Showing the way", nested: [{ name: "Google Maps", said: "Personal Data: location of the device" }] },
      { point: "Hosting and backend", nested: [{ name: "Firebase Hosting", said: "Personal Data: IP address" }] },
    ];
    export const lead = "Personal Data is processed for these purposes by the following third-party services:";
    """
    names = [fact.name for fact in reader_of("policy.js")(tmp_path, page)]
    assert "Sentry" in names


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("[['a', 'b'], ['c', 'd']]", [["a", "b"], ["c", "d"]]),
        ("[['a', x.y(1, [2])], ['c', <b>d, e</b>]]", [["a", ""], ["c", "d, e"]]),
        ("[['a', 'b']]", []),
        ("[[1, 2], [3, 4]]", []),
        ("[['a', 'b'], 'c']", []),
        ("[['a', 'b'], ['c', 'd']", []),
        ("['a', 'b']", []),
    ],
)
def test_an_array_of_arrays_is_rows_where_it_holds_texts(code, rows):
    assert rows_of_code(code) == rows


def test_a_text_that_nothing_closes_ends_with_its_file(tmp_path):
    page = (
        "  'zh-Hant': `**第三方服務**\n\n本應用程式使用的第三方服務可能會處理資料：\n\n"
        "* [Mixpanel](https://mixpanel.com/legal/privacy-policy/)\n* [RevenueCat](https://www.revenuecat.com/privacy)\n"
    )
    assert [fact.name for fact in reader_of("texts.ts")(tmp_path, page)] == ["Mixpanel", "RevenueCat"]


@pytest.mark.parametrize("text", ["[" * 6000, "[['a'," * 3000, "[['a'," * 3000 + "]]" * 3000, "[['a', x(" * 3000])
def test_arrays_without_end_or_in_one_another_are_no_rows(text):
    tokens = list(tokens_of(text))
    assert [token.value for token in with_tables(tokens, text)] == [token.value for token in tokens]
