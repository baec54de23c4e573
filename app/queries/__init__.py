"""What may be asked: one module per word of the service."""
