"""What Ctrl+K finds besides what is on file: the pages of the window, their parts, and what its keys do."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.finding import Found, Hit
from desktop.ui.pages import PageEntry

PARTS: tuple[tuple[str, str, str, str], ...] = (
    ("households", "new", "新建家庭档案", "建档　Ctrl+N"),
    ("households", "import", "导入名册", "Excel　表格　粘贴　Ctrl+I"),
    ("settings", "bureau", "单位信息", "设置　单位名称　经办人"),
    ("settings", "lines", "低保等标准", "设置　低保标准　最低工资"),
    ("calendar", "", "放假安排", "日历　节假日　调休　农历"),
    ("meetings", "held", "会议纪要", "会议和抽查　审批会　评议会"),
    ("meetings", "places", "名额评定", "会议和抽查　排名　递补"),
    ("meetings", "draws", "随机抽查", "会议和抽查　抽查　种子"),
    ("safety", "backups", "备份与恢复", "安全　备份　恢复　演练"),
    ("safety", "users", "人员和岗位", "安全　用户　密码"),
    ("safety", "trail", "操作记录", "安全　日志　谁改过"),
    ("safety", "keeping", "档案保管", "安全　撤档封存　销毁"),
)
"""Page, item, what it is called, and what else it is looked for by."""
DEEDS: tuple[tuple[str, str, str], ...] = (
    ("print", "打印", "打印当前页　Ctrl+P"),
    ("search", "在本页查找", "查找　Ctrl+F"),
    ("refresh", "刷新", "重新读取　F5"),
    ("cover", "遮盖窗口", "遮盖屏幕　F9"),
)
"""A key of the window, what it is called, and what else it is looked for by."""
DEED = "!"
"""Stands before the name of a deed where a page's key would stand."""


def commands(entries: Iterable[PageEntry]) -> list[Hit]:
    """The pages that this window has, then their parts, then its keys."""
    entries = list(entries)
    keys = {entry.key for entry in entries}
    found = [_hit(entry.title, f"打开这一页　{entry.shortcut}".rstrip("　"), entry.key) for entry in entries]
    found += [_hit(title, also, page, item) for page, item, title, also in PARTS if page in keys]
    return [*found, *(_hit(title, also, DEED + deed) for deed, title, also in DEEDS)]


def _hit(title: str, detail: str, page: str, item: object = None) -> Hit:
    return Hit(kind=Found.page, title=title, detail=detail, page=page, item=item)
