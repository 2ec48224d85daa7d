"""The log in words (操作记录的文字): whose field it was, what stood there, what a check found and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.household import WHOLE_HOUSEHOLD
from desktop.domain.log_subjects import SUBJECTS
from desktop.domain.standards import LINE_WORDS, LineKind
from desktop.domain.trail import Act, Entry, Fault, Head, Proof
from desktop.domain.words import word

GAP = " · "
"""Between the parts of a field's name: 家庭成员 2 · 身份证号."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One field's change in words."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class EntryLine:
    """One line of the log as it is read."""

    seq: int
    at: datetime
    """The clock's word for it, in UTC."""
    user: str
    act: str
    about: str
    reason: str
    changes: tuple[Told, ...]
    code: str
    """What a paper printed right after it would carry."""
    subject: str = ""
    """What kind of thing it is about."""

    @property
    def when(self) -> str:
        """Day and time on the clock of the office."""
        return moment_words(self.at)

    @property
    def brief(self) -> str:
        """The changes in one line."""
        if not self.changes:
            return self.reason
        first = next((c for c in self.changes if "内部编号" not in c.field), self.changes[0])
        more = f"　等 {len(self.changes)} 项" if len(self.changes) > 1 else ""
        said = (
            f"{first.field}：{first.old or '（空）'} → {first.new or '（空）'}"
            if first.old
            else (f"{first.field}：{first.new}")
        )
        return said + more


@dataclass(frozen=True, kw_only=True)
class TrailQuery:
    """Which entries: of these acts, by these users, with these words, about this household."""

    acts: tuple[Act, ...] = ()
    users: tuple[str, ...] = ()
    search: str = ""
    household_id: int | None = None


@dataclass(frozen=True)
class Proved(Proof):
    """What a check came to, against how many heads kept elsewhere, and what a reader should know besides."""

    anchors: int = 0
    notes: tuple[str, ...] = ()


def told(entry: Entry) -> EntryLine:
    """An entry of the log in words."""
    return EntryLine(
        seq=entry.seq,
        at=datetime.fromisoformat(entry.at),
        user=entry.user,
        act=act_word(entry.act),
        about=entry.about,
        reason=entry.reason,
        changes=tuple(
            Told(
                field=field_words(entry.subject, c.field),
                old=value_words(entry.subject, c.field, c.old),
                new=value_words(entry.subject, c.field, c.new),
            )
            for c in entry.changes
        ),
        code=Head(entry.seq, entry.hash).code if _is_hash(entry.hash) else "（已损坏）",
        subject=subject_word(entry.subject),
    )


def moment_words(at: datetime) -> str:
    """Day and time as a clock on the wall of the office showed them."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def head_words(head: Head) -> str:
    """The head of the log as it stands in the foot of a paper."""
    return f"操作记录第 {head.seq} 条　校验码 {head.code}"


def act_word(act: str) -> str:
    """What was done; the bare word of a later program's act."""
    return word(Act(act)) if act in Act.__members__ else act


def acts_called(text: str) -> tuple[Act, ...]:
    """The acts whose words hold that text."""
    return tuple(act for act in Act if text and text in word(act))


def subject_word(subject: str) -> str:
    """What kind of thing an entry is about."""
    return SUBJECTS[subject].word if subject in SUBJECTS else subject


def field_words(subject: str, path: str) -> str:
    """A field's name in words: `members.2.id_number` is 家庭成员 2 · 身份证号."""
    said: list[str] = []
    here = SUBJECTS.get(subject)
    for part in path.split("."):
        if part.isdecimal() and said:
            said[-1] += f" {part}"
            continue
        here = here.parts.get(part) if here is not None else None
        said.append(here.word if here is not None else part)
    return GAP.join(_day_words(x) for x in said)


def value_words(subject: str, path: str, value: str) -> str:
    """What stood in a field, in words."""
    here = SUBJECTS.get(subject)
    parts = path.split(".")
    for part in parts:
        if here is not None and not part.isdecimal():
            here = here.parts.get(part)
    if parts[-1] == "whose":
        return "全家" if value == str(WHOLE_HOUSEHOLD) else value and f"家庭成员 {value}"
    if here is not None and here.kind is not None:
        return "、".join(_code_word(here.kind, x) for x in value.split("、")) if value else ""
    return {"True": "是", "False": "否"}.get(value, value)


def _code_word(kind: type[StrEnum], value: str) -> str:
    if value not in kind.__members__:  # covered, or of a later program
        return value
    return LINE_WORDS[LineKind(value)] if kind is LineKind else word(kind(value))


def _day_words(part: str) -> str:
    return f"{date.fromisoformat(part):%Y-%m-%d}" if _DAY.fullmatch(part) else part


def _is_hash(text: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def proof_words(proof: Proof) -> tuple[str, ...]:
    """What a check of the log came to, in sentences to read aloud; faults first, each kind with what to do next."""
    if proof.sound:
        anchors = proof.anchors if isinstance(proof, Proved) else 0
        against = f"，与 {anchors} 处另外保存的校验码一致" if anchors else ""
        return (
            f"核验通过：{proof.entries} 条操作记录一条不缺、未被改动{against}。",
            *_notes(proof),
        )
    said = [f"核验没有通过：{proof.entries} 条操作记录里发现 {len(proof.findings)} 处问题。"]
    for fault in dict.fromkeys(f.fault for f in proof.findings):
        found = [f for f in proof.findings if f.fault is fault]
        said += [f"〔{FAULT_WORDS[fault]}〕{f.said}" for f in found[:_LISTED]]
        if len(found) > _LISTED:
            said.append(f"〔{FAULT_WORDS[fault]}〕还有 {len(found) - _LISTED} 处。")
        said.append(f"怎么办：{NEXT[fault]}")
    return (*said, *_notes(proof))


def _notes(proof: Proof) -> Sequence[str]:
    return proof.notes if isinstance(proof, Proved) else ()


_LISTED = 5
"""Findings of one kind told one by one."""

FAULT_WORDS: Mapping[Fault, str] = {
    Fault.altered: "内容被改动",
    Fault.missing: "缺少记录",
    Fault.out_of_order: "次序不对",
    Fault.cut: "末尾被截掉",
    Fault.older_copy: "较早的副本",
    Fault.foreign: "整段重写",
}

_KEEP = "先不要再录入，把整个办公室文件夹复制一份保存，作为证据"
NEXT: Mapping[Fault, str] = {
    Fault.altered: f"{_KEEP}；再到「备份与恢复」找出这一条之前做的备份，用「恢复演练」对照原来的内容；并报告单位负责人。",
    Fault.missing: f"{_KEEP}；再到「备份与恢复」找出缺少的记录还在的那份备份，作「恢复演练」对照；并报告单位负责人。",
    Fault.out_of_order: f"{_KEEP}；记录的次序由程序编号，人工挪动过才会乱，请报告单位负责人并联系维护人员。",
    Fault.cut: f"{_KEEP}；被截掉的操作做过但查不到了，请拿最近打印的签收表、公示页脚上的条号，核对那之后办过什么；并报告单位负责人。",
    Fault.older_copy: "先查是不是误开了 U 盘或别处的旧文件夹，或恢复过较早的备份；是的话，关闭程序，改开原来的文件夹，"
    "或到「备份与恢复」恢复最新的一份。都不是的，报告单位负责人。",
    Fault.foreign: f"先核对条号和校验码有没有抄错、纸张是不是本单位的；都对的话，{_KEEP}，并报告单位负责人。",
}
"""What to do about each kind of fault."""
