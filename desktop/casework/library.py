"""The policy library at work (方案库): its editions on a day, and reading it anew after scheme files changed."""

from __future__ import annotations

from desktop.casework.office import Office
from desktop.domain.editions import Edition, editions
from desktop.store import own_files


def reload(office: Office) -> None:
    """Reads the scheme files anew: whoever holds this office sees at once what was added or changed."""
    office.library.reload()


def all_editions(office: Office) -> tuple[Edition, ...]:
    """Every scheme of the library by its first lines, the editions of one policy together, the one in force first."""
    return editions(office.library.headings, office.today())


def pair(office: Office, scheme_id: str) -> tuple[str | None, str | None]:
    """What to lay side by side, the older first: the edition with the one it replaces, or with the one that
    replaces it; where its policy has one edition only, that one and nothing.
    """
    known = {h.id for h in office.library.headings}
    replaced = office.library.replaced
    before = replaced.get(scheme_id, "")
    if before in known:
        return before, scheme_id
    return scheme_id, next((id for id, older in replaced.items() if older == scheme_id), None)


def is_own(office: Office, scheme_id: str) -> bool:
    """Whether the office wrote or took in the scheme itself; what came with the program is never written to."""
    return own_files.find(office.folder, scheme_id) is not None
