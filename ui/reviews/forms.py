"""The forms of the Reviews page by the code of their action; loaded when the first one is opened."""

from ui.moveform import MoveForm
from ui.reviewform import ReviewForm
from ui.reviews.around import ReviewAfterForm, ReviewContactForm
from ui.reviews.bookings import BookingForm, BringForwardForm, CancelForm, PlanForm
from ui.reviews.held import CorrectForm, FactsForm, HeldForm
from ui.reviews.others import ConfirmForm, LateReasonForm, VoidForm

FORMS: dict[str, type[ReviewForm]] = {
    form.code: form
    for form in (
        HeldForm,
        ReviewContactForm,
        ReviewAfterForm,
        PlanForm,
        MoveForm,
        BookingForm,
        CancelForm,
        BringForwardForm,
        LateReasonForm,
        FactsForm,
        CorrectForm,
        ConfirmForm,
        VoidForm,
    )
}
