"""Features and readings to bytes."""
