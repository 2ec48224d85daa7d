"""Canaries: facts nobody else has, put into an office; and how they would look wherever they got out.

Run as a program (`python -m tests.trust.canary FOLDER END`) it uses the whole program without a window, in a home of
its own, and comes to one of three ends: closed as it should be, killed, or fallen over a fault of its own.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdf

from desktop import app
from desktop.casework import (
    applying,
    approval,
    assessment,
    attachments,
    consents,
    deciding,
    door,
    importing,
    intake,
    logbook,
    noticing,
    printing,
    privacy,
    relief,
    safekeeping,
    visiting,
)
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.backup import BackupPlan, Why
from desktop.domain.consent import Consent
from desktop.domain.errors import OfficeError
from desktop.domain.household import Cause, Household, Property, PropertyKind, Topic
from desktop.domain.identity import check_digit
from desktop.domain.listing import HouseholdQuery
from desktop.domain.masking import Sensitive
from desktop.domain.payout import Form, Fund
from desktop.domain.person import Disease, Illness
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.domain.visit import Purpose
from desktop.store import households, trail
from tests.conftest import make_household
from tests.trust import offices

CHOSEN = "选择"
"""The folder the officer writes to and takes files from: the only place where canaries may be."""
OFFICE = "办公室"
PASSWORD = "dou shi jia de 2026"
ID_NUMBER = "11010519491007331" + check_digit("11010519491007331")
SECOND_ID = "44030119880816274" + check_digit("44030119880816274")
CANARIES = {
    "ID number": ID_NUMBER,
    "ID number of a roster": SECOND_ID,
    "bank card": "6222020200077345671",
    "phone": "19917263548",
    "illness": "肺金丝雀样恶性肿瘤",
    "name": "訾鸒雀",
    "name in pinyin": "ziyuque",
    "address": "示例区金丝雀里 7 栋 907",
    "password": PASSWORD,
}


@dataclass(frozen=True)
class Hit:
    """A canary where none may be."""

    canary: str
    spelling: str
    where: str


def hits(where: str, content: bytes) -> Iterator[Hit]:
    """The canaries in some bytes, in any usual spelling, also inside zip archives and PDF files."""
    for canary, text in CANARIES.items():
        for spelling, found in _spellings(text).items():
            if found in content:
                yield Hit(canary, spelling, where)
    if content.startswith(b"PK\x03\x04"):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                yield from hits(f"{where} → {name}", package.read(name))
    elif content.startswith(b"%PDF"):
        paper = pypdf.PdfReader(BytesIO(content))
        text = "" if paper.is_encrypted else "".join(page.extract_text() for page in paper.pages)
        yield from hits(f"{where} → text", "".join(text.split()).encode())


def _spellings(text: str) -> dict[str, bytes]:
    escaped = json.dumps(text)[1:-1].encode()
    found = {
        "utf-8": text.encode(),
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "gb18030": text.encode("gb18030"),
        "escaped": escaped,
        "base64": base64.b64encode(text.encode()).rstrip(b"="),
        "hex": text.encode().hex().encode(),
    }
    if " " in text:  # A PDF's text is compared without gaps.
        found["without gaps"] = "".join(text.split()).encode()
    return found


def household() -> Household:
    """The household of canaries."""
    kept = make_household(
        name=CANARIES["name"],
        monthly="2500.00",
        cause=Cause.schooling,
        properties=(Property(kind=PropertyKind.home, description="自住"),),
        verified_none=frozenset(Topic) - {Topic.homes, Topic.illnesses},
        address=CANARIES["address"],
        bank="示例银行",
        card_number=CANARIES["bank card"],
    )
    ill = Illness(disease=Disease.cancer, name=CANARIES["illness"], diagnosed_on=date(2025, 9, 1))
    head = replace(kept.head, id_number=ID_NUMBER, phone=CANARIES["phone"], illnesses=(ill,))
    return replace(kept, members=(head, *kept.members[1:]))


def use_everything(root: Path, end: str) -> None:
    """Founds an office, signs in, does all there is to do, goes wrong in every way, and comes to that end."""
    folder, chosen = root / OFFICE, root / CHOSEN
    chosen.mkdir()
    resources = app.places().resources
    app.found(folder, offices.BUREAU, offices.DIBAO, resources, lambda: offices.DAY, PASSWORD)
    with contextlib.suppress(OfficeError):
        door.unlock(folder, offices.HANDLER.name, PASSWORD + "?", app.utc_now)
    unlocked = door.unlock(folder, offices.HANDLER.name, PASSWORD, app.utc_now)
    with app.opened(folder, resources, lambda: offices.DAY, unlocked) as office:
        _take_in_a_roster(office, chosen)
        _work(office, chosen)
        _go_wrong(office, chosen)
        _look_after_the_data(office, chosen)
        if end == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if end == "fault":
            _violate(office)


def _take_in_a_roster(office: Office, chosen: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号", "联系电话", "家庭住址"])
    sheet.append([CANARIES["name"] + "二", SECOND_ID, CANARIES["phone"], CANARIES["address"]])
    sheet.append([CANARIES["name"] + "三", SECOND_ID[:-1], CANARIES["phone"], CANARIES["address"]])
    book.save(chosen / "名册.xlsx")
    preview = importing.preview_for(office, chosen / "名册.xlsx")
    assert importing.take_in(office, preview).taken == 1
    importing.write_back(preview, chosen / "名册（退回）.xlsx")
    damaged = chosen / "坏名册.xlsx"
    damaged.write_bytes((chosen / "名册.xlsx").read_bytes()[:-300])
    with contextlib.suppress(OfficeError):
        importing.preview_for(office, damaged)


def _work(office: Office, chosen: Path) -> None:
    kept = intake.record_household(office, household())
    kept = intake.record_household(office, replace(kept, remark="又来谈过一次"))
    household_id = kept.id or 0
    for what in Sensitive:
        privacy.reveal(office, household_id, what)
    for search in (CANARIES["name"], ID_NUMBER, CANARIES["phone"], CANARIES["name in pinyin"]):
        assert intake.find_households(office, HouseholdQuery(search=search)).lines
    scan = chosen / f"{CANARIES['name']} 诊断书.jpg"
    scan.write_bytes(b"\xff\xd8\xff\xe0" + CANARIES["illness"].encode() * 50 + b"\xff\xd9")
    papers = attachments.attach(office, household_id, PaperKind.diagnosis, scan)
    attachments.content(office, papers.id or 0)
    attachments.save_as(office, papers.id or 0, chosen / "取出.jpg")
    consents.record_consent(
        office,
        Consent(
            household_id=household_id,
            given_on=offices.DAY,
            given_by=CANARIES["name"],
            relation="本人",
            publication=True,
        ),
        scan,
    )
    judged = assessment.assess(office, household_id, "plan-07")
    case = applying.apply(office, judged.id or 0, "", f"患{CANARIES['illness']}，生活困难")
    case_id = case.id or 0
    while (
        step := approval.application(office, case_id).current
    ) is not None and step.kind is not StepKind.pay:
        if step.kind is StepKind.notice:
            notice = noticing.post_notice(office, [case_id], office.today(), 5, "公告栏")
            printing.print_notice(office, notice.id or 0, chosen / "公示.pdf")
            after = notice.until + timedelta(days=1)
            noticing.close_notice(office, notice.id or 0, after, office.user.name)
        elif step.kind is StepKind.decide:
            deciding.approve(
                replace(office, user=offices.APPROVER),
                case_id,
                judged.verdict.amount,
                judged.verdict.goods,
                "同意",
                offices.APPROVER.name,
            )
        else:
            approval.complete_step(office, case_id, "属实", office.user.name)
    fund = relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), Decimal("90000.00"))
    form = Form.goods if judged.verdict.goods else Form.transfer
    batch = relief.prepare_batch(office, "送温暖", fund.id or 0, form, [case_id], office.today(), "工会")
    relief.sign_line(office, batch.lines[0].id or 0, office.today(), CANARIES["name"], "本人", "住院")
    plan = visiting.propose_round(
        office, "走访", Purpose.inquiry, [household_id], ("林晓舟", "赵一鸣"), offices.DAY, offices.DAY
    )
    plan = visiting.record_round(office, plan)
    for suffix in ("pdf", "xlsx"):
        printing.print_case(office, printing.APPROVAL, case_id, chosen / f"审批表.{suffix}")
        printing.print_batch(office, batch.id or 0, chosen / f"签收表.{suffix}")
        printing.print_receipts(office, batch.id or 0, chosen / f"收据.{suffix}")
        printing.print_round(office, plan.id or 0, chosen / f"走访.{suffix}")
        printing.print_consent(office, household_id, chosen / f"告知书.{suffix}")


def _go_wrong(office: Office, chosen: Path) -> None:
    """What is refused or fails, with canaries in hand; what is said goes where a program says it."""
    wrong = replace(household(), card_number=CANARIES["bank card"])
    for deed_of_hers in (
        lambda: intake.record_household(office, wrong),  # The same ID number twice.
        lambda: importing.preview_for(office, chosen / f"{CANARIES['name']}.xlsx"),
        lambda: printing.print_consent(office, 1, chosen / "没有" / "\0.pdf"),
        lambda: _violate(office),
    ):
        try:
            deed_of_hers()
        except OfficeError:
            pass
        except Exception:
            import traceback

            traceback.print_exc()


def _violate(office: Office) -> None:
    """A fault of the program: the engine refuses what a verb hands it, canaries and all."""
    with deed(office, Act.record_household) as session:
        trail.note(session, households.SUBJECT, None, "")
        kept = households.get(session, 1)
        households.put(session, replace(household(), id=None, number=kept.number), office.today())


def _look_after_the_data(office: Office, chosen: Path) -> None:
    logbook.find_entries(office, TrailQuery(), 0, 100)
    logbook.prove(office)
    (chosen / "U 盘").mkdir()
    safekeeping.record_plan(office, BackupPlan(second_place=str(chosen / "U 盘"), copy_password=PASSWORD))
    made = safekeeping.back_up(office, Why.by_hand)
    safekeeping.rehearse(office, made.backup)
    safekeeping.full_check(office)


if __name__ == "__main__":
    use_everything(Path(sys.argv[1]), sys.argv[2])
