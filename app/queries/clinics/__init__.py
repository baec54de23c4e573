"""Clinics of children: which children the saved rules find, and what was decided about each."""
