"""What may be asked of challenges: lists, the board, one challenge, the clinic, what is not on file, and learning points."""
