"""The Settings page: what the service has set up, each part with its history."""
