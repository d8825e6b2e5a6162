"""What documents have beside their lists: costs, contacts, tasks, templates, further mentions of a service."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

REGISTER = (
    "# Third-party services\n\nHeron uses the following third-party services.\n\n"
    "### Stripe\n- **Purpose**: Payment processing\n- **Website**: https://stripe.com\n"
    "- **Features used**:\n  - Checkout sessions\n  - App Router\n  - Estimates\n\n"
    "### Sentry\n- **Purpose**: Error monitoring\n- **Website**: https://sentry.io\n\n"
    "### Twilio (SMS)\n- **Purpose**: Text messages\n- **Website**: https://www.twilio.com\n\n"
)
LISTED = ["Stripe", "Sentry", "Twilio (SMS)"]


def rows(tmp_path, text: str, name: str = "list.md") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def names(tmp_path, text: str) -> list[str]:
    return [name for name, _ in rows(tmp_path, text)]


def test_what_is_listed_in_the_section_of_a_service_is_no_other_service(tmp_path):
    assert names(tmp_path, REGISTER) == LISTED


@pytest.mark.parametrize(
    "beside",
    [
        "## 💰 Monthly Costs (Production)\n\n| Service | Cost |\n|---|---|\n| Mapbox | $50 |\n| TOTAL | $60 |\n",
        "## Cost Summary\n\n### At scale\n- **Mapbox**: $25/month\n- **Stripe**: $100/month\n",
        "## 📞 Service Contacts\n\n| Service | Website |\n|---|---|\n| Mapbox | mapbox.com |\n",
        "## Support & Resources\n\n- **Mapbox Support**: https://mapbox.com\n- **Stripe Support**: https://stripe.com\n",
        "## Immediate action items\n\n### Priority 2: Important\n- [ ] Mapbox - Get API key\n- [ ] PostHog - Set up\n",
        "## Security certifications by provider\n\n| Provider | Certifications |\n|---|---|\n| AWS | SOC 2 |\n",
        "## Contact Information\n\n**Data Protection Officer**: dpo@heron.example\n**Mapbox**: privacy@mapbox.com\n",
        "## Changelog\n\n- **PostHog** - added for analytics\n- **Mapbox** - removed\n",
    ],
)
def test_sections_that_name_services_again_list_nobody(tmp_path, beside):
    assert names(tmp_path, REGISTER + beside) == LISTED


def test_the_same_table_below_a_heading_on_services_is_a_list(tmp_path):
    more = "## Further services\n\n| Service | Purpose |\n|---|---|\n| Mapbox | Maps |\n| PostHog | Analytics |\n"
    assert names(tmp_path, REGISTER + more) == [*LISTED, "Mapbox", "PostHog"]


def test_a_heading_on_parties_lists_them_below_one_on_contacts(tmp_path):
    more = (
        "## Contact us\n\nWrite to us.\n\n### Service providers\n\n| Provider | Purpose | Data |\n|---|---|---|\n"
        "| Mapbox | Maps | Location |\n| PostHog | Analytics | Usage data |\n"
    )
    assert names(tmp_path, REGISTER + more) == [*LISTED, "Mapbox", "PostHog"]


def test_blocks_of_code_are_templates_and_drawings(tmp_path):
    code = (
        "## How we tell you\n\n```\n**Subprocessor details:**\n- Company: [Subprocessor Name]\n"
        "- Purpose: [Purpose]\n- Data categories: [Categories]\n\nMapbox\n  ↓\nPostHog (analytics)\n  ↓\nDone\n```\n"
    )
    assert names(tmp_path, REGISTER + code) == LISTED


def test_a_list_that_stands_in_a_block_of_code_alone_is_read(tmp_path):
    one = "SDK名称：{}SDK\n使用目的：{}\n收集信息：设备型号\n\n"
    listed = "# SDKs\n\n```\n" + one.format("白鹭", "推送") + one.format("青鸟", "统计") + "```\n"
    assert [name.replace(" ", "") for name in names(tmp_path, listed)] == ["白鹭SDK", "青鸟SDK"]


@pytest.mark.parametrize("name", ["Heron Services Agreement", "Intuit Terms of Service", "[Company name]", "Total"])
def test_agreements_blanks_and_sums_are_nobody(tmp_path, name):
    table = "# Subprocessors\n\n| Subprocessor | Purpose |\n|---|---|\n| Stripe | Payments |\n| Sentry | Errors |\n"
    assert names(tmp_path, f"{table}| {name} | Other |\n") == ["Stripe", "Sentry"]


SUMMARY = (
    "# Subprocessors\n\n| Provider | Purpose | Data |\n|---|---|---|\n"
    "| Amazon Web Services (AWS) | Hosting | Records |\n| Anthropic, PBC | Text models | Prompts |\n"
    "| Twilio | Messages | Numbers |\n\n"
)


@pytest.mark.parametrize(
    "again",
    [
        "## Where they are\n\n| Provider | Region |\n|---|---|\n| AWS | Germany |\n| Twilio | Ireland |\n",
        "## Text models — Anthropic (United States)\n\nAnthropic provides the text models we use.\n",
    ],
)
def test_a_service_that_is_named_again_by_a_short_name_is_one(tmp_path, again):
    assert names(tmp_path, SUMMARY + again) == ["Amazon Web Services (AWS)", "Anthropic, PBC", "Twilio"]


def test_two_rows_of_one_table_stay_two(tmp_path):
    table = SUMMARY + "\n".join(["", "## More", "", "| Provider | Purpose |", "|---|---|"])
    table += "\n| Google (sign-in) | Sign-in |\n| Google (maps) | Maps |\n"
    assert names(tmp_path, table)[-2:] == ["Google (sign-in)", "Google (maps)"]


def test_headings_with_a_number_and_somebody_known_need_one_label(tmp_path):
    text = (
        "# 第三方服务清单\n\n#### 1. **Firebase** - 数据存储\n- **用途**：存储用户数据\n"
        "- **使用位置**：\n  - `server/store.ts`\n"
        "- **必要性**：核心功能\n\n#### 2. **Mapbox** - 地图\n- **用途**：显示地图\n- **必要性**：核心功能\n\n"
        "## 总结\n\n1. Firebase - 云端\n2. Mapbox - 底图\n"
    )
    assert rows(tmp_path, text) == [("Firebase", "存储用户数据"), ("Mapbox", "显示地图")]


@pytest.mark.parametrize(
    "heading", ["Future integrations", "🔄 Planned services", "Services not configured", "🔄 后续迭代计划", "待选方案"]
)
def test_what_is_only_planned_is_not_there(tmp_path, heading):
    assert names(tmp_path, f"{REGISTER}## {heading}\n\n- **Mapbox** - maps\n- **PostHog** - analytics\n") == LISTED


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Providers process data on Heron Club's behalf.", "### Heron Club\n- **Purpose**: Bird watching\n\n"),
        ("Providers act on behalf of Heron Club, under contract.", "### Heron Club\n- **Purpose**: Bird watching\n\n"),
    ],
)
def test_whose_list_it_is_is_none_of_its_rows(tmp_path, said, own):
    assert names(tmp_path, REGISTER.replace("### Stripe", f"{said}\n\n{own}### Stripe", 1)) == LISTED


def test_what_is_collected_is_nobody_but_who_is_named_beside_it(tmp_path):
    text = (
        "# Privacy policy\n\n## Information we collect\n\n- **Discourse Authentication Token:** To sign you in.\n"
        "- **Analytics Data (Umami):** To understand how people use the app.\n"
        "- **Crash Reports & Diagnostics (Sentry):** To find faults.\n\n## How we share your information\n\n"
        "We use these third-party services:\n\n- **Supabase:** Used for sign-in.\n- **Sentry:** Used for reports.\n"
    )
    assert names(tmp_path, text) == ["Analytics Data (Umami)", "Supabase", "Sentry"]


def test_what_belongs_to_somebody_listed_is_that_one(tmp_path):
    text = (
        "# Subprocessors\n\n- **Anthropic** - models\n- **Anthropic's Claude API** - drafts\n- **Stripe** - payments\n"
    )
    assert names(tmp_path, text) == ["Anthropic", "Stripe"]


@pytest.mark.parametrize("page", ["Token Exchange", "Sandbox (Simulated Data)"])
def test_a_page_of_the_service_of_a_section_is_no_service(tmp_path, page):
    text = f"{REGISTER}### Dexcom API\n\nReadings of sugar.\n\n- **{page}**: https://api.dexcom.com/token\n"
    assert [name for name in names(tmp_path, text) if "Dexcom" not in name] == LISTED


def test_what_brackets_tell_apart_stays_two(tmp_path):
    more = "## Sign-in\n\n| Provider | Purpose |\n|---|---|\n| Google (sign-in) | Sign-in |\n\n"
    more += "## Maps\n\n| Provider | Purpose |\n|---|---|\n| Google (maps) | Maps |\n"
    assert names(tmp_path, SUMMARY + more)[-2:] == ["Google (sign-in)", "Google (maps)"]


def test_steps_of_what_happens_list_nobody(tmp_path):
    steps = "## How a payment goes\n\n1. **Stripe API** → Takes the card\n2. **API Route** → Makes a charge\n"
    steps += "3. **Twilio Webhook** → Sends a message\n4. **Seller** → Gets the mail\n"
    assert names(tmp_path, REGISTER + steps) == LISTED


def test_names_in_brackets_of_one_cell_are_of_one(tmp_path):
    row = "| **Google Cloud**<br/>(GCP, Google Workspace) | Mail |\n| Slack | Chat |\n"
    assert len(names(tmp_path, f"# Subprocessors\n\n| Subprocessor | Purpose |\n|---|---|\n{row}")) == 2


def test_a_badge_behind_a_name_is_none_of_it(tmp_path):
    text = (
        REGISTER.replace("### Sentry", "### Sentry ⭐ NEW")
        + "## Why these\n\n- **Sentry**: faults\n- **Stripe**: cards\n"
    )
    assert names(tmp_path, text) == LISTED


def test_a_company_in_two_lists_for_two_purposes_has_two_rows(tmp_path):
    more = "## 登录功能\n\n| 第三方公司 | 使用目的 |\n|---|---|\n| 中国移动 | 一键登录 |\n| 微信 | 登录 |\n\n"
    more += "## 充值功能\n\n| 第三方公司 | 使用目的 |\n|---|---|\n| 中国移动 | 短信充值 |\n| 支付宝 | 充值 |\n"
    found = rows(tmp_path, f"# 第三方合作方清单\n\n{more}")
    assert found == [("中国移动", "一键登录"), ("微信", "登录"), ("中国移动", "短信充值"), ("支付宝", "充值")]


@pytest.mark.parametrize(
    ("lead", "listed"), [("应用内集成的第三方SDK：", ["友盟统计", "极光推送"]), ("常用的功能：", [])]
)
@pytest.mark.parametrize("heading", ["常见问题", "我们收集的信息"])
def test_a_line_that_leads_to_a_list_of_parties_leads_to_it_below_any_heading(tmp_path, heading, lead, listed):
    text = f"# 白鹭\n\n## {heading}\n\n{lead}\n\n1. 友盟统计：用于统计分析\n2. 极光推送：用来推送消息\n"
    assert names(tmp_path, text) == listed


def test_what_is_collected_may_be_led_to_and_so_may_sdks(tmp_path):
    text = "# 白鹭\n\n## 我们收集的信息\n\n{}：\n\n- QQ-Login\n- QQ-RunLog\n- QQ-Logout\n"
    assert names(tmp_path, text.format("我们接入的第三方SDK")) == ["QQ-Login", "QQ-RunLog", "QQ-Logout"]
    assert names(tmp_path, text.format("我们会收集以下日志")) == []


def test_a_name_whose_brackets_name_another_is_one(tmp_path):
    entry = "第三方SDK：{}\n使用目的：投放广告\n收集信息：设备标识\n"
    one = "白鹭广告SDK（其可能集成青鸟SDK，和鸿雁SDK）"
    assert names(tmp_path, entry.format(one) + entry.format("云雀SDK")) == [one, "云雀SDK"]
    assert names(tmp_path, entry.format("白鹭SDK、青鸟SDK")) == ["白鹭SDK", "青鸟SDK"]
