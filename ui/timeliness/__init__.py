"""The Timeliness page: reviews in timescale, counted as one chooses, each number open to the reviews behind it."""
