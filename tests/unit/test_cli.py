"""The command line: JSON for scripts, Chinese sentences for people, exit code 2 for what cannot be asked."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import app, cli
from desktop.casework import intake, visiting
from desktop.casework.office import Office
from desktop.cli.answers import BAD_ARGUMENTS
from desktop.cli.arguments import PASSWORD
from desktop.domain import sampling
from desktop.domain.visit import Purpose
from desktop.store.database import raw_connection
from tests.conftest import make_household

FACTS = {
    "gross_income_per_head": 1250,
    "net_income_per_head": "1250.00",
    "致困原因": ["schooling"],
    "homes_count": 1,
    "runs_business": False,
    "costly_schooling": False,
    "standards": {"dibao": 810},
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer on which no office was founded yet."""
    found = app.Places(app.places().resources, tmp_path / "home")
    monkeypatch.setattr(app, "places", lambda: found)
    return found.home


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def _facts(tmp_path: Path, content: Any) -> str:
    path = tmp_path / "facts.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def test_assess_answers_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = _said(
        capsys, "assess", "--scheme", "plan-07", "--facts", _facts(tmp_path, FACTS), "--on", "2026-01-12"
    )
    found = json.loads(out)
    assert code == 0
    assert (found["verdict"], found["group"], found["missing"]) == ("eligible", "a", [])
    assert found["goods"][0]["value"] == "800.00"
    for finding in found["findings"]:
        assert {"clause", "holds", "because", "source"} <= set(finding)
        assert finding["because"]


def test_an_ineligible_household_is_no_failure(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    content = {**FACTS, "homes_count": 2}
    code, out, _ = _said(
        capsys, "assess", "--scheme", "plan-07", "--facts", _facts(tmp_path, content), "--on", "2026-01-12"
    )
    assert code == 0
    assert json.loads(out)["verdict"] == "ineligible"


def test_an_unknown_fact_is_missing_not_no(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    content = {**FACTS, "runs_business": None}
    code, out, _ = _said(
        capsys, "assess", "--scheme", "plan-07", "--facts", _facts(tmp_path, content), "--on", "2026-01-12"
    )
    found = json.loads(out)
    assert code == 0
    assert found["verdict"] == "incomplete"
    assert [m["fact"] for m in found["missing"]] == ["runs_business"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "JSON"),
        ("[]", "事实文件"),
        ({**FACTS, "gross_income_per_haed": 1}, "gross_income_per_head"),
        ('{"gross_income_per_head": 1e309}', "1e309|1E\\+309"),
        ({**FACTS, "gross_income_per_head": -5}, "-5"),
        ({**FACTS, "homes_count": "两套"}, "两套"),
        ({k: v for k, v in FACTS.items() if k != "standards"}, "低保标准"),
    ],
)
def test_a_bad_facts_file_is_a_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: Any, said: str
) -> None:
    code, out, err = _said(
        capsys, "assess", "--scheme", "plan-07", "--facts", _facts(tmp_path, content), "--on", "2026-01-12"
    )
    assert (code, out) == (2, "")
    assert pytest.importorskip("re").search(said, err), err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nope",), "没有「nope」"),
        (("assess",), "缺少参数"),
        (("assess", "--scheme", "plan-07", "--facts", "没有.json"), "找不到事实文件"),
        (("deadlines", "--scheme", "plan-07", "--received", "2026-02-30"), "不存在"),
        (("deadlines", "--scheme", "plan-99", "--received", "2026-02-13"), "plan-99"),
        (("deadlines", "--scheme", "plan-04", "--received", "2026-02-13", "--x"), "不认识的参数"),
        (("demo",), "缺少参数"),
        (("import", "没有.xlsx"), "没有办公室"),
        (("print", "application_approval", "--case", "SQ1", "--out", "x.docx"), "pdf"),
        (
            ("print", "application_approval", "--case", "1", "--layout", "zoo", "--out", "x.pdf"),
            "没有「zoo」",
        ),
    ],
)
def test_bad_arguments_are_a_chinese_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = _said(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-02-13", "2026-02-27"),
        ("2026-04-29", "2026-05-09"),
        ("2026-09-18", "2026-09-24"),
        ("2025-09-25", "2025-10-09"),
    ],
)
def test_deadlines_count_working_days(capsys: pytest.CaptureFixture[str], received: str, due: str) -> None:
    code, out, _ = _said(capsys, "deadlines", "--scheme", "plan-04", "--received", received)
    steps = json.loads(out)["steps"]
    assert code == 0
    assert next(s for s in steps if s["kind"] == "survey")["due"] == due


