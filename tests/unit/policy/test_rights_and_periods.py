"""Ways to all rights below a list, periods that end with a task, links to lists of processors; near twins of them."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_policy


def status(tmp_path, clause: str, text: str) -> str:
    path = tmp_path / "policy.md"
    path.write_text(text, encoding="utf-8")
    facts = read_policy([path], shipped_lexicons().policy).facts
    return next((fact.status for fact in facts if isinstance(fact, ClauseFact) and fact.id == clause), "absent")


RIGHTS = (
    "# Green Notes privacy policy\n\n## Your rights\n\nUnder the law, you may request:\n\n* access to your data\n"
    "* correction of wrong information\n* deletion of your information\n\n{}\n"
)


@pytest.mark.parametrize("clause", ["access_copy", "correction", "deletion"])
@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("Requests may be submitted through:\n\nhelp@greennotes.example", "present"),
        ("Requests may be refused.", "weak"),
    ],
)
def test_a_way_below_a_list_of_rights(tmp_path, clause, way, expected):
    assert status(tmp_path, clause, RIGHTS.format(way)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("图像通常在任务完成后立即删除。", "present"),
        ("注册完成后立即删除账号的，奖励作废。", "absent"),
    ],
)
def test_a_period_that_ends_with_a_task(tmp_path, text, expected):
    assert status(tmp_path, "retention_period", f"# 青苗修图隐私政策\n\n## 图像\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用户可以自行删除本扩展相关的本地数据。", "weak"),
        ("卸载后可以重新安装本扩展。", "absent"),
    ],
)
def test_what_users_delete_themselves(tmp_path, text, expected):
    assert status(tmp_path, "deletion", f"# 青苗书签隐私政策\n\n## 选择\n\n{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our complete [subprocessor list](https://greennotes.example/list) names every vendor.", "present"),
        ("We review our vendors every year.", "absent"),
    ],
)
def test_a_link_to_a_list_of_processors(tmp_path, text, expected):
    assert status(tmp_path, "sdk_list", f"# Green Notes privacy policy\n\n## Vendors\n\n{text}\n") == expected
