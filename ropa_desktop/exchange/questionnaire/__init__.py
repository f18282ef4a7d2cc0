"""Questionnaires: one department's part of the record as a friendly workbook, and what comes back as proposals."""
