"""The page 日历: the year, one month of it large, and what falls due."""
