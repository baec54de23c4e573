"""Every setting that exists, with its words and its usual value; one module for each part of the service."""
