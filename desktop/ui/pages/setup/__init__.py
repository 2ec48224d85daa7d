"""The parts of 设置: the office itself, published lines, the data folder."""
