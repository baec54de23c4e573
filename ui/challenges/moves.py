"""The forms of a challenge by the code of their move; loaded when the first one is opened."""

from ui.challenges.closingforms import CloseForm, ImpactForm, ReopenForm, WithdrawForm
from ui.challenges.correcting import CorrectForm, OnFileForm, VoidForm, VoidStepForm
from ui.challenges.forms import MoveForm
from ui.challenges.levelforms import EscalateForm, ExtendForm
from ui.challenges.stepforms import (
    ActionsForm,
    ChaseForm,
    DropActionForm,
    EndActionForm,
    MeetingForm,
    ResponseForm,
    ViewForm,
)
from ui.challenges.tellforms import AdvocateForm, CafcassForm, TellForm

FORMS: dict[str, type[MoveForm]] = {
    form.code: form
    for form in (
        *(ChaseForm, ResponseForm, ViewForm, ActionsForm, EndActionForm, DropActionForm, MeetingForm, CafcassForm),
        *(TellForm, AdvocateForm, EscalateForm, ExtendForm, WithdrawForm, CloseForm, ReopenForm, ImpactForm),
        *(CorrectForm, VoidStepForm, VoidForm, OnFileForm),
    )
}
