"""The log of what was done (操作记录): who did what, when, what stood there before, and a chain that shows tampering.

Every entry's hash covers the entry and the hash before it, so none can be altered, taken out or put in unseen. What
a chain alone cannot show is a cut tail or an older copy of the whole file: for that, the head of the chain is printed
as a short code on papers that people sign, and kept with every backup (校验码). Order is by number, never by clock.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.accounts import EVERY_ROLE, Role
from desktop.domain.errors import OfficeError

START = "0" * 64
"""What stands before the first entry."""
CODE_LENGTH = 10
_FEW = 50
"""Among no more entries that are not whole, each is tried under the number of each; else under its neighbours' only."""


class Act(StrEnum):
    """What is done: one word for each verb of the office."""

    found_office = "found_office"
    upgrade = "upgrade"
    record_bureau = "record_bureau"
    record_line = "record_line"
    delete_line = "delete_line"
    record_parameter = "record_parameter"
    take_in_schemes = "take_in_schemes"
    save_scheme = "save_scheme"
    record_year = "record_year"
    record_household = "record_household"
    import_roster = "import_roster"
    take_back = "take_back"
    merge_households = "merge_households"
    settle_duplicate = "settle_duplicate"
    change_standing = "change_standing"
    review_household = "review_household"
    look_through = "look_through"
    ignore_finding = "ignore_finding"
    record_measures = "record_measures"
    record_unit = "record_unit"
    record_view = "record_view"
    record_staff = "record_staff"
    assess = "assess"
    apply = "apply"
    complete_step = "complete_step"
    return_case = "return_case"
    resubmit = "resubmit"
    withdraw = "withdraw"
    post_notice = "post_notice"
    close_notice = "close_notice"
    approve = "approve"
    refuse = "refuse"
    skip_step = "skip_step"
    hold_survey = "hold_survey"
    record_papers = "record_papers"
    tell_lacking = "tell_lacking"
    decline = "decline"
    aid_first = "aid_first"
    hang_notice = "hang_notice"
    object = "object"
    settle_objection = "settle_objection"
    hold_meeting = "hold_meeting"
    draw_check = "draw_check"
    record_check = "record_check"
    rank_places = "rank_places"
    settle_places = "settle_places"
    tell_decision = "tell_decision"
    review_benefit = "review_benefit"
    change_benefit = "change_benefit"
    plan_visits = "plan_visits"
    move_visit = "move_visit"
    record_visit = "record_visit"
    record_fund = "record_fund"
    receive_money = "receive_money"
    prepare_batch = "prepare_batch"
    sign = "sign"
    unsign = "unsign"
    close_batch = "close_batch"
    cancel_batch = "cancel_batch"
    record_consent = "record_consent"
    attach = "attach"
    detach = "detach"
    view_attachment = "view_attachment"
    seal_household = "seal_household"
    reopen_household = "reopen_household"
    destroy_households = "destroy_households"
    print_paper = "print_paper"
    export = "export"
    reveal = "reveal"
    sign_in = "sign_in"
    fail_to_sign_in = "fail_to_sign_in"
    use_recovery_code = "use_recovery_code"
    change_password = "change_password"
    new_recovery_code = "new_recovery_code"
    seal_recovery_code = "seal_recovery_code"
    record_user = "record_user"
    plan_backups = "plan_backups"
    back_up = "back_up"
    restore = "restore"
    drill = "drill"
    salvage = "salvage"
    verify_trail = "verify_trail"
    replay = "replay"


_WORKERS = frozenset({Role.handler, Role.reviewer, Role.approver})
_MANAGERS = frozenset({Role.manager})

