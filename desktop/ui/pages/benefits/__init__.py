"""在享待遇: help that goes on, as a list and one at a time; looked at again, changed, faded out and ended."""
