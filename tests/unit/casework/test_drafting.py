"""Schemes written in an office: begun, kept unfinished, saved whole or not at all, revised without touching old cases."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.app import open_unlocked
from desktop.casework import approval, assessment, drafting, intake
from desktop.casework.deeds import NotAllowedError, deed
from desktop.casework.drafting import Draft
from desktop.casework.library import all_editions
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.policy_text import SchemeError
from desktop.domain.trail import Act, Entry
from desktop.store import own_schemes, trail
from desktop.store.database import Session
from tests.unit.casework.conftest import apply_for

DAY = date(2026, 7, 1)


def kept(office: Office) -> list[str]:
    return sorted(p.name for p in (office.folder / "方案").glob("*"))


def last(office: Office) -> Entry:
    with office.store.read() as session:
        return max(trail.entries(session), key=lambda entry: entry.seq)


def own(office: Office, id: str = "love") -> Draft:
    """A copy of plan 19, ready to be saved."""
    return drafting.open_draft(office, None, from_id="plan-19", new_id=id, title="本校爱心基金")


# ---- beginning


def test_a_scheme_begins_blank_or_from_another_one_under_a_free_number(office: Office) -> None:
    blank = drafting.open_draft(office, None, blank=True, new_id="town-1", title="镇里的办法")
    assert (blank.sheet.value(("id",)), blank.sheet.value(("title",))) == ("town-1", "镇里的办法")
    assert "# 新方案的样板" in blank.sheet.text
    copy = drafting.open_draft(office, None, from_id="plan-19", new_id="plan-07")
    assert copy.sheet.value(("id",)) == "plan-07-2"
    assert copy.sheet.value(("title",)) == "【待填】困难教职工爱心基金、困难补助金"
    assert (copy.path, copy.own, copy.edition_of) == (None, False, "")
    with pytest.raises(OfficeError, match="方案库里没有「plan-77」"):
        drafting.open_draft(office, None, from_id="plan-77")
    with pytest.raises(OfficeError, match="从哪个方案开始"):
        drafting.open_draft(office, None)
    assert kept(office) == []


def test_a_shipped_scheme_is_changed_in_a_copy_of_its_own(office: Office, resources: Path) -> None:
    shipped = (resources / "schemes" / "plan-19.toml").read_bytes()
    draft = drafting.open_draft(office, "plan-19")
    assert draft.sheet.value(("id",)) == "plan-19-own"
    drafting.save_draft(office, draft)
    assert kept(office) == ["plan-19-own.toml"]
    assert (resources / "schemes" / "plan-19.toml").read_bytes() == shipped
    assert office.library.scheme("plan-19").title == "困难教职工爱心基金、困难补助金"
    assert office.library.scheme("plan-19-own").title == "困难教职工爱心基金、困难补助金（本单位）"


# ---- saving


def test_a_saved_scheme_is_in_the_library_at_once_and_in_the_log(office: Office) -> None:
    draft = own(office)
    scheme = drafting.save_draft(office, draft)
    assert kept(office) == ["love.toml"]
    assert (office.folder / "方案" / "love.toml").read_text("utf-8") == draft.sheet.text
    assert office.library.scheme("love").text == draft.sheet.text
    entry = last(office)
    assert (entry.act, entry.about) == (
        "save_scheme", f"方案「本校爱心基金」（love，{scheme.edition}）新写",
    )  # fmt: skip
    again = drafting.open_draft(office, "love")
    assert again.own
    again.sheet.put(("audience",), "全校教职工")
    drafting.save_draft(office, again)
    assert office.library.scheme("love").audience == "全校教职工"
    assert last(office).about.endswith("修改")
    # The same draft goes on being the same scheme.
    again.sheet.put(("audience",), "教职工")
    drafting.save_draft(office, again)
    assert office.library.scheme("love").audience == "教职工"
    assert kept(office) == ["love.toml"]


def test_a_text_that_does_not_stand_is_refused_with_the_way_to_its_field(office: Office) -> None:
    draft = own(office)
    seq = last(office).seq
    draft.sheet.put(("groups", 1, "require", 0, "fact"), "staff")
    with pytest.raises(SchemeError, match="「fact」") as told:
        drafting.save_draft(office, draft)
    assert told.value.path == ("groups", 1, "require", 0, "fact")
    draft.sheet.put(("groups", 1, "require", 0, "fact"), "staff_state")
    draft.sheet.put(("examples", 1, "expect", "verdict"), "ineligible")
    with pytest.raises(SchemeError, match=r"退休会员.*没有通过") as told:
        drafting.save_draft(office, draft)
    assert told.value.path == ("examples", 1)
    draft.sheet.put(("examples", 1, "expect", "verdict"), "eligible")
    draft.sheet.put(("groups", 0, "label"), "【待填】")
    with pytest.raises(SchemeError, match="「名称」还没有写") as told:
        drafting.save_draft(office, draft)
    assert told.value.path == ("groups", 0, "label")
    draft.sheet.put(("groups", 0, "label"), "困难补助金")
    draft.sheet.put(("id",), "plan-07")
    with pytest.raises(SchemeError, match="编号「plan-07」已被") as told:
        drafting.save_draft(office, draft)
    assert told.value.path == ("id",)
    assert kept(office) == []
    assert last(office).seq == seq


def test_a_number_of_another_case_is_the_same_number(office: Office) -> None:
    drafting.save_draft(office, own(office, "love"))
    other = own(office, "else")
    other.sheet.put(("id",), "LOVE")
    with pytest.raises(SchemeError, match="已被「本校爱心基金」使用"):
        drafting.save_draft(office, other)
    assert kept(office) == ["love.toml"]


def test_what_another_hand_changed_meanwhile_is_not_overwritten(office: Office) -> None:
    drafting.save_draft(office, own(office))
    draft = drafting.open_draft(office, "love")
    path = office.folder / "方案" / "love.toml"
    path.write_text(path.read_text("utf-8") + "# 记事本里加的\n", "utf-8")
    draft.sheet.put(("audience",), "教职工")
    with pytest.raises(OfficeError, match="在打开以后又被改过"):
        drafting.save_draft(office, draft)
    assert "# 记事本里加的" in path.read_text("utf-8")
    path.unlink()
    with pytest.raises(OfficeError, match="在打开以后又被改过"):
        drafting.save_draft(office, draft)


def test_only_who_may_saves(office: Office) -> None:
    draft = own(office)
    auditor = replace(office, user=User(name="周审计", roles=frozenset({Role.auditor})))
    with pytest.raises(NotAllowedError, match="「保存方案」要由有"):
        drafting.save_draft(auditor, draft)
    with pytest.raises(NotAllowedError):
        drafting.keep_unfinished(auditor, draft)
    assert kept(office) == []


def broken_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The transaction breaks at its very end, when the file is already there."""

    @contextmanager
    def breaking(office: Office, act: Act, reason: str = "") -> Generator[Session]:
        with deed(office, act, reason) as session:
            yield session
            raise OSError("磁盘坏了")

    monkeypatch.setattr(drafting, "deed", breaking)


