"""The tabs of certificates with tags, and of illnesses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.household import WHOLE_HOUSEHOLD, Certificate, Tag, Topic
from desktop.domain.masking import Sensitive, mask_id, mask_illness, mask_words
from desktop.domain.person import Illness
from desktop.domain.words import word
from desktop.ui.fields.covered import Curtain, Lid
from desktop.ui.fields.panels import Words
from desktop.ui.models.columns import Column
from desktop.ui.pages.household.draft import Draft, illnesses_of, with_illnesses
from desktop.ui.pages.household.paper_entries import CertificateDialog, IllnessDialog, TagDialog
from desktop.ui.pages.household.sections import Part, Section, VerifiedNone, day_text, known_state


class CertificatesPart(Part):
    """证件和标签."""

    def __init__(
        self,
        draft: Draft,
        today: date,
        known_tags: Callable[[], list[str]],
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._known_tags = known_tags
        self._curtain = curtain

    def build(self) -> None:
        draft, today, known_tags, curtain = self.draft, self._today, self._known_tags, self._curtain
        self.lid = Lid(curtain, Sensitive.certificate, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[Certificate]] = [
            Column(title="证件", text=lambda x: word(x.kind), width=170),
            Column(
                title="持证人", text=lambda x: draft.household.owner_name(x.whose), width=130, stretch=True
            ),
            Column(title="编号", text=self._number, width=150, stretch=True),
            Column(title="发证日期", text=lambda x: day_text(x.issued_on), width=112),
            Column(title="有效期至", text=lambda x: day_text(x.expires_on) or "长期", width=112),
            Column(
                title="状态",
                text=lambda x: "有效" if x.valid_on(today) else "已失效",
                width=80,
                kind=lambda x: "" if x.valid_on(today) else "red",
            ),
        ]
        self.section = Section(
            draft,
            "证件",
            columns,
            lambda h: h.certificates,
            lambda h, lines: replace(h, certificates=lines),
            lambda certificate: CertificateDialog(draft.household, certificate, today, curtain, self),
            lid=self.lid,
        )
        self.none = VerifiedNone(draft, Topic.certificates)
        tag_columns: list[Column[Tag]] = [
            Column(title="标签", text=lambda x: x.name, width=200, stretch=True),
            Column(title="起始日期", text=lambda x: day_text(x.since), width=130),
            Column(title="截止日期", text=lambda x: day_text(x.until) or "长期", width=130),
        ]
        self.tags = Section(
            draft,
            "标签",
            tag_columns,
            lambda h: h.tags,
            lambda h, lines: replace(h, tags=lines),
            lambda tag: TagDialog(tag, known_tags(), today, self),
        )
        self.tags.add_button.setText("添加标签(&G)")
        self.tags.edit_button.setText("修改(&M)")
        self.tags.remove_button.setText("删除(&L)")
        self.add(Words("证件", "heading"))
        self.add(self.section)
        self.add(self.none)
        self.add(Words("标签", "heading"))
        self.add(self.tags)
        self.column.addStretch(1)

    def edit(self) -> None:
        (self.tags if self.tags.table.hasFocus() else self.section).edit()

    def _number(self, certificate: Certificate) -> str:
        return mask_id(certificate.number) if self.lid.shut else certificate.number

    def state(self) -> str:
        return known_state(self.draft.household, Topic.certificates, len(self.draft.household.certificates))


class IllnessesPart(Part):
    """疾病."""

    def __init__(self, draft: Draft, today: date, curtain: Curtain, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._today = today
        self._curtain = curtain

    def build(self) -> None:
        draft, today, curtain = self.draft, self._today, self._curtain
        self.lid = lid = Lid(curtain, Sensitive.illness, lambda: WHOLE_HOUSEHOLD, self)
        columns: list[Column[tuple[int, Illness]]] = [
            Column(title="患者", text=lambda x: draft.household.owner_name(x[0]), width=150, stretch=True),
            Column(title="病种", text=self._disease, width=190),
            Column(
                title="诊断病名",
                text=lambda x: mask_words(x[1].name) if lid.shut else x[1].name,
                width=170,
                stretch=True,
            ),
            Column(title="确诊日期", text=lambda x: day_text(x[1].diagnosed_on), width=112),
            Column(
                title="诊断医院",
                text=lambda x: mask_words(x[1].hospital) if lid.shut else x[1].hospital,
                width=170,
                stretch=True,
            ),
        ]
        self.section = Section(
            draft,
            "疾病",
            columns,
            illnesses_of,
            with_illnesses,
            lambda illness: IllnessDialog(draft.household, illness, today, curtain, self),
            lid=lid,
        )
        self.none = VerifiedNone(draft, Topic.illnesses)
        self.add(self.section)
        self.add(self.none)
        self.column.addStretch(1)

    def edit(self) -> None:
        self.section.edit()

    def _disease(self, line: tuple[int, Illness]) -> str:
        return mask_illness(line[1].disease) if self.lid.shut else word(line[1].disease)

    def state(self) -> str:
        return known_state(self.draft.household, Topic.illnesses, len(illnesses_of(self.draft.household)))
