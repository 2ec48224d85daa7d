"""Runs the steps on the connection that `upgrade` hands over; begins and ends no transaction itself."""

from alembic import context

from desktop.store.rows.base import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=False,
)
context.run_migrations()