ALLOWED: Mapping[Act, frozenset[Role]] = {
    **{act: frozenset({Role.handler}) for act in Act},
    **dict.fromkeys(
        (
            Act.look_through,
            Act.complete_step,
            Act.skip_step,
            Act.hold_survey,
            Act.record_papers,
            Act.tell_lacking,
            Act.return_case,
            Act.resubmit,
            Act.withdraw,
            Act.assess,
            Act.attach,
            Act.object,
            Act.settle_objection,
            Act.hold_meeting,
            Act.tell_decision,
            Act.review_benefit,
        ),
        _WORKERS,
    ),
    **dict.fromkeys((Act.aid_first, Act.settle_places, Act.change_benefit), frozenset({Role.approver})),
    **dict.fromkeys(
        (Act.draw_check, Act.record_check, Act.rank_places), frozenset({Role.reviewer, Role.approver})
    ),
    Act.hang_notice: frozenset({Role.handler, Role.reviewer}),
    **dict.fromkeys((Act.post_notice, Act.close_notice), frozenset({Role.handler, Role.reviewer})),
    **dict.fromkeys((Act.approve, Act.refuse), frozenset({Role.approver})),
    **dict.fromkeys(
        (
            Act.record_bureau,
            Act.record_line,
            Act.delete_line,
            Act.record_parameter,
            Act.take_in_schemes,
            Act.save_scheme,
            Act.record_year,
            Act.record_measures,
        ),
        frozenset({Role.manager, Role.handler}),
    ),
    **dict.fromkeys(
        (
            Act.found_office,
            Act.record_user,
            Act.new_recovery_code,
            Act.seal_recovery_code,
            Act.plan_backups,
            Act.restore,
            Act.salvage,
            Act.destroy_households,
            Act.reopen_household,
        ),
        _MANAGERS,
    ),
    Act.seal_household: frozenset({Role.handler, Role.manager}),
    Act.reveal: _WORKERS | _MANAGERS,
    **dict.fromkeys((Act.print_paper, Act.export, Act.view_attachment), EVERY_ROLE),
    **dict.fromkeys(
        (
            Act.upgrade,
            Act.sign_in,
            Act.fail_to_sign_in,
            Act.use_recovery_code,
            Act.change_password,
            Act.back_up,
            Act.drill,
            Act.verify_trail,
            Act.replay,
        ),
        EVERY_ROLE,
    ),
}
"""Which roles may do it: any one of those named."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Something about to be done, by whom, at which moment (UTC), and why."""

    act: Act
    user: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Change:
    """One field's value before and after; sensitive ones only masked."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the log. `at` is the clock's word for it, `seq` its true place."""

    seq: int
    at: str
    user: str
    act: str
    subject: str
    subject_id: int | None
    about: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    prev: str = START
    hash: str = ""

    def reckoned(self) -> str:
        """The hash this entry must have, from its own words and the hash before it."""
        told = [(c.field, c.old, c.new) for c in self.changes]
        content = (
            self.seq,
            self.at,
            self.user,
            self.act,
            self.subject,
            self.subject_id,
            self.about,
            told,
            self.reason,
        )
        canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256((self.prev + canonical).encode()).hexdigest()


@dataclass(frozen=True)
class Head:
    """Where a chain ends: the last entry's number and hash. An anchor, when it is kept outside the file."""

    seq: int
    hash: str

    @property
    def code(self) -> str:
        """The short code that stands on paper."""
        return head_code(self.hash)


class Fault(StrEnum):
    """What can be wrong with a log."""

    altered = "altered"
    missing = "missing"
    out_of_order = "out_of_order"
    cut = "cut"
    older_copy = "older_copy"
    foreign = "foreign"


@dataclass(frozen=True)
class Finding:
    """One thing wrong with the log, at which entry, in a sentence."""

    fault: Fault
    seq: int
    said: str


@dataclass(frozen=True)
class Proof:
    """What a check of the log came to."""

    entries: int
    head: Head
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def head_code(hash_: str) -> str:
    """The short code of a hash as it is printed: ten characters in two groups."""
    code = base64.b32encode(bytes.fromhex(hash_)).decode()[:CODE_LENGTH]
    return f"{code[:5]}-{code[5:]}"


