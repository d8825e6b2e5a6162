"""SDKs of a list stand in the line of the file that names them."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.sdk_list import read_sdk_list

CASES = {
    "a.csv": ('SDK名称,公司,目的\n微信SDK,腾讯,"登录\n分享"\n支付宝SDK,蚂蚁,支付\n', [2, 4]),
    "plain.csv": ("微信SDK\n支付宝SDK\n", [0, 0]),
    "side.csv": ("SDK名称,微信SDK,支付宝SDK,友盟SDK\n公司,腾讯,蚂蚁,友盟\n目的,登录,支付,统计\n", [0, 0, 0]),
    "a.json": ('[\n {"name": "微信SDK", "company": "腾讯"},\n {"name": "支付宝SDK"}]', [2, 3]),
    "escaped.json": (json.dumps([{"name": "微信SDK"}, {"name": "支付宝SDK"}], indent=1), [3, 6]),
    "deps.txt": ("x\n+--- com.umeng.umsdk:common:9.6\n\\--- com.alipay.sdk:alipaysdk:15\n", [2, 3]),
    "a.html": (
        (
            "<html><body><h1>第三方SDK</h1>\n<table><tr><th>SDK名称</th><th>公司</th></tr>\n"
            "<tr><td>微信SDK</td><td>腾讯</td></tr>\n<tr><td>支付宝SDK</td><td>蚂蚁</td></tr></table></body></html>"
        ),
        [3, 4],
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_each_sdk_has_the_line_that_names_it(name, tmp_path) -> None:
    """A bare list and a table on its side have none that could be told."""
    text, expected = CASES[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    reading = read_sdk_list(path, shipped_catalog().lexicons)
    assert [fact.location.line for fact in reading.facts] == expected
