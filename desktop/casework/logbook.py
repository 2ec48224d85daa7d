"""Reading the log (操作记录) and proving that nobody tampered with it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.casework.deeds import record
from desktop.casework.office import Office
from desktop.domain.backup import Backup
from desktop.domain.errors import OfficeError
from desktop.domain.listing import Page
from desktop.domain.trail import Act, Entry, Head, read_code
from desktop.domain.trail_words import (
    FAULT_WORDS,
    EntryLine,
    Proved,
    TrailQuery,
    act_word,
    moment_words,
    told,
)
from desktop.store import backups, logbook, trail

ON_PAPER = "纸张上"
"""Where a code was found that somebody typed."""
_TURNS = (Act.restore, Act.salvage)
"""After these the log goes on from another place: what was done in between is no longer in it."""


def find_entries(office: Office, query: TrailQuery, offset: int, limit: int) -> Page[EntryLine]:
    """One page of the log, the newest first, in words."""
    with office.store.read() as session:
        entries, total = logbook.find(session, query, offset, limit)
    return Page([told(e) for e in entries], total)


def of_household(office: Office, household_id: int) -> list[EntryLine]:
    """Everything that was done about a household, the newest first."""
    with office.store.read() as session:
        entries, _ = logbook.find(session, TrailQuery(household_id=household_id), 0, None)
    return [told(e) for e in entries]


def who(office: Office) -> list[str]:
    """Everybody named in the log."""
    with office.store.read() as session:
        return trail.who(session)


def head(office: Office) -> Head:
    """Where the log ends now: what to copy into the duty book."""
    with office.store.read() as session:
        return trail.head(session)


def typed_anchor(number: str, code: str) -> tuple[str, int, str]:
    """An entry's number and code as somebody read them from paper. Raises OfficeError where they cannot be one."""
    digits = "".join(c for c in number if c.isdecimal())
    if not digits or int(digits) == 0:
        raise OfficeError(f"「{number}」不是条号。请照纸上页脚的「操作记录第 …… 条」填写数字。")
    return (ON_PAPER, int(digits), read_code(code))


def prove(office: Office, typed: Sequence[tuple[str, int, str]] = ()) -> Proved:
    """Goes through the whole log, holds it against every backup and the codes typed from paper, and notes the check."""
    listed = backups.listing(backups.root_of(office.folder))
    with office.store.read() as session:
        turns = logbook.of_act(session, *_TURNS)
        kept = [b for b in listed if b.good and b.head is not None and not _left_behind(b, turns, listed)]
        anchors = [(f"备份 {b.name} ", b.head.seq, b.head.code) for b in kept if b.head is not None]
        proof = trail.verify(session, [*anchors, *typed])
    notes = [_matched(x) for x in typed if not any(f.seq == x[1] for f in proof.findings)]
    notes += [_turned(e) for e in turns]
    proved = Proved(proof.entries, proof.head, proof.findings, len(anchors) + len(typed), tuple(notes))
    if not office.store.read_only:
        record(office, Act.verify_trail, _came_to(proved))
    return proved


def note_copy(office: Office, name: str, rows: int, columns: Sequence[str]) -> None:
    """Writes into the log that lines of a list went to the clipboard, with which columns."""
    record(office, Act.export, f"复制列表「{name or '未命名'}」{rows} 行", f"含列：{'、'.join(columns)}")


def _left_behind(backup: Backup, turns: Sequence[Entry], listed: Sequence[Backup]) -> bool:
    """Whether the backup was made on a way the log no longer goes: between what was restored and the restoring."""
    for turn in turns:
        if backup.head is None or backup.head.seq < turn.seq:
            continue
        aside = [b.counter for b in listed if b.name in turn.about and b.head and b.head.seq >= turn.seq]
        made_before = (
            backup.counter <= max(aside) if aside else backup.at.isoformat(timespec="microseconds") <= turn.at
        )
        if made_before:
            return True
    return False


def _matched(anchor: tuple[str, int, str]) -> str:
    return f"{anchor[0]}第 {anchor[1]} 条的校验码 {anchor[2]} 对得上：打印那张纸时的记录，到现在没有变。"


def _turned(entry: Entry) -> str:
    line = told(entry)
    return (
        f"说明：第 {entry.seq} 条是 {moment_words(line.at)} 由 {entry.user} 办理的「{act_word(entry.act)}」（{entry.about}）。"
        "那之前、所恢复的备份之后办的事不在这份记录里，那段时间打印的纸对不上属于正常。"
    )


def _came_to(proved: Proved) -> str:
    if proved.sound:
        return f"{proved.entries} 条，没有问题"
    kinds = "、".join(dict.fromkeys(FAULT_WORDS[f.fault] for f in proved.findings))
    return f"{proved.entries} 条，发现 {len(proved.findings)} 处问题：{kinds}"
