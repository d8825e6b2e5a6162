"""Whether an app speaks a language that there are words for."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Text
from appaudit.texts.app_language import foreign_text_gaps

PORTUGUESE = [
    "Não foi possível carregar os seus dados agora",
    "Informe o número da sua conta corrente aqui",
    "A sua senha deve ter oito caracteres diferentes",
    "Escolha uma das agências mais próximas de si",
    "O pagamento será feito no próximo dia útil",
    "Seu cartão foi bloqueado por motivos de segurança",
    "Confirme os dados antes de continuar a operação",
    "Aproxime o código de barras da câmera traseira",
    "Digite o código que enviamos para o celular",
]
ENGLISH = [f"Please enter the number of your account, part {number}" for number in range(9)]
JAPANESE = [f"お客さまの口座番号を入力してから次へ進んでください。{number}" for number in range(9)]
CHINESE = [f"请输入您的银行卡号码，然后点击下一步继续操作。{number}" for number in range(9)]
LIBRARY = [f"Enable the services of the platform that your app needs {number}" for number in range(20)]


def strings(texts: list[str], suffix: str = "", name: str = "text") -> list[Text]:
    return [Text(place=f"res/strings/{name}_{number}{suffix}", text=text) for number, text in enumerate(texts)]


def gaps(texts: list[Text]) -> list[str]:
    lexicons = shipped_lexicons()
    return [gap.detail.en for gap in foreign_text_gaps(texts, lexicons.ui, lexicons.policy)]


@pytest.mark.parametrize("texts", [PORTUGUESE, JAPANESE, [text.replace("ã", "a") for text in PORTUGUESE]])
def test_what_sentences_of_another_language_say_is_not_known(texts: list[str]) -> None:
    said = "9 of 9 sentences on its screens are neither Chinese nor English; what they say was not judged"
    assert gaps(strings(texts)) == [said]


KEYS = [
    f"2f72a028-4acc-4849-a9bc-bed79675a{number} com.example.a.b.c.d.e https://a.example/b/c/d" for number in range(9)
]
LABELS = [f"Choose a photo from gallery number {number}" for number in range(9)]


@pytest.mark.parametrize("texts", [KEYS, LABELS, ENGLISH, CHINESE, PORTUGUESE[:7], ["Olá"] * 20])
def test_known_languages_few_sentences_and_labels_leave_no_gap(texts: list[str]) -> None:
    assert gaps(strings(texts)) == []


def test_an_app_whose_every_text_has_a_translation_is_known() -> None:
    assert gaps([*strings(PORTUGUESE), *strings(ENGLISH, " (en)"), *strings(JAPANESE, " (ja)")]) == []
    assert gaps([*strings(ENGLISH), *strings(PORTUGUESE, " (pt-rBR)"), *strings(JAPANESE, " (ja)")]) == []
    assert gaps([*strings(LABELS), *strings(JAPANESE, " (ja)")]) == []
    assert gaps([*strings(PORTUGUESE), *strings(JAPANESE, " (ja)")]) != []


def test_texts_of_a_library_say_nothing_of_the_app() -> None:
    assert gaps([*strings(PORTUGUESE), *strings(LIBRARY, name="common_google_play_services")]) != []
    assert gaps([*strings(PORTUGUESE), *strings(LIBRARY, name="screen")]) == []
