"""The first tables. Frozen: later versions change them by steps of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "calendar_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "edition",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "fund",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("hardship", sa.String(length=40), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("other_causes", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("hukou_place", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("other_contact", sa.Text(), server_default="", nullable=False),
        sa.Column("housing", sa.String(length=40), nullable=True),
        sa.Column("floor_area", sa.BigInteger(), nullable=True),
        sa.Column("single_parent", sa.Boolean(), nullable=True),
        sa.Column("self_help", sa.Boolean(), nullable=True),
        sa.Column("zero_employment", sa.Boolean(), nullable=True),
        sa.Column("bank", sa.Text(), server_default="", nullable=False),
        sa.Column("bank_branch", sa.Text(), server_default="", nullable=False),
        sa.Column("card_number", sa.String(length=40), nullable=False),
        sa.Column("verified_none", sa.Text(), nullable=False),
        sa.Column("filed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("reviewed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_by", sa.Text(), server_default="", nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("income_per_head", sa.BigInteger(), nullable=True),
        sa.Column("net_income_per_head", sa.BigInteger(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_household_cause"), "household", ["cause"], unique=False)
    op.create_index(op.f("ix_household_changed_on"), "household", ["changed_on"], unique=False)
    op.create_index(op.f("ix_household_employer"), "household", ["employer"], unique=False)
    op.create_index(op.f("ix_household_hardship"), "household", ["hardship"], unique=False)
    op.create_index(op.f("ix_household_id_number"), "household", ["id_number"], unique=False)
    op.create_index(op.f("ix_household_income_per_head"), "household", ["income_per_head"], unique=False)
    op.create_index(op.f("ix_household_name_key"), "household", ["name_key"], unique=False)
    op.create_index(
        op.f("ix_household_net_income_per_head"), "household", ["net_income_per_head"], unique=False
    )
    op.create_index(op.f("ix_household_people"), "household", ["people"], unique=False)
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_line_kind_place_day", "line", ["kind", "place", "from_day"], unique=True)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("until_posting_day_counted", sa.Date(), nullable=False),
        sa.Column("until_posting_day_excluded", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("objections", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_notice_until_day"), "notice", ["until_day"], unique=False)
    op.create_table(
        "parameter",
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("scheme_id", "name"),
    )
    op.create_table(
        "roster_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_roster_import_sha256"), "roster_import", ["sha256"], unique=False)
    op.create_table(
        "series",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "year"),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "visit_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition"],
            ["edition.hash"],
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_assessment_household_id"), "assessment", ["household_id"], unique=False)
    op.create_index(op.f("ix_assessment_scheme_id"), "assessment", ["scheme_id"], unique=False)
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["fund.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_batch_fund_id"), "batch", ["fund_id"], unique=False)
    op.create_table(
        "certificate",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_index(op.f("ix_certificate_kind"), "certificate", ["kind"], unique=False)
    op.create_table(
        "expense",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reimbursed", sa.BigInteger(), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_table(
        "household_search",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "income",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_table(
        "member",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("ethnicity", sa.String(length=20), nullable=False),
        sa.Column("political_status", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("health", sa.String(length=40), nullable=True),
        sa.Column("disability", sa.String(length=40), nullable=True),
        sa.Column("disability_grade", sa.Integer(), nullable=True),
        sa.Column("employment", sa.String(length=40), nullable=True),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("employer_kind", sa.String(length=40), nullable=False),
        sa.Column("employer_state", sa.String(length=40), nullable=False),
        sa.Column("industry", sa.String(length=60), nullable=False),
        sa.Column("started_work", sa.Date(), nullable=True),
        sa.Column("schooling", sa.String(length=40), nullable=True),
        sa.Column("school_kind", sa.String(length=40), nullable=True),
        sa.Column("model_worker", sa.String(length=40), nullable=False),
        sa.Column("marriage", sa.String(length=40), nullable=True),
        sa.Column("hukou", sa.String(length=40), nullable=True),
        sa.Column("insured", sa.Boolean(), nullable=True),
        sa.Column("lives_here", sa.Boolean(), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "ordinal"),
    )
    op.create_index(op.f("ix_member_id_number"), "member", ["id_number"], unique=False)
    op.create_table(
        "property",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("exempt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_table(
        "tag",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_index(op.f("ix_tag_name"), "tag", ["name"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("visitors", sa.Text(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("found", sa.Text(), server_default="", nullable=False),
        sa.Column("wishes", sa.Text(), server_default="", nullable=False),
        sa.Column("safety", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["visit_round.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_visit_household_id"), "visit", ["household_id"], unique=False)
    op.create_index(op.f("ix_visit_planned_on"), "visit", ["planned_on"], unique=False)
    op.create_index(op.f("ix_visit_round_id"), "visit", ["round_id"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("scheme_title", sa.String(length=200), nullable=False),
        sa.Column("applicant", sa.String(length=100), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed", sa.BigInteger(), nullable=True),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("approved_amount", sa.BigInteger(), nullable=True),
        sa.Column("approved_goods", sa.Text(), nullable=False),
        sa.Column("decision_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("search", sa.Text(), server_default="", nullable=False),
        sa.Column("current_kind", sa.String(length=40), nullable=True),
        sa.Column("current_label", sa.Text(), server_default="", nullable=False),
        sa.Column("current_due", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_application_applied_on"), "application", ["applied_on"], unique=False)
    op.create_index(op.f("ix_application_current_due"), "application", ["current_due"], unique=False)
    op.create_index(op.f("ix_application_current_kind"), "application", ["current_kind"], unique=False)
    op.create_index(op.f("ix_application_household_id"), "application", ["household_id"], unique=False)
    op.create_index(op.f("ix_application_notice_id"), "application", ["notice_id"], unique=False)
    op.create_index(op.f("ix_application_scheme_id"), "application", ["scheme_id"], unique=False)
    op.create_index(op.f("ix_application_state"), "application", ["state"], unique=False)
    op.create_table(
        "fund_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fund_id", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["fund_id"],
            ["fund.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_fund_entry_batch_id"), "fund_entry", ["batch_id"], unique=False)
    op.create_index(op.f("ix_fund_entry_fund_id"), "fund_entry", ["fund_id"], unique=False)
    op.create_table(
        "illness",
        sa.Column("household_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("disease", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("diagnosed_on", sa.Date(), nullable=True),
        sa.Column("hospital", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id", "ordinal"],
            ["member.household_id", "member.ordinal"],
        ),
        sa.PrimaryKeyConstraint("household_id", "ordinal", "position"),
    )
    op.create_table(
        "payout_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(length=100), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("bank", sa.Text(), server_default="", nullable=False),
        sa.Column("card_number", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("receipt_number", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("proxy_name", sa.Text(), server_default="", nullable=False),
        sa.Column("proxy_relation", sa.Text(), server_default="", nullable=False),
        sa.Column("proxy_reason", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["batch.id"],
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("receipt_number"),
    )
    op.create_index(op.f("ix_payout_line_application_id"), "payout_line", ["application_id"], unique=False)
    op.create_index(op.f("ix_payout_line_batch_id"), "payout_line", ["batch_id"], unique=False)
    op.create_index(op.f("ix_payout_line_household_id"), "payout_line", ["household_id"], unique=False)
    op.create_table(
        "step",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by", sa.String(length=100), nullable=False),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("application_id", "position"),
    )
