"""The archive kept alive: units, staff, students, debts, guardians, dated membership, states, reviews, history, drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_draft_kind_subject", "draft", ["kind", "subject_id"], unique=False)
    op.create_table(
        "history_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("user_name", sa.String(length=100), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_at", sa.Text(), server_default="", nullable=False),
        sa.Column("undone_by", sa.Text(), server_default="", nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("first_entry", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_entry", sa.Integer(), server_default="0", nullable=False),
        sa.Column("companions", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.String(length=100), nullable=False),
        sa.Column("rank", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("helps", sa.Boolean(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["unit.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_staff_id_number", "staff", ["id_number"], unique=False)
    op.create_index("ix_staff_name", "staff", ["name"], unique=False)
    op.create_index("ix_staff_unit_id", "staff", ["unit_id"], unique=False)
    op.create_table(
        "debt",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("creditor", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_table(
        "guardian",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("member", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("employer", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_table(
        "history_part",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("undone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"],
            ["history_step.id"],
        ),
        sa.PrimaryKeyConstraint("step_id", "household_id"),
    )
    op.create_index("ix_history_part_household_id", "history_part", ["household_id"], unique=False)
    op.create_table(
        "ignored",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("figures", sa.Text(), server_default="", nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("ignored_by", sa.String(length=100), nullable=False),
        sa.Column("ignored_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_ignored_household_id", "ignored", ["household_id"], unique=False)
    op.create_table(
        "not_same",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_by", sa.String(length=100), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.String(length=64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["one_id"],
            ["household.id"],
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("one_id", "other_id"),
    )
    op.create_index("ix_not_same_other_id", "not_same", ["other_id"], unique=False)
    op.create_table(
        "relative",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("id_number", sa.String(length=20), nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("staff_id", "position"),
    )
    op.create_index("ix_relative_id_number", "relative", ["id_number"], unique=False)
    op.create_index("ix_relative_name", "relative", ["name"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("suggestion", sa.String(length=20), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("reviewed_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_household_id", "review", ["household_id"], unique=False)
    op.create_index("ix_review_year", "review", ["year"], unique=False)
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("other_unit", sa.Text(), server_default="", nullable=False),
        sa.Column("fade_until", sa.Date(), nullable=True),
        sa.Column("noted_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_standing_household_id", "standing", ["household_id"], unique=False)
    op.create_table(
        "student",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=True),
        sa.Column("school", sa.Text(), server_default="", nullable=False),
        sa.Column("department", sa.Text(), server_default="", nullable=False),
        sa.Column("grade", sa.Text(), server_default="", nullable=False),
        sa.Column("class_name", sa.Text(), server_default="", nullable=False),
        sa.Column("student_number", sa.String(length=60), nullable=False),
        sa.Column("native_place", sa.Text(), server_default="", nullable=False),
        sa.Column("boards", sa.Boolean(), nullable=True),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("flags_denied", sa.Text(), nullable=False),
        sa.Column("weak", sa.Text(), nullable=False),
        sa.Column("band", sa.String(length=40), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("level_on", sa.Date(), nullable=True),
        sa.Column("disaster", sa.Text(), server_default="", nullable=False),
        sa.Column("accident", sa.Text(), server_default="", nullable=False),
        sa.Column("weak_labour", sa.Text(), server_default="", nullable=False),
        sa.Column("unemployment", sa.Text(), server_default="", nullable=False),
        sa.Column("debts", sa.Text(), server_default="", nullable=False),
        sa.Column("other_facts", sa.Text(), server_default="", nullable=False),
        sa.Column("aided", sa.Text(), server_default="", nullable=False),
        sa.Column("statement", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["unit.id"],
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("household_id", "position"),
    )
    op.create_index("ix_student_class_id", "student", ["class_id"], unique=False)
    op.create_index("ix_student_level", "student", ["level"], unique=False)
    op.add_column("attachment", sa.Column("dated", sa.Date(), nullable=True))
    op.add_column("attachment", sa.Column("whose", sa.Integer(), server_default="0", nullable=False))
    op.add_column("household", sa.Column("account_holder", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "household",
        sa.Column("unit_id", sa.Integer(), sa.ForeignKey("unit.id"), nullable=True),
        inline_references=True,
    )
    op.add_column("household", sa.Column("level", sa.String(length=40), nullable=True))
    op.add_column("household", sa.Column("wants", sa.Text(), server_default="", nullable=False))
    op.add_column("household", sa.Column("plan", sa.Text(), server_default="", nullable=False))
    op.add_column("household", sa.Column("verified_on", sa.Date(), nullable=True))
    op.add_column(
        "household", sa.Column("state", sa.String(length=40), server_default="on_file", nullable=False)
    )
    op.add_column("household", sa.Column("state_since", sa.Date(), nullable=True))
    op.add_column(
        "household",
        sa.Column("merged_into", sa.Integer(), sa.ForeignKey("household.id"), nullable=True),
        inline_references=True,
    )
    op.create_index("ix_household_state", "household", ["state", "number"], unique=False)
    op.create_index("ix_household_unit_id", "household", ["unit_id"], unique=False)
    op.create_index("ix_household_verified_on", "household", ["verified_on"], unique=False)
    op.add_column("member", sa.Column("kind", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("joined_on", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("joined_by", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("left_by", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("contract_on", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("contract_until", sa.Date(), nullable=True))
    op.add_column("member", sa.Column("contract_term", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("employment_form", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("union_member", sa.Boolean(), nullable=True))
    op.add_column("member", sa.Column("education", sa.String(length=40), nullable=True))
    op.add_column("member", sa.Column("enrolled_year", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("school_years", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("major", sa.Text(), server_default="", nullable=False))
    op.add_column("member", sa.Column("reading", sa.Text(), server_default="", nullable=False))
    op.add_column("member", sa.Column("traits", sa.Text(), server_default="", nullable=False))
    op.add_column("member", sa.Column("without_id", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "roster_import",
        sa.Column("step_id", sa.Integer(), sa.ForeignKey("history_step.id"), nullable=True),
        inline_references=True,
    )
    _list_columns()


# ruff: noqa: S608  # every name in these statements stands in this file
LISTED = (
    "last_visit_on",
    "last_aid_on",
    "tag_words",
    "certificate_words",
    "address",
    "phone",
    "filed_on",
    "level",
)
"""Columns of the list that are sorted by and had no index."""
FOLLOWED = (("visit", "made_on", "last_visit_on"), ("payout_line", "signed_on", "last_aid_on"))
"""A table, its day, and the column of the household that keeps the latest of them."""


def _list_columns() -> None:
    """What the list of households shows and sorts by beside what it did; search texts of old stand to be made anew."""
    op.add_column("household_search", sa.Column("edition", sa.Integer(), server_default="0", nullable=False))
    op.create_index(
        "ix_household_search_old", "household_search", ["household_id"], sqlite_where=sa.text("edition = 0")
    )
    op.add_column("household", sa.Column("last_visit_on", sa.Date(), nullable=True))
    op.add_column("household", sa.Column("last_aid_on", sa.Date(), nullable=True))
    op.add_column("household", sa.Column("tag_words", sa.Text(), server_default="", nullable=False))
    op.add_column("household", sa.Column("certificate_words", sa.Text(), server_default="", nullable=False))
    server = op.get_bind().dialect.name == "postgresql"
    for table, day, kept in FOLLOWED:
        latest = f"(SELECT max({day}) FROM {table} WHERE household_id = %s)"
        op.execute(f"UPDATE household SET {kept} = {latest % 'household.id'}")
        if server:
            _follow_on_server(table, day, kept, latest)
        else:
            _follow(table, day, kept, latest)
    for table, name, kept, gap in (
        ("tag", "name", "tag_words", "、"),
        ("certificate", "kind", "certificate_words", " "),
    ):
        joined = (
            f"string_agg({name}, '{gap}' ORDER BY position)" if server else f"group_concat({name}, '{gap}')"
        )
        op.execute(
            f"UPDATE household SET {kept} = coalesce((SELECT {joined} FROM "
            f"(SELECT {name}, position FROM {table} WHERE household_id = household.id ORDER BY position) AS each), '')"
        )
    for table, column in (
        ("tag", "name"),
        ("certificate", "kind"),
    ):  # with the household: nothing else is read then
        op.drop_index(f"ix_{table}_{column}", table)
        op.create_index(f"ix_{table}_{column}", table, [column, "household_id"], unique=False)
    for column in LISTED:
        op.create_index(f"ix_household_{column}", "household", [column], unique=False)


def _follow(table: str, day: str, kept: str, latest: str) -> None:
    """The engine itself keeps the latest day, whoever writes, moves or takes away what it is counted from."""
    change = "UPDATE household SET {0} = {1} WHERE id = {2}"
    new, old = (
        change.format(kept, latest % f"{x}.household_id", f"{x}.household_id") for x in ("NEW", "OLD")
    )
    op.execute(
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} WHEN NEW.{day} IS NOT NULL BEGIN {new}; END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {day}, household_id ON {table} "
        f"WHEN NEW.{day} IS NOT OLD.{day} OR NEW.household_id <> OLD.household_id BEGIN {new}; {old}; END"
    )
    op.execute(
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} WHEN OLD.{day} IS NOT NULL BEGIN {old}; END"
    )


def _follow_on_server(table: str, day: str, kept: str, latest: str) -> None:
    change = f"UPDATE household SET {kept} = {{0}} WHERE id = {{1}}.household_id;"
    new, old = (change.format(latest % f"{x}.household_id", x) for x in ("NEW", "OLD"))
    op.execute(
        f"CREATE FUNCTION {table}_followed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'DELETE' THEN {new} END IF; IF TG_OP <> 'INSERT' THEN {old} END IF; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_follows AFTER INSERT OR DELETE OR UPDATE OF {day}, household_id ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_followed()"
    )
