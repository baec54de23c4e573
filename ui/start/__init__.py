"""The First steps page: what a new service is asked before its first file."""
