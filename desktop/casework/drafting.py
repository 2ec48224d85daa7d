"""Writing schemes (写方案): begun blank, from another one or as a new edition; kept unfinished; saved whole once they stand.

A scheme that came with the program is never written to: changing it makes the office a copy with a number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.casework import settings
from desktop.casework.deeds import deed, expect_allowed
from desktop.casework.library import reload
from desktop.casework.office import Office
from desktop.domain.days import day_words
from desktop.domain.editions import read_heading
from desktop.domain.errors import OfficeError
from desktop.domain.policy_text import SchemeError
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_draft import TO_FILL
from desktop.domain.scheme_sheet import Problem, SchemeSheet
from desktop.domain.trail import Act
from desktop.store import own_files, trail
from desktop.store.library import DRAFT, read_plain


@dataclass(kw_only=True)
class Draft:
    """A scheme being written: the sheet, and where it stands in the office's folder; saving it brings it up to date."""

    sheet: SchemeSheet
    path: Path | None = None
    """The office's own file of it, where it was saved before."""
    own: bool = False
    """Whether the office has saved it before, so that saving replaces that file."""
    edition_of: str = ""
    """The number of the edition it replaces; empty where it replaces none."""
    unfinished: Path | None = None
    """Where it is kept as unfinished work."""
    opened: str = ""
    """What the own file said when it was opened: another hand may have changed it since."""


@dataclass(frozen=True, kw_only=True)
class Unfinished:
    """A scheme kept before it stands."""

    id: str
    title: str
    path: Path


def open_draft(
    office: Office,
    scheme_id: str | None,
    *,
    from_id: str = "",
    blank: bool = False,
    new_id: str = "",
    title: str = "",
) -> Draft:
    """A scheme to be written: an own one or its unfinished work, a copy of another one, or a blank one.

    A scheme that came with the program is opened as a copy of the office's own. Raises OfficeError where there is no
    such scheme or the new number is taken, SchemeError where the file is no TOML.
    """
    if blank:
        return _begun(office, office.library.blank(), new_id or "new-scheme", title)
    if from_id:
        base = office.library.scheme(from_id)
        was = base.title if base.title.startswith(TO_FILL) else f"{TO_FILL}{base.title}"
        return _begun(office, base.text, new_id or f"{from_id}-own", title or was)
    if scheme_id is None:
        raise OfficeError("没有说明从哪个方案开始。请选一个方案，或者选「从空白开始」。")
    own, unfinished = own_files.find(office.folder, scheme_id), own_files.draft_of(office.folder, scheme_id)
    if own is not None or unfinished.is_file():
        return _reopened(own, unfinished if unfinished.is_file() else None)
    shipped = office.library.scheme(scheme_id)
    return _begun(office, shipped.text, new_id or f"{scheme_id}-own", title or f"{shipped.title}（本单位）")


def new_edition(office: Office, scheme_id: str, from_day: date) -> Draft:
    """A revised policy: the scheme's text under a number of its own, from a day on, naming the edition it replaces.

    The older file is not touched: it holds until the day before, and cases decided under it keep their text.
    """
    base = office.library.scheme(scheme_id)
    newer = next((new for new, old in office.library.replaced.items() if old == scheme_id), "")
    if newer:
        raise OfficeError(
            f"「{base.title}」（{scheme_id}）已经有新版「{newer}」。请从新版再修订，或者直接改新版。"
        )
    if base.from_day is not None and from_day <= base.from_day:
        raise OfficeError(
            f"新版的施行日期{day_words(from_day)}不晚于旧版的{day_words(base.from_day)}。请改成更晚的日期。"
        )
    draft = _begun(office, base.text, f"{scheme_id}-{from_day.year}", base.title)
    draft.sheet.put(("from",), from_day)
    draft.sheet.put(("until",), None)
    draft.sheet.put(("replaces",), scheme_id)
    draft.edition_of = scheme_id
    return draft


def problems(office: Office, draft: Draft) -> tuple[Problem, ...]:
    """What keeps the scheme from being saved: what cannot be read, what is not written yet, examples that come out otherwise."""
    return draft.sheet.problems(settings.calendar(office))


