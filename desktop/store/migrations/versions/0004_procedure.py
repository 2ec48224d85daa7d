"""The procedure: what a case leaves behind, notices and objections, meetings, draws, places, tellings and benefits."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("scheme_title", sa.String(length=200), nullable=False),
        sa.Column("check_id", sa.String(length=60), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.String(length=20), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Text(), server_default="", nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("drawn_by", sa.Text(), server_default="", nullable=False),
        sa.Column("witness", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_draw_scheme_id"), "draw", ["scheme_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("host", sa.Text(), server_default="", nullable=False),
        sa.Column("recorder", sa.Text(), server_default="", nullable=False),
        sa.Column("members_due", sa.Integer(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("absent", sa.Text(), nullable=False),
        sa.Column("avoided", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_meeting_held_on"), "meeting", ["held_on"], unique=False)
    op.create_table(
        "places_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("scheme_title", sa.String(length=200), nullable=False),
        sa.Column("rule_id", sa.String(length=60), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("posts", sa.Integer(), nullable=True),
        sa.Column("seed", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_places_round_scheme_id"), "places_round", ["scheme_id"], unique=False)
    op.create_table(
        "benefit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.String(length=60), nullable=False),
        sa.Column("scheme_title", sa.String(length=200), nullable=False),
        sa.Column("receiver", sa.String(length=100), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("starts_because", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("per", sa.String(length=20), nullable=False),
        sa.Column("group_id", sa.String(length=60), nullable=False),
        sa.Column("group_label", sa.Text(), server_default="", nullable=False),
        sa.Column("review_every", sa.String(length=20), nullable=True),
        sa.Column("review_label", sa.Text(), server_default="", nullable=False),
        sa.Column("next_review", sa.Date(), nullable=True),
        sa.Column("fading_until", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_benefit_application_id"), "benefit", ["application_id"], unique=False)
    op.create_index(op.f("ix_benefit_ends_on"), "benefit", ["ends_on"], unique=False)
    op.create_index(op.f("ix_benefit_fading_until"), "benefit", ["fading_until"], unique=False)
    op.create_index(op.f("ix_benefit_household_id"), "benefit", ["household_id"], unique=False)
    op.create_index(op.f("ix_benefit_next_review"), "benefit", ["next_review"], unique=False)
    op.create_index(op.f("ix_benefit_scheme_id"), "benefit", ["scheme_id"], unique=False)
    op.create_index(op.f("ix_benefit_state"), "benefit", ["state"], unique=False)
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("done_by", sa.Text(), server_default="", nullable=False),
        sa.Column("recorded_by", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_case_event_application_id"), "case_event", ["application_id"], unique=False)
    op.create_table(
        "case_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("groups", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.Column("at_step", sa.String(length=60), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_case_paper_application_id"), "case_paper", ["application_id"], unique=False)
    op.create_table(
        "drawn",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("checked_by", sa.Text(), server_default="", nullable=False),
        sa.Column("sound", sa.Boolean(), nullable=True),
        sa.Column("found", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["draw_id"],
            ["draw.id"],
        ),
        sa.PrimaryKeyConstraint("draw_id", "position"),
    )
    op.create_index(op.f("ix_drawn_application_id"), "drawn", ["application_id"], unique=False)
    op.create_table(
        "lacking_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("bring_by", sa.Date(), nullable=True),
        sa.Column("told_by", sa.Text(), server_default="", nullable=False),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.Column("supplied_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        op.f("ix_lacking_letter_application_id"), "lacking_letter", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_lacking_letter_bring_by"), "lacking_letter", ["bring_by"], unique=False)
    op.create_table(
        "meeting_item",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("proposed", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("goods", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
        ),
        sa.PrimaryKeyConstraint("meeting_id", "position"),
    )
    op.create_index(op.f("ix_meeting_item_application_id"), "meeting_item", ["application_id"], unique=False)
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("raised_by", sa.Text(), server_default="", nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=True),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("settled_by", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(op.f("ix_objection_application_id"), "objection", ["application_id"], unique=False)
    op.create_index(op.f("ix_objection_notice_id"), "objection", ["notice_id"], unique=False)
    op.create_table(
        "places_row",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("exempt", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("place_rank", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("decided", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["places_round.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "position"),
    )
    op.create_index(op.f("ix_places_row_application_id"), "places_row", ["application_id"], unique=False)
    op.create_table(
        "telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("upon", sa.String(length=20), server_default="", nullable=False),
        sa.Column("change", sa.Integer(), nullable=True),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("rule", sa.Text(), server_default="", nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_by", sa.Text(), server_default="", nullable=False),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("refused_to_sign", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_telling_application_id"), "telling", ["application_id"], unique=False)
    op.create_index(op.f("ix_telling_due"), "telling", ["due"], unique=False)
    op.create_table(
        "benefit_change",
        sa.Column("benefit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), server_default="", nullable=False),
        sa.Column("amount_before", sa.BigInteger(), nullable=True),
        sa.Column("amount_after", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["benefit_id"],
            ["benefit.id"],
        ),
        sa.PrimaryKeyConstraint("benefit_id", "position"),
    )
    op.add_column(
        "application", sa.Column("monthly", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute(
        "UPDATE application SET monthly = true WHERE EXISTS (SELECT 1 FROM assessment"
        """ WHERE assessment.id = application.assessment_id AND assessment.snapshot LIKE '%"monthly":{%')"""
    )
    op.add_column("application", sa.Column("paused_since", sa.Date(), nullable=True))
    op.add_column(
        "application", sa.Column("origin", sa.String(length=20), server_default="applicant", nullable=False)
    )
    op.add_column("application", sa.Column("filing", sa.String(length=40), server_default="", nullable=False))
    op.add_column("application", sa.Column("cause", sa.Text(), server_default="", nullable=False))
    op.add_column("application", sa.Column("aided_on", sa.Date(), nullable=True))
    op.add_column("application", sa.Column("ends_benefit", sa.Integer(), nullable=True))
    op.add_column("application", sa.Column("more", sa.Text(), server_default="{}", nullable=False))
    op.create_index(op.f("ix_application_filing"), "application", ["filing"], unique=False)
    op.add_column("notice", sa.Column("postings", sa.Text(), server_default="[]", nullable=False))
    op.add_column("notice", sa.Column("taken_down_on", sa.Date(), nullable=True))
    op.add_column("notice", sa.Column("taken_down_by", sa.Text(), server_default="", nullable=False))
    op.add_column("notice", sa.Column("more", sa.Text(), server_default="{}", nullable=False))
    op.add_column("notice", sa.Column("workdays", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("notice", sa.Column("skipped", sa.Text(), server_default="", nullable=False))
    op.add_column("unit", sa.Column("short_name", sa.Text(), server_default="", nullable=False))
    op.add_column("step", sa.Column("plan", sa.String(length=60), server_default="", nullable=False))
    op.add_column("step", sa.Column("times", sa.Integer(), server_default="1", nullable=False))
    op.add_column("step", sa.Column("record", sa.Text(), server_default="{}", nullable=False))
    op.create_table(
        "notice_case",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("award", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
        ),
        sa.PrimaryKeyConstraint("notice_id", "position"),
    )
    op.create_index(op.f("ix_notice_case_application_id"), "notice_case", ["application_id"], unique=False)
    op.create_table(
        "notice_photo",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shown_name", sa.Text(), server_default="", nullable=False),
        sa.Column("stored", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
        ),
        sa.PrimaryKeyConstraint("notice_id", "position"),
        sa.UniqueConstraint("stored"),
    )
    op.create_table(
        "doubt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("figures", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_doubt_household_id"), "doubt", ["household_id"], unique=False)
    op.execute(
        "INSERT INTO notice_case (notice_id, position, application_id, whole, assessment_id) "
        "SELECT notice_id, row_number() OVER (PARTITION BY notice_id ORDER BY number), id, TRUE, assessment_id "
        "FROM application WHERE notice_id IS NOT NULL"
    )
