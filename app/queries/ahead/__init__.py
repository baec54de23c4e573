"""What is asked about the months ahead: what falls due in each week, what can be held, and what if something changes."""