def save_draft(office: Office, draft: Draft) -> Scheme:
    """Saves the scheme into the office's folder, whole or not at all, logged; the library has it at once.

    Raises SchemeError, whose path leads to the field, where it does not stand yet: then `keep_unfinished` keeps it.
    """
    expect_allowed(office, Act.save_scheme)
    scheme = draft.sheet.scheme()
    wrong = next(iter(problems(office, draft)), None)
    if wrong is not None:
        raise _unready(draft, wrong)
    target = _target(office, draft, scheme.id)
    before = read_plain(target) if target.exists() else None
    if draft.own and target == draft.path and before != draft.opened:
        raise OfficeError(
            f"{target.name} 在打开以后又被改过（可能用记事本改的），没有覆盖。请关掉这个窗口重新打开，再改一次。"
        )
    done = "修改" if before is not None else "新写"
    _write(
        office, target, before, scheme.text, f"方案「{scheme.title}」（{scheme.id}，{scheme.edition}）{done}"
    )
    if draft.unfinished is not None:
        own_files.take_away(draft.unfinished)
    draft.path, draft.own, draft.unfinished, draft.opened = target, True, None, scheme.text
    draft.edition_of = scheme.replaces
    reload(office)
    return scheme


def keep_unfinished(office: Office, draft: Draft) -> Path:
    """Keeps the text as unfinished work, which is no scheme yet: it can be opened again, and judges nobody."""
    id = _said(draft.sheet, "id") or "未命名"
    target = own_files.draft_of(office.folder, id)
    if target != draft.unfinished and target.exists():
        raise OfficeError(f"编号「{id}」已经有一份没写完的草稿。请先打开那一份，或者换一个编号。")
    before = read_plain(target) if target.exists() else None
    _write(office, target, before, draft.sheet.text, f"没写完的方案「{_said(draft.sheet, 'title')}」（{id}）")
    if draft.unfinished not in (None, target):
        own_files.take_away(draft.unfinished)
    draft.unfinished = target
    return target


def unfinished(office: Office) -> tuple[Unfinished, ...]:
    """The schemes kept before they stand."""
    found: list[Unfinished] = []
    for path in own_files.drafts(office.folder):
        try:
            heading = read_heading(read_plain(path))
        except SchemeError:
            heading = None
        id = path.name.removesuffix(DRAFT)
        found.append(Unfinished(id=id, title=heading.title if heading else "", path=path))
    return tuple(found)


def discard(office: Office, draft: Draft) -> None:
    """Throws unfinished work away, logged; a saved scheme stays as it is."""
    if draft.unfinished is None:
        return
    with deed(office, Act.save_scheme) as session:
        trail.note(session, "", None, f"丢弃没写完的方案 {draft.unfinished.name}")
        own_files.take_away(draft.unfinished)
    draft.unfinished = None


def _begun(office: Office, text: str, id: str, title: str) -> Draft:
    taken = _taken(office)
    wanted, n = id, 2
    while wanted.casefold() in taken:
        wanted, n = f"{id}-{n}", n + 1
    sheet = SchemeSheet.of(text, f"{wanted}.toml")
    sheet.put(("id",), wanted)
    if title:
        sheet.put(("title",), title)
    return Draft(sheet=sheet)


def _reopened(own: Path | None, unfinished: Path | None) -> Draft:
    opened = read_plain(own) if own is not None else ""
    path = unfinished or own
    assert path is not None
    sheet = SchemeSheet.of(read_plain(path), own.name if own is not None else path.name)
    return Draft(
        sheet=sheet,
        path=own,
        own=own is not None,
        edition_of=_said(sheet, "replaces"),
        unfinished=unfinished,
        opened=opened,
    )


def _taken(office: Office) -> set[str]:
    named = {h.id.casefold() for h in office.library.headings}
    return named | {one.id.casefold() for one in unfinished(office)}


def _said(sheet: SchemeSheet, key: str) -> str:
    value = sheet.value((key,))
    return value.strip() if isinstance(value, str) else ""


def _unready(draft: Draft, wrong: Problem) -> SchemeError:
    error = SchemeError(draft.sheet.file, "", wrong.said.rstrip("。"), "", wrong.path)
    error.said = wrong.said
    return error


def _target(office: Office, draft: Draft, id: str) -> Path:
    """The file it is saved into; raises OfficeError where the number belongs to another scheme."""
    if draft.own and draft.path is not None:
        heading = read_heading(draft.opened)
        if heading is not None and heading.id == id:
            return draft.path
    taken = next((h for h in office.library.headings if h.id.casefold() == id.casefold()), None)
    home = own_files.home_of(office.folder, id)
    if taken is not None or home.exists():
        title = taken.title if taken is not None else home.name
        raise SchemeError(
            draft.sheet.file, "「id」", f"编号「{id}」已被「{title}」使用", "请换一个编号。", ("id",)
        )
    return home


def _write(office: Office, target: Path, before: str | None, text: str, told: str) -> None:
    """Writes the file and its entry in the log, both or neither."""
    written = False
    try:
        with deed(office, Act.save_scheme) as session:
            trail.note(session, "", None, told)
            own_files.write(target, text)
            written = True
    except BaseException:
        if written and before is not None:
            own_files.write(target, before)
        elif written:
            own_files.take_away(target)
        raise
