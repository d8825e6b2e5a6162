"""Short texts of an app: what names the thing, and what only looks like it."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons
from tests.support.work import calls_of

from appaudit.model.artifact import Text
from appaudit.model.facts.code import PolicyReferenceFact, UiTextFact
from appaudit.model.facts.package import ComponentFact
from appaudit.texts import ui_texts


def classify(texts):
    return ui_texts.classify(texts, shipped_lexicons().ui)


def topics(text):
    facts = classify([Text(place="res/values/strings#x", text=text)])
    return {fact.topic if isinstance(fact, UiTextFact) else "policy_title" for fact in facts}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("登录", "login"),
        ("已收集个人信息清单", "data_lists"),
        ("个人信息收集清单", "data_lists"),
        ("信息收集明细", "data_lists"),
        ("与第三方共享个人信息清单", "data_lists"),
        ("第三方信息共享清单", "data_lists"),
        ("第三方SDK目录", "data_lists"),
        ("接入第三方SDK清单", "data_lists"),
        ("List of information shared", "data_lists"),
        ("我接受", "consent_dialog"),
        ("使用前请您仔细阅读《隐私政策》", "consent_dialog"),
        ("继续使用之前，请你先看看《个人信息保护政策》，里面写明了我们用到你的哪些信息。", "consent_dialog"),
        ("手机号登陆", "login"),
        ("Sign in", "login"),
        ("注册", "login"),
        ("注册后即可查看网络小说", "login"),
        ("请输入短信验证码", "login"),
        ("请登录网络账号", "login"),
        ("手机号登陆", "account_registration"),
        ("请设置登录密码", "account_registration"),
        ("新用户注册", "account_registration"),
        ("Forgot password?", "account_registration"),
        ("Reset my password", "account_registration"),
        ("注销账号", "account_cancellation"),
        ("申请注销帐户", "account_cancellation"),
        ("註銷帳號", "account_cancellation"),
        ("删除我的账户", "account_cancellation"),
        ("Delete my account", "account_cancellation"),
        ("Account deletion", "account_cancellation"),
        ("删除个人信息", "deletion"),
        ("Delete my data", "deletion"),
        ("撤回同意", "consent_withdrawal"),
        ("撤销授权", "consent_withdrawal"),
        ("Withdraw consent", "consent_withdrawal"),
        ("个性化推荐", "personalization_optout"),
        ("关闭个性化广告", "personalization_optout"),
        ("Personalized ads", "personalization_optout"),
        ("投诉与举报", "complaint"),
        ("意见反馈", "complaint"),
        ("File a complaint", "complaint"),
        ("关闭摇一摇", "shake_switch"),
        ("扭动手机查看详情", "shake_prompt"),
        ("Shake your phone", "shake_prompt"),
        ("同意并继续", "consent_dialog"),
        ("不同意", "consent_dialog"),
        ("不同意", "consent_refusal"),
        ("不同意并退出", "consent_refusal"),
        ("暂不使用", "consent_refusal"),
        ("Decline", "consent_refusal"),
        ("登录即代表您同意《用户协议》和《隐私政策》", "implied_consent"),
        ("继续使用即视为同意隐私政策", "implied_consent"),
        ("当您点击“继续”并开始使用产品服务时，即表示您已理解并同意该条款内容", "implied_consent"),
        ("未注册手机号验证后即视为注册并同意协议", "implied_consent"),
        ("By continuing, you agree to our Terms", "implied_consent"),
        ("Agree and continue", "consent_dialog"),
        ("《星河隐私政策》", "policy_title"),
        ("隐私权政策", "policy_title"),
        ("Privacy Policy", "policy_title"),
        ("https://www.example.com/app/privacy.html", "policy_title"),
        ("https://www.example.com/autoplay_policy?of=privacy", "policy_title"),
    ],
)
def test_topic_is_found(text, topic):
    assert topic in topics(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("注销登录", "account_cancellation"),
        ("营业执照注销", "account_cancellation"),
        ("该用户已注销", "account_cancellation"),
        ("退出当前账号", "account_cancellation"),
        ("车辆注销登记", "account_cancellation"),
        ("手机号码注销", "account_cancellation"),
        ("暂不支持注销账号", "account_cancellation"),
        ("delete account record", "account_cancellation"),
        ("退出登录", "login"),
        ("不做登录绕过、付费绕过、验证码绕过", "login"),
        ("加密清单/需登录接口不处理。", "login"),
        ("登录/付费排除", "login"),
        ("搜索引擎网页结果可能被验证码/区域限制影响。", "login"),
        ("无需注册即可使用", "login"),
        ("获取用户登录态失败！", "login"),
        ("工商注册号", "login"),
        ("微信一键登录", "account_registration"),
        ("请输入支付密码", "account_registration"),
        ("注册时间", "account_registration"),
        ("You can't reset my password", "account_registration"),
        ("--->>> 注册网络状态监听器:registerReceiver", "login"),
        ("--->>> 注册零号报文 imprint 应答处理回调。", "login"),
        ("短信验证码SDK版本号: ", "login"),
        ("您连接的是一个需要登录的网络，请确认已经登入网络#0501", "login"),
        ("注册失败-->s:", "login"),
        ("注册成功:", "login"),
        ("注册：", "login"),
        ("注册不成功，无法获取到device token", "login"),
        ("unregister receiver", "login"),
        ("撤回消息", "consent_withdrawal"),
        ("删除缓存", "deletion"),
        ("删除数据库失败", "deletion"),
        ("个性化装扮", "personalization_optout"),
        ("广告加载失败", "personalization_optout"),
        ("SSL handshake failed", "shake_switch"),
        ("milkshake", "shake_switch"),
        ("haptic feedback", "complaint"),
        ("举报成功", "complaint"),
        ("同意好友申请", "consent_dialog"),
        ("拒绝好友申请", "consent_refusal"),
        ("不同意退款", "consent_refusal"),
        ("您可以拒绝提供上述权限，这不影响使用", "consent_refusal"),
        ("勾选即表示您同意《隐私政策》", "implied_consent"),
        ("当您点击“同意”并开始使用产品服务时，即表示您已理解并同意该条款内容", "implied_consent"),
        ("登录后可以查看订单", "implied_consent"),
        ("使用我的卡付款即表示我同意PayPal隐私声明。", "implied_consent"),
        ("By paying with my card, I agree to the PayPal Privacy Statement.", "implied_consent"),
        ("http://schemas.android.com/apk/res/policy", "policy_title"),
        ("Content-Security-Policy", "policy_title"),
        ("https://docs.example.com/en/voice/autoplay_policy_web?platform=web", "policy_title"),
        (
            "您的账号注销后，所有资料都会被清空且无法恢复，包括但不限于订单、积分、优惠券、会员权益、聊天记录与收藏内容，且不能再用原手机号找回，请谨慎操作",
            "account_cancellation",
        ),
    ],
)
def test_near_miss_is_not_the_topic(text, topic):
    assert topic not in topics(text)


def test_fact_has_place_and_clean_text():
    [fact] = classify([Text(place="res/values-zh/strings#cancel (zh)", text="  注销\u202e账号\n")])
    assert isinstance(fact, UiTextFact)
    assert (fact.topic, fact.location.path, fact.location.symbol) == (
        "account_cancellation",
        "res/values-zh/strings",
        "cancel (zh)",
    )
    assert "\u202e" not in fact.text


def test_reference_keeps_the_address_only():
    [fact] = classify([Text(place="classes.dex", text="open https://a.example.org/privacy?x=1 now")])
    assert fact == PolicyReferenceFact(
        text="https://a.example.org/privacy?x=1", location=fact.location, extractor=fact.extractor
    )


def test_equal_texts_are_one_fact():
    assert len(classify([Text(place=f"p{number}", text="注销账号") for number in range(5)])) == 1


def test_a_text_that_says_nothing_costs_a_few_calls():
    texts = [
        Text(place="p", text=f"{word} {number}")
        for number in range(500)
        for word in ("加载中", "Loading", "网络", "a.b.C")
    ]
    assert classify(texts) == []
    assert calls_of(lambda: classify(texts)) < 10 * len(texts)


def test_labels_in_a_long_script_are_found_between_their_quotes() -> None:
    script = (
        "function a(){return 1}\n" * 200
        + 'e("view",{text:"注销账号",note:\'It\'},"请联系客服注销账号")'
        + "b()\n" * 400
    )
    facts = classify([Text(place="assets/apps/__UNI__1/www/app-service.js", text=script)])
    found = [(fact.topic, fact.text) for fact in facts if fact.topic == "account_cancellation"]
    assert found == [("account_cancellation", "注销账号"), ("account_cancellation", "请联系客服注销账号")]


def test_a_policy_in_one_literal_of_a_script_is_no_label() -> None:
    policy = "您可以在设置中注销账号。" * 200
    assert classify([Text(place="assets/www/policy.js", text=f'var policy = "{policy}";')]) == []


def test_a_long_page_is_a_document_and_not_searched_for_labels() -> None:
    assert classify([Text(place="assets/policy.html", text="注销账号\n" + "第三章。\n" * 900)]) == []


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("res/strings/common_signin_button_text (de)", 0),
        ("res/strings/com_facebook_loginview_log_in_button", 0),
        ("res/strings/signin_button", 1),
        ("res/layout/common_signin_button.xml", 1),
        ("res/strings/tt_reward_full_skip (zh)", 0),
        ("res/strings/tt_shake (zh)", 1),
        ("res/strings/smssdk_authorize_dialog_accept", 0),
        ("res/strings/authorize_dialog_accept", 1),
    ],
)
def test_strings_that_libraries_bring_along_are_not_the_apps(place, expected):
    assert len(classify([Text(place=place, text="Sign in")])) == expected


NOTICE = "Links may be broken or removed from their sources, and will be available again later. " * 6


@pytest.mark.parametrize(
    ("said", "is_named"),
    [
        ("You are accepting the privacy policy when you click Accept. ", True),
        ("By using the app you agree to the practices described in our Privacy Policy. ", True),
        ("使用前请阅读并同意本应用的隐私政策。", True),
        ("Other sites are bound by their privacy policy. ", False),
        ("Privacy policy discussions are off topic here. ", False),
        ("", False),
    ],
)
def test_a_sentence_of_a_long_notice_names_the_policy(said, is_named):
    assert (topics(said + NOTICE) == {"policy_title"}) == is_named


@pytest.mark.parametrize(
    "title",
    [
        "Política de Privacidade",
        "Politica de privacidad",
        "Política de Privacitat",
        "Politique de confidentialité",
        "Datenschutzerklärung",
        "Informativa sulla privacy",
        "Privacybeleid",
        "Gizlilik Politikası",
        "GİZLİLİK POLİTİKASI",
        "Политика конфиденциальности",
        "Політика конфіденційності",
        "سياسة الخصوصية",
        "حریم خصوصی",
        "מדיניות הפרטיות",
        "गोपनीयता नीति",
        "গোপনীয়তা নীতি",
        "Kebijakan Privasi",
        "Dasar privasi",
        "Chính sách quyền riêng tư",
        "Chính sách bảo mật",
        "นโยบายความเป็นส่วนตัว",
        "プライバシーポリシー",
        "個人情報の取り扱いについて",
        "개인정보 처리방침",
        "개인정보처리방침",
        "Polityka prywatności",
        "Zásady ochrany osobních údajů",
        "Zásady ochrany osobných údajov",
        "Adatvédelmi nyilatkozat",
        "Politica de confidențialitate",
        "Integritetspolicy",
        "Privatlivspolitik",
        "Personvernerklæring",
        "Tietosuojaseloste",
        "Pravila o privatnosti",
        "Πολιτική απορρήτου",
    ],
)
def test_a_policy_is_known_by_its_title_in_many_languages(title):
    assert topics(title) == {"policy_title"}


@pytest.mark.parametrize(
    "text",
    [
        "A privacidade é importante",
        "Modo de privacidade",
        "Datenschutzmodus",
        "Confidentialité",
        "Gizlilik",
        "Mode privasi",
        "個人情報",
        "개인정보 수정",
        "Политика возврата",
        "Integritet",
    ],
)
def test_words_near_a_title_in_other_languages_are_none(text):
    assert topics(text) == set()


@pytest.mark.parametrize(
    ("name", "text", "is_title"),
    [
        ("politica_privacidade", "Política", True),
        ("privacy_policy_url", "https://example.br/politica", True),
        ("settings_privacy_policy_title", "Política", True),
        ("privacy_policy_accept", "Aceitar", False),
        ("common_google_privacy_policy", "Política", False),
        ("privacy_mode", "Política", False),
    ],
)
def test_a_resource_may_be_named_for_the_policy(name, text, is_title):
    facts = classify([Text(place=f"res/strings/{name} (pt)", text=text)])
    assert [type(fact) for fact in facts] == ([PolicyReferenceFact] if is_title else [])


@pytest.mark.parametrize(
    ("name", "kind", "is_screen"),
    [
        ("br.example.bank.PoliticaPrivacidadeGoogleActivity", "activity", True),
        ("br.example.bank.PrivacyPolicyActivity", "activity", True),
        ("br.example.bank.PrivacyModeActivity", "activity", False),
        ("br.example.bank.PrivacyPolicyService", "service", False),
        ("com.ss.android.AppPrivacyPolicyActivity", "activity", False),
    ],
)
def test_a_page_of_the_app_may_be_named_for_the_policy(name, kind, is_screen):
    found = ui_texts.policy_screens([ComponentFact(type=kind, name=name)], "br.example.bank", shipped_lexicons().ui)
    assert [fact.text for fact in found] == ([name] if is_screen else [])


@pytest.mark.parametrize(
    "text", ["Cancel at any time.", "Cancel anytime", "可随时取消", "隨時可取消", "随时都可以取消订阅", "取消自动续费"]
)
def test_that_a_renewal_can_be_cancelled_is_said_in_many_ways(text):
    assert "renewal_cancel" in topics(text)


@pytest.mark.parametrize(
    "text",
    ["您尚未注册任何指纹。", "尚未註冊任何指紋。", "指纹未注册", "Sign in the box below", "随时查看", "At any time"],
)
def test_a_fingerprint_or_a_signature_is_no_account(text):
    assert topics(text) == set()


@pytest.mark.parametrize(
    ("others", "titles"),
    [
        (["Adatvédelmi irányelvek"], ["Adatvédelmi irányelvek"]),
        (["Adatvédelmi irányelvek", "隐私政策"], ["隐私政策"]),
        (["Adatvédelmi irányelvek", "Privacy Policy"], ["Privacy Policy"]),
    ],
)
def test_of_many_translations_of_a_title_the_chinese_or_english_one_is_told(others, titles):
    texts = [Text(place=f"res/strings/title ({number})", text=text) for number, text in enumerate(others)]
    assert [fact.text for fact in classify(texts)] == titles
