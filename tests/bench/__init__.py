"""Timings beside the raw cost of the same work: `make bench`. No test asserts a time."""
