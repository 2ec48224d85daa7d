"""People whose name nobody knows (无名氏): what they are called on file, from what they are told by."""

from __future__ import annotations

from desktop.domain.names import LONGEST, normalise_name
from desktop.domain.person import Member, PersonKind

NAMELESS = "无名氏"


def called_without_name(member: Member) -> str:
    """无名氏(2026-03-02 汽车站,男,约60岁), from the traits of a person without home and name; nothing for anybody else."""
    if member.kind is not PersonKind.wanderer or not member.traits.strip():
        return ""
    room = LONGEST - len(NAMELESS) - 2
    traits = normalise_name(member.traits)
    return f"{NAMELESS}({traits if len(traits) <= room else traits[: room - 1] + '…'})"
