"""What may be done with challenges: log, move, close and correct them, set the ladder's holders, keep what was learnt."""
