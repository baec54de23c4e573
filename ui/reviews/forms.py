"""The forms of the Reviews page by the code of their action; loaded when the first one is opened."""

from ui.adjournform import AdjournForm, AmendForm, CompleteForm
from ui.moveform import MoveForm
from ui.reviewform import ReviewForm
from ui.reviews.around import ReviewAfterForm, ReviewConferenceForm, ReviewContactForm, ReviewMeetingForm
from ui.reviews.bookings import BookingForm, BringForwardForm, CancelForm, PlanForm
from ui.reviews.failing import ApartForm, FailedForm, TogetherForm
from ui.reviews.held import CorrectForm, FactsForm, HeldForm
from ui.reviews.others import ConfirmForm, LateReasonForm, VoidForm

FORMS: dict[str, type[ReviewForm]] = {
    form.code: form
    for form in (
        HeldForm,
        ReviewConferenceForm,
        ReviewMeetingForm,
        ReviewContactForm,
        ReviewAfterForm,
        AdjournForm,
        CompleteForm,
        AmendForm,
        FailedForm,
        TogetherForm,
        ApartForm,
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
