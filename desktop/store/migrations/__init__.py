"""The steps from each version of the data file to the next (Alembic). HEAD is where this program stands."""

HEAD = "0004"
