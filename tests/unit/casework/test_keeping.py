"""Closing archives, taking them up again, and destroying them so that nothing of the person is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from desktop.casework import (
    applying,
    approval,
    assessment,
    attachments,
    case_papers,
    consents,
    deciding,
    importing,
    intake,
    keeping,
    lacking,
    noticing,
    printing,
    relief,
    safekeeping,
    visiting,
)
from desktop.casework.agenda import agenda
from desktop.casework.deeds import doing
from desktop.casework.keeping import Second
from desktop.casework.office import Office
from desktop.domain.application import Agent, Origin, StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.completing import Told
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.filing import Filing
from desktop.domain.household import Cause, Certificate, CertificateKind, Household, Tag
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from desktop.domain.payout import Form, Fund
from desktop.domain.person import Disease, Illness
from desktop.domain.plausible import Doubt, Finding
from desktop.domain.retention import GONE, Kept
from desktop.domain.trail import Act
from desktop.domain.visit import Purpose
from desktop.store import attachment_files, doubts
from desktop.store.database import raw_connection
from tests.conftest import Clock, make_household
from tests.gui.cases import PLAN, fill_in

Build = Callable[..., Household]
WITNESS = Second("吴监督")
CLOSED = date(2026, 3, 2)
LATER = date(2036, 3, 3)
ID_NUMBER = "11010519491231002X"


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    return intake.record_household(office, household())


def _names(office: Office, search: str = "") -> list[str]:
    return [x.name for x in intake.find_households(office, HouseholdQuery(search=search)).lines]


def test_a_closed_archive_is_found_nowhere_but_in_the_list_of_what_is_kept(
    office: Office, home: Household, household: Build
) -> None:
    intake.record_household(office, household("王练习"))
    keeping.seal(office, home.id or 0, "已脱困")
    for search in ("", "陈", "示例"):
        assert "陈练习" not in _names(office, search)
        query = HouseholdQuery(search=search)
        assert intake.count_households(office, query) == len(_names(office, search))
        assert intake.find_households(office, query).total == len(_names(office, search))
    assert home.id not in intake.household_ids(office, HouseholdQuery())
    assert intake.household_ids(office, HouseholdQuery(kept=Kept.sealed)) == [home.id]
    assert agenda(office).households == 1
    (line,) = keeping.kept_away(office).lines
    assert (line.name, line.because, line.state) == ("陈练习", "已脱困", Kept.sealed)
    assert (line.sealed_on, line.due_on) == (CLOSED, LATER)
    assert keeping.standing(office, home.id or 0) == line


def test_schemes_are_not_tried_out_on_it(office: Office, home: Household, household: Build) -> None:
    fill_in(office)
    other = intake.record_household(office, household("王练习"))
    keeping.seal(office, home.id or 0, "已脱困")
    assert [i for i, _ in assessment.try_out_all(office, PLAN)] == [other.id]


def test_its_tags_are_offered_no_more(office: Office, household: Build) -> None:
    kept = intake.record_household(office, household(tags=(Tag(name="重点"),)))
    assert intake.tags(office) == ["重点"]
    keeping.seal(office, kept.id or 0, "已脱困")
    assert intake.tags(office) == []


def test_a_closed_archive_is_only_looked_at(office: Office, home: Household) -> None:
    fill_in(office)
    kept = assessment.assess(office, home.id or 0, PLAN)
    plan = visiting.propose_round(
        office, "春访", Purpose.warmth, [home.id or 0], ("甲", "乙"), CLOSED, CLOSED
    )
    keeping.seal(office, home.id or 0, "已脱困")
    assert intake.household(office, home.id or 0).head.name == "陈练习"
    refused: tuple[Callable[[], object], ...] = (
        lambda: intake.record_household(office, replace(home, remark="改")),
        lambda: assessment.assess(office, home.id or 0, PLAN),
        lambda: applying.apply(office, kept.id or 0, "", "困难"),
        lambda: visiting.propose_round(
            office, "春访", Purpose.warmth, [home.id or 0], ("甲", "乙"), CLOSED, CLOSED
        ),
        lambda: visiting.record_round(office, plan),
        lambda: keeping.seal(office, home.id or 0, "再来一次"),
        lambda: consents.record_consent(
            office, Consent(household_id=home.id or 0, given_on=CLOSED, given_by="陈", relation="本人")
        ),
    )
    for deed in refused:
        with pytest.raises(OfficeError, match="已于2026年3月2日撤档封存，只能查看"):
            deed()


def test_planned_visits_to_it_leave_the_desk(office: Office, home: Household) -> None:
    plan = visiting.propose_round(
        office, "春访", Purpose.warmth, [home.id or 0], ("甲", "乙"), CLOSED, CLOSED
    )
    made = visiting.record_round(office, plan)
    assert len(agenda(office).visits_planned) == 1
    keeping.seal(office, home.id or 0, "已脱困")
    assert agenda(office).visits_planned == ()
    with pytest.raises(OfficeError, match="撤档封存"):
        visiting.record_visit(office, made.visits[0].id or 0, CLOSED, ("甲", "乙"), "看过")


def test_nothing_unfinished_is_closed(office: Office, household: Build) -> None:
    kept = intake.record_household(office, household(cause=Cause.own_illness))
    fill_in(office)
    case = applying.apply(
        office, assessment.assess(office, kept.id or 0, PLAN).id or 0, "陈练习", "困难", CLOSED
    )
    with pytest.raises(OfficeError, match=f"申请 {case.number} 还没有办结"):
        keeping.seal(office, kept.id or 0, "已脱困")
    approval.withdraw(office, case.id or 0, "不要了", "林晓舟")
    keeping.seal(office, kept.id or 0, "已脱困")


def test_a_reason_is_asked_for(office: Office, home: Household) -> None:
    for deed in (keeping.seal, keeping.reopen):
        with pytest.raises(OfficeError, match="原因"):
            deed(office, home.id or 0, "  ")


def test_taken_up_again_it_is_as_it_was(office: Office, home: Household) -> None:
    keeping.seal(office, home.id or 0, "已脱困")
    keeping.reopen(office, home.id or 0, "返困")
    assert _names(office, "陈") == ["陈练习"]
    assert intake.household(office, home.id or 0) == home
    assert keeping.standing(office, home.id or 0) is None
    assert intake.record_household(office, replace(home, remark="改")).remark == "改"


def test_a_second_archive_for_the_same_person_is_refused_with_the_way_out(
    office: Office, household: Build
) -> None:
    made = household()
    head = replace(made.members[0], id_number=ID_NUMBER)
    twin = replace(made, members=(head, *made.members[1:]))
    kept = intake.record_household(office, twin)
    keeping.seal(office, kept.id or 0, "已脱困")
    assert intake.on_file(office, [ID_NUMBER]) == {ID_NUMBER: f"{kept.number}（已撤档封存，请恢复在档）"}
    with pytest.raises(OfficeError, match=f"{kept.number}，已撤档封存，请恢复在档"):
        intake.record_household(office, twin)


def test_a_roster_with_somebody_whose_archive_was_closed_says_so(
    office: Office, household: Build, tmp_path: Path
) -> None:
    made = household()
    head = replace(made.members[0], id_number=ID_NUMBER)
    kept = intake.record_household(office, replace(made, members=(head, *made.members[1:])))
    keeping.seal(office, kept.id or 0, "已脱困")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("姓名", "身份证号", "性别", "工作单位"), ("陈练习", ID_NUMBER, "女", "示例厂")):
        sheet.append(row)
    book.save(tmp_path / "名册.xlsx")
    (bad,) = importing.preview_for(office, tmp_path / "名册.xlsx").bad
    said = f"身份证号已建有档案 {kept.number}（已撤档封存，请恢复在档），不要另建一份。"
    assert said in [p.said for p in bad.errors]


def test_when_the_time_has_come_the_desk_says_so(office: Office, home: Household, clock: Clock) -> None:
    keeping.seal(office, home.id or 0, "已脱困")
    clock.day = date(2036, 3, 2)
    assert keeping.due(office) == []
    clock.day = LATER
    assert keeping.due(office) == [home.id]
    assert [x.text for x in agenda(office).next_steps if x.page == "safety"] == [
        "有 1 份撤档封存的档案保管期已满，请两人办理销毁，打印销毁清册。"
    ]
    assert keeping.kept_away(office, states=[Kept.due]).total == 1
    assert keeping.kept_away(office, states=[Kept.sealed]).total == 0


def test_the_period_is_the_offices_own(office: Office, home: Household, clock: Clock) -> None:
    keeping.seal(office, home.id or 0, "已脱困")
    clock.day = date(2031, 3, 3)
    assert keeping.due(office) == []
    keeping.record_years(office, 5)
    assert keeping.years(office) == 5
    assert keeping.due(office) == [home.id]
    with pytest.raises(OfficeError, match="1 至 100"):
        keeping.record_years(office, 0)


def test_what_is_kept_away_is_found_by_name_or_number_and_never_by_wildcards(
    office: Office, household: Build
) -> None:
    for name in ("陈练习", "王练习", "李示例"):
        kept = intake.record_household(office, household(name))
        keeping.seal(office, kept.id or 0, "已脱困")
    found = keeping.kept_away(office, "练习", offset=1, limit=1)
    assert ([x.name for x in found.lines], found.total) == (["王练习"], 2)
    assert keeping.kept_away(office, "0003").lines[0].name == "李示例"
    assert keeping.kept_away(office, "%").total == 0
    assert keeping.kept_away(office, "_").total == 0


@pytest.fixture
def expired(office: Office, home: Household, clock: Clock) -> int:
    """An archive whose ten years are over."""
    keeping.seal(office, home.id or 0, "已脱困")
    clock.day = LATER
    return home.id or 0


def test_destroying_needs_two_persons_typed_words_a_reason_and_the_time(
    office: Office, expired: int, household: Build
) -> None:
    active = intake.record_household(office, household("王练习")).id or 0
    early = intake.record_household(office, household("李练习")).id or 0
    keeping.seal(office, early, "已脱困")
    tries: tuple[tuple[list[int], Second, str, str, str], ...] = (
        ([], WITNESS, "销毁 0 户", "期满", "先勾选"),
        ([expired], WITNESS, "销毁 1 户", " ", "依据"),
        ([expired], WITNESS, "销毁 2 户", "期满", "请在框里输入「销毁 1 户」"),
        ([expired], Second(" "), "销毁 1 户", "期满", "监销人"),
        ([expired], Second(office.user.name), "销毁 1 户", "期满", "另一个人"),
        ([expired, active], WITNESS, "销毁 2 户", "期满", "有在档的"),
        ([expired, early], WITNESS, "销毁 2 户", "期满", "要保管到2046年3月4日的前一天"),
    )
    for ids, second, typed, reason, said in tries:
        with pytest.raises(OfficeError, match=said):
            keeping.destroy(office, ids, second, typed, reason)
    assert intake.household(office, expired).head.name == "陈练习"
    assert keeping.destructions(office) == []


@pytest.mark.on_file
def test_a_backup_comes_first(office: Office, expired: int) -> None:
    assert safekeeping.backups_of(office) == ()
    keeping.destroy(office, [expired], WITNESS, "销毁1户", "期满")
    (made,) = safekeeping.backups_of(office)
    assert made.good
    assert made.households == 1


@pytest.mark.on_file
def test_the_list_tells_what_was_destroyed_and_by_whom(office: Office, expired: int, tmp_path: Path) -> None:
    done = keeping.destroy(office, [expired], WITNESS, "销毁1户", "期满，已经批准")
    assert done.said == ()
    (made,) = keeping.destructions(office)
    assert made == done.destruction
    assert (made.number, made.day, made.first, made.second) == (
        "XH2036-0001",
        LATER,
        office.user.name,
        "吴监督",
    )
    assert made.witness
    assert [(x.name, x.sealed_on) for x in made.lines] == [("陈**", CLOSED)]
    printing.print_destruction(office, made.id or 0, tmp_path / "清册.pdf")
    assert (tmp_path / "清册.pdf").read_bytes().startswith(b"%PDF")
    (line,) = keeping.kept_away(office).lines
    assert (line.state, line.name, line.because) == (Kept.destroyed, GONE, "")
    with pytest.raises(OfficeError, match="已于2036年3月3日按销毁清册销毁"):
        intake.household(office, expired)
    with pytest.raises(OfficeError, match="已经销毁过"):
        keeping.destroy(office, [expired], WITNESS, "销毁1户", "期满")
    with pytest.raises(OfficeError, match="销毁"):
        keeping.reopen(office, expired, "弄错了")


MASKED = {
    ID_NUMBER: "number of the head",
    "19900007777": "telephone",
    "6222021234567890123": "bank card",
    "和平里九栋四零四": "address",
    "多发性骨髓瘤": "name of the illness",
    "示例血液病医院": "hospital",
    "残字第0907号": "number of a certificate",
    "内容金丝雀": "attachment",
}
"""What the log itself covers: after the destruction no byte of it is anywhere."""
SAID = {
    "金丝雀甲": "name of the head",
    "金丝雀乙": "name of a member",
    "厂里的金丝雀": "employer",
    "备注金丝雀": "remark",
    "申请金丝雀": "reason of the application",
    "意见金丝雀": "opinion on a step",
    "走访金丝雀": "what was found on a visit",
    "代领金丝雀": "proxy",
    "扫描金丝雀": "name of the attachment",
    "撤档金丝雀": "reason of closing",
    "同意金丝雀": "who signed the consent",
}
"""What the log keeps for the auditors; it is in no other table."""


@pytest.mark.on_file
def test_after_it_nothing_of_the_person_is_left(office: Office, clock: Clock) -> None:
    home_id, case_id, stored = _a_whole_life(office)
    clock.day = LATER
    before = _bytes(office)
    missing = [
        said
        for text, said in (MASKED | SAID).items()
        if text not in ("内容金丝雀",) and text.encode() not in before
    ]
    assert missing == []  # each canary was really there, or the test would prove nothing
    done = keeping.destroy(office, [home_id], WITNESS, "销毁 1 户", "期满")
    assert done.said == ()
    after = _bytes(office)
    assert [said for text, said in MASKED.items() if text.encode() in after] == []
    left = _where(office, SAID)
    assert {table for table, _ in left} <= {"trail"}
    assert [p for p in (office.folder / "附件").rglob("*") if p.is_file()] == []
    assert not attachment_files.path_of(office.folder, stored).exists()
    # What must stay for the books stays.
    case = approval.application(office, case_id)
    assert (case.applicant, case.approved_amount, case.reason) == (GONE, Decimal(1500), "")
    (batch,) = relief.batches(office)
    paid = relief.batch(office, batch.batch.id or 0).lines[0]
    assert (paid.receiver, paid.amount, paid.id_number, paid.proxy_name) == (GONE, Decimal(1500), "", "")
    assert paid.signed_on == CLOSED
    assert [x.applicant for x in approval.browse_applications(office, ApplicationQuery())] == [GONE]
    assert approval.browse_applications(office, ApplicationQuery(search="金丝雀")) == []
    with pytest.raises(OfficeError, match="销毁清册"):
        assessment.assessment(office, case.assessment_id)
    with pytest.raises(OfficeError, match="销毁清册"):
        printing.dossier(office, case_id)
    assert assessment.assessments_of(office, home_id) == []
    assert visiting.rounds(office)[0].title == "春访"
    assert visiting.round_of(office, 1).visits[0].household_name == GONE


def test_what_was_found_implausible_goes_with_it(office: Office, expired: int) -> None:
    doubt = Doubt(rule="high_income", said="金丝雀甲 收入偏高", figures="9000")
    found = Finding(household_id=expired, number="DA2026-0001", name="金丝雀甲", doubt=doubt)
    with office.store.begin(doing(office, Act.look_through)) as session:
        doubts.keep(session, doubts.Run(on=LATER, by="林晓舟", files=1, seq=0), [found])
    assert _where(office, {"金丝雀甲 收入偏高": ""})
    keeping.destroy(office, [expired], WITNESS, "销毁1户", "期满")
    assert _where(office, {"金丝雀甲 收入偏高": ""}) == []


def _a_whole_life(office: Office) -> tuple[int, int, str]:
    made = make_household("金丝雀甲", cause=Cause.own_illness, remark="备注金丝雀")
    head = replace(
        made.members[0],
        id_number=ID_NUMBER,
        phone="19900007777",
        employer="厂里的金丝雀",
        illnesses=(Illness(disease=Disease.cancer, name="多发性骨髓瘤", hospital="示例血液病医院"),),
    )
    kept = intake.record_household(
        office,
        replace(
            made,
            members=(head, replace(made.members[1], name="金丝雀乙")),
            bank="示例银行",
            card_number="6222021234567890123",
            address="示例市示例区和平里九栋四零四",
            certificates=(Certificate(kind=CertificateKind.disability, number="残字第0907号"),),
            tags=(Tag(name="重点"),),
        ),
    )
    home_id = kept.id or 0
    fill_in(office)
    verdict = assessment.assess(office, home_id, PLAN)
    (case,) = applying.apply_together(
        office,
        [verdict.id or 0],
        Filing(
            applicant="金丝雀甲",
            reason="申请金丝雀",
            received=CLOSED,
            cause="事由金丝雀",
            origin=Origin.agent,
            agent=Agent(
                name="代办金丝雀",
                relation="所在单位",
                phone="19900006666",
                because="代办金丝雀",
            ),
        ),
    )
    scan = attachments.attach_bytes(
        office, home_id, PaperKind.diagnosis, "扫描金丝雀.pdf", "内容金丝雀".encode()
    )
    paper = replace(case_papers.papers_of(office, case.id or 0)[0], remark="材料金丝雀", received_on=None)
    case_papers.record_papers(office, case.id or 0, [paper], "林晓舟")
    lacking.tell_lacking(
        office,
        case.id or 0,
        Told(on=CLOSED, bring_by=LATER, how="当面", received_by="签收金丝雀"),
        "林晓舟",
    )
    brought = replace(paper, received_on=CLOSED, attachment_id=scan.id)
    case = case_papers.record_papers(office, case.id or 0, [brought], "林晓舟").case
    while case.current is not None and case.current.kind is not StepKind.pay:
        if case.current.kind is StepKind.notice:
            notice = noticing.post_notice(office, [case.id or 0], date(2026, 1, 5), 5, "公告栏")
            noticing.close_notice(office, notice.id or 0, date(2026, 1, 12), "林晓舟")
            case = approval.application(office, case.id or 0)
        elif case.current.kind is StepKind.decide:
            case = deciding.approve(office, case.id or 0, Decimal(1500), (), "同意", "高示范")
        else:
            case = approval.complete_step(office, case.id or 0, "意见金丝雀", "林晓舟")
    fund = relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal(5000))
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.transfer, [case.id or 0], CLOSED)
    relief.sign_line(office, batch.lines[0].id or 0, CLOSED, "代领金丝雀", "配偶", "住院")
    relief.close_batch(office, batch.id or 0)
    case = approval.application(office, case.id or 0)
    while case.current is not None:
        case = approval.complete_step(office, case.id or 0, "办完", "林晓舟")
    plan = visiting.propose_round(office, "春访", Purpose.warmth, [home_id], ("甲", "乙"), CLOSED, CLOSED)
    visit = visiting.record_round(office, plan).visits[0]
    visiting.record_visit(
        office, visit.id or 0, CLOSED, ("甲", "乙"), "走访金丝雀", "走访金丝雀", "走访金丝雀"
    )
    consents.record_consent(
        office,
        Consent(
            household_id=home_id, given_on=CLOSED, given_by="同意金丝雀", relation="配偶", publication=True
        ),
    )
    keeping.seal(office, home_id, "撤档金丝雀")
    return home_id, case.id or 0, scan.stored


def _bytes(office: Office) -> bytes:
    """The data file and its log as they lie on the disk; the office of the tests is plain."""
    found = b""
    for path in sorted(office.folder.iterdir()):
        if path.is_file() and path.name.startswith("bangfu.db"):
            found += path.read_bytes()
    assert re.match(b"SQLite format 3", found)
    return found


def _where(office: Office, canaries: dict[str, str]) -> list[tuple[str, str]]:
    """In which tables a canary still sits."""
    connection = raw_connection(office.store.path)
    try:
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return [
            (table, said)
            for table in tables
            for row in connection.execute(f'SELECT * FROM "{table}"')
            for text, said in canaries.items()
            if any(text in str(value) for value in row)
        ]
    finally:
        connection.close()
