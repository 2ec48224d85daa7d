"""The log as it is read and proved: words, filters, a household's own record, and every kind of tampering told apart."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from desktop.app import DATABASE
from desktop.casework import (
    assessment,
    intake,
    logbook,
    practice,
    safekeeping,
    settings,
    visiting,
)
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import Application, Notice, Step
from desktop.domain.attachment import Attachment
from desktop.domain.backup import BackupPlan
from desktop.domain.bureau import Bureau, Counting
from desktop.domain.calendar import YearList
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Expense,
    ExpenseKind,
    Hardship,
    Household,
    Housing,
    Income,
    Property,
    PropertyKind,
    Tag,
)
from desktop.domain.log_subjects import SUBJECTS
from desktop.domain.payout import Batch, PayoutLine
from desktop.domain.person import (
    DisabilityKind,
    Disease,
    Health,
    Hukou,
    Illness,
    Marriage,
    Member,
    Sex,
)
from desktop.domain.standards import Line
from desktop.domain.trail import START, Act, Entry, Fault, Head
from desktop.domain.trail_words import (
    FAULT_WORDS,
    NEXT,
    TrailQuery,
    field_words,
    proof_words,
    told,
    value_words,
)
from desktop.domain.verdict import Goods
from desktop.domain.visit import Purpose, Round, Visit
from desktop.store.database import raw_connection

TODAY = date(2026, 3, 2)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
NUMBER = re.compile(r"\b[A-Z]{2,3}\d{4}-\d{4}\b")
"""A number of the office's own series; it bears Latin letters."""


def _whole_household(household: Callable[..., Household]) -> Household:
    """A household in which every field says something."""
    base = household()
    full = Member(
        ordinal=1,
        name="陈练习",
        id_number="11010519491231002X",
        sex=Sex.male,
        born=date(1949, 12, 31),
        ethnicity="汉族",
        political_status="群众",
        phone="13800001234",
        health=Health.cancer,
        illnesses=(Illness(disease=Disease.cancer, name="肺癌", diagnosed_on=TODAY, hospital="示例医院"),),
        disability=DisabilityKind.limb,
        disability_grade=2,
        employment=base.head.employment,
        employer="示例机械厂",
        employer_kind="国有企业",
        employer_state="正常",
        industry="制造业",
        started_work=date(1970, 1, 1),
        schooling=base.members[1].schooling,
        school_kind=base.members[1].school_kind,
        model_worker="非劳模",
        marriage=Marriage.married,
        hukou=Hukou.urban,
        insured=True,
        remark="住院",
    )
    return replace(
        base,
        members=(full, base.members[1]),
        hardship=Hardship.deep,
        cause=Cause.own_illness,
        other_causes=(Cause.schooling, Cause.disability),
        hukou_place="示例市",
        postcode="310000",
        other_contact="微信 abc",
        housing=Housing.rented,
        floor_area=Decimal("60.00"),
        single_parent=False,
        self_help=True,
        zero_employment=False,
        bank="示例银行",
        bank_branch="示例支行",
        card_number="6200000000000000018",
        incomes=(replace(base.incomes[0], received_on=TODAY, remark="税后"),),
        expenses=(
            Expense(
                kind=ExpenseKind.illness,
                amount=Decimal("100.00"),
                reimbursed=Decimal("40.00"),
                whose=1,
                paid_on=TODAY,
                remark="住院",
            ),
        ),
        properties=(
            Property(
                kind=PropertyKind.vehicle,
                description="代步车",
                area=Decimal(1),
                value=Decimal(900),
                exempt=True,
            ),
        ),
        certificates=(
            Certificate(
                kind=CertificateKind.dibao, whose=1, number="1234567", issued_on=TODAY, expires_on=TODAY
            ),
        ),
        tags=(Tag(name="低保", since=TODAY, until=TODAY),),
        filed_by="周敏",
        reviewed_by="何立",
        entered_by="周敏",
        filed_on=TODAY,
        remark="备注",
    )


def _round(office: Office, household_id: int) -> None:
    visit = Visit(
        household_id=household_id,
        household_name="陈练习",
        day=TODAY,
        visitors=("林晓舟", "赵一鸣"),
        purpose=Purpose.warmth,
    )
    plan = Round(title="慰问", purpose=Purpose.warmth, first_day=TODAY, last_day=TODAY, visits=(visit,))
    visiting.record_round(office, plan)


def _everything(office: Office) -> list[Entry]:
    from desktop.store import trail

    with office.store.read() as session:
        return trail.entries(session, newest_first=False)


