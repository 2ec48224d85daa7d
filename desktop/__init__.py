"""帮扶台账: hardship relief for offices without a server."""
