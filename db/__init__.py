"""Keeps the records: the only place that knows SQLAlchemy."""
