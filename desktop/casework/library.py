"""The policy library at work (方案库): its editions on a day, and reading it anew after scheme files changed."""

from __future__ import annotations

from desktop.casework.office import Office
from desktop.domain.editions import Edition, editions


def reload(office: Office) -> None:
    """Reads the scheme files anew: whoever holds this office sees at once what was added or changed."""
    office.library.reload()


def all_editions(office: Office) -> tuple[Edition, ...]:
    """Every scheme of the library by its first lines, the editions of one policy together, the one in force first."""
    return editions(office.library.headings, office.today())
