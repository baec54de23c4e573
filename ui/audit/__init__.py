"""The Account page: who did what and when, for managers."""