# --- words ---


def test_every_kind_of_record_is_told_in_chinese_only(
    office: Office, household: Callable[..., Household], resources: Any
) -> None:
    practice.furnish(office, resources / "samples")
    practice.begin_work(office)
    kept = intake.record_household(office, _whole_household(household))
    settings.record_bureau(
        office, replace(settings.bureau(office), counting=Counting.posting_day_counted, address="示例路 1 号")
    )
    settings.record_year(office, replace(settings.year_list(office, 2026), source="国办发明电〔2025〕1 号"))
    _round(office, kept.id or 0)
    logbook.prove(office)
    english: set[str] = set()
    subjects: set[str] = set()
    for entry in _everything(office):
        line = told(entry)
        subjects.add(entry.subject)
        assert line.subject == SUBJECTS[entry.subject].word
        assert not ENGLISH.search(line.act), line
        for change, raw in zip(line.changes, entry.changes, strict=True):
            if ENGLISH.search(change.field):
                english.add(f"{entry.subject}: {raw.field}")
            # Numbers of schemes, of files and a contact account are written in Latin letters by themselves.
            free = raw.field in ("scheme_id", "sha256", "source", "notice") or change.field.endswith(
                ("联系方式", "编号")
            )
            if not free and ENGLISH.search(NUMBER.sub("", change.new + change.old)):
                english.add(f"{entry.subject}: {raw.field} = {change.new}")
    assert english == set()
    assert {"household", "setting", "line", "year", "assessment", "application", "visit"} <= subjects


@pytest.mark.parametrize(
    ("subject", "kept"),
    [
        ("household", Household),
        ("household.members", Member),
        ("household.members.illnesses", Illness),
        ("household.incomes", Income),
        ("household.expenses", Expense),
        ("household.properties", Property),
        ("household.certificates", Certificate),
        ("household.tags", Tag),
        ("application", Application),
        ("application.steps", Step),
        ("application.goods", Goods),
        ("notice", Notice),
        ("batch", Batch),
        ("batch.lines", PayoutLine),
        ("visit", Visit),
        ("visit_round", Round),
        ("setting", Bureau),
        ("setting", BackupPlan),
        ("line", Line),
        ("year", YearList),
        ("consent", Consent),
        ("attachment", Attachment),
    ],
)
def test_no_field_of_what_is_kept_lacks_its_word(subject: str, kept: Any) -> None:
    names = [f.name for f in fields(kept) if f.name not in ("id", "version")]
    top, *path = subject.split(".")
    missing = [n for n in names if ENGLISH.search(field_words(top, ".".join([*path, n])))]
    of_others = {"household_id", "stored"} if kept in (Consent, Attachment) else set[str]()
    assert set(missing) <= of_others


@pytest.mark.parametrize(
    ("subject", "path", "words"),
    [
        ("household", "members.2.id_number", "家庭成员 2 · 身份证号"),
        ("household", "members.1.illnesses.1.disease", "家庭成员 1 · 疾病 1 · 病种"),
        ("application", "steps.3.done_on", "步骤 3 · 办结日期"),
        ("year", "rest.2026-01-01", "放假 · 2026-01-01"),
        ("account", "roles", "岗位"),
    ],
)
def test_a_field_is_called_by_where_it_stands(subject: str, path: str, words: str) -> None:
    assert field_words(subject, path) == words


@pytest.mark.parametrize(
    ("subject", "path", "value", "words"),
    [
        ("household", "hardship", "deep", "深度困难"),
        ("household", "verified_none", "homes、vehicles", "住房、车辆"),
        ("household", "expenses.1.whose", "0", "全家"),
        ("household", "expenses.1.whose", "2", "家庭成员 2"),
        ("household", "members.1.illnesses.1.disease", "重病", "重病"),
        ("account", "roles", "approver、manager", "审批、管理"),
        ("account", "active", "False", "否"),
        ("line", "kind", "dibao", "低保标准（元/人·月）"),
    ],
)
def test_a_value_is_told_in_the_words_of_its_code_list(
    subject: str, path: str, value: str, words: str
) -> None:
    assert value_words(subject, path, value) == words


def test_a_set_that_comes_in_another_order_is_no_change(
    office: Office, household: Callable[..., Household]
) -> None:
    kept = intake.record_household(office, household())
    turned = frozenset(sorted(kept.verified_none, reverse=True))
    intake.record_household(office, replace(kept, verified_none=turned, remark="改了备注"))
    last = _everything(office)[-1]
    assert [c.field for c in last.changes] == ["remark"]


