"""What the office does: one verb per function, one transaction each."""
