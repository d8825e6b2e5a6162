"""Chinese tables that go by what is taken, and say by whom or for which function of the app; and a near twin."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEAD = "# 隐私政策\n\n## 第三方SDK收集的信息\n\n| 信息项 | {of} | 获取范围 |\n|---|---|---|\n"
ROWS = (
    "| 设备IP | 友盟统计SDK、优量汇SDK | 启动应用时 |\n| 设备IMEI | 友盟统计SDK | 启动应用时 |\n"
    "| 设备型号 | 优量汇SDK | 展示广告时 |\n| 麦克风权限 | {last} | 选择开启时 |\n"
)


def read(tmp_path, of: str, last: str) -> list[str]:
    path = tmp_path / "policy.md"
    path.write_text(HEAD.format(of=of) + ROWS.format(last=last), encoding="utf-8")
    return [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_a_function_of_the_app_that_takes_data_is_nobody(tmp_path):
    assert read(tmp_path, "获取目的", "录制声音") == ["友盟统计SDK", "优量汇SDK"]


def test_an_sdk_that_nobody_knows_is_one_and_so_is_whoever_a_column_of_sdks_names(tmp_path):
    assert read(tmp_path, "获取目的", "白鹭录音SDK") == ["友盟统计SDK", "优量汇SDK", "白鹭录音SDK"]
    assert read(tmp_path, "SDK名称", "白鹭录音") == ["友盟统计SDK", "优量汇SDK", "白鹭录音"]
