"""ROPA Desktop: the record of processing activities (GDPR Article 30) in one local file."""

__version__ = "0.1.0"
