"""Invented cases to print: an ordinary household, and one that strains every box."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.application import Application, Notice, State, Step, StepKind
from desktop.domain.archive_index import IndexCase, IndexLine, IndexPaper
from desktop.domain.assessment import Assessment
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.dossier import (
    BatchPaper,
    ConsentPaper,
    ContentsLine,
    DestructionPaper,
    Dossier,
    FilePaper,
    HouseholdPaper,
    NoticeEntry,
    NoticePaper,
    ReceiptPaper,
    RoundPaper,
    StudentPaper,
    TrialFact,
    TrialPaper,
    VerdictPaper,
    VisitsPaper,
)
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Debt,
    DebtKind,
    Expense,
    ExpenseKind,
    Guardian,
    Hardship,
    Household,
    Housing,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Topic,
)
from desktop.domain.income import income_sheet
from desktop.domain.notice_look import Names, NoticeLook, Shown
from desktop.domain.objection import Finding as ObjectionFinding
from desktop.domain.objection import Objection
from desktop.domain.objection_paper import ObjectionPaper
from desktop.domain.payout import Batch, Form, PayoutLine
from desktop.domain.person import (
    ContractTerm,
    DisabilityKind,
    Disease,
    Education,
    EmploymentForm,
    EmploymentState,
    Health,
    Hukou,
    Illness,
    Leaving,
    Marriage,
    Member,
    Relation,
    Schooling,
    Sex,
)
from desktop.domain.recovery import RecoveryPaper
from desktop.domain.retention import DestroyedLine, Destruction
from desktop.domain.standing import FileLevel
from desktop.domain.student import Student, StudentFlag
from desktop.domain.verdict import Finding, Goods, Missing, Outcome, Verdict
from desktop.domain.visit import Purpose, Round, Visit

TODAY = date(2026, 3, 23)
TRAIL = "操作记录第 1234 条　校验码 ABCDE-FGH23"
"""Where the log stood when a paper was printed."""
RARE = "𬱖㛃𠅤𰻞䶮龘"
LONG_NAME = "Maria Alejandra Guadalupe Cruz"

BUREAU = Bureau(
    name="清河县总工会",
    kind=OfficeKind.union,
    place="清河县",
    officer="周敏",
    phone="0000-6543210",
    address="清河县人民路 18 号职工服务中心 203 室",
)

HOUSEHOLD = Household(
    number="QH-2026-0017",
    members=(
        Member(
            ordinal=1,
            name="林建国",
            relation=Relation.head,
            id_number="440524198001010014",
            sex=Sex.male,
            born=date(1980, 1, 1),
            ethnicity="汉族",
            political_status="群众",
            phone="13800001234",
            health=Health.end_stage_kidney,
            employment=EmploymentState.sick_leave,
            employer="清河县第二纺织厂",
            employer_kind="国有企业",
            marriage=Marriage.married,
            hukou=Hukou.urban,
            insured=True,
        ),
        Member(
            ordinal=2,
            name="王秀兰",
            relation=Relation.wife,
            id_number="11010519491231002X",
            sex=Sex.female,
            born=date(1982, 5, 6),
            health=Health.good,
            employment=EmploymentState.at_work,
            employer="清河县环卫所",
        ),
        Member(
            ordinal=3,
            name="林小雨",
            relation=Relation.daughter,
            id_number="810000199408230021",
            sex=Sex.female,
            born=date(2008, 9, 1),
            health=Health.good,
            schooling=Schooling.senior,
            employer="清河县第一中学",
        ),
    ),
    hardship=Hardship.deep,
    cause=Cause.own_illness,
    other_causes=(Cause.schooling,),
    address="清河县东门街道纺织新村 6 栋 2 单元 301 室",
    hukou_place="清河县东门街道",
    housing=Housing.employer_rented,
    floor_area=Decimal("58.60"),
    bank="中国建设银行",
    bank_branch="清河县支行东门分理处",
    card_number="6222020200012345670",
    incomes=(
        Income(kind=IncomeKind.wage, amount=Decimal("1350"), whose=1),
        Income(kind=IncomeKind.wage, amount=Decimal("2460"), whose=2),
        Income(kind=IncomeKind.none, amount=Decimal(0), whose=3),
        Income(
            kind=IncomeKind.relief,
            amount=Decimal(2000),
            period=Period.once,
            received_on=date(2025, 12, 20),
        ),
    ),
    expenses=(
        Expense(
            kind=ExpenseKind.illness,
            amount=Decimal("68350.40"),
            reimbursed=Decimal("41210.15"),
            whose=1,
            period=Period.year,
        ),
        Expense(kind=ExpenseKind.schooling, amount=Decimal("3200"), whose=3, period=Period.year),
    ),
    certificates=(
        Certificate(kind=CertificateKind.dibao, number="QHDB20250031"),
        Certificate(kind=CertificateKind.disability, whose=1, number="44052419800101001444"),
    ),
    id=17,
)

FINDINGS = (
    Finding(
        clause="本人系建立劳动关系的在职职工",
        holds=True,
        because="工作状态为病休，单位清河县第二纺织厂",
        source="第三条第（一）项",
    ),
    Finding(
        clause="家庭月人均净收入低于当地低保标准",
        holds=True,
        because="月人均净收入 482.77 元，标准 860.00 元，低 377.23 元",
        source="第五条第（一）项",
        group="deep",
    ),
    Finding(
        clause="本人或家属患重大疾病，年度自付医疗费超过 10,000 元",
        holds=True,
        because="终末期肾病，自付 27,140.25 元",
        source="第五条第（二）项",
        group="deep",
    ),
    Finding(
        clause="没有两套以上住房",
        holds=True,
        because="登记住房 0 套，租住单位公房 58.60 平方米",
        source="第八条第（一）项",
        excludes=True,
    ),
    Finding(
        clause="没有机动车辆",
        holds=True,
        because="已核实，没有车辆",
        source="第八条第（二）项",
        excludes=True,
    ),
    Finding(
        clause="家庭月人均收入在标准两倍以内",
        holds=False,
        because="不是本组",
        source="第六条",
        group="relative",
    ),
)

VERDICT = Verdict(
    outcome=Outcome.eligible,
    scheme_id="relief-2026",
    scheme_title="清河县困难职工生活救助实施办法（2026 年）",
    edition="0" * 64,
    on=date(2026, 3, 3),
    group="deep",
    group_label="深度困难",
    amount=Decimal(3600),
    amount_because="低保标准 860 元与月人均净收入差额按第十条第二档计发。",
    goods=(),
    findings=FINDINGS,
)

NOTICE = Notice(
    number="2026-03",
    posted_on=date(2026, 3, 10),
    until=date(2026, 3, 17),
    until_posting_day_counted=date(2026, 3, 16),
    until_posting_day_excluded=date(2026, 3, 17),
    days=7,
    place="清河县第二纺织厂公告栏、职工服务中心大厅",
    closed_on=date(2026, 3, 18),
)

APPLICATION = Application(
    household_id=17,
    assessment_id=5,
    scheme_id="relief-2026",
    scheme_title=VERDICT.scheme_title,
    applicant="林建国",
    number="2026-0042",
    applied_on=date(2026, 3, 2),
    reason=(
        "本人于 2024 年确诊终末期肾病，每周透析三次，长期病休，工资减发。妻子在环卫所工作，收入不高；"
        "女儿在县一中读高二，学杂费和生活费负担较重。上年度医疗费报销后自付两万七千余元，已向亲友借款，"
        "生活困难，特申请生活救助。"
    ),
    proposed=Decimal(3600),
    state=State.approved,
    steps=(
        Step(
            position=1,
            kind=StepKind.review,
            label="审核",
            done_on=date(2026, 3, 9),
            by="周敏",
            opinion="经入户调查和会议审核，情况属实，同意上报。",
        ),
        Step(
            position=2,
            kind=StepKind.decide,
            label="审批",
            done_on=date(2026, 3, 20),
            by="陈立",
            opinion="同意按深度困难给予生活救助。",
        ),
    ),
    notice=NOTICE,
    approved_amount=Decimal(3600),
    decided_on=date(2026, 3, 20),
    decided_by="陈立",
    id=42,
)

VISIT = Visit(
    household_id=17,
    household_name="林建国",
    address=HOUSEHOLD.address,
    phone="13800001234",
    members=3,
    day=date(2026, 3, 6),
    visitors=("周敏", "李强"),
    made_on=date(2026, 3, 6),
    found="住单位公房两间，家具简单。本人每周一、三、五上午透析，病历和缴费票据齐全；女儿成绩较好。所报情况与实际相符。",
    wishes="希望解决女儿高中阶段的学费。",
    safety="厨房液化气软管老化，已提醒更换。",
    round_id=1,
    id=9,
)

DOSSIER = Dossier(
    bureau=BUREAU,
    household=HOUSEHOLD,
    income=income_sheet(HOUSEHOLD, TODAY),
    verdict=VERDICT,
    application=APPLICATION,
    visits=(VISIT,),
    printed_on=TODAY,
)

RECOVERY_PAPER = RecoveryPaper(
    bureau=BUREAU, code="02MQ-R024-H36H-2NCS-VRQC", made_by="周敏", printed_on=TODAY
)


def blank_dossier() -> Dossier:
    """A case of which next to nothing is on file."""
    household = Household(members=(Member(ordinal=1, name="丁一"),))
    return Dossier(
        bureau=replace(BUREAU, officer="", phone="", address="", practice=True),
        household=household,
        income=income_sheet(household, TODAY),
        verdict=replace(
            VERDICT,
            outcome=Outcome.incomplete,
            group="",
            group_label="",
            amount=None,
            amount_because="",
            findings=(replace(FINDINGS[1], holds=None, because="收入没有登记"),),
            missing=(Missing(fact="income", label="家庭收入", papers=("收入证明", "工资流水")),),
        ),
        application=Application(
            household_id=1,
            assessment_id=1,
            scheme_id="relief-2026",
            scheme_title=VERDICT.scheme_title,
            applicant="丁一",
            applied_on=date(2026, 3, 2),
        ),
        printed_on=TODAY,
    )


def extreme_dossier() -> Dossier:
    """Nine members, a name of thirty letters, rare characters, a reason of two thousand characters."""
    head = replace(
        HOUSEHOLD.members[0],
        name=LONG_NAME,
        employer="清河县东门街道纺织工业园区国有资产经营管理有限责任公司第二分公司后勤保障部",
        phone="13800001234、0000-7654321",
    )
    more = tuple(
        replace(HOUSEHOLD.members[1 + n % 2], ordinal=n + 2, name=name, lives_here=n != 7)
        for n, name in enumerate(
            [
                RARE,
                "阿卜杜热合曼·买买提明·吐尔逊",
                "王",
                "欧阳娜娜",
                "𬱖",
                "林一",
                "林二",
                "迪丽热巴·阿不都热依木",
            ]
        )
    )
    incomes = tuple(replace(HOUSEHOLD.incomes[n % 3], whose=n + 1) for n in range(9))
    household = replace(
        HOUSEHOLD,
        members=(head, *more),
        incomes=incomes,
        expenses=HOUSEHOLD.expenses * 4,
        certificates=HOUSEHOLD.certificates * 4,
        address="清河县" + "东门街道纺织新村" * 8 + "301 室",
        other_causes=(Cause.schooling, Cause.disability, Cause.job_loss),
    )
    return replace(
        DOSSIER,
        household=household,
        income=income_sheet(household, TODAY),
        application=replace(
            APPLICATION,
            applicant=LONG_NAME,
            reason="本人因病长期不能上班，家中老人、孩子都要照顾。\n"
            + "收入减少，医药费和学费负担重，借款未还。" * 100,
            approved_amount=Decimal("99999999999.99"),
            approved_goods=(Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal(120)),),
        ),
        verdict=replace(
            VERDICT, findings=FINDINGS * 5, notes=("方案第十条与附件二的金额不一致，以正文为准。",)
        ),
        visits=(replace(VISIT, found=VISIT.found * 8),),
    )


def refused_dossier() -> Dossier:
    """A case decided against, with the figures that decided it."""
    wages = (replace(HOUSEHOLD.incomes[0], amount=Decimal("4200")), *HOUSEHOLD.incomes[1:])
    household = replace(HOUSEHOLD, incomes=wages)
    failed = replace(
        FINDINGS[1],
        holds=False,
        because="月人均净收入 1,432.77 元，标准 860.00 元，高 572.77 元",
        change="月人均净收入降到 860.00 元以下",
        source="第五条第（一）项：家庭月人均净收入低于当地低保标准的，认定为深度困难。",
        group="",
    )
    return replace(
        DOSSIER,
        household=household,
        income=income_sheet(household, TODAY),
        verdict=replace(
            VERDICT,
            outcome=Outcome.ineligible,
            group="",
            group_label="",
            amount=None,
            amount_because="",
            findings=(FINDINGS[0], failed, FINDINGS[3]),
        ),
        application=replace(
            APPLICATION,
            state=State.refused,
            approved_amount=None,
            decision_reason="家庭月人均净收入高于当地低保标准，不符合深度困难职工条件。",
            notice=None,
        ),
    )


OBJECTION = Objection(
    notice_id=3,
    application_id=9,
    number="YY2026-0001",
    day=date(2026, 3, 12),
    words="反映林建国名下在县城还有一间门面，每月收租，家庭收入填报不实。",
    raised_by="钱守信",
    contact="0000-7654321",
    received_by="周敏",
)


def objection_paper(finding: ObjectionFinding | None = None) -> ObjectionPaper:
    """An objection to a notice: just received, or settled and answered."""
    one = OBJECTION
    if finding is not None:
        one = replace(
            one,
            finding=finding,
            because="到不动产登记中心查询，该门面登记在同名的另一人名下；又走访社区和门面租户，租金不由林建国收取。",
            settled_on=date(2026, 3, 16),
            settled_by="周敏、赵卫东",
            answered_on=date(2026, 3, 17),
        )
    return ObjectionPaper(
        bureau=BUREAU,
        objection=one,
        notice=replace(NOTICE, closed_on=None),
        case_number="SQ2026-0009",
        applicant="林建国",
        scheme_title=VERDICT.scheme_title,
        printed_on=TODAY,
    )


def notice_paper(entries: int = 6) -> NoticePaper:
    """A notice with that many lines."""
    names = ["林建国", "王**", "欧阳**", RARE, "阿卜杜热合曼·买买提", LONG_NAME]
    return NoticePaper(
        bureau=BUREAU,
        scheme_title=VERDICT.scheme_title,
        reference="清工发〔2026〕5 号",
        notice=replace(NOTICE, closed_on=None),
        entries=tuple(
            NoticeEntry(
                name=names[n % len(names)],
                employer=("清河县第二纺织厂", "清河县环卫所", "")[n % 3],
                category=("深度困难", "相对困难", "意外致困")[n % 3],
                award=("3,600.00 元", "1,200.00 元", "大米 2 袋、食用油 1 桶")[n % 3],
            )
            for n in range(entries)
        ),
        printed_on=TODAY,
    )


def notice_by_numbers() -> NoticePaper:
    """A notice without names and without units."""
    plain = notice_paper(3)
    look = NoticeLook(names=Names.numbers, columns=(Shown.category, Shown.award))
    entries = tuple(replace(e, name=f"SQ2026-{n:04d}", employer="") for n, e in enumerate(plain.entries, 1))
    return replace(plain, notice=replace(plain.notice, look=look), entries=entries)


def round_paper(visits: int = 8) -> RoundPaper:
    """A plan of that many visits, the first of them made."""
    planned = tuple(
        replace(
            VISIT,
            household_name=("林建国", RARE, LONG_NAME, "阿卜杜热合曼·买买提")[n % 4],
            made_on=VISIT.made_on if n == 0 else None,
            found=VISIT.found if n == 0 else "",
            wishes=VISIT.wishes if n == 0 else "",
            safety=VISIT.safety if n == 0 else "",
            id=n,
        )
        for n in range(visits)
    )
    return RoundPaper(
        bureau=BUREAU,
        round=Round(
            title="2026 年春季困难职工入户走访",
            purpose=Purpose.inquiry,
            first_day=date(2026, 3, 4),
            last_day=date(2026, 3, 20),
            visits=planned,
            id=1,
        ),
        printed_on=TODAY,
    )


LINE = PayoutLine(
    application_id=42,
    household_id=17,
    receiver="林建国",
    id_number="440524198001010014",
    address=HOUSEHOLD.address,
    phone="13800001234",
    bank="中国建设银行清河县支行东门分理处",
    card_number="6222020200012345670",
    amount=Decimal(3600),
    receipt_number="2026-03-0001",
    id=1,
)
GOODS = (
    Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal("119.80")),
    Goods(name="食用油", count=Decimal(1), unit="桶", value=Decimal("64.50")),
)


def batch(form: Form = Form.cash, lines: int = 12) -> Batch:
    """A handing out of that many lines; the third is taken by a proxy."""
    made: list[PayoutLine] = []
    names = ["林建国", RARE, "王秀兰", LONG_NAME, "阿卜杜热合曼·买买提", "赵四"]
    for n in range(lines):
        line = replace(
            LINE,
            receiver=names[n % len(names)],
            amount=Decimal(0) if form is Form.goods else Decimal(1200 + n % 7 * 300),
            goods=GOODS if form is Form.goods else (),
            receipt_number=f"2026-03-{n + 1:04}",
            id=n + 1,
        )
        if n == 2:
            line = replace(line, proxy_name="林小雨", proxy_relation="女儿", proxy_reason="本人住院透析")
        made.append(line)
    return Batch(
        title="2026 年第一季度困难职工生活救助",
        fund_id=1,
        fund_name="2026 年市级帮扶资金",
        fund_source="市财政",
        form=form,
        day=date(2026, 3, 25),
        place="清河县职工服务中心一楼大厅",
        number="2026-03",
        lines=tuple(made),
        id=3,
    )


def batch_paper(form: Form = Form.cash, lines: int = 12) -> BatchPaper:
    """The sign sheet of such a batch."""
    return BatchPaper(bureau=BUREAU, batch=batch(form, lines), printed_on=TODAY)


def receipt_paper(form: Form = Form.cash, lines: int = 3) -> ReceiptPaper:
    """Receipts for the first lines of such a batch."""
    whole = batch(form, lines)
    return ReceiptPaper(bureau=BUREAU, batch=whole, lines=whole.lines, printed_on=TODAY)


def index_paper(lines: int = 6) -> IndexPaper:
    """An index of archives: rare characters, a long address, sealed ones, and several applications."""
    cases = (
        IndexCase(
            number="SQ2026-0003", scheme_title="医疗救助", state=State.approved, amount=Decimal("3600.00")
        ),
        IndexCase(number="SQ2026-0019", scheme_title="金秋助学", state=State.open, amount=None),
    )
    names = ("林建国", RARE, LONG_NAME, "阿依古丽·买买提", "李红", "王秀兰")
    return IndexPaper(
        bureau=BUREAU,
        lines=tuple(
            IndexLine(
                number=f"QH-2026-{n + 17:04d}",
                name=names[n % len(names)],
                id_number=f"11010519{60 + n % 30}0101{n % 1000:03d}X",
                phone=f"1990000{n:04d}",
                address="清河县城关镇东风路机械厂家属院 7 号楼 3 单元 602 室（后院平房）"
                if n % 2
                else "清河县人民路 18 号",
                people=2 + n % 4,
                hardship=Hardship.deep if n % 3 else None,
                cause=Cause.low_income if n % 3 else None,
                changed_on=TODAY,
                sealed=n == 4,
                cases=cases[: n % 3],
            )
            for n in range(lines)
        ),
        printed_on=TODAY,
    )


def consent_paper(blank: bool = False) -> ConsentPaper:
    """The consent sheet of the ordinary household, or a blank one."""
    return ConsentPaper(bureau=BUREAU, household=None if blank else HOUSEHOLD, years=10, printed_on=TODAY)


def destruction_paper(lines: int = 12, witness: bool = False) -> DestructionPaper:
    """A list of archives that were destroyed."""
    listed = tuple(
        DestroyedLine(
            number=f"DA2015-{n:04d}",
            name=("陈**", "欧阳**", "阿依古丽·*")[n % 3],
            sealed_on=date(2016, 1, 1 + n % 28),
        )
        for n in range(1, lines + 1)
    )
    made = Destruction(
        day=TODAY,
        first="周敏",
        second="吴监督",
        witness=witness,
        reason="保管期满，经 2026 年 3 月 20 日主席办公会批准",
        lines=listed,
        number="XH2026-0001",
    )
    return DestructionPaper(bureau=BUREAU, destruction=made, printed_on=TODAY)


def trial_paper(outcome: Outcome = Outcome.eligible) -> TrialPaper:
    """A trial of the ordinary scheme, with figures assumed; an incomplete one lacks two facts."""
    lacking = outcome is Outcome.incomplete
    verdict = replace(VERDICT, outcome=outcome)
    if lacking:
        verdict = replace(
            verdict,
            amount=None,
            amount_because="",
            group="",
            group_label="",
            goods=(),
            summary="缺材料，还不能判断：共缺 2 项——家庭人均月收入、申请人患病住院。",
            missing=(
                Missing(
                    fact="gross_income_per_head", label="家庭人均月收入", papers=("家庭收入证明", "工资单")
                ),
                Missing(fact="applicant_in_hospital", label="申请人患病住院"),
            ),
        )
    return TrialPaper(
        bureau=BUREAU,
        title=verdict.scheme_title,
        reference="清河县总工会　清工发〔2026〕4 号",
        edition="0f3a9c2b7d114e58",
        on=TODAY,
        received=None if lacking else TODAY,
        place="清河县",
        filled_from="" if lacking else "算例「人均正好在线上：符合」填入，之后改过",
        facts=(
            TrialFact(
                label="家庭人均月收入",
                value="" if lacking else "900.00 元",
                papers=("家庭收入证明",),
                origin="" if lacking else "12 个月工资",
            ),
            TrialFact(label="申请人患病住院", value="" if lacking else "是", papers=("住院证明",)),
            TrialFact(label="家庭持有的有效证件", value="没有"),
        ),
        assumed=()
        if lacking
        else ("困难职工家庭人均月收入的低保倍数：1.5 倍", "低保标准（元/人·月）：810.00"),
        verdict=verdict,
        groups={finding.group: "困难职工家庭" for finding in verdict.findings if finding.group},
        steps=()
        if lacking
        else (
            Step(
                position=1,
                kind=StepKind.accept,
                label="受理",
                who="经办人",
                due=date(2026, 3, 30),
                rule="收到申请（2026年3月23日）起 5 个工作日",
            ),
            Step(position=2, kind=StepKind.decide, label="审批", rule="原文没有写明期限"),
        ),
        printed_on=TODAY,
    )


STUDENT = Student(
    whose=3,
    school="清河县第一中学",
    grade="高二",
    class_name="3 班",
    student_number="20240317",
    native_place="清河县",
    boards=True,
    flags=frozenset({StudentFlag.dibao}),
    flags_denied=frozenset({StudentFlag.orphan}),
    weak_labour="父亲患终末期肾病，每周透析三次，不能工作",
    statement="父亲长期患病，家里只靠母亲一人的工资，学费和生活费有困难，申请认定。",
)


def archived_household() -> Household:
    """The ordinary household with everything the newer archive asks for."""
    head = replace(
        HOUSEHOLD.members[0],
        model_worker="非劳模",
        started_work=date(2001, 7, 1),
        contract_on=date(2019, 1, 1),
        contract_term=ContractTerm.open_ended,
        employment_form=EmploymentForm.regular,
        union_member=True,
        industry="制造业",
        employer_state="改制企业",
        disability=DisabilityKind.limb,
        disability_grade=2,
        illnesses=(Illness(disease=Disease.kidney_failure),),
    )
    daughter = replace(HOUSEHOLD.members[2], enrolled_year=2024, school_years=3, education=Education.junior)
    gone = Member(
        ordinal=4,
        name="林大川",
        relation=Relation.father,
        born=date(1948, 2, 3),
        left_on=date(2025, 11, 2),
        left_by=Leaving.died,
    )
    return replace(
        HOUSEHOLD,
        members=(head, HOUSEHOLD.members[1], daughter, gone),
        debts=(Debt(kind=DebtKind.illness, amount=Decimal(36000), creditor="亲戚"),),
        guardians=(Guardian(whose=3, member=1, relation="父亲"),),
        students=(STUDENT,),
        properties=(Property(kind=PropertyKind.savings, description="活期存款", value=Decimal(3200)),),
        verified_none=frozenset({Topic.vehicles}),
        level=FileLevel.city,
        wants="透析费用补助，女儿助学",
        plan="按月生活救助，九月金秋助学",
        filed_by="周敏",
        filed_on=date(2026, 3, 1),
        verified_on=date(2026, 3, 12),
        remark="居住证明已核对",
    )


def household_paper(blank: bool = False, kind: OfficeKind = OfficeKind.union) -> HouseholdPaper:
    """What the papers of a household are printed from."""
    return HouseholdPaper(
        bureau=replace(BUREAU, kind=kind),
        household=None if blank else archived_household(),
        unit="" if blank else "清河县总工会 › 第二纺织厂工会",
        papers=() if blank else ("身份证", "诊断证明 2 份"),
        printed_on=TODAY,
    )


def student_paper(blank: bool = False) -> StudentPaper:
    """What the school's form is printed from."""
    return StudentPaper(
        bureau=replace(BUREAU, kind=OfficeKind.school),
        household=None if blank else archived_household(),
        student=None if blank else STUDENT,
        printed_on=TODAY,
    )


