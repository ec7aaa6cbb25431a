"""The outside world to Reports: text only, so far."""
