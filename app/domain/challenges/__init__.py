"""Challenges: the issues resolution process, from the first worry to evidenced impact, as records and rules."""
