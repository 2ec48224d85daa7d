"""What is done about papers that are missing (补正、不予受理): telling of them, ending where they do not come, turning away."""

from __future__ import annotations

from desktop.casework import accounts, applying, lacking
from desktop.domain.application import State, StepKind
from desktop.domain.completing import WAYS
from desktop.domain.days import day_words
from desktop.domain.lacking import LackingLetter
from desktop.ui.dialogs import shown
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.dialogs.opinion import Question
from desktop.ui.dialogs.tell_lacking import TellLackingDialog
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextLine
from desktop.ui.pages.case import papers
from desktop.ui.pages.case.action import Action, Place
from desktop.ui.pages.case.seen import Seen
from desktop.ui.pages.case.sheet import CaseSheet

PAPERS = "材料"
"""The title of the part with the checklist."""
NOTHING = (
    "清单上的材料都已收到或者免交。收到的材料有毛病的，先在「材料」里取消收到、写明毛病；"
    "还要申请人补别的，先添加到清单里。"
)


def tell_missing(sheet: CaseSheet) -> None:
    """Ask how the applicant is told of all that is missing, and stop the clock."""
    office, seen = sheet.office, sheet.seen
    if seen is None:
        return
    with telling(sheet):
        draft = lacking.draft(office, sheet.id)
        if not draft.papers:
            tell(sheet, NOTHING, "没有缺少的材料")
            return
        said = TellLackingDialog.ask(
            draft,
            seen.today,
            lambda day: lacking.draft(office, sheet.id, day),
            accounts.signer(office),
            sheet.names(),
            sheet,
        )
        if said is not None:
            sheet.do(
                lambda: lacking.tell_lacking(office, sheet.id, said.told, said.by, said.wanted),
                f"{seen.case.applicant}：已一次性告知，{day_words(said.told.bring_by)}前补齐，停表；可打印告知书",
            )


def record_receipt(sheet: CaseSheet, letter: LackingLetter | None) -> None:
    """Ask who signed the stub, and how the letter reached them."""
    if letter is None:
        return
    dialog = ReceiptDialog(letter, sheet)
    if shown(dialog):
        with telling(sheet):
            how, by = dialog.how.value(), dialog.received_by.value()
            lacking.record_receipt(sheet.office, letter.id or 0, how, by)
            sheet.refresh()
            sheet.news.said.emit(f"{letter.number}：已登记签收")


class ReceiptDialog(EntryDialog):
    """Who signed for a letter."""

    def __init__(self, letter: LackingLetter, sheet: CaseSheet) -> None:
        super().__init__("登记签收", sheet, take="登记", width=560)
        told = f"一次性告知书 {letter.number}，{day_words(letter.told_on)}告知"
        self.body.column.insertWidget(0, Words(told, "band-told"))
        self.how = TextChoice(WAYS, letter.how)
        self.received_by = TextLine(letter.received_by, hint="在存根上签字的人", longest=50)
        self.grid.add("告知方式(&H)", self.how, wide=True)
        self.grid.add("签收人(&S) *", self.received_by, wide=True)
        self.ready(self.received_by)

    def wrong(self) -> str:
        if not self.received_by.value():
            self.received_by.setFocus()
            return "请填写签收人。"
        return ""


def show_papers(sheet: CaseSheet) -> None:
    """Turn to the checklist, where what came is ticked."""
    sheet.turn_to(PAPERS)


def decline(sheet: CaseSheet) -> None:
    """Ask why it is not taken, before anything was done with it."""
    case = sheet.case
    if case is None:
        return
    sheet.ask_and_do(
        Question(
            title="不予受理",
            told=f"{case.applicant}　{case.number}\n不归本单位受理、或者明显不在范围内的，不予受理。"
            "理由会印在不予受理通知书上交给申请人；该找哪里，也请写上。",
            band="band-warned",
            label="理由(&Y) *",
            hint="如 户籍不在本县，请向户籍地乡镇申请",
            needed="不予受理必须写明理由，通知书上要印出来。",
            who="经办人(&N) *",
            take="不予受理",
        ),
        lambda words, by: applying.decline(sheet.office, sheet.id, words, by),
        f"{case.applicant}：不予受理，可在「更多文书」打印通知书",
    )


def give_up(sheet: CaseSheet) -> None:
    """End a case whose papers did not come by their day; the plan says so, or the applicant."""
    case = sheet.case
    letters = lacking.letters_of(sheet.office, sheet.id)
    if case is None or not letters or letters[-1].bring_by is None:
        return
    by_plan = lacking.given_up_by_plan(sheet.office, sheet.id)
    rule = (
        "方案规定逾期没有补齐的视为放弃。"
        if by_plan
        else "方案没有写逾期不补齐就算放弃，请先问清申请人，写明他的意思。"
    )
    sheet.ask_and_do(
        Question(
            title="没有补齐，结束申请",
            told=f"{case.applicant}　{case.number}\n告知书 {letters[-1].number} 要求"
            f"{day_words(letters[-1].bring_by)}前补齐。{rule}",
            band="band-warned",
            label="说明(&Y)" if by_plan else "申请人怎么说(&Y) *",
            hint="如 已电话询问，申请人表示不再申请",
            needed="" if by_plan else "请写明申请人的意思。",
            who="经办人(&N) *",
            take="结束申请",
        ),
        lambda words, by: lacking.give_up(sheet.office, sheet.id, by, words),
        f"{case.applicant}：材料没有补齐，申请已结束",
    )


def may_tell(seen: Seen) -> bool:
    """Whether papers may be asked for: while it is undecided and was not sent back."""
    return seen.case.state is State.open and seen.step is not None


def _untouched(seen: Seen) -> bool:
    case = seen.case
    return seen.at is StepKind.accept and seen.undecided and all(s.done_on is None for s in case.steps)


ACTIONS: tuple[Action, ...] = (
    Action(
        "print_declined",
        "打印不予受理通知书(&G)",
        papers.print_acceptance,
        papers.turned_away,
        Place.main,
        picture="print",
    ),
    Action(
        "papers",
        "登记补齐的材料(&C)",
        show_papers,
        lambda seen: seen.case.paused is not None and seen.case.state is State.open,
        Place.main,
        picture="check",
    ),
    Action(
        "lacking",
        "一次性告知(&K)…",
        tell_missing,
        lambda seen: seen.at is StepKind.accept and seen.undecided,
    ),
    Action(
        "decline",
        "不予受理(&J)…",
        decline,
        _untouched,
        kind="danger",
    ),
    Action(
        "give_up",
        "没有补齐，结束(&L)…",
        give_up,
        lambda seen: seen.case.paused is not None and seen.case.state is State.open,
    ),
)
"""What can be done about an open case because of its papers."""
