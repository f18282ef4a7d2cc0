"""Days and months between them, ISO 8601."""

from calendar import monthrange


def months_on(day: str, months: int) -> str:
    """The same day so many months later, ISO; the month's last day where it has no such day."""
    year, month, date = (int(part) for part in day.split("-"))
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return f"{year:04d}-{month:02d}-{min(date, monthrange(year, month)[1]):02d}"
