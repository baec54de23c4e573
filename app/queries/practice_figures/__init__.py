"""The figures of practice: meetings, participation, quality and plans, as services publish them."""
