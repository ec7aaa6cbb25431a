"""Gold against output."""
