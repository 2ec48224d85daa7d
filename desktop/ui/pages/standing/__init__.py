"""动态管理: where files stand, lists of files to look at, plausibility, and the yearly review."""
