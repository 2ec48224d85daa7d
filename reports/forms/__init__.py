"""One file per printed form: ID, TITLE and sheet(...)."""
