"""The calendar: the meetings of a month or a week, and what another day would do to one of them."""
