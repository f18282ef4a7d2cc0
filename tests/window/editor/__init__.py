"""The record editor, driven with keys and clicks."""
