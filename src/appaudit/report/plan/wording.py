"""The steps of the plan in words: what to change, whose work it is, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from appaudit.model.bilingual import Bilingual, within_sentence
from appaudit.model.finding import Finding
from appaudit.model.grade import Confidence, Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.plan import Owner, PlanCode, PlanFix
from appaudit.model.report import DataAccessRow, Report
from appaudit.model.sdks import SdkSignature
from appaudit.model.version_numbers import version_numbers
from appaudit.report.plan import sentences, start_words
from appaudit.report.plan.causes import Cause, CauseKind, Causes, without_descriptor
from appaudit.report.plan.startup_code import absent_first, advice, startup_code
from appaudit.report.renderers import words
from appaudit.report.renderers.plain import shortened

B = Bilingual

#: Changes that are named beside the one that a step is about.
_ALSO: Final = 4
#: Sentences of the policy that a step names, and how much of each.
_QUOTES: Final = 3
_QUOTE_WIDTH: Final = 120
#: Who has the input of a role.
_READERS: Final[Mapping[str, Owner]] = {"policy": "policy", "sdk_list": "sdk_list"}
_REMOVE: Final = '<uses-permission android:name="{name}" tools:node="remove" />'


class Worded(NamedTuple):
    """A change in words."""

    title: Bilingual
    action: Bilingual
    owner: Owner
    fix: PlanFix
    places: tuple[str, ...] = ()


def _advised(
    title: Bilingual,
    owner: Owner,
    findings: Sequence[Finding],
    action: Bilingual | None = None,
    places: tuple[str, ...] = (),
) -> Worded:
    """A change that is told as its findings tell it, unless an action is given, and made as they advise."""
    fix = PlanFix(text=sentences.remedies(findings))
    return Worded(title, action or sentences.messages(findings), owner, fix, places)


class Wording:
    """Words the causes of one report."""

    def __init__(self, report: Report, knowledge: Knowledge, causes: Causes) -> None:
        self._report = report
        self._knowledge = knowledge
        self._causes = causes
        self.names = words.Names(report)
        self._rules = report.glossary.rules

    def of(self, cause: Cause, findings: Sequence[Finding], also: Sequence[Cause] = ()) -> Worded:
        """A cause with the findings that it bears on, the gravest first; `also` are others that go with it."""
        worded = _BY_KIND[cause.kind](self, cause, findings)
        others = []
        for other in dict.fromkeys(also):
            concerned = [finding for finding in findings if other in self._causes.of(finding)]
            if concerned:
                others.append(_BY_KIND[other.kind](self, other, concerned))
        if not others:
            return worded
        titles = list(dict.fromkeys(other.title for other in others))
        zh = "；".join(title.zh for title in titles[:_ALSO])
        en = "; ".join(within_sentence(title.en) for title in titles[:_ALSO])
        if (more := len(titles) - _ALSO) > 0:
            zh, en = f"{zh}；以及所列的另外 {more} 处", f"{en}; and {more} more, listed below"
        return worded._replace(
            action=B(f"{worded.action.zh}另：{zh}。", f"{worded.action.en} Also: {en}."),
            places=tuple(dict.fromkeys(place for one in (worded, *others) for place in one.places)),
        )

    def _is_known(self, cause: Cause, findings: Iterable[Finding]) -> bool:
        """Whether evidence, not only a lead, says of this cause what a finding says."""
        return sentences.is_known(finding for finding in findings if self._causes.rests_on(finding, cause))

    def _status(self, cause: Cause, finding: Finding) -> Status:
        return finding.status if self._causes.rests_on(finding, cause) else Status.REVIEW

    def _sdk(self, identifier: str) -> Bilingual:
        signature = self._knowledge.sdks.get(identifier)
        return signature.name if signature else self.names.party(identifier)

    def _sdk_start(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        name, signature = self._sdk(cause.name), self._knowledge.sdks.get(cause.name)
        rows = [row for finding in findings for row in self._early(finding, cause.name)]

        def early(finding: Finding) -> list[str]:
            return [row.data_type for row in self._early(finding, cause.name)]

        calls = [
            item.fact
            for finding in findings
            for item in finding.evidence
            if item.fact and item.fact.kind == "sdk_call" and item.fact.key[0] == cause.name
        ]
        asked = [fact for fact in calls if fact.key[1] != without_descriptor(fact.key[2])]
        own = [self._last_of_app(row.chain, cause.name) for row in rows] + [
            without_descriptor(fact.key[2]) for fact in asked
        ]
        places = tuple(dict.fromkeys(place for place in own if place))
        starts_itself = bool(rows or calls) and not places
        read = self._read(cause, findings, early)
        surer = [finding for finding in findings if finding.confidence > Confidence.LOW]
        is_known = self._is_known(cause, surer)
        # What may be a start, and as well a guard that holds sensitive calls back, is no call to show or to move.
        known = signature.startup.start if signature and signature.startup else ()
        is_guessed = not surer and bool(asked) and all(fact.key[1] not in known for fact in asked)
        outdated = None if is_guessed else self._outdated(signature)
        safe_start = advice(signature, self._absent(cause.name)) if signature and not is_guessed else None
        text = safe_start or findings[0].remediation
        return Worded(
            start_words.sdk_title(name, is_known=is_known),
            start_words.sdk_action(name, read, outdated, starts_itself=starts_itself, is_known=is_known),
            "sdk" if starts_itself else "app",
            PlanFix(
                text=self._with_place(text),
                code=startup_code(signature, [fact.key[1] for fact in asked], self._absent(cause.name))
                if signature and not is_guessed
                else (),
                link=signature.privacy_url if signature else "",
            ),
            places,
        )

    def _with_place(self, text: Bilingual) -> Bilingual:
        """What to do after consent, and where the app has it."""
        place = start_words.stored_where(self._report.facts.consent_keys)
        return B(text.zh + place.zh, text.en + place.en)

    def _outdated(self, signature: SdkSignature | None) -> Bilingual | None:
        """What has to be updated before the call exists that tells the SDK of consent; None where nothing is known."""
        since = signature.startup.consent_since if signature and signature.startup else {}
        found = {row.id: row.version for row in self._report.facts.sdks if row.version}
        for sdk, needed in since.items():
            if sdk in found and version_numbers(found[sdk]) < version_numbers(needed):
                name = self._sdk(sdk)
                return start_words.update_first(name, found[sdk], needed)
        lacking = absent_first(signature, self._absent(signature.id)) if signature else ()
        return start_words.update_to_have(self._sdk(signature.id), lacking) if signature and lacking else None

    def _absent(self, sdk: str) -> tuple[str, ...]:
        return next((row.absent_calls for row in self._report.facts.sdks if row.id == sdk), ())

    def _early(self, finding: Finding, sdk: str) -> list[DataAccessRow]:
        """The reads before consent that a finding rests on and that enter an SDK."""
        rows = self._causes.accesses(finding)
        return [row for row in rows if self._causes.entered(row) == sdk and row.phase == "pre_consent"]

    def _last_of_app(self, chain: Sequence[str], sdk: str) -> str:
        """The last method before the SDK's code is entered; empty where the chain begins in it."""
        before = ""
        for step in chain:
            if self._causes.is_of(step, sdk):
                return before
            before = without_descriptor(step)
        return before

    def _app_read(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        def early(finding: Finding) -> list[str]:
            rows = self._causes.accesses(finding)
            return [
                row.data_type
                for row in rows
                if not self._causes.entered(row) and self._causes.called_early(row) == cause.name
            ]

        rows = [row for finding in findings for row in self._causes.accesses(finding)]
        here = [without_descriptor(row.caller) for row in rows if without_descriptor(row.api) == cause.name]
        return Worded(
            start_words.code_title(sentences.short(cause.name), is_known=self._is_known(cause, findings)),
            start_words.code_action(cause.name, self._read(cause, findings, early)),
            "app",
            PlanFix(text=self._with_place(findings[0].remediation)),
            tuple(dict.fromkeys(here)) or (cause.name,),
        )

    def _read(
        self, cause: Cause, findings: Sequence[Finding], data_of: Callable[[Finding], Iterable[str]]
    ) -> list[start_words.Read]:
        """What is read early, by how sure that is, the surest first, each type of data once."""
        by_status: dict[Status, list[str]] = {}
        told: set[str] = set()
        for finding in sorted(findings, key=lambda finding: -self._status(cause, finding).rank):
            new = [name for name in dict.fromkeys(data_of(finding)) if name not in told]
            told.update(new)
            by_status.setdefault(self._status(cause, finding), []).extend(new)
        return [(status, sentences.data_types(self.names, found)) for status, found in by_status.items() if found]

    def _consent(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        return _advised(
            B("改正征求同意的方式", "Correct how consent is asked for")
            if sentences.is_known(findings)
            else B("确认征求同意的方式", "Check how consent is asked for"),
            "app",
            findings,
        )

    def _sdk_rows(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        detected = {row.id: row for row in self._report.facts.sdks}
        missing = [finding.subject for finding in findings if finding.subject in detected]
        concerned = list(dict.fromkeys(missing))
        missing = [sdk for sdk in concerned if detected[sdk].disclosed == "no"]
        short = [sdk for sdk in concerned if detected[sdk].disclosed != "no"]
        rows = [self._row(sdk) for sdk in concerned]
        zh, en = (
            "补全清单各行的名称、公司、目的、信息和联系方式",
            "Complete its rows: name, company, purpose, data, contact",
        )
        if missing:
            named = sentences.named([self._sdk(sdk) for sdk in missing])
            zh, en = f"在第三方SDK清单中补充：{named.zh}", f"Add to the list of third-party SDKs: {named.en}"
        if short:
            named = sentences.named([self._sdk(sdk) for sdk in short])
            and_zh, and_en = ("；", "; complete the rows of: ") if missing else ("", "Complete the rows of: ")
            zh = f"{zh if missing else ''}{and_zh}补全已有的行：{named.zh}"
            en = f"{en if missing else ''}{and_en}{named.en}"
        head = "名称,公司,使用目的,收集的个人信息,隐私政策"
        code = (PlanCode(language="text", text="\n".join([head, *rows])),) if rows else ()
        return Worded(
            B("补全第三方SDK清单", "Complete the list of third-party SDKs"),
            B(
                f"{zh}；草稿可用 appaudit sdks --format sdk-list 生成。",
                f"{en}; appaudit sdks --format sdk-list drafts it.",
            ),
            "sdk_list",
            PlanFix(text=sentences.remedies(findings), code=code),
        )

    def _unknown_code(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        named = sentences.named([self.names.subject(finding) for finding in findings])
        return _advised(
            B("查明无法识别的代码的来源", "Find out whose the code is that nobody recognises"),
            "sdk_list",
            findings,
            B(
                f"来源不明：{named.zh}。属于第三方SDK的，补入第三方SDK清单；属于自有代码的，在忽略清单中注明。",
                f"Not recognised: {named.en}. List a third party's SDK; note code of your own among the ignores.",
            ),
            tuple(finding.subject for finding in findings),
        )

    def _row(self, sdk: str) -> str:
        """What is known of an SDK as a row of a list; what is not is a marked blank."""
        signature = self._knowledge.sdks[sdk]
        category = self._knowledge.sdk_categories.get(signature.category)
        known = self._knowledge.data_types
        read = [row.data_type for row in self._report.facts.data_access if row.party == sdk and row.phase != "dead"]
        # All of it: a row that leaves something out is the next finding.
        listed = [name for name in dict.fromkeys((*signature.collects, *read)) if name in known]
        data = "、".join(known[name].name.zh for name in listed)
        cells = (
            signature.name.zh,
            signature.vendor or "【公司】",
            (category.purpose.zh if category else "") or "【目的】",
            data or "【信息】",
            signature.privacy_url or "【链接】",
        )
        return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells)

    def _sdk_surplus(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        named = sentences.named([self._sdk(finding.subject) for finding in findings])
        return Worded(
            B("从清单中删除应用里没有的SDK", "Remove from the list SDKs that the app does not have"),
            B(f"应用中没有找到：{named.zh}。", f"Not found in the app: {named.en}."),
            "sdk_list",
            PlanFix(text=findings[0].remediation),
        )

    def _policy_data(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        data = sentences.data_types(self.names, (finding.subject for finding in findings))
        rows = [row for finding in findings for row in self._causes.accesses(finding)]
        return _advised(
            B("在政策中写明收集的信息，或停止收集", "Name what is collected in the policy, or stop collecting it"),
            "policy",
            findings,
            B(
                f"政策没有（清楚地）写明：{data.zh}。没有业务需要的，删除读取的代码。",
                f"The policy does not name, or does not clearly name: {data.en}. Delete code that no feature needs.",
            ),
            tuple(dict.fromkeys(without_descriptor(row.caller) for row in rows))[: sentences.LISTED],
        )

    def _clause(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        name, messages = self.names.clause(cause.name), sentences.messages(findings)
        row = self._report.facts.policy.clauses.get(cause.name)
        if row and row.status == "negated":
            denials = [shortened(quote.text, _QUOTE_WIDTH) for quote in row.quotes[:_QUOTES]]
            zh, en = ("；".join(f"“{text}”" for text in denials), "; ".join(f"“{text}”" for text in denials))
            messages = B(f"{messages.zh}删除或改写：{zh}。", f"{messages.en} Remove or reword: {en}.")
        return _advised(
            B(f"政策条款：{name.zh}", f"Policy clause: {within_sentence(name.en)}"),
            "policy",
            findings,
            messages,
        )

    def _policy_text(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        return _advised(sentences.titled(B("修改政策", "Revise the policy"), findings), "policy", findings)

    def _policy(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        return _advised(B("提供隐私政策", "Provide a privacy policy"), "policy", findings)

    def _permissions(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        names = tuple(sorted({finding.subject for finding in findings} & self._causes.removable))
        names = names or tuple(sorted(self._causes.removable))
        lines = "\n".join(_REMOVE.replace("{name}", name) for name in names)
        short = [name.rpartition(".")[2] for name in names]
        removed = B("、".join(short), ", ".join(short))
        return Worded(
            B("从清单中删除没有用到的权限", "Remove unused permissions from the manifest"),
            B(
                f'删除 {removed.zh}；由SDK合并进来的用 tools:node="remove" 移除，并在合并后的清单中确认。',
                f'Remove {removed.en}; where an SDK adds one, use tools:node="remove". Check the merged manifest.',
            ),
            "build",
            PlanFix(text=findings[0].remediation, code=(PlanCode(language="xml", text=lines),)),
            names,
        )

    def _permission(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        name = self.names.subject(findings[0])
        return _advised(
            B(f"确认是否需要权限：{name.zh}", f"Decide whether this permission is needed: {name.en}"),
            "app",
            findings,
            places=(cause.name,),
        )

    def _sdk_shake(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        name, signature = self._sdk(cause.name), self._knowledge.sdks.get(cause.name)
        if sentences.is_known(findings) and (self._causes.jumps(cause.name) or (signature and signature.shake_switch)):
            return self._switched(cause, findings, B("摇一摇跳转", "shake-to-open"), "shake_switch")
        return Worded(
            B(
                f"确认{name.zh}监听运动传感器是否用于摇动跳转",
                f"Check whether {name.en} listens to motion sensors to open pages on a shake",
            ),
            sentences.messages(findings),
            "sdk",
            PlanFix(text=sentences.remedies(findings), link=signature.privacy_url if signature else ""),
        )

    def _sdk_personalization(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        return self._switched(cause, findings, B("个性化推荐", "personalisation"), "personalization_switch")

    def _switched(self, cause: Cause, findings: Sequence[Finding], what: Bilingual, field: str) -> Worded:
        name, signature = self._sdk(cause.name), self._knowledge.sdks.get(cause.name)
        switch: str = getattr(signature, field, "") if signature else ""
        return Worded(
            B(
                f"关闭{name.zh}的{what.zh}，或交由用户决定",
                f"Turn off {what.en} in {name.en}, or let the user decide",
            ),
            B(
                f"初始化{name.zh}时关闭{what.zh}，或让应用内的开关决定传入的值，并在政策中说明。",
                f"Turn {what.en} off when {name.en} is initialised, or let a switch in the app decide; "
                "say so in the policy.",
            ),
            "app",
            PlanFix(
                text=findings[0].remediation,
                code=(PlanCode(language="text", text=switch),) if switch else (),
                link=signature.privacy_url if signature else "",
            ),
        )

    def _sdk_update(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        name = self._sdk(cause.name)
        return _advised(
            B(f"升级或更换{name.zh}", f"Update or replace {name.en}")
            if sentences.is_known(findings)
            else B(f"确认{name.zh}的代码是否需要升级或更换", f"Check whether {name.en} has to be updated or replaced"),
            "sdk",
            findings,
        )

    def _component(self, cause: Cause, findings: Sequence[Finding]) -> Worded:
        short = sentences.short(cause.name)
        return _advised(
            B(f"移除或限制组件 {short}", f"Remove or restrict {short}")
            if sentences.is_known(findings)
            else B(f"确认是否需要 {short}", f"Check whether {short} is needed"),
            "build",
            findings,
            places=(cause.name,),
        )

    def _unseen(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        roles = {item.name: item.role for item in self._report.inputs}
        owners = {_READERS.get(roles.get(finding.subject, ""), "build") for finding in findings}
        owner = owners.pop() if len(owners) == 1 else "build"
        return _advised(
            B("提供能够读取的安装包和文件，重新审查", "Audit again what could not be read"), owner, findings
        )

    def _out_of_sight(self, _: Cause, findings: Sequence[Finding]) -> Worded:
        said = sentences.messages(findings)
        return Worded(
            B("确认静态检测看不到目标的调用实际做什么", "Find out what calls do whose target cannot be seen"),
            B(
                f"{said.zh}请逐处确认：加载的是什么文件，以名称取得的是哪个类和方法，执行的是什么命令；"
                "是否读取个人信息。",
                f"{said.en} Confirm for each which file is loaded, which class and method is asked for"
                " by name, which command is run, and whether personal information is read.",
            ),
            "app",
            PlanFix(
                text=B(
                    "名称可以写成常量的，写成常量后重新检测；不能的，由开发或SDK提供方书面说明，并在裁决中记录。",
                    "Where a name can be a constant, make it one and scan again; else have the developer or vendor"
                    " state it, and record that as a verdict.",
                )
            ),
        )


def _of_rule(owner: Owner) -> Callable[[Wording, Cause, Sequence[Finding]], Worded]:
    """Words what a rule finds, for findings that have no cause of their own."""

    def worded(wording: Wording, _: Cause, findings: Sequence[Finding]) -> Worded:
        title = findings[0].title
        # "The package is debuggable: debuggable" says one thing twice.
        said = [name for finding in findings for name in wording.names.subjects(finding)]
        subjects = sentences.named([sentences.phrase(name) for name in said if name.en.lower() not in title.en.lower()])
        about = B(f"涉及：{subjects.zh}。", f"Concerns: {subjects.en}.") if subjects.en else None
        symbols = [item.location.symbol for finding in findings for item in finding.evidence[:1]]
        return _advised(
            sentences.titled(B("改正", "Correct"), findings),
            owner,
            findings,
            about or sentences.messages(findings[:1]),
            tuple(dict.fromkeys(filter(None, symbols))),
        )

    return worded


_BY_KIND: Final[Mapping[CauseKind, Callable[[Wording, Cause, Sequence[Finding]], Worded]]] = {
    "sdk_start": Wording._sdk_start,
    "app_read": Wording._app_read,
    "consent": Wording._consent,
    "sdk_rows": Wording._sdk_rows,
    "unknown_code": Wording._unknown_code,
    "sdk_surplus": Wording._sdk_surplus,
    "policy_data": Wording._policy_data,
    "clause": Wording._clause,
    "policy_text": Wording._policy_text,
    "policy": Wording._policy,
    "permissions": Wording._permissions,
    "permission": Wording._permission,
    "sdk_shake": Wording._sdk_shake,
    "sdk_personalization": Wording._sdk_personalization,
    "sdk_update": Wording._sdk_update,
    "component": Wording._component,
    "build": _of_rule("build"),
    "duty": _of_rule("operations"),
    "unseen": Wording._unseen,
    "out_of_sight": Wording._out_of_sight,
    "code": _of_rule("app"),
}
