"""Table models over rows fetched page by page."""
