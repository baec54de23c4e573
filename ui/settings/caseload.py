"""The section of Settings about caseloads: the band, what is drawn, and who counts, each from a day on."""

from PySide6.QtWidgets import QCheckBox

from app.domain.caseload import ALSO_LOOKED_AFTER, BASES
from app.domain.officers import COVER
from ui.page import Tools
from ui.parts.between import Between
from ui.parts.filters import Choice, MultiChoice
from ui.parts.steady import Number
from ui.settings.figures import Controls, Figures

COVERED = [("holder", "The IRO's, also while somebody covers"), (COVER, "Theirs who covers")]
ALSO, UNALLOCATED, UNBORN = "caseload.looked-after", "caseload.unallocated", "caseload.unborn"


def _controls(_tools: Tools) -> Controls:
    return (
        ("caseload.band", "Guideline &band", Between(1, 500)),
        ("caseload.basis", "What is &drawn against it", Choice("", list(BASES.items()), everything=False)),
        ("caseload.longest-absence", "&Working days of absence that count as in post", Number(1, 250)),
        ("caseload.covered", "Whose a c&overed child is", Choice("", COVERED, everything=False)),
        (ALSO, "Who else &counts as looked after", MultiChoice("", list(ALSO_LOOKED_AFTER.items()), "Nobody else")),
        (UNALLOCATED, "", _tick("Children without an &IRO are in the average")),
        (UNBORN, "", _tick("&Unborn children are in the caseload")),
    )


def _tick(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words.replace("&", ""))
    return box


CASELOAD = Figures(
    "caseload",
    "Caseload",
    "scale",
    "The band of caseloads, what is drawn against it, and who counts.",
    _controls,
    {ALSO: "Who counts"},
    {
        "caseload.basis": "The Caseload page can draw the others too.",
        "caseload.covered": "A child whose IRO is away and for whom somebody covers.",
        ALSO: (
            "Beside the other children in our care. Short breaks: a short-breaks series, or legal status V3 or V4. "
            "All of them count as children."
        ),
    },
    dated=True,
)