def test_a_file_is_there_whole_with_its_entry_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafting.save_draft(office, own(office))
    before, seq = (office.folder / "方案" / "love.toml").read_text("utf-8"), last(office).seq
    changed = drafting.open_draft(office, "love")
    changed.sheet.put(("audience",), "教职工")
    with monkeypatch.context() as patch:
        broken_commit(patch)
        with pytest.raises(OSError, match="磁盘坏了"):
            drafting.save_draft(office, changed)
        with pytest.raises(OSError, match="磁盘坏了"):
            drafting.save_draft(office, own(office, "other"))
        with pytest.raises(OSError, match="磁盘坏了"):
            drafting.keep_unfinished(office, own(office, "third"))
    assert kept(office) == ["love.toml"]
    assert (office.folder / "方案" / "love.toml").read_text("utf-8") == before
    assert last(office).seq == seq
    assert office.library.scheme("love").audience == "困难教职工，工会会员"
    drafting.save_draft(office, changed)
    assert office.library.scheme("love").audience == "教职工"


# ---- unfinished work


def test_unfinished_work_is_kept_reopened_and_is_no_scheme(office: Office, resources: Path) -> None:
    draft = drafting.open_draft(office, None, blank=True, new_id="town", title="镇里的办法")
    draft.sheet.put(("groups", 0, "require", 0, "fact"), "nothing")
    path = drafting.keep_unfinished(office, draft)
    assert path.name == "town.draft.toml"
    assert last(office).about == "没写完的方案「镇里的办法」（town）"
    assert office.library.find("town") is None
    assert office.library.broken == ()
    (one,) = drafting.unfinished(office)
    assert (one.id, one.title) == ("town", "镇里的办法")
    office.store.close()
    later = open_unlocked(office.folder, resources, office.today)
    try:
        again = drafting.open_draft(later, "town")
        assert again.sheet.text == draft.sheet.text
        assert again.sheet.problems()[0].path == ("groups", 0, "require", 0, "fact")
        # Kept under another number, the old file goes; thrown away, nothing is left.
        again.sheet.put(("id",), "town-2")
        drafting.keep_unfinished(later, again)
        assert kept(later) == ["town-2.draft.toml"]
        drafting.discard(later, again)
        assert kept(later) == []
        assert last(later).about == "丢弃没写完的方案 town-2.draft.toml"
    finally:
        later.store.close()


