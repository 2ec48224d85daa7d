"""The page 「安全」: backups, users, the log, and the keeping of archives."""
