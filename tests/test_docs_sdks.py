"""The pages of known SDKs say what the files say."""

import re
import subprocess
import sys
from pathlib import Path

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "sdks"


def test_the_pages_are_up_to_date():
    done = subprocess.run(
        [sys.executable, str(PAGES / "build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_sdk_has_an_entry_on_the_page_of_its_category():
    knowledge = load_knowledge((shipped_rules(),))
    for signature in knowledge.sdks.values():
        page = (PAGES / f"{signature.category}.md").read_text("utf-8")
        assert f"`{signature.id}`" in page or f"| {signature.id} |" in page, signature.id


def test_a_page_holds_what_a_reader_looks_for():
    page = (PAGES / "ads.md").read_text("utf-8")
    (entry,) = re.findall(r"^## 优量汇 .*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    for fact in (
        "深圳市腾讯计算机系统有限公司",
        "匿名设备标识符（OAID）",
        "com.qq.e.union:*",
        "setPersonalizedState",
        "initWithoutStart",
    ):
        assert fact in entry
