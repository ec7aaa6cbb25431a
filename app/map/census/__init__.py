"""All public claims as columns in memory: counted, filtered and gathered into map tiles in milliseconds, however many there are."""
