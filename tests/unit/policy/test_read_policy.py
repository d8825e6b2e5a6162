"""Several documents as one policy: facts, gaps, names."""

from __future__ import annotations

import pytest

from appaudit.errors import ConfigError
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.documents import ClauseFact, DeclaredSdkFact, MentionFact, PolicyDocumentFact
from appaudit.policy import policy_files, read_policy

TEXT = "星河隐私政策\n我们会收集您的手机号码，用于注册账号。\n您可以在“设置”-“注销账号”中注销账号。\n"


def save(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def of(reading, cls):
    return [fact for fact in reading.facts if isinstance(fact, cls)]


def test_one_document_gives_facts_with_places(tmp_path, lexicon):
    path = save(tmp_path, "privacy.txt", TEXT)
    reading = read_policy([path], lexicon)
    [document] = of(reading, PolicyDocumentFact)
    assert (document.name, document.characters, document.language) == ("privacy.txt", len(TEXT), "zh")
    clauses = {fact.id: fact for fact in of(reading, ClauseFact)}
    cancellation = clauses["account_cancellation"]
    assert cancellation.status == "present"
    assert TEXT[cancellation.location.start : cancellation.location.end] == cancellation.quotes[0].text
    assert [fact.data_type for fact in of(reading, MentionFact)] == ["phone_number"]
    assert reading.gaps == []


def test_clause_of_two_documents_is_one_fact(tmp_path, lexicon):
    first = save(tmp_path, "a.txt", "您有权注销账号。")
    second = save(tmp_path, "b.txt", TEXT)
    [fact] = [f for f in of(read_policy([first, second], lexicon), ClauseFact) if f.id == "account_cancellation"]
    assert fact.status == "present"
    assert {quote.document for quote in fact.quotes} == {"b.txt"}


def test_what_one_document_denies_another_does_not_heal(tmp_path, lexicon):
    first = save(tmp_path, "a.txt", TEXT)
    second = save(tmp_path, "b.txt", "本应用暂不支持注销账号。")
    [fact] = [f for f in of(read_policy([first, second], lexicon), ClauseFact) if f.id == "account_cancellation"]
    assert fact.status == "negated"


def test_the_only_document_unreadable_is_coverage_none(tmp_path, lexicon):
    path = save(tmp_path, "privacy.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 64)
    reading = read_policy([path], lexicon)
    assert reading.facts == []
    assert {(gap.kind, gap.level, gap.reason) for gap in reading.gaps} == {
        (kind, CoverageLevel.NONE, "unreadable") for kind in ("policy_document", "clause", "mention", "declared_sdk")
    }
    assert "privacy.jpg" in reading.gaps[0].detail.en


def test_one_of_two_documents_unreadable_is_partial(tmp_path, lexicon):
    good, bad = save(tmp_path, "a.txt", TEXT), save(tmp_path, "b.txt", b"")
    reading = read_policy([good, bad], lexicon)
    assert len(of(reading, PolicyDocumentFact)) == 1
    assert {gap.level for gap in reading.gaps} == {CoverageLevel.PARTIAL}


def test_missing_path_is_a_configuration_error(tmp_path, lexicon):
    with pytest.raises(ConfigError, match="no such policy file"):
        read_policy([tmp_path / "none.html"], lexicon)


def test_folder_is_all_its_documents(tmp_path, lexicon):
    save(tmp_path, "p/b.txt", TEXT)
    save(tmp_path, "p/a.html", f"<html><body><p>{TEXT}</p></body></html>")
    save(tmp_path, "p/logo.png", b"\x89PNG")
    reading = read_policy([tmp_path / "p"], lexicon)
    assert [document.name for document in reading.documents] == ["a.html", "b.txt"]


def test_empty_folder_is_a_configuration_error(tmp_path, lexicon):
    with pytest.raises(ConfigError, match="no policy document"):
        read_policy([tmp_path], lexicon)


def test_equal_file_names_are_told_apart(tmp_path, lexicon):
    first, second = save(tmp_path, "x/p.txt", TEXT), save(tmp_path, "y/p.txt", TEXT + "完。")
    names = [document.name for document in read_policy([first, second], lexicon).documents]
    assert names == ["x/p.txt", "y/p.txt"]


def test_link_to_an_unread_list_makes_that_clause_partial(tmp_path, lexicon):
    text = TEXT + "儿童信息参见[儿童个人信息保护规则](https://example.org/kids.html)。\n"
    reading = read_policy([save(tmp_path, "p.md", text.replace("《", ""))], lexicon)
    assert {(gap.subject, gap.reason, gap.level) for gap in reading.gaps} <= {
        ("minors", "linked", CoverageLevel.PARTIAL)
    }


def test_page_of_links_makes_its_clauses_partial(tmp_path, lexicon):
    page = (
        '<html><body><p>法律声明</p><ul><li><a href="https://example.org/privacy">隐私政策</a></li>'
        '<li><a href="https://example.org/sdk">第三方SDK目录</a></li></ul></body></html>'
    )
    reading = read_policy([save(tmp_path, "index.html", page)], lexicon)
    subjects = {gap.subject for gap in reading.gaps if gap.reason == "linked"}
    assert {"account_cancellation", "collection_list", "deletion", "minors"} <= subjects


def test_link_to_a_supplied_document_is_no_gap(tmp_path, lexicon):
    index = save(
        tmp_path, "index.html", '<html><body><p>法律</p><p><a href="privacy.txt">隐私政策</a></p></body></html>'
    )
    privacy = save(tmp_path, "privacy.txt", TEXT)
    assert [gap for gap in read_policy([index, privacy], lexicon).gaps if gap.subject == "deletion"] == []


def test_english_document_is_read_in_english(tmp_path, lexicon):
    text = "Privacy Policy\nWe collect your email address to create your account. " * 20
    text += "\nYou can delete your account under Settings > Account. We integrate the Umeng SDK for analytics.\n"
    reading = read_policy([save(tmp_path, "p.txt", text)], lexicon)
    assert {f.id: f.status for f in of(reading, ClauseFact)}["account_cancellation"] == "present"
    assert "Umeng SDK" in [fact.name for fact in of(reading, DeclaredSdkFact)]


def test_same_input_same_facts(tmp_path, lexicon):
    path = save(tmp_path, "privacy.txt", TEXT * 3)
    assert read_policy([path], lexicon).facts == read_policy([path], lexicon).facts


def test_a_folder_gives_its_documents_and_leaves_the_other_files(tmp_path):
    for name in ("privacy.html", "children.md", "expected.json", "app.apk", ".hidden"):
        (tmp_path / name).write_text("隐私政策", encoding="utf-8")
    assert [path.name for path in policy_files([tmp_path])] == ["children.md", "privacy.html"]


def test_a_document_of_an_old_format_in_a_folder_is_not_passed_over(lexicon, tmp_path):
    (tmp_path / "policy.txt").write_text("隐私政策\n\n我们会收集您的手机号。\n", encoding="utf-8")
    (tmp_path / "sdks.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    reading = read_policy([tmp_path], lexicon)
    assert [document.name for document in reading.documents] == ["policy.txt"]
    assert {gap.part for gap in reading.gaps if gap.reason == "unreadable"} == {"sdks.doc"}
