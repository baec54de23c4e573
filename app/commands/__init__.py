"""What may be changed: one module per word of the service."""
