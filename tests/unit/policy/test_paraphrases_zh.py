"""One clause in many words: who acts, what is done and how it is said differ, and near twins that say less or nothing.

The sentences were written clause by clause: actor, act, object, condition and means, each with its synonyms, in the
Chinese of small apps, of translated policies and of Hong Kong and Taiwan.
"""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents

OPENING = "关于这份说明，请先阅读。\n\n"
SAID = [
    ("access_copy", "weak", "当事人可以行使查询或请求阅览、请求制给复制本等权利。"),
    ("access_copy", "absent", "主管部门可以依法查询或请求阅览平台的账簿。"),
    ("access_copy", "weak", "任何人都有权查询青草集团是否持有他的资料。"),
    ("access_copy", "absent", "请查询您的手机是否支持本应用。"),
    ("access_copy", "weak", "数据导出：支持将数据导出为文件。"),
    ("access_copy", "absent", "视频导出：支持将作品导出为文件。"),
    ("access_copy", "weak", "您可以了解我们持有您的哪些个人信息。"),
    ("access_copy", "absent", "本政策帮助您了解我们如何收集个人信息。"),
    ("breach_notice", "present", "发生儿童信息安全事件后，我们将及时向儿童及其监护人告知事件的情况。"),
    ("breach_notice", "weak", "我们已制定儿童信息泄露的应急预案。"),
    ("breach_notice", "present", "一旦数据遭到破坏，我们会通报监管部门和受影响用户。"),
    ("breach_notice", "absent", "数据遭到破坏的，用户应当通知我们。"),
    ("breach_notice", "absent", "因您的行为引起信息泄露的，应急处置费用由您自行承担。"),
    ("breach_notice", "weak", "发生信息泄露的，我们会启动应急处置预案。"),
    ("collection_list", "present", "本应用不收集、不存储、不传输任何个人身份信息。"),
    ("collection_list", "weak", "未经您同意，本应用不收集任何个人身份信息。"),
    ("collection_list", "present", "本游戏是一款单机游戏，不会收集用户的个人信息。"),
    ("collection_list", "weak", "本游戏不会收集与功能无关的个人信息。"),
    ("collection_list", "present", "收集之目的：会员管理。\n收集之个人资料类别：姓名、电话。"),
    ("collection_list", "weak", "收集之个人资料类别：姓名、电话。"),
    ("consent_withdrawal", "weak", "您可以请求停止收集、处理或利用您的个人资料。"),
    ("consent_withdrawal", "absent", "监管部门请求停止服务的，我们将配合。"),
    ("correction", "weak", "任何人都有权要求青草集团改正有关他的不准确的资料。"),
    ("correction", "absent", "您违反规定的，我们有权要求您改正。"),
    ("correction", "weak", "您可以请求补充或更正您的资料。"),
    ("correction", "absent", "经授权，本应用可以修改/删除SD卡内容。"),
    ("cross_border", "present", "我们会在以下情形下向境外提供您的信息：\n1、法律有规定；\n2、获得您的明确授权。"),
    ("cross_border", "weak", "我们会在以下情形下向境外提供您的信息：\n1、法律有规定；\n2、业务需要。"),
    ("deletion", "present", "数据删除：卸载应用将自动删除所有本地数据。"),
    ("deletion", "absent", "数据保存：卸载应用不会影响服务器上的记录。"),
    ("deletion", "present", "您或您的孩子可以通过客服电话联系我们，要求删除孩子的信息。"),
    ("deletion", "weak", "您或您的孩子有权要求我们删除孩子的信息。"),
    ("deletion", "absent", "一经发现此类行为，将永久封禁并清空所有内容。"),
    ("deletion", "weak", "您可以清空所有内容。"),
    ("account_cancellation", "present", "您要终止会员资格，请发邮件至 help@example.org。"),
    ("account_cancellation", "absent", "您违规的，平台将终止会员资格。"),
    ("permission_list", "present", "本应用不需要任何特殊系统权限。"),
    ("permission_list", "weak", "本应用不需要开启全部系统权限。"),
    ("permission_list", "absent", "三、数据的存储：我们把数据存放在云端。"),
    ("permission_list", "weak", "存储：用于保存图片。"),
    ("permission_list", "absent", "位置信息：您所在的城市。"),
    ("permission_list", "weak", "位置权限：您所在的城市。"),
    ("permission_list", "weak", "为发送所在地，需要授权地理位置。"),
    ("permission_list", "absent", "为发送所在地，需要知道您的城市。"),
    ("personalization_optout", "present", "如不希望接收推送的广告，可在设置中关闭。"),
    ("personalization_optout", "weak", "如不希望接收推送的消息，可在设置中关闭。"),
    ("personalization_optout", "weak", "您可以选择不接收商业信息。"),
    ("personalization_optout", "absent", "您可以选择接收商业信息。"),
    ("policy_change_notice", "weak", "本隐私政策如有变动，将公布于本页。"),
    ("policy_change_notice", "present", "本隐私政策如有变动，将在首页公告。"),
    ("complaint_channel", "present", "投诉的渠道：请拨打 400-123-4567。"),
    ("complaint_channel", "absent", "投诉的渠道和机制、联络方式发生变化时，本政策随之改变。"),
    ("response_deadline", "present", "在收到您的请求后30天内，我们会采取措施。"),
    ("response_deadline", "absent", "在我们停止运营前30天内，我们会采取措施。"),
    ("response_deadline", "present", "您的请求将在两周之内得到答复。"),
    ("response_deadline", "weak", "您的请求将在最短的时间内得到答复。"),
    ("response_deadline", "weak", "对您提出的问题，我们会在最短的时间内给予反馈。"),
    ("response_deadline", "absent", "对您提出的问题，我们会给予重视。"),
    ("retention_period", "absent", "我们会在最短的时间内给予您反馈。"),
    ("retention_period", "present", "我们会在最短的时间内保存您的信息。"),
    ("retention_period", "present", "资料利用之期间：自您加入之日起至您终止会员为止。"),
    ("retention_period", "absent", "资料利用之地区：本国。"),
    ("retention_period", "weak", "我们会一直保存您的信息，直到不再需要。"),
    ("retention_period", "absent", "我们会一直重视您的信息。"),
    ("security_measures", "present", "通信全程使用 HTTPS。"),
    ("security_measures", "absent", "通信请使用 https://example.org。"),
    ("security_measures", "present", "数据以密文形式保存。"),
    ("security_measures", "absent", "数据以表格形式保存。"),
    ("security_measures", "weak", "我们会尽全力保护您的个人信息的安全可靠。"),
    ("security_measures", "absent", "我们会尽全力提供良好的服务。"),
    ("security_measures", "weak", "您的个人信息受到严格保护。"),
    ("security_measures", "absent", "您的作品受到著作权法保护。"),
    ("security_measures", "absent", "用户违规的，平台有权采取一切必要的措施，包括删帖。"),
    ("security_measures", "weak", "我们采取一切必要的措施，防止数据丢失。"),
    ("sensitive_pi", "weak", "我们将对敏感个人信息给予严格保护。"),
    ("sensitive_pi", "absent", "我们将对个人信息给予严格保护。"),
    ("shake_ads", "present", "为实现画面的动画显示效果，我们会收集加速度传感器的数据。"),
    ("shake_ads", "weak", "设备信息包括型号、加速度传感器。"),
    ("sharing_consent", "present", "仅在您明确授权同意的情况下，我们才对外共享儿童个人信息。"),
    ("sharing_consent", "absent", "仅在监护人同意的情况下，儿童才可以使用本应用。"),
    ("sharing_consent", "present", "非经您书面同意，本公司不会将资料揭露予第三人。"),
    ("sharing_consent", "absent", "本公司采取措施，防止资料未经授权的访问、使用或披露。"),
    ("sharing_consent", "weak", "未经允许，我们不会泄露您的信息给第三方。"),
    ("sharing_consent", "absent", "未经允许，您不得复制本站的内容。"),
    ("sharing_consent", "weak", "除本政策载明的情形外，我们不会对外提供您的信息。"),
    ("sharing_consent", "absent", "除本协议另有约定外，您不可转让本协议。"),
    ("sharing_recipients", "absent", "请勿将您的手机号、微信提供给其他用户。"),
    ("sharing_recipients", "present", "我们会将您的手机号提供给微信。"),
    ("storage_location", "weak", "用户保存在本地的数据，我们无法取得。"),
    ("storage_location", "absent", "用户保存的数据，我们无法取得。"),
    ("storage_location", "absent", "存储地点：\n我们把在境内运营过程中产生的信息存储于合法合规的位置。"),
    ("storage_location", "present", "存储地点：\n我们把运营过程中产生的信息存储于境内。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), SAID)
def test_a_clause_in_other_words(lexicon, clause, status, text):
    facts = read_documents([document_from_text(OPENING + text)], lexicon).facts
    said = {fact.id: fact.status for fact in facts if fact.kind == "clause"}
    assert said.get(clause, "absent") == status
