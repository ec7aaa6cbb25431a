"""Gold against output: how well the reader reads, field by field."""
