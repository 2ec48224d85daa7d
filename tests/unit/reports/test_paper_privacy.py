"""What hangs on the wall: no id number, phone, card, address or illness is anywhere in the file (trust T24)."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
from pypdf.generic import StreamObject

from desktop.domain.dossier import Dossier, NoticePaper
from desktop.domain.person import Disease, Illness
from reports import pdf, xlsx
from reports.catalogue import forms
from reports.fonts import FontSet
from reports.wording import award_words
from tests.unit.reports import paper_samples as samples
from tests.unit.reports.paper_reading import texts_of

CANARY = {
    "id number": "440301199001011234",
    "phone": "13987654321",
    "card": "6222021234567890123",
    "address": "鹦鹉巷七十七号",
    "illness": "金丝雀综合征",
    "reason": "欠债不还的细节",
    "account": "孔雀支行",
}


def canary_dossier() -> Dossier:
    head = replace(
        samples.HOUSEHOLD.members[0],
        id_number=CANARY["id number"],
        phone=CANARY["phone"],
        illnesses=(Illness(disease=Disease.cancer, name=CANARY["illness"]),),
        remark=CANARY["illness"],
    )
    household = replace(
        samples.HOUSEHOLD,
        members=(head, *samples.HOUSEHOLD.members[1:]),
        address=CANARY["address"],
        card_number=CANARY["card"],
        bank_branch=CANARY["account"],
        remark=CANARY["illness"],
    )
    application = replace(samples.APPLICATION, reason=CANARY["reason"])
    return replace(samples.DOSSIER, household=household, application=application)


def notice_of(dossier: Dossier) -> NoticePaper:
    paper = samples.notice_paper(1)
    entry = replace(
        paper.entries[0],
        name=dossier.household.head.name,
        employer=dossier.household.head.employer,
        category=dossier.verdict.group_label,
        award=award_words(dossier.application.proposed, dossier.application.goods),
    )
    return replace(paper, entries=(entry,))


def assert_clean(text: str) -> None:
    squeezed = text.replace(" ", "").replace("\n", "").replace("\r", "")
    for kind, secret in CANARY.items():
        assert secret not in squeezed, kind
    assert "恶性肿瘤" not in squeezed
    assert "终末期肾病" not in squeezed


def test_the_canary_would_be_seen_on_a_paper_that_shows_everything(fonts: FontSet) -> None:
    sheet = forms()["application_approval"].sheet(canary_dossier())
    text = "".join(texts_of(pdf.render([sheet], fonts)[0]))
    for kind in ("id number", "phone", "card", "address", "reason", "account"):
        assert CANARY[kind] in text


def test_the_notice_on_paper_carries_nothing_that_may_not_be_published(fonts: FontSet) -> None:
    everything = forms()["application_approval"].sheet(canary_dossier())
    pdf.render([everything], fonts)  # the same fonts printed the secrets a moment ago
    sheet = forms()["public_notice"].sheet(notice_of(canary_dossier()))
    data, _ = pdf.render([sheet], fonts)
    text = "".join(texts_of(data))
    assert "林建国" in text
    assert_clean(text)
    reader = pypdf.PdfReader(io.BytesIO(data))
    parts = [data.decode("latin1"), str(reader.metadata)]
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        parts.append(str(found))
        if isinstance(found, StreamObject):
            content = found.get_data()
            parts += [
                content.decode("latin1"),
                content.decode("utf-8", "ignore"),
                content.decode("utf-16-be", "ignore"),
            ]
    assert_clean("".join(parts))


def test_the_notice_as_a_workbook_carries_nothing_that_may_not_be_published(tmp_path: Path) -> None:
    sheet = forms()["public_notice"].sheet(notice_of(canary_dossier()))
    xlsx.write([sheet], tmp_path / "公示.xlsx")
    with zipfile.ZipFile(tmp_path / "公示.xlsx") as parts:
        names = parts.namelist()
        whole = "".join(parts.read(name).decode("utf-8") for name in names)
    assert "林建国" in whole
    assert_clean(whole)
    assert [name for name in names if "sheet" in name and name.endswith(".xml")] == [
        "xl/worksheets/sheet1.xml"
    ]
    assert not [name for name in names if "comment" in name or "external" in name]
    assert not re.search(r'hidden="(1|true)"|[hH]idden"', whole)
