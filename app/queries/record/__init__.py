"""The whole record of one child as readable tables, part by part, for whoever has a right to see it."""
