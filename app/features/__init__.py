"""Claims to Features with the columns of the collections."""
