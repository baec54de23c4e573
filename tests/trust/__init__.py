"""The harnesses of trust: they kill, starve, damage and mislead the program, and count what it lost. Run with `python dev.py trust`."""
