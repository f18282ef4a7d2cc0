"""Questionnaires: what goes out, what a person does to it, and what comes of it."""
