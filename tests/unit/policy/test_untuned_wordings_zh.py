"""Wordings of policies that nobody had read before; each beside what comes near it."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

ASKED = "## 您的权利\n\n您可以请求：\n- 您个人数据的副本\n- 更正不准确的数据\n\n"
ANSWERED = "我们在以下时间内回应您的请求：30天。\n\n邮箱：a@qinghe.cn"
COUNTED = "## 管理您的个人信息\n\n我们尽全力保护您对于您个人信息的查阅、复制、更正、补充、删除、投诉举报等权利。\n\n"
EXERCISED = "如果您对个人信息权利的行使有任何要求，您可以发送邮件至a@qinghe.cn与我们联系。"
REPOSITORY = "本应用为开源项目（GitHub：heron/qinghe）。"
PAIRS = [
    # 权利列在一处，联系方式列在另一处
    ("access_copy", "present", ASKED + ANSWERED),
    ("access_copy", "weak", ASKED),
    ("correction", "present", ASKED + ANSWERED),
    ("correction", "weak", ASKED),
    ("correction", "present", COUNTED + EXERCISED),
    ("correction", "weak", COUNTED),
    ("deletion", "present", COUNTED + EXERCISED),
    ("deletion", "weak", COUNTED),
    ("response_deadline", "present", "我们将在15个工作日内回复您的申诉。"),
    ("response_deadline", "absent", "我们将在15个工作日内发布新的版本。"),
    # 何时为止
    ("retention_period", "present", "我们将在您的账号注销之日起【6】个月后匿名化处理您的个人信息。"),
    ("retention_period", "absent", "我们将在活动开始之日起【6】个月后发放奖品。"),
    ("retention_period", "present", "草稿箱的内容会在手机本地存储直到您主动删除。"),
    ("retention_period", "present", "本地数据：仅在您设备上保留，除非您手动清除或卸载应用。"),
    ("retention_period", "present", "只要您保持应用安装且未主动删除，数据将一直保留在您的设备上。"),
    ("retention_period", "absent", "只要您保持应用安装，新的功能就会出现。"),
    ("retention_period", "weak", "除非您要求删除，否则我们会一直保留。"),
    # 所举的例子是措施
    ("security_measures", "present", "我们会使用各种安全保护措施保障信息安全。例如，匿名化处理您的个人信息。"),
    ("security_measures", "weak", "我们会使用各种安全保护措施保障信息安全。例如，提醒您注意安全。"),
    # 只否认某几种
    ("sdk_list", "weak", "本应用不包含任何分析、追踪或广告SDK。您可以使用微信登录。"),
    ("sdk_list", "negated", "本应用不包含任何分析、追踪或广告SDK。"),
    ("sdk_list", "negated", "本应用不包含任何第三方SDK。"),
    ("sdk_list", "present", "## 集成了哪些第三方SDK\n\n用于接入由Heron提供的账号同步服务。"),
    ("sdk_list", "absent", "## 关于青禾\n\n本应用使用由Heron提供的账号同步服务。"),
    ("sharing_consent", "weak", "青禾仅在您主动配置密钥后才会连接第三方模型服务商。"),
    ("sharing_consent", "absent", "青禾在启动后会连接服务器。"),
    ("sharing_consent", "weak", "我们也不会将其出售、出租或提供给任何第三方。"),
    ("operator_identity", "present", "## 联系我们\n\nHeron Works SA\n\n电子邮件：a@heron.ch"),
    ("operator_identity", "weak", "## 使用的工具\n\nHeron Works SA\n\n电子邮件：a@heron.ch"),
    ("operator_contact", "present", REPOSITORY + "有疑问时欢迎通过项目Issues渠道与我们联系。"),
    ("operator_contact", "weak", "有疑问时欢迎通过项目Issues渠道与我们联系。"),
    ("automated_decision", "present", "如果我们使用自动化决策：\n- 我们提供人工干预\n- 我们允许您质疑决定"),
    ("automated_decision", "weak", "如果我们使用自动化决策：\n- 我们会发布公告"),
    ("automated_decision", "absent", "日志信息包括搜索记录、兴趣偏好、服务故障信息等。"),
    ("cross_border", "present", "某些服务执行跨境数据传输（例如：Firebase到美国）。"),
    ("cross_border", "absent", "开发公司：广州青禾跨境电商贸易有限公司"),
    ("storage_location", "weak", "我们不会将您的个人信息相关数据存储于境外。"),
    ("storage_location", "absent", "我们会存储您的信息，包括本地存储、数据库和服务器日志。"),
    ("permission_list", "present", "## 权限\n\n- 互联网权限（INTERNET）：用于加载地图\n- 存储权限：用于保存照片"),
    ("sensitive_pi", "weak", "我们会收集使用数据，但不涉及用户敏感的私人信息。"),
    # 说的是别的事
    ("deletion", "absent", "发现有任何侵权的内容，请您务必联系我们，我们将第一时间将其移除。"),
    ("deletion", "absent", "本公司有权随时对用户资料、发贴记录进行审查、删除。"),
    ("breach_notice", "absent", "本协议告知用户，我们如何保证信息安全，确保信息不会泄露。"),
    ("breach_notice", "present", "发生信息泄露时，我们会及时告知用户。"),
    ("personalization_optout", "absent", "- 广告交互数据（展示、点击、关闭等行为）"),
    ("policy_change_notice", "absent", "## 合并与收购\n\n我们将通知您此类变更，信息根据本政策受到保护。"),
    ("policy_change_notice", "present", "## 政策的变更\n\n我们将弹窗通知您此类变更，信息根据本政策受到保护。"),
]

test_status = status_tests(PAIRS, "zh")


def test_a_path_of_storage_is_no_way_to_a_copy(status_in_policy):
    text = "存储：用于存储媒体文件和导出数据。如果您在“设置>数据存储”中选择了文件夹，本应用会请求权限。"
    assert status_in_policy("access_copy", text) == "absent"
    assert status_in_policy("access_copy", "您可以在“设置>数据”中导出您的个人数据。") == "present"


FURTHER_PAIRS = [
    # 功能的名称里有“共享”，用户的操作里有“暂停”
    ("collection_list", "present", "为提供位置共享服务，我们会收集以下信息：\n- 位置信息：用于在地图上展示您的位置"),
    ("collection_list", "weak", "我们会与第三方共享以下信息：\n- 位置信息"),
    ("account_cancellation", "present", "您可以在“设置”页面暂停位置共享、管理围栏或注销账号。"),
    ("account_cancellation", "absent", "平台将视情节暂停服务、封禁或注销账号。"),
    ("sharing_consent", "weak", "我们不会向任何第三方共享您的数据。"),
    ("sharing_consent", "absent", "我们不会向任何第三方购买活动用品。"),
    # 列出各家及其政策
    ("sdk_list", "present", "本应用支持接入以下服务商：\n\n- 青雀（青雀科技）— [隐私政策](https://a.cn/p)"),
    ("sdk_list", "absent", "本应用支持以下语言：\n\n- 中文（简体）— [用户手册](https://a.cn/p)"),
    ("personalization_optout", "present", "用户控制：\n- 跟踪的退出选项"),
    ("personalization_optout", "absent", "用户控制：\n- 登录的退出选项"),
    ("deletion", "weak", "用户去世后，近亲属可以发邮件至a@qinghe.cn查阅、复制、更正、删除死者的相关信息。"),
    ("deletion", "present", "您可以发邮件至a@qinghe.cn查阅、复制、更正、删除您的相关信息。"),
    # 申请的权限不是访问的控制
    ("security_measures", "absent", "文件访问权限：用于打开、编辑和保存您的文档文件。"),
    ("security_measures", "present", "我们设置了严格的访问权限，保护您的信息。"),
    ("permission_list", "present", "## 权限说明\n\n- 悬浮窗：用于显示歌词\n- 存储权限：用于保存歌曲"),
    ("collection_list", "weak", "浏览器本身不会获取用户的任何位置信息。"),
]

test_further_pairs = status_tests(FURTHER_PAIRS, "zh")