# --- reading ---


def test_entries_come_newest_first_and_are_found_by_who_what_and_words(
    office: Office, household: Callable[..., Household]
) -> None:
    other = replace(office, user=User(name="赵一鸣", roles=frozenset({Role.handler})))
    intake.record_household(office, household("陈练习"))
    intake.record_household(other, household("王百分号%"))
    whole = logbook.find_entries(office, TrailQuery(), 0, 2)
    assert whole.total == 4
    assert [line.seq for line in whole.lines] == [4, 3]
    assert [line.about for line in whole.lines] == ["DA2026-0002 王百分号%", "DA2026-0001 陈练习"]

    def seqs(**asked: Any) -> list[int]:
        return [line.seq for line in logbook.find_entries(office, TrailQuery(**asked), 0, 100).lines]

    assert seqs(users=("赵一鸣",)) == [4]
    assert seqs(acts=(Act.found_office,)) == [2, 1]
    assert seqs(search="王百") == [4]
    assert seqs(search="%") == [4]
    assert seqs(search="王_分") == []
    assert seqs(search="登记档案 赵一鸣") == [4]
    assert 3 in seqs(search="3")
    assert "赵一鸣" in logbook.who(office)


def test_a_household_s_record_holds_what_was_done_about_it_and_nothing_else(
    office: Office, household: Callable[..., Household], resources: Any
) -> None:
    mine = intake.record_household(office, household("陈练习"))
    intake.record_household(office, household("王旁人"))
    found = assessment.assess(office, mine.id or 0, "plan-07", on=date(2026, 1, 12))
    _round(office, mine.id or 0)
    assert found.id is not None
    lines = logbook.of_household(office, mine.id or 0)
    assert [line.subject for line in lines] == ["走访", "核对结论", "家庭档案"]
    assert not any("王旁人" in line.about for line in lines)
    page = logbook.find_entries(office, TrailQuery(household_id=mine.id), 1, 1)
    assert (page.total, [line.subject for line in page.lines]) == (3, ["核对结论"])


# --- proving ---


def _tampered(office: Office, *statements: str) -> None:
    with closing(raw_connection(office.folder / DATABASE)) as raw:
        for trigger in raw.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {trigger[0]}")
        for statement in statements:
            raw.execute(statement)


def _busy(office: Office, household: Callable[..., Household], times: int = 5) -> None:
    for n in range(times):
        intake.record_household(office, household(f"陈练习{n}"))


@pytest.mark.on_file
def test_a_sound_log_is_proved_against_the_backups_and_the_check_is_noted(
    office: Office, household: Callable[..., Household]
) -> None:
    _busy(office, household)
    safekeeping.back_up(office)
    proof = logbook.prove(office)
    assert proof.sound
    assert proof.anchors == 1
    assert proof_words(proof)[0] == (
        f"核验通过：{proof.entries} 条操作记录一条不缺、未被改动，与 1 处另外保存的校验码一致。"
    )
    last = logbook.find_entries(office, TrailQuery(), 0, 1).lines[0]
    assert (last.act, last.about) == ("核验操作记录", f"{proof.entries} 条，没有问题")


@pytest.mark.on_file
@pytest.mark.parametrize(
    ("statements", "fault", "said"),
    [
        (("UPDATE trail SET about='李代桃' WHERE seq=4",), Fault.altered, "第 4 条的内容被改动过"),
        (("DELETE FROM trail WHERE seq=4",), Fault.missing, "缺少第 4 条"),
        (
            ("DELETE FROM trail WHERE seq>5",),
            Fault.cut,
            "末尾缺少第 6 至 7 条（共 2 条）",
        ),
        (
            (
                "DELETE FROM trail WHERE seq>5",
                "UPDATE trail_state SET seq=5, hash=(SELECT hash FROM trail WHERE seq=5)",
            ),
            Fault.older_copy,
            "这里只到第 5 条",
        ),
    ],
)
def test_each_kind_of_tampering_is_told_apart_with_what_to_do_next(
    office: Office,
    household: Callable[..., Household],
    statements: tuple[str, ...],
    fault: Fault,
    said: str,
) -> None:
    _busy(office, household)
    end = logbook.head(office)
    assert end.seq == 7
    _tampered(office, *statements)
    proof = logbook.prove(office, [logbook.typed_anchor("7", end.code)])
    assert fault in {f.fault for f in proof.findings}
    words = proof_words(proof)
    assert any(said in line for line in words), words
    assert f"怎么办：{NEXT[fault]}" in words
    noted = logbook.find_entries(office, TrailQuery(acts=(Act.verify_trail,)), 0, 1).lines[0]
    assert FAULT_WORDS[fault] in noted.about


