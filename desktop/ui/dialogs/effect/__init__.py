"""改一个数会影响多少户: a figure is moved, and the whole roster answers before anything is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs import shown
from desktop.ui.dialogs.message import tell
from desktop.ui.news import News
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.effect import Inquiries
    from desktop.casework.office import Office

__all__ = ["open_effect"]


def open_effect(
    office: Office,
    news: News,
    scheme_id: str,
    parameter_name: str | None = None,
    parent: QWidget | None = None,
) -> None:
    """Gather the roster under a scheme, then let a figure be moved. `parameter_name` is the first to be moved."""
    from desktop.ui.dialogs.effect.window import EffectWindow  # numpy is loaded when it is first needed

    asks = _inquiries(office, news)
    place = parent if parent is not None else QWidget()

    def done(inquiry: object) -> None:
        from desktop.casework.effect import Inquiry

        assert isinstance(inquiry, Inquiry)
        if not len(inquiry.census):
            tell(
                place,
                "还没有在册家庭，没有可以试算的对象。请先到「档案」登记家庭，或导入困难职工名册，再来看改一个数会影响多少户。",
            )
            return
        if not inquiry.figures():
            tell(place, f"方案「{inquiry.card.scheme.title}」没有可以调整的参数，也不看公布的标准。")
            return
        shown(EffectWindow(office, news, asks, inquiry, parameter_name, parent))

    work(
        place.window() if parent is not None else place,
        "正在读取全部在册家庭",
        lambda progress, cancelled: asks.about(scheme_id, progress, cancelled),
        done,
    )


class _Keeper(QObject):
    """Keeps what was gathered as long as the main window's news lives."""

    def __init__(self, asks: Inquiries, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self.asks, self.office = asks, office


def _inquiries(office: Office, news: News) -> Inquiries:
    from desktop.casework.effect import Inquiries

    for kept in news.children():
        if isinstance(kept, _Keeper) and kept.office is office:
            return kept.asks
    return _Keeper(Inquiries(office), office, news).asks
