"""The straight line, from a report to features and back to whoever asks."""

from app.service.line import Receipt, Service
from app.service.reader import Reader

__all__ = ["Reader", "Receipt", "Service"]
