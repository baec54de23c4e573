"""What may be answered to a question about a child's plan or about practice."""

YES, PARTLY, NO, NOT_APPLICABLE = "yes", "partly", "no", "not-applicable"
ANSWERS = {YES: "Yes", PARTLY: "Partly", NO: "No", NOT_APPLICABLE: "Not applicable"}
"""An answer that is not applicable leaves the denominator; "not recorded" (None) is shown and never counted as no."""
