"""Benchmarks of the program against its goals: `python dev.py benchmark`."""
