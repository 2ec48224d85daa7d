"""The parts of 发放签收: who waits, the list of batches, one batch open."""
