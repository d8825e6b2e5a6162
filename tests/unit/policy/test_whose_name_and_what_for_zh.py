"""全称、清单、权限表、例外与期限：每种写法旁有一种相近而不同的写法。"""

from __future__ import annotations

import pytest

TABLE = "| 权限 | 用途 |\n|---|---|\n"

PAIRS = [
    # 没有“有限”二字的全称
    ("operator_identity", "浙江桨声集团非常重视用户的隐私和个人信息保护。", "present"),
    ("operator_identity", "广州桨声体育发展股份公司（以下称“本公司”）尊重并保护所有用户的个人隐私权。", "present"),
    ("operator_identity", "欢迎使用赛艇日记！本应用由苏州桨声信息技术服务部开发。", "present"),
    ("operator_identity", "深圳市桨声数码商行（以下简称“我们”）制定本政策。", "present"),
    ("operator_identity", "我们的用户中心尊重并保护所有用户的个人隐私权。", "weak"),
    ("operator_identity", "您的数据存放于北京数据中心，我们会妥善保管。", "weak"),
    ("operator_identity", "桨声尊重并保护所有用户的个人隐私权。我们制定本政策。", "weak"),
    # 第三方SDK一节里自己的联系方式
    ("operator_contact", "## SDK说明\n本应用接入第三方SDK。\n如有疑问请联系我们OARS@QQ.COM🚣", "present"),
    ("operator_contact", "## SDK说明\n桨声SDK\n联系方式OARS@QQ.COM🚣", "weak"),
    # 收集的版本号
    ("sdk_list", "我们收集设备型号、SDK/API/JS版本、网络类型，用于保障服务安全。", "absent"),
    ("sdk_list", "设备信息：设备型号、系统版本、SDK或API版本、屏幕尺寸。", "absent"),
    ("sdk_list", "我们的应用接入了第三方SDK/API，可能收集您的设备信息。", "weak"),
    # 收集的设置不是管理的方法
    ("cookies", "我们会通过cookies、信标收集您的浏览器设置、设备配置等信息。", "weak"),
    ("cookies", "我们通过cookies、web beacon收集信息，并在您的设备上设置标识。", "weak"),
    ("cookies", "我们通过cookies、网络信标等收集信息，并将信息用于设备管理。", "weak"),
    ("cookies", "我们通过cookies收集浏览记录，您可以在浏览器设置中清除。", "present"),
    # 敏感信息是什么，与怎样处理
    ("sensitive_pi", "敏感个人信息包括生物识别、宗教信仰、行踪轨迹等。\n为必要的功能，我们收集您的昵称。", "weak"),
    ("sensitive_pi", "个人敏感信息是指：身份证号、指纹等信息。\n未经您的同意我们不会共享您的个人信息。", "weak"),
    ("sensitive_pi", "个人敏感信息包括身份证号码、人脸信息。我们收集前会征得您的单独同意。", "present"),
    ("sensitive_pi", "个人敏感信息包括身份证号码、人脸信息。这类信息仅在必要时收集。", "present"),
    # 一行的权限表
    ("permission_list", TABLE + "| 相机 | 拍摄照片，扫描船号 |", "weak"),
    ("permission_list", TABLE + "| 存储权限 | 保存照片和位置记录 |", "weak"),
    ("permission_list", TABLE + "| 相机 | 扫描船号 |\n| 麦克风 | 录制口令 |", "present"),
    ("permission_list", TABLE + "| 相机、麦克风 | 录制视频 |", "present"),
    ("permission_list", TABLE + "| INTERNET | 读取潮汐 |\n| VIBRATE | 提示划桨节奏 |", "present"),
    # 政策里的醒目字样，与变更的通知
    ("policy_change_notice", "本政策如有变更，我们会在本政策中以显著方式展示。", "weak"),
    ("policy_change_notice", "本政策如有变更，我们会在首页以显著方式通知您。", "present"),
    # 什么都装得下的例外
    ("sharing_consent", "未经您的事先许可，我们不会将您的信息提供给第三方，但为提供服务而与合作方共享的除外。", "weak"),
    (
        "sharing_consent",
        "我们不会将信息向第三方提供，除非事先得到您的许可。\n例外：\n(a) 依据法律；\n(b) 我们认为合适的披露。",
        "weak",
    ),
    ("sharing_consent", "未经您事先许可，我们不会向任何第三方提供您的信息，法律另有规定的除外。", "present"),
    ("sharing_consent", "未经您的单独同意，我们不会向第三方提供您的信息。\n其它认为合适的披露另行告知。", "present"),
    # 所必需的期限，与卸载
    ("retention_period", "我们仅在提供服务所必需的期限内保留信息。您卸载应用后，本地数据将被删除。", "present"),
    ("retention_period", "我们仅在提供服务所必需的期限内保留信息。您可以卸载应用。", "weak"),
    ("retention_period", "卸载应用后，本地数据会被删除。", "weak"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:20]}" for pair in PAIRS])
def test_a_wording_and_its_near_twin(statuses, clause, text, status):
    assert statuses(f"# 隐私政策\n\n{text}\n", "zh").get(clause, "absent") == status
