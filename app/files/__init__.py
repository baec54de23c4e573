"""Everything that goes in or out as a file: reading, matching, parsing and writing."""
