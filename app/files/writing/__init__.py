"""Everything that leaves as a file: workbooks, and how a finished file takes its place."""
