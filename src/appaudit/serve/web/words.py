"""Words of the workbench in both languages: states, stages of an audit, roles of files, what a log line says."""

from __future__ import annotations

from typing import Final

from appaudit.batch.row import FAILURES
from appaudit.model.bilingual import Bilingual, Language
from appaudit.report.renderers import words as report_words

B = Bilingual

STATE: Final = {
    "queued": B("等待中", "Waiting"),
    "running": B("读取中", "Reading"),
    "done": B("已完成", "Done"),
    "failed": B("没有报告", "No report"),
}
OUTCOME: Final = {"done": B("已完成", "Done"), **FAILURES}
#: The stages of an audit by the names that `-v` prints, in their usual order.
STAGE: Final = {
    "": B("准备", "Getting ready"),
    "archive": B("打开安装包", "Opening the package"),
    "manifest": B("清单文件", "Manifest"),
    "resources": B("资源", "Resources"),
    "inflate": B("解压代码", "Unpacking code"),
    "texts": B("界面文字", "Texts of screens"),
    "signing": B("签名", "Signature"),
    "native code": B("原生库", "Native libraries"),
    "scripts": B("脚本", "Scripts"),
    "bytecode": B("字节码", "Bytecode"),
    "class files": B("类文件", "Class files"),
    "dex": B("字节码", "Bytecode"),
    "api calls": B("接口调用", "Calls of APIs"),
    "renamed code": B("被混淆的代码", "Renamed code"),
    "conduct": B("代码的行为", "What the code does"),
    "reachability": B("调用链与同意前的访问", "Call chains, and access before consent"),
    "unseen code": B("未能看到的代码", "Code that cannot be seen"),
    "sensors": B("传感器", "Sensors"),
    "text constants": B("代码中的文字", "Texts in code"),
    "ui texts": B("界面文字", "Texts of screens"),
    "SDK names": B("SDK名称", "Names of SDKs"),
    "policy": B("隐私政策", "Privacy policy"),
    "SDK list": B("SDK清单", "SDK list"),
    "privacy guide": B("隐私保护指引", "Privacy guide"),
    "derive": B("比对代码与文件", "Code held against documents"),
    "match": B("规则判断", "Rules"),
    "report": B("生成报告", "Report"),
}
#: What a page lists while an audit runs: each with the stages that belong to it.
STEPS: Final = (
    (B("安装包", "Package"), ("", "archive", "manifest", "resources", "inflate", "texts", "signing")),
    (
        B("代码", "Code"),
        (
            "native code", "scripts", "bytecode", "class files", "dex", "api calls", "renamed code", "conduct",
            "reachability", "unseen code", "sensors", "text constants", "ui texts",
        ),
    ),
    (B("文件", "Documents"), ("SDK names", "policy", "SDK list", "privacy guide")),
    (B("比对与判断", "Held against the rules"), ("derive", "match")),
    (B("报告", "Report"), ("report",)),
)  # fmt: skip
ROLE: Final = {
    **report_words.ROLE,
    "artifact": B("安装包", "Package"),
    "policy": B("隐私政策", "Privacy policy"),
    "sdk_list": B("SDK清单", "SDK list"),
    "facts": B("运营者声明的事实", "Facts the operator declares"),
    "mapping": B("混淆映射文件", "Mapping of names"),
    "privacy_guide": B("微信隐私保护指引", "WeChat privacy guide"),
}
DEED: Final = {
    "audit": B("提交审计", "Asked for an audit"),
    "delete-audit": B("删除审计", "Deleted an audit"),
    "delete-app": B("删除应用", "Deleted an app"),
    "decide": B("作出裁决", "Decided on findings"),
    "withdraw": B("撤回裁决", "Withdrew verdicts"),
    "import-verdicts": B("导入裁决", "Imported verdicts"),
    "replace-document": B("替换文件", "Replaced a document"),
    "remove-document": B("移除文件", "Removed a document"),
    "set-categories": B("修改应用类别", "Changed the kinds of app"),
    "set-facts": B("修改声明的事实", "Changed declared facts"),
    "set-account": B("设置账号", "Set an account"),
    "create-token": B("新建令牌", "Made a token"),
    "revoke-token": B("吊销令牌", "Revoked a token"),
    "disable-account": B("停用账号", "Disabled an account"),
    "sign-in": B("登录", "Signed in"),
    "sign-out": B("退出登录", "Signed out"),
    "refused": B("登录失败", "Was not let in"),
}
FORMAT: Final = {
    "html": B("网页报告", "Report (HTML)"),
    "docx": B("可签署的报告（Word）", "Report to sign (Word)"),
    "xlsx": B("工作簿（Excel）", "Workbook (Excel)"),
    "evidence": B("证据包（ZIP）", "Evidence pack (ZIP)"),
    "json": B("数据（JSON）", "Data (JSON)"),
    "sarif": B("SARIF", "SARIF"),
    "junit": B("JUnit", "JUnit"),
    "markdown": B("Markdown", "Markdown"),
    "text": B("纯文本", "Text"),
}


def state_names(language: Language) -> dict[str, str]:
    """The states of an audit in one language."""
    return {name: text.in_language(language) for name, text in STATE.items()}
