"""What is said of an archive that was put away."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.retention import KeptLine


def kept_words(line: KeptLine) -> str:
    """Where an archive stands that was put away, as a sentence."""
    return (
        f"已于{day_words(line.sealed_on)}撤档封存（{line.because}），只能查看，不能修改或办理。"
        f"{day_words(line.due_on)}起到期待销毁。要继续办理的，请管理员在「安全」→「档案保管」里恢复在档。"
    )
