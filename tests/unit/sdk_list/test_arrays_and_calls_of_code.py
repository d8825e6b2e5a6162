"""Lists in code that name no fields: rows under headings of markup, calls of two texts, lines of texts."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("page.tsx")

ROWS = """
export default () => (
  <table>
    <thead><tr>%s</tr></thead>
    <tbody>
      {[
        ['Cloudflare', 'CDN', 'IP address, request data'],
        ['Postmark', 'Transactional email', 'Email address'],
        ['Nestbox', 'License keys', 'Email, license'],
      ].map((%s, i) => (
        <tr key={i}><td>{a}</td><td>{b}</td><td>{c}</td></tr>
      ))}
    </tbody>
  </table>
);
"""
HEADINGS = "<th className='p'>Provider</th><th>Purpose</th><th>Data Shared</th>"
FOUND = [
    ("Cloudflare", "CDN", "IP address、request data"),
    ("Postmark", "Transactional email", "Email address"),
    ("Nestbox", "License keys", "Email、license"),
]


@pytest.mark.parametrize(
    ("headings", "parts"),
    [(HEADINGS, "[a, b, c]"), ("", "[provider, purpose, data]")],
    ids=["headings of the table", "names of the parts"],
)
def test_rows_of_texts_are_read_by_what_markup_calls_them(tmp_path, headings, parts):
    facts = read(tmp_path, ROWS % (headings, parts))
    assert told(facts) == FOUND
    assert [fact.company for fact in facts] == ["", "", ""]


@pytest.mark.parametrize(
    ("headings", "parts"),
    [("", "[a, b, c]"), ("<th>Plan</th><th>Price</th><th>Seats</th>", "[a, b, c]"), ("", "[key, value, unit]")],
    ids=["nothing", "other headings", "other names"],
)
def test_rows_of_texts_alone_list_nobody(tmp_path, headings, parts):
    assert not read(tmp_path, ROWS % (headings, parts))


def test_a_sql_statement_holds_a_list(tmp_path):
    source = (
        "-- 更新清单\nUPDATE documents SET sdk_list = '[\n"
        '  {"name": "白鹭推送SDK", "company": "白鹭公司", "purpose": "推送", "dataCollected": ["设备型号","OAID"]},\n'
        '  {"name": "青鸟地图SDK", "company": "青鸟有限公司", "purpose": "地图展示", "dataCollected": ["位置信息"]}\n'
        "]' WHERE id = 1;\n"
    )
    assert told(read(tmp_path, source, "update.sql")) == [
        ("白鹭推送SDK", "推送", "设备型号、OAID"),
        ("青鸟地图SDK", "地图展示", "位置信息"),
    ]


CALLS = """
AgreementSection(
    title = "三、第三方 SDK 清单",
    items = listOf(
        AgreementItem("白鹭认证 SDK", "用于手机号验证；可能处理手机号、网络状态。"),
        AgreementItem("微信 OpenSDK、QQ OpenSDK", "用于登录和账号绑定。"),
        AgreementItem("OkHttp、Retrofit", "用于与服务端通信。"),
    ),
)
"""


def test_calls_of_two_texts_are_entries(tmp_path):
    assert sorted((name, use) for name, use, _ in told(read(tmp_path, CALLS, "Agreement.kt"))) == [
        ("OkHttp", "用于与服务端通信"),
        ("QQ OpenSDK", "用于登录和账号绑定"),
        ("Retrofit", "用于与服务端通信"),
        ("微信 OpenSDK", "用于登录和账号绑定"),
        ("白鹭认证 SDK", "手机号验证"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        'Item("相机", "用于拍照上传头像")\nItem("位置", "用于查找附近的店")\nItem("相册", "用于选择照片")',
        'track("微信", "点击登录按钮")\ntrack("QQ", "点击登录按钮")',
        'Item("查阅权", "用于查阅您的信息")\nItem("更正权", "用于更正您的信息")',
    ],
    ids=["permissions", "events", "rights"],
)
def test_other_calls_of_two_texts_list_nobody(tmp_path, source):
    assert not read(tmp_path, source, "Other.kt")


def test_lines_with_bullets_inside_an_array_are_entries(tmp_path):
    source = """
    const policy = [{
      title: '7. Our providers',
      body: [
        'We rely on the following providers, each for a specific function:',
        '• Supabase — hosting of the database and accounts.',
        '• Cloudflare — delivery of the site.',
        '• Resend — sending notification emails.',
        'Some of these providers are established outside the European Union.',
      ],
    }];
    """
    assert [(name, use) for name, use, _ in told(read(tmp_path, source, "policy.js"))] == [
        ("Supabase", "hosting of the database and accounts"),
        ("Cloudflare", "delivery of the site"),
        ("Resend", "sending notification emails"),
    ]


def test_the_texts_that_an_element_lists_are_entries(tmp_path):
    source = """
    content: (
      <div>
        <Paragraph>我们会向以下第三方发送您的查询内容（域名/IP）：</Paragraph>
        <BulletList items={[
          "DNS 解析服务：Google、Cloudflare、Nestling 的 DoH 服务，用于 DNS 记录查询。",
          "域名价格数据：nest.example、egret.example，提供注册价格参考数据。",
        ]} />
      </div>
    ),
    """
    assert told(read(tmp_path, source)) == [
        *((name, "用于 DNS 记录查询", "查询内容、域名、IP") for name in ("Google", "Cloudflare", "Nestling")),
        *((name, "提供注册价格参考数据", "查询内容、域名、IP") for name in ("nest.example", "egret.example")),
    ]


def test_the_texts_of_an_element_below_a_denial_list_nobody(tmp_path):
    source = """
    content: (
      <div>
        <Paragraph>我们不会向以下第三方发送您的查询内容：</Paragraph>
        <BulletList items={[
          "DNS 解析服务：Google、Cloudflare 的 DoH 服务，用于 DNS 记录查询。",
          "统计服务：使用 Matomo 进行统计。",
        ]} />
      </div>
    ),
    """
    assert not read(tmp_path, source)


def test_markup_in_an_array_of_an_attribute_is_a_list(tmp_path):
    source = """
    <section>
      <h2>Service providers</h2>
      <PolicyList items={[
        <><PolicyTerm>Fly.io</PolicyTerm> — hosts our server.</>,
        <><PolicyTerm>Mapbox</PolicyTerm> — shows the places of your trips.</>,
        <><PolicyTerm>Nestling</PolicyTerm> — error monitoring.</>,
      ]} />
      <p>We show them to nobody else.</p>
    </section>
    """
    assert [(name, use) for name, use, _ in told(read(tmp_path, source))] == [
        ("Fly.io", "hosts our server"),
        ("Mapbox", "shows the places of your trips"),
        ("Nestling", "error monitoring"),
    ]


def test_texts_under_a_key_of_entries_are_a_list(tmp_path):
    source = """
    sections: [{
      title: isSpanish ? 'Terceros' : 'Service Providers',
      bullets: [
        'Supabase for account authentication and database records.',
        'Netlify for website hosting.',
        'Shipping providers when delivery is arranged.',
      ],
    }]
    """
    assert [name for name, _, _ in told(read(tmp_path, source, "page.ts"))] == ["Supabase", "Netlify"]


def test_pairs_of_an_array_are_labels_with_their_values(tmp_path):
    source = """
    _card(
      title: '白鹭大模型（对话服务）',
      subtitle: '用于生成回复',
      rows: const [('共享内容', '对话文本'), ('用途', '生成回复'), ('数据出境', '国内')],
    ),
    _card(
      title: '腾讯云 CloudBase（后端托管）',
      subtitle: '后端服务的运行平台',
      rows: const [('共享内容', '记忆数据'), ('用途', '持久化存储'), ('数据出境', '国内')],
    ),
    """
    assert told(read(tmp_path, source, "page.dart")) == [
        ("白鹭大模型（对话服务）", "生成回复", "对话文本"),
        ("腾讯云 CloudBase（后端托管）", "持久化存储", "记忆数据"),
    ]


def test_what_somebody_does_and_holds(tmp_path):
    source = """
    export const SUBPROCESSORS = [
      { name: "Supabase", does: "Hosts the database.", holds: "Your email address and your answers." },
      { name: "PostHog", does: "Product analytics.", holds: "Page views." },
    ];
    """
    assert told(read(tmp_path, source, "list.ts")) == [
        ("Supabase", "Hosts the database.", "email address、answers"),
        ("PostHog", "Product analytics.", "Page views"),
    ]
