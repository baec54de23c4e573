"""The Figures page: meetings, participation, quality and plans over a period, each number open to the records behind it."""
