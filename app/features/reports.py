"""Reports as features: the source documents' metadata, no geometry, no text."""

from app.model.feature import Feature, Scalar
from app.model.reading import Reading


def report_feature(reading: Reading) -> Feature:
    """One source document; its day of publication is its time."""
    report = reading.report
    properties: dict[str, Scalar] = {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "source_kind": report.source_kind,
        "status": reading.status,
        "is_strike_report": reading.is_strike_report,
        "claims_n": len(reading.claims),
    }
    return Feature(report.id, "reports", report.id, None, properties, report.published_at, report.published_at)
