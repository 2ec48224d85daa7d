"""The first step of the import (选择): a file, or rows pasted from a spreadsheet or a chat."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.fields.buttons import push
from desktop.ui.fields.panels import Card, Scrolled, Words


class ChoosePage(Scrolled):
    """What can be brought in, and the buttons for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=28)
        self.choose = push("选择文件(&O)…", picture="open", kind="primary", key="Ctrl+O")
        self.paste = push("粘贴表格内容(&V)", key="Ctrl+V")
        card = Card("什么样的表格都可以导入")
        for text in (
            "· 支持 Excel（.xlsx、.xls）和 WPS 表格，也可以把文件拖到这里。",
            "· 工会困难职工名册、县级困难职工表、学生资助名单，列名认得的直接看结果；别的表格，由您指定每一列是什么，"
            "下次同样的表头自动认得。",
            "· 表头可以占几行、可以合并单元格；一户一行、户主下面另起几行写家庭成员、一人一行，都能读。",
            "· 在表格或聊天里选中几行，复制，到这里按 Ctrl+V，也能导入。",
            "· 先逐行查看：新建、更新已有、可能重复、有误，都写明原因。确认之后才写入；写入以后还可以整批撤销。",
            "· 原文件不会被改动。",
        ):
            card.add(Words(text))
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch()
        card.column.addSpacing(6)
        card.add(row)
        self.add(card)
        self.column.addStretch(1)
