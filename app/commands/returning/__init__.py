"""Carrying out what an IRO filled in on a return sheet."""
