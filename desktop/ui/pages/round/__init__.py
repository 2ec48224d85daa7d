"""The parts of 走访: the list of plans, one plan open, its calendar."""