def read_code(text: str) -> str:
    """A code as it was typed from paper, in the printed form. Raises OfficeError where it is none."""
    bare = (
        "".join(c for c in text.upper() if c.isalnum()).replace("0", "O").replace("1", "I").replace("8", "B")
    )
    if len(bare) != CODE_LENGTH or any(c not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" for c in bare):
        raise OfficeError(
            f"「{text}」不是校验码。校验码是 10 位字母和数字，印在签收表、公示的页脚，如 ABCDE-FGH23。"
        )
    return f"{bare[:5]}-{bare[5:]}"


def check_chain(entries: Iterable[Entry], last: Head, anchors: Iterable[tuple[str, int, str]] = ()) -> Proof:
    """Goes through the log from its first entry.

    `last` is what the file itself says its last entry is; `anchors` are heads kept outside the file: where they were
    found, the entry's number, and the code.
    """
    findings: list[Finding] = []
    before = Head(0, START)
    kept: dict[int, str] = {}
    altered: list[Entry] = []
    count = 0
    for entry in entries:
        count += 1
        if entry.seq > before.seq + 1:
            gone = _span(before.seq + 1, entry.seq - 1)
            findings.append(Finding(Fault.missing, before.seq + 1, f"缺少{gone}：记录被删除过。"))
        elif entry.seq <= before.seq:
            findings.append(
                Finding(Fault.out_of_order, entry.seq, f"第 {entry.seq} 条的次序不对：记录被挪动或插入过。")
            )
        elif entry.prev != before.hash and entry.reckoned() == entry.hash:
            findings.append(
                Finding(Fault.altered, entry.seq, f"第 {entry.seq} 条接不上前一条：它或前一条被替换过。")
            )
        if entry.reckoned() != entry.hash:
            findings.append(Finding(Fault.altered, entry.seq, f"第 {entry.seq} 条的内容被改动过。"))
            altered.append(entry)
        kept[entry.seq] = entry.hash
        before = Head(entry.seq, entry.hash)
    if altered:
        findings = _with_moves(findings, altered)
    if last.seq > before.seq:
        findings.append(
            Finding(
                Fault.cut,
                before.seq + 1,
                f"末尾缺少{_span(before.seq + 1, last.seq)}：数据还是新的，操作记录的尾部被截掉了。",
            )
        )
    elif last != before and not findings:
        findings.append(
            Finding(Fault.altered, before.seq, f"第 {before.seq} 条与文件里登记的末条不符：末尾被替换过。")
        )
    for where, seq, code in anchors:
        if seq > max(before.seq, last.seq):
            findings.append(
                Finding(
                    Fault.older_copy,
                    seq,
                    f"{where}记着第 {seq} 条，这里只到第 {before.seq} 条：现在打开的是较早的一份数据（旧副本），不是最新的。",
                )
            )
        elif seq in kept and head_code(kept[seq]) != code:
            findings.append(
                Finding(
                    Fault.foreign,
                    seq,
                    f"{where}的校验码是 {code}，这里第 {seq} 条是 {head_code(kept[seq])}：记录被整段重写过，或不是同一个办公室的数据。",
                )
            )
    return Proof(count, before, tuple(findings))


def _with_moves(findings: Iterable[Finding], altered: Sequence[Entry]) -> list[Finding]:
    """The findings, with those told apart that were only moved: under another number their words are whole."""
    places = {e.seq for e in altered} if len(altered) <= _FEW else set[int]()
    moved: dict[int, int] = {}
    for entry in altered:
        near = {entry.seq - 1, entry.seq + 1}
        found = (n for n in sorted(places | near) if replace(entry, seq=n).reckoned() == entry.hash)
        if (was := next(found, None)) is not None:
            moved[entry.seq] = was
    return [
        Finding(Fault.out_of_order, f.seq, f"第 {f.seq} 条原来是第 {moved[f.seq]} 条：记录被挪动或对调过。")
        if f.fault is Fault.altered and f.seq in moved
        else f
        for f in findings
    ]


def _span(first: int, last: int) -> str:
    return f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条（共 {last - first + 1} 条）"