def file_paper(lines: int = 4) -> FilePaper:
    """A whole file for its cover and contents."""
    titles = ("困难职工档案表", "核对结论单", "身份证　正反面.jpg", "诊断证明　出院小结.pdf")
    made = tuple(
        ContentsLine(
            title=titles[n % 4],
            whose="林建国",
            dated=date(2026, 3, n % 28 + 1),
            first=0 if n == 3 else 3 + 2 * n,
            pages=0 if n == 3 else 2,
            remark="未能装订：设了密码" if n == 3 else "",
        )
        for n in range(lines)
    )
    return FilePaper(
        bureau=BUREAU,
        household=archived_household(),
        years=10,
        lines=made,
        unit="清河县总工会",
        printed_on=TODAY,
    )


def verdict_paper() -> VerdictPaper:
    """One kept check."""
    kept = Assessment(
        household=HOUSEHOLD,
        applicant=1,
        scheme_id="relief-2026",
        edition="0" * 64,
        on=VERDICT.on,
        place="清河县",
        facts={},
        verdict=VERDICT,
    )
    return VerdictPaper(
        bureau=BUREAU, assessment=kept, groups={"deep": "深度困难", "relative": "相对困难"}, printed_on=TODAY
    )


def visits_paper() -> VisitsPaper:
    """The visits to one household: one made, one planned."""
    made, planned = round_paper(2).round.visits
    return VisitsPaper(bureau=BUREAU, household=HOUSEHOLD, visits=(planned, made), printed_on=TODAY)