def test_schemes_check_closes_with_the_count(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _said(capsys, "schemes", "check")
    passed, failed = (int(x.split()[0]) for x in out.splitlines()[-1].split(", "))
    assert code == 0
    assert (passed >= 30, failed) == (True, 0)


def test_schemes_check_runs_the_own_schemes_of_the_office_asked_for(
    capsys: pytest.CaptureFixture[str], office: Office
) -> None:
    own = office.folder / "方案"
    own.mkdir()
    base = office.library.scheme("plan-07")
    text = base.text.replace('id = "plan-07"', 'id = "town-07"', 1)
    (own / "town-07.toml").write_text(text, "utf-8")
    code, out, _ = _said(capsys, "schemes", "check", "--office", str(office.folder))
    assert code == 0
    assert f"✔ town-07 {base.title}：{len(base.examples)}/{len(base.examples)}" in out
    (own / "town-07.toml").write_text("坏的", "utf-8")
    code, out, _ = _said(capsys, "schemes", "check", "--office", str(office.folder))
    assert code == 1
    assert "✘ town-07.toml" in out
    code, _, said = _said(capsys, "schemes", "check", "--office", str(own))
    assert code == 2
    assert "没有办公室" in said


def test_import_takes_good_rows_and_gives_the_bad_ones_back(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path, resources: Path
) -> None:
    from datetime import date

    from desktop.casework import practice

    app.found(home / app.OFFICE, *practice.particulars(date(2026, 3, 2)), resources)
    roster = Path(shutil.copy(resources / "samples" / practice.ROSTER, tmp_path / "名册.xlsx"))
    code, out, _ = _said(capsys, "import", str(roster))
    assert code == 0
    assert "导入 51 户" in out
    back = tmp_path / "名册（退回）.xlsx"
    assert back.exists()
    code, out, _ = _said(capsys, "import", str(back))
    assert "导入 0 户" in out
    code, out, _ = _said(capsys, "import", str(roster))
    assert "已经导入过" in out
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    code, _, err = _said(capsys, "import", str(bad))
    assert code == 2
    assert "坏.xlsx" in err


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted office with two users, at a cost of real keys paid once."""
    from dataclasses import replace
    from datetime import date

    from desktop.casework import accounts, practice
    from desktop.domain.accounts import Role, User

    folder = tmp_path_factory.mktemp("real") / "office"
    bureau, dibao = practice.particulars(date(2026, 3, 2))
    resources = app.places().resources
    app.found(folder, replace(bureau, officer="林晓舟"), dibao, resources, password="hua kai le 2026")
    unlocked = app.unlock(folder, "林晓舟", "hua kai le 2026", app.utc_now)
    with app.opened(folder, resources, unlocked=unlocked) as office:
        accounts.record_user(office, User(name="周审批", roles=frozenset({Role.approver})), "shen pi yong de")
    return folder


@pytest.mark.parametrize(
    ("user", "password", "code", "said"),
    [
        ((), None, 2, "请用 --user 写明以谁的名义办理"),
        (("--user", "林晓舟"), None, 2, "放在环境变量 BANGFU_PASSWORD 里"),
        (("--user", "林晓舟"), "bu shi zhe ge", 2, "姓名或密码不对"),
        (("--user", "没有的人"), "hua kai le 2026", 2, "姓名或密码不对"),
        (("--user", "林晓舟"), "hua kai le 2026", 0, ""),
        (("--user", "周审批"), "shen pi yong de", 0, ""),
    ],
)
def test_an_encrypted_office_asks_for_a_user_and_a_password(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    encrypted: Path,
    user: tuple[str, ...],
    password: str | None,
    code: int,
    said: str,
) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    if password is not None:
        monkeypatch.setenv(PASSWORD, password)
    asked = ("deadlines", "--scheme", "plan-04", "--received", "2026-02-13", "--office", str(encrypted))
    found, out, err = _said(capsys, *asked, *user)
    assert found == code, err
    assert said in err
    assert bool(out) == (code == 0)


def test_the_password_is_no_argument(capsys: pytest.CaptureFixture[str], encrypted: Path) -> None:
    asked = ("deadlines", "--scheme", "plan-04", "--received", "2026-02-13", "--office", str(encrypted))
    code, _, err = _said(capsys, *asked, "--password", "hua kai le 2026")
    assert (code, "不认识的参数" in err) == (2, True)


def test_lost_keys_are_told_and_are_no_wrong_password(
    capsys: pytest.CaptureFixture[str], encrypted: Path, tmp_path: Path
) -> None:
    shutil.copytree(encrypted, tmp_path / "office")
    for name in ("bangfu.keys-a.json", "bangfu.keys-b.json"):
        (tmp_path / "office" / name).unlink()
    asked = (
        "deadlines",
        "--scheme",
        "plan-04",
        "--received",
        "2026-02-13",
        "--office",
        str(tmp_path / "office"),
    )
    code, _, err = _said(capsys, *asked, "--user", "林晓舟")
    assert (code, "找不到密码文件" in err) == (1, True)


def _busy_office(home: Path, resources: Path) -> Path:
    from datetime import date

    from desktop.casework import practice

    folder = home / app.OFFICE
    app.found(folder, *practice.particulars(date(2026, 3, 2)), resources)
    return folder


def test_calendar_export_says_what_went_in_or_why_nothing_did(
    capsys: pytest.CaptureFixture[str], home: Path, resources: Path, tmp_path: Path
) -> None:
    folder = _busy_office(home, resources)
    code, out, err = _said(capsys, "calendar", "export", str(tmp_path / "a.ics"))
    assert (code, out) == (2, "")
    assert "现在没有要办的日程" in err
    with app.opened(folder, resources) as office:
        one = intake.record_household(office, make_household("欧阳示例")).id or 0
        pair = ("林晓舟", "赵一鸣")
        day = office.today()
        visiting.record_round(
            office, visiting.propose_round(office, "春访", Purpose.warmth, [one], pair, day, day)
        )
    code, out, err = _said(capsys, "calendar", "export", str(tmp_path / "a.ics"), "--names", "numbers")
    assert (code, err) == (0, "")
    assert out.startswith("已导出日历 a.ics：走访 1 项")  # late in the year the yearly review is there too
    assert "欧阳" not in (tmp_path / "a.ics").read_text("utf-8")
    code, _, err = _said(capsys, "calendar", "export", str(tmp_path / "a.ics"), "--names", "whole")
    assert code == 2
    assert "没有「whole」" in err


def test_audit_verify_says_that_all_is_well_with_exit_code_0(
    capsys: pytest.CaptureFixture[str], home: Path, resources: Path
) -> None:
    _busy_office(home, resources)
    code, out, err = _said(capsys, "audit", "verify")
    assert (code, err) == (0, "")
    assert out.startswith("核验通过：")
    code, out, _ = _said(capsys, "audit", "verify", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["sound"] is True
    assert found["entries"] == found["head"]["seq"]
    printed = f"{found['head']['seq']}：{found['head']['code'].lower()}"
    code, out, _ = _said(capsys, "audit", "verify", "--anchor", printed)
    assert code == 0
    assert f"第 {found['head']['seq']} 条的校验码 {found['head']['code']} 对得上" in out


@pytest.mark.parametrize(
    ("statement", "anchor", "fault", "said"),
    [
        ("UPDATE trail SET about='李代桃' WHERE seq=1", "", "altered", "第 1 条的内容被改动过"),
        ("DELETE FROM trail WHERE seq=1", "", "missing", "缺少第 1 条"),
        ("", "9999:ABCDE-FGH23", "older_copy", "这里只到第"),
        ("", "1:ABCDE-FGH23", "foreign", "纸张上的校验码是 ABCDE-FGH23"),
    ],
)
def test_audit_verify_tells_faults_apart_with_exit_code_1(
    capsys: pytest.CaptureFixture[str],
    home: Path,
    resources: Path,
    statement: str,
    anchor: str,
    fault: str,
    said: str,
) -> None:
    folder = _busy_office(home, resources)
    if statement:
        with closing(raw_connection(folder / app.DATABASE)) as raw:
            for trigger in raw.execute("SELECT name FROM sqlite_master WHERE type='trigger'").fetchall():
                raw.execute(f"DROP TRIGGER {trigger[0]}")
            raw.execute(statement)
    given = ("--anchor", anchor) if anchor else ()
    code, out, err = _said(capsys, "audit", "verify", *given)
    assert (code, err) == (1, "")
    assert said in out
    assert "怎么办：" in out
    code, out, _ = _said(capsys, "audit", "verify", "--json", *given)
    assert code == 1
    assert fault in {f["fault"] for f in json.loads(out)["findings"]}


@pytest.mark.parametrize(
    ("anchor", "said"), [("1234", "条号:校验码"), ("x:ABCDE-FGH23", "条号"), ("1:ABC", "10 位")]
)
def test_an_anchor_that_is_none_is_a_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], home: Path, resources: Path, anchor: str, said: str
) -> None:
    _busy_office(home, resources)
    code, out, err = _said(capsys, "audit", "verify", "--anchor", anchor)
    assert (code, out) == (2, "")
    assert said in err


def test_the_lint_names_what_is_garbled_and_is_content_with_what_the_notes_explain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Path(__file__).parents[2] / "resources" / "schemes" / "plan-07.toml"
    code, out, _ = _said(capsys, "schemes", "lint", str(plan))
    assert code == 0
    assert "可能是 1.5—1.6倍" in out
    assert "· plan-07.toml" in out
    plain = tmp_path / "原文.txt"
    plain.write_text("第一行\n资金91.500元，补助xx元\n", "utf-8")
    code, out, _ = _said(capsys, "schemes", "lint", str(plain))
    assert code == 1
    assert "✘ 原文.txt 第 2 行「" in out
    assert "可能是 91500 元" in out
    assert "原文.txt：2 处像是印坏，0 处已在备注或空白参数里说明。" in out


# ---- schemes: side by side, begun, packed


def _edition(tmp_path: Path, before: str, after: str) -> str:
    path = tmp_path / "新版.toml"
    text = (app.places().resources / "schemes" / "plan-03.toml").read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    return str(path)


def test_two_editions_are_laid_side_by_side(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    new = _edition(tmp_path, "above = 10000\n", "above = 12000\n")
    code, out, _ = _said(capsys, "schemes", "diff", "plan-03", new)
    assert code == 1
    assert "【对象类别 · 大病困难职工 · 条件】" in out
    assert "高于 10,000.00 元（不含） → 年个人自付和自费医疗费 高于 12,000.00 元（不含）" in out
    assert out.endswith("共 1 处不同。\n")


def test_editions_that_say_the_same_are_told_apart_from_the_same_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert _said(capsys, "schemes", "diff", "plan-03", "plan-03") == (0, "两份一字不差。\n", "")
    code, out, _ = _said(
        capsys, "schemes", "diff", "plan-03", _edition(tmp_path, "[[papers]]", "# 注\n[[papers]]")
    )
    assert (code, "只有注释" in out) == (0, True)


def test_a_scheme_that_is_not_there_is_not_compared(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert _said(capsys, "schemes", "diff", "plan-03", "plan-77")[0] == BAD_ARGUMENTS
    code, _, err = _said(capsys, "schemes", "diff", "plan-03", str(tmp_path / "没有.toml"))
    assert (code, "读不出来" in err) == (BAD_ARGUMENTS, True)


def test_a_new_scheme_is_begun_from_another_and_says_what_comes_next(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out_file = tmp_path / "town-03.toml"
    code, out, _ = _said(capsys, "schemes", "new", "town-03", "--from", "plan-03", "--out", str(out_file))
    assert code == 0
    assert "没有写" in out
    assert "参数「困难职工家庭人均月收入的低保倍数」没有数值" in out
    assert "# ---- 算例" in out_file.read_text("utf-8")
    before = out_file.read_bytes()
    code, _, err = _said(capsys, "schemes", "new", "town-03", "--blank", "--out", str(out_file))
    assert (code, "没有覆盖" in err) == (BAD_ARGUMENTS, True)
    assert out_file.read_bytes() == before


def test_a_new_scheme_from_the_template_can_be_linted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out_file = tmp_path / "town-04.toml"
    code, out, _ = _said(capsys, "schemes", "new", "town-04", "--blank", "--out", str(out_file))
    assert (code, "title = " in out) == (0, True)
    assert _said(capsys, "schemes", "lint", str(out_file))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan-07", "--blank", "--out", "{}/x.toml"), "编号「plan-07」已被"),
        (("../x", "--blank", "--out", "{}/x.toml"), "不能作为编号"),
        (("town-01", "--blank", "--out", "{}/x.txt"), "应以 .toml 结尾"),
        (("town-01", "--out", "{}/x.toml"), "缺少参数"),
        (("town-01", "--blank", "--from", "plan-03", "--out", "{}/x.toml"), "只能写一个"),
        (("town-01", "--from", "plan-77", "--out", "{}/x.toml"), "方案库里没有"),
    ],
)
def test_what_cannot_be_begun_is_said_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    folder = tmp_path / "写"
    folder.mkdir()
    code, _, err = _said(capsys, "schemes", "new", *(a.format(folder) for a in arguments))
    assert (code, list(folder.iterdir())) == (BAD_ARGUMENTS, [])
    assert said in err


def test_a_pack_goes_from_one_office_into_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    pack, own = tmp_path / "给乡里.bfpack", home / app.OFFICE / "方案"
    own.mkdir(parents=True)
    args = ("--from", "plan-07", "--out", str(own / "town-07.toml"))
    assert _said(capsys, "schemes", "new", "town-07", *args)[0] == 0
    shutil.copy(own / "town-07.toml", tmp_path / "town-07.toml")
    folder = tmp_path / "练习"
    app.found_practice(folder, app.places().resources)
    shutil.move(own, folder / "方案")
    code, out, err = _said(
        capsys, "schemes", "pack", str(pack), "town-07", "plan-03", "--office", str(folder)
    )
    assert (code, err) == (0, "")
    assert "2 个方案" in out
    shutil.rmtree(folder / "方案")
    code, out, err = _said(capsys, "schemes", "unpack", str(pack), "--office", str(folder))
    assert (code, err) == (0, "")
    assert out.endswith("导入 1 个方案，已有 1 个。\n")
    assert (folder / "方案" / "town-07.toml").read_bytes() == (tmp_path / "town-07.toml").read_bytes()
    code, out, _ = _said(capsys, "schemes", "diff", "plan-07", "town-07", "--office", str(folder))
    assert (code, "共 2 处不同" in out) == (1, True)


def test_without_an_office_shipped_schemes_can_be_packed_but_nothing_taken_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "给乡里.bfpack"
    assert _said(capsys, "schemes", "pack", str(pack), "plan-03")[0] == 0
    assert pack.is_file()
    code, _, err = _said(capsys, "schemes", "unpack", str(pack))
    assert (code, "没有办公室" in err) == (BAD_ARGUMENTS, True)


def test_a_pack_with_one_bad_scheme_is_refused_whole(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from desktop.domain.scheme_draft import draft
    from desktop.store import packs

    base = app.library(app.places()).scheme("plan-07")
    good, bad = draft(base, "town-01", "x.toml"), draft(base, "town-02", "x.toml")
    wrong = replace(bad, text=bad.text.replace('verdict = "eligible"', 'verdict = "ineligible"', 1))
    pack = tmp_path / "坏.bfpack"
    pack.write_bytes(packs.pack((good, wrong)))
    folder = tmp_path / "练习"
    app.found_practice(folder, app.places().resources)
    code, out, err = _said(capsys, "schemes", "unpack", str(pack), "--office", str(folder))
    assert (code, err) == (BAD_ARGUMENTS, "一个方案也没有导入。\n")
    assert "✘ town-02.toml：算例「" in out
    assert not (folder / "方案").exists()


def test_a_draw_is_drawn_again_from_its_list_and_seed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = [f"SQ2026-{n:04d}" for n in range(1, 11)]
    path = tmp_path / "名单.txt"
    path.write_text("\n".join(names) + "\n", "utf-8")
    expected = list(sampling.order(names, "2026-03-02-7351")[:3])
    asked = ("draw", str(path), "--seed", "2026-03-02-7351", "--percent", "30")
    code, out, _ = _said(capsys, *asked)
    assert (code, out.splitlines()[:3]) == (0, expected)
    assert "共 10 件，按不低于 30% 抽查 3 件" in out.splitlines()[3]
    assert json.loads(_said(capsys, *asked, "--json")[1])["chosen"] == expected
    path.write_text("\n".join(reversed(names)), "utf-8")
    assert _said(capsys, *asked)[1].splitlines()[:3] == expected
    for wrong, said in (
        (("draw", str(path), "--seed", "1", "--percent", "三成"), "不是数字"),
        (("draw", str(path), "--seed", "1", "--percent", "0"), "1 到 100 之间"),
        (("draw", str(tmp_path / "没有.txt"), "--seed", "1", "--percent", "30"), "读不了名单"),
    ):
        code, _, err = _said(capsys, *wrong)
        assert code == 2
        assert said in err