@pytest.mark.on_file
def test_a_log_rewritten_whole_is_found_by_the_paper_alone(
    office: Office, household: Callable[..., Household]
) -> None:
    _busy(office, household)
    end = logbook.head(office)
    entries = _everything(office)
    prev, statements = START, ["DELETE FROM trail"]
    for entry in entries:
        made = replace(entry, prev=prev, about=entry.about.replace("陈练习2", "李代桃"))
        made = replace(made, hash=made.reckoned())
        prev = made.hash
        changes = json.dumps([[c.field, c.old, c.new] for c in made.changes], ensure_ascii=False)
        values = (made.seq, made.at, made.user, made.act, made.subject, made.subject_id, made.about)
        row = ", ".join(_quoted(v) for v in (*values, changes, made.reason, made.prev, made.hash))
        statements.append(f"INSERT INTO trail VALUES ({row})")
    statements.append(f"UPDATE trail_state SET hash='{prev}'")
    _tampered(office, *statements)
    assert logbook.prove(office).sound
    proof = logbook.prove(office, [logbook.typed_anchor("第 7 条", end.code)])
    assert [f.fault for f in proof.findings] == [Fault.foreign]
    assert f"纸张上的校验码是 {end.code}" in proof_words(proof)[1]


def _quoted(value: object) -> str:
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def test_a_code_from_paper_that_fits_is_told_so(office: Office, household: Callable[..., Household]) -> None:
    _busy(office, household)
    end = logbook.head(office)
    _busy(office, household, 2)
    typed = logbook.typed_anchor(f"第{end.seq}条", end.code.lower().replace("-", " "))
    words = proof_words(logbook.prove(office, [typed]))
    assert words[0].startswith("核验通过")
    assert any(f"第 {end.seq} 条的校验码 {end.code} 对得上" in line for line in words)


@pytest.mark.parametrize(("number", "code"), [("", "ABCDE-FGH23"), ("无", "ABCDE-FGH23"), ("12", "ABC")])
def test_what_cannot_be_a_code_is_refused_with_a_sentence(number: str, code: str) -> None:
    with pytest.raises(OfficeError, match=r"条号|校验码"):
        logbook.typed_anchor(number, code)


@pytest.mark.on_file
def test_a_restore_leaves_backups_behind_that_are_no_fault(
    office: Office, household: Callable[..., Household], resources: Any, clock: Any
) -> None:
    from desktop.app import open_unlocked

    _busy(office, household)
    early = safekeeping.back_up(office).backup
    _busy(office, household, 3)
    safekeeping.back_up(office)
    office.store.close()
    restored = safekeeping.restore_folder(office.folder, early, None, lambda: datetime.now(UTC))
    again = open_unlocked(office.folder, resources, clock)
    try:
        safekeeping.record_restore(again, restored)
        proof = logbook.prove(again)
        assert proof.findings == ()
        assert any("「恢复备份」" in note for note in proof.notes)
        _busy(again, household, 6)
        assert logbook.prove(again).findings == ()
    finally:
        again.store.close()


@pytest.mark.on_file
def test_an_older_copy_put_in_place_by_hand_is_a_fault(
    office: Office, household: Callable[..., Household], resources: Any, clock: Any
) -> None:
    from desktop.app import open_unlocked

    _busy(office, household)
    early = safekeeping.back_up(office).backup
    _busy(office, household, 3)
    safekeeping.back_up(office)
    office.store.close()
    for beside in ("-wal", "-shm"):
        (office.folder / f"{DATABASE}{beside}").unlink(missing_ok=True)
    shutil.copy(early.folder / DATABASE, office.folder / DATABASE)
    again = open_unlocked(office.folder, resources, clock)
    try:
        proof = logbook.prove(again)
        assert {f.fault for f in proof.findings} == {Fault.older_copy}
        assert any("U 盘" in line for line in proof_words(proof))
    finally:
        again.store.close()


def test_the_head_is_what_the_last_entry_s_line_shows(office: Office) -> None:
    end = logbook.head(office)
    line = logbook.find_entries(office, TrailQuery(), 0, 1).lines[0]
    assert (line.seq, line.code) == (end.seq, end.code)
    assert isinstance(end, Head)
