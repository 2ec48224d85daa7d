"""The dialogs for certificates, tags and illnesses."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain.household import Certificate, CertificateKind, Household, Tag
from desktop.domain.masking import Sensitive, mask_id, mask_illness, mask_words
from desktop.domain.person import Disease, Illness
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import ChoiceBox, PickBox, TextChoice
from desktop.ui.fields.covered import Curtain
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.household.asking import backwards, covering, given, together, whose_options


class CertificateDialog(ListEntry[Certificate]):
    """A certificate of the household or of one member."""

    def __init__(
        self,
        household: Household,
        certificate: Certificate | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增证件" if certificate is None else "修改证件", parent, width=560)
        now = certificate or Certificate(kind=CertificateKind.dibao)
        self.kind = ChoiceBox(CertificateKind, now.kind, unset=None)
        self.whose: PickBox[int] = PickBox(whose_options(household), now.whose, unset=None)
        self.number = TextLine(now.number, longest=60)
        self.issued_on = DayEdit(today, now.issued_on)
        self.expires_on = DayEdit(today, now.expires_on)
        self.grid.add("证件种类", self.kind)
        self.grid.add("持证人", self.whose)
        cover = covering(curtain, now.whose)
        self.covers = {"number": cover(self.number, mask_id, Sensitive.certificate)}
        self.grid.add("证件编号", self.covers["number"])
        self.grid.add("发证日期", self.issued_on)
        self.grid.add("有效期至", self.expires_on)
        self.body.add(Words("长期有效的，「有效期至」留空。", "faint"))
        self.ready(self.kind)

    def entry(self) -> Certificate:
        return self.certificate()

    def certificate(self) -> Certificate:
        """The certificate as entered."""
        return Certificate(
            kind=given(self.kind.value()),
            whose=given(self.whose.value()),
            number=self.covers["number"].value(),
            issued_on=self.issued_on.value(),
            expires_on=self.expires_on.value(),
        )

    def wrong(self) -> str:
        return backwards(self.issued_on.value(), self.expires_on.value(), "发证日期", "有效期")


class TagDialog(ListEntry[Tag]):
    """A tag on the household, with the days it holds."""

    def __init__(self, tag: Tag | None, known: list[str], today: date, parent: QWidget | None = None) -> None:
        super().__init__("新增标签" if tag is None else "修改标签", parent, width=520)
        now = tag or Tag(name="", since=today)
        self.name = TextChoice(known, now.name)
        self.since = DayEdit(today, now.since)
        self.until = DayEdit(today, now.until)
        self.grid.add("标签", self.name)
        self.grid.add("起始日期", self.since)
        self.grid.add("截止日期", self.until)
        self.ready(self.name)

    def entry(self) -> Tag:
        return self.tag()

    def tag(self) -> Tag:
        """The tag as entered."""
        return Tag(name=self.name.value(), since=self.since.value(), until=self.until.value())

    def wrong(self) -> str:
        if not self.name.value():
            return "请填写标签，如「单亲」「重点关注」。"
        return backwards(self.since.value(), self.until.value(), "起始日期", "截止日期")


class IllnessDialog(ListEntry[tuple[int, Illness]]):
    """A diagnosed illness of a member."""

    def __init__(
        self,
        household: Household,
        illness: tuple[int, Illness] | None,
        today: date,
        curtain: Curtain,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("新增疾病" if illness is None else "修改疾病", parent, width=560)
        whose, now = illness or (household.head.ordinal, Illness(disease=Disease.cancer))
        self.whose: PickBox[int] = PickBox(whose_options(household, whole=False), whose, unset=None)
        self.disease = ChoiceBox(Disease, now.disease, unset=None)
        self.name = TextLine(now.name, "照诊断书填写")
        self.diagnosed_on = DayEdit(today, now.diagnosed_on)
        self.hospital = TextLine(now.hospital)
        self.grid.add("患者", self.whose)
        cover = together(curtain, Sensitive.illness, whose, illness is None)
        self.covers = {
            "disease": cover(self.disease, mask_illness, None),
            "name": cover(self.name, mask_words),
            "hospital": cover(self.hospital, mask_words),
        }
        self.grid.add("病种", self.covers["disease"])
        self.grid.add("诊断病名", self.covers["name"])
        self.grid.add("确诊日期", self.diagnosed_on)
        self.grid.add("诊断医院", self.covers["hospital"])
        self.ready(self.whose)

    def entry(self) -> tuple[int, Illness]:
        return self.illness()

    def illness(self) -> tuple[int, Illness]:
        """Who is ill and of what, as entered."""
        return given(self.whose.value()), Illness(
            disease=given(self.covers["disease"].value()),
            name=self.covers["name"].value(),
            diagnosed_on=self.diagnosed_on.value(),
            hospital=self.covers["hospital"].value(),
        )
