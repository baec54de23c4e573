"""My week: what is to be done, for one IRO, for the team, and for business support."""
