"""The tests: sentences of the service, one folder per part of the house."""
