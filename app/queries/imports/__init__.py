"""What an import would write: files' facts against the records, planned without writing anything."""
