"""The parts of 设置: the office itself, published lines, holidays, the data folder."""
