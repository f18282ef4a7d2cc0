"""What people write in cells, read: bases, time limits, countries, dates, yes and no."""
