"""What the codes of a child's legal status and home mean, as the SSDA903 return lists them."""

LEGAL_STATUSES = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order",
    "E1": "Placement order",
    "J1": "On remand",
    "J2": "Detained under PACE",
    "J3": "Youth rehabilitation order with residence",
    "L1": "Police protection",
    "L2": "Emergency protection order",
    "L3": "Child assessment order",
    "V2": "Accommodated under section 20",
    "V3": "Short breaks, one episode",
    "V4": "Short breaks, agreed series",
}
HOMES = {
    "A3": "Placed for adoption with consent, with the foster carer",
    "A4": "Placed for adoption with consent",
    "A5": "Placed for adoption by order, with the foster carer",
    "A6": "Placed for adoption by order",
    "H5": "Semi-independent living",
    "K1": "Secure children's home",
    "K2": "Children's home",
    "P1": "With parents",
    "P2": "Independent living",
    "P3": "Residential employment",
    "R1": "Residential care home",
    "R2": "Hospital or nursing care",
    "R3": "Family centre or mother and baby unit",
    "R5": "Young offender institution",
    "S1": "Residential school",
    "T0": "Temporary home",
    "T1": "In hospital for a time",
    "T2": "On holiday",
    "T3": "While the foster carer is on holiday",
    "T4": "Temporary, seven days or less",
    "U1": "Foster care with family or friends, long term",
    "U2": "Foster care with family or friends who may adopt",
    "U3": "Foster care with family or friends",
    "U4": "Foster care, long term",
    "U5": "Foster care with carers who may adopt",
    "U6": "Foster care",
    "Z1": "Another home",
}

SHORT_BREAK_STATUSES = ("V3", "V4")
ADOPTION_HOMES = ("A3", "A4", "A5", "A6")


def in_words(code: str, words: dict[str, str]) -> str:
    """A code with its meaning: "C2: Full care order"; an unknown one as it is."""
    return f"{code}: {words[code]}" if code in words else code
