"""The prep sheet of a review: everything that somebody who chairs it wants to have read."""
