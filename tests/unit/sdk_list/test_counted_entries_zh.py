"""Chinese lists that count their entries, each a name and sentences; and near twins that count something else."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

from appaudit.errors import ExtractionError

ABOVE = "隐私政策\n\n三、第三方SDK\n\n为实现相关功能，我们接入了第三方SDK，包括：\n\n"

read = reader_of("policy.txt")


def test_an_entry_that_says_what_its_user_may_refuse_is_there(tmp_path):
    """That a function cannot be used without a permission was taken to say that the SDK is not used."""
    text = (
        f"{ABOVE}（1）白鹭分享SDK：为了便于您使用分享功能，我们使用了白鹭分享SDK，需要访问您的设备标识、当前手机状态。\n"
        "（2）和风天气SDK:为了便于您查看天气，我们使用了和风天气SDK，需要访问您的位置信息，如不授权将不能使用该功能。\n"
        "（3）139邮箱SDK：我们使用了139邮箱SDK，需要您的设备信息，如不授权该权限将不能使用该功能。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭分享SDK", "分享功能", "设备标识、当前手机状态"),
        ("和风天气SDK", "便于您查看天气", "位置信息"),
        ("139邮箱SDK", "", "设备信息"),
    ]


def test_names_joined_by_strokes_and_those_that_nobody_calls_an_sdk_are_entries(tmp_path):
    text = (
        f"{ABOVE}1.极光/华为/小米推送SDK：为了便于您接收推送消息，我们使用了以上推送SDK，需要访问您的设备标识符，"
        "您可以通过不授权App读取设备标识符、关闭推送的方式停止使用该功能。\n"
        "2.白鹭统计SDK：我们使用了白鹭统计SDK用于分析渠道，此功能仅采集操作行为信息。\n"
        "3.青鸟OCR：青鸟OCR用于识别证件，在当前版本中暂未启用。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("极光/华为/小米推送SDK", "便于您接收推送消息", "设备标识符"),
        ("白鹭统计SDK", "分析渠道", "操作行为信息"),
    ]


def test_a_comma_may_part_a_name_from_a_use_in_words_of_its_own(tmp_path):
    text = (
        f"{ABOVE}**1、白鹭广告SDK，主要用于展示广告**\n**2、umeng统计，只用于统计用户的留存情况**\n"
        "**3、阿里云OSS，用于用户头像的存储**\n**4、青鸟SDK，用户每日一图的图片显示**\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭广告SDK", "展示广告", ""),
        ("umeng统计", "统计用户的留存情况", ""),
        ("阿里云OSS", "用户头像的存储", ""),
        ("青鸟SDK", "用户每日一图的图片显示", ""),
    ]


def test_entries_on_what_we_use_and_who_supports_it(tmp_path):
    """The company was taken for the name, and "技术支持" for what it is used for."""
    text = (
        "隐私政策\n\n我们如何使用信息\n\n1、使用白鹭统计sdk，在启动时进行统计。由白鹭网络（北京）科技有限公司提供技术支持\n"
        "2、使用TalkingData进行统计，收集设备型号、系统版本。由北京青鸟科技有限公司提供技术支持\n"
        "3、使用苍鹭PushSDK，用于消息推送，采集设备信息。由苍鹭科技有限公司提供技术支持\n"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("白鹭统计sdk", "白鹭网络（北京）科技有限公司"),
        ("TalkingData", "北京青鸟科技有限公司"),
        ("苍鹭PushSDK", "苍鹭科技有限公司"),
    ]


def test_names_in_quotation_marks_behind_the_word(tmp_path):
    text = (
        "隐私政策\n\n7、第三方SDK所需的权限。\n第三方SDK“白鹭讯方”为提供短信充值，需获取设备型号；\n"
        "第三方SDK“个推”为优化消息推送服务，需获取位置信息。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭讯方", "提供短信充值", "设备型号"),
        ("个推", "优化消息推送服务", "位置信息"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # What we do with what a user sends us by somebody known.
        "用户协议\n\n1、微信：您可以通过微信联系我们。\n2、邮箱：您可以写信给我们。\n3、电话：请在工作时间拨打。\n",
        # Steps.
        "接入指南\n\n1、下载SDK，解压到工程目录。\n2、导入SDK，配置依赖。\n3、初始化SDK，调用接口。\n",
        # What the app itself collects.
        "隐私政策\n\n1、注册：为了完成注册，我们收集手机号。\n2、登录：为了登录，我们收集密码。\n3、支付：用于支付。\n",
    ],
)
def test_other_counted_lines_name_nobody(tmp_path, text):
    with pytest.raises(ExtractionError):
        raise_if_empty(read(tmp_path, text))


def raise_if_empty(facts) -> None:
    assert not [fact.name for fact in facts]
    raise ExtractionError("nothing", zh="无")


def test_an_entry_on_whom_we_do_not_use_is_none(tmp_path):
    text = (
        f"{ABOVE}1、白鹭SDK：用于推送，收集设备型号。\n2、青鸟SDK：我们不会使用青鸟SDK收集您的信息。\n"
        "3、苍鹭SDK：用于统计，收集设备品牌。\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["白鹭SDK", "苍鹭SDK"]


def test_a_function_that_is_called_after_what_is_collected_collects_nothing(tmp_path):
    text = (
        f"{ABOVE}（1）白鹭SDK：为了提供崩溃信息采集功能，我们会使用白鹭SDK，在您授权后获取唯一设备识别码、手机号，"
        "如不授权该权限将不能使用该功能服务。\n"
        "（2）青鸟SDK：为了提供分享功能，我们会使用青鸟SDK，在您授权后获取剪贴板信息，如不授权该权限将不能使用该功能服务。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭SDK", "提供崩溃信息采集功能", "唯一设备识别码、手机号"),
        ("青鸟SDK", "提供分享功能", "剪贴板信息"),
    ]


def test_whom_an_app_opens_on_the_phone_of_its_user_is_no_sdk(tmp_path):
    text = (
        f"{ABOVE}a)微信：若您同意并主动点击微信的，为了实现分享功能，我们需要打开您的微信，首次打开时需征得您的同意；\n"
        "b)QQ：若您同意并主动点击QQ的，为了实现分享功能，我们需要打开您的QQ，首次打开时需征得您的同意；\n"
        "c)QQ空间：若您主动点击QQ空间的，为了实现分享功能，我们需要打开您的QQ空间编辑页面。\n"
    )
    assert read(tmp_path, text) == []
    kept = text.replace("微信：", "微信SDK：").replace("QQ：", "QQ SDK：").replace("QQ空间：", "QQ空间SDK：")
    assert [fact.name for fact in read(tmp_path, kept)] == ["微信SDK", "QQ SDK", "QQ空间SDK"]


def test_an_entry_whose_brackets_close_on_its_next_line_is_one(tmp_path):
    """The first line of it was a heading, of which the entry below it said what it takes."""
    text = (
        f"{ABOVE}（1）白鹭邮箱SDK：我们使用了白鹭邮箱SDK，需要您的设备信息，如不授权该权限将不能使用该功能。\n"
        "（2）青鸟插码SDK（Bluebird\nSDK）：为了便于您使用推荐功能，我们使用了青鸟插码SDK，需要收集您的设备型号。\n"
        "（3）苍鹰视频SDK：为了便于您观看视频，我们使用了苍鹰视频SDK，需要访问您的网络状态信息。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭邮箱SDK", "", "设备信息"),
        ("青鸟插码SDK（Bluebird SDK）", "推荐功能", "设备型号"),
        ("苍鹰视频SDK", "便于您观看视频", "网络状态信息"),
    ]
