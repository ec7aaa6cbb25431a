"""Report to Toponyms, names to Places, offline."""
