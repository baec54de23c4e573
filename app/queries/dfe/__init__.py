"""What the Department for Education (DfE) asks of a service once a year, read from the records."""
