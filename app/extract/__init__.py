"""Report and Toponyms to Claims. Pure: no files, clock or network."""