def test_unfinished_changes_to_an_own_scheme_leave_it_in_force_until_saved(office: Office) -> None:
    drafting.save_draft(office, own(office))
    draft = drafting.open_draft(office, "love")
    draft.sheet.put(("audience",), "【待填】")
    drafting.keep_unfinished(office, draft)
    assert kept(office) == ["love.draft.toml", "love.toml"]
    assert office.library.scheme("love").audience == "困难教职工，工会会员"
    again = drafting.open_draft(office, "love")
    assert again.sheet.value(("audience",)) == "【待填】"
    assert again.own
    again.sheet.put(("audience",), "教职工")
    drafting.save_draft(office, again)
    assert kept(office) == ["love.toml"]
    assert office.library.scheme("love").audience == "教职工"


def test_two_unfinished_schemes_never_share_a_file(office: Office) -> None:
    first = drafting.open_draft(office, None, blank=True, new_id="town")
    drafting.keep_unfinished(office, first)
    second = drafting.open_draft(office, None, blank=True, new_id="town")
    assert second.sheet.value(("id",)) == "town-2"
    second.sheet.put(("id",), "town")
    with pytest.raises(OfficeError, match="已经有一份没写完的草稿"):
        drafting.keep_unfinished(office, second)
    second.sheet.put(("id",), "../../别处")
    assert drafting.keep_unfinished(office, second).parent == office.folder / "方案"


def test_own_schemes_and_unfinished_ones_lie_in_the_backup(office: Office, tmp_path: Path) -> None:
    drafting.save_draft(office, own(office))
    drafting.keep_unfinished(office, drafting.open_draft(office, None, blank=True, new_id="town"))
    backup = tmp_path / "备份"
    backup.mkdir()
    assert own_schemes.lay_in(office.folder, backup) == 2


# ---- a new edition


def test_a_new_edition_leaves_the_older_one_and_its_cases_as_they_were(
    office: Office, household: Callable[..., Household]
) -> None:
    drafting.save_draft(office, own(office))
    home = intake.record_household(office, household())
    old = assessment.assess(office, home.id or 0, "love")
    text = office.library.scheme("love").text
    draft = drafting.new_edition(office, "love", DAY)
    assert draft.edition_of == "love"
    assert draft.sheet.value(("id",)) == "love-2026"
    assert draft.sheet.value(("from",)) == DAY
    assert draft.sheet.value(("replaces",)) == "love"
    draft.sheet.put(("groups", 0, "label"), "补助金（修订）")
    drafting.save_draft(office, draft)
    assert (office.folder / "方案" / "love.toml").read_text("utf-8") == text
    days = {e.id: e.days for e in all_editions(office) if e.id.startswith("love")}
    assert days == {"love": "2026年6月30日止", "love-2026": "2026年7月1日起"}
    assert office.library.scheme("love-2026").replaces == "love"
    replayed = assessment.replay(office, old.id or 0)
    assert replayed == old.verdict
    assert replayed.scheme_id == "love"
    with pytest.raises(OfficeError, match="已经有新版「love-2026」"):
        drafting.new_edition(office, "love", date(2027, 1, 1))
    with pytest.raises(OfficeError, match="不晚于旧版"):
        drafting.new_edition(office, "love-2026", DAY)
    newest = drafting.new_edition(office, "love-2026", date(2027, 1, 1))
    assert (newest.sheet.value(("id",)), newest.sheet.value(("replaces",))) == ("love-2026-2027", "love-2026")


def test_an_application_under_the_older_edition_goes_on_by_its_own_text(
    office: Office, eligible: Household
) -> None:
    drafting.save_draft(
        office, drafting.open_draft(office, None, from_id="plan-07", new_id="gold", title="金秋")
    )
    case = apply_for(office, eligible, "gold")
    decided = assessment.assessment(office, case.assessment_id or 0)
    draft = drafting.new_edition(office, "gold", date(2026, 1, 13))
    while draft.sheet.value(("examples",)):
        draft.sheet.remove(("examples", 0))
    draft.sheet.put(("title",), "金秋（修订）")
    draft.sheet.add(
        ("groups", 0, "require"), {"kind": "is", "clause": "在校学生", "fact": "pupil", "value": False}
    )
    drafting.save_draft(office, draft)
    assert office.library.scheme("gold-2026").groups != office.library.scheme("gold").groups
    assert assessment.replay(office, decided.id or 0) == decided.verdict
    again = approval.application(office, case.id or 0)
    assert (again.scheme_id, again.steps) == ("gold", case.steps)
    # Even where the older file itself is rewritten, the case keeps the text it was decided with.
    old = drafting.open_draft(office, "gold")
    old.sheet.put(("groups", 0, "label"), "改了")
    drafting.save_draft(office, old)
    assert office.library.scheme("gold").edition != decided.edition
    assert assessment.replay(office, decided.id or 0) == decided.verdict
