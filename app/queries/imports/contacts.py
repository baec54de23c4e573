"""The last visit or contact of the IRO that a file gives of a child: a contact of that day, unless one is recorded."""

from app.domain.contacts import DONE, SPOKEN, Contact
from app.queries.imports.child import NEW, UNCHANGED, ChildPlan

GROUP = "contacts"
NOTE = "Last visit or contact of the IRO, as the file says. It does not say which of the two."


def contact(plan: ChildPlan) -> None:
    """Plan the contacts of one child; one that was voided here, or moved to another day, does not come back."""
    days = {line.contacted for line in plan.material.lines if line.contacted is not None}
    if not days:
        return
    here = {one.date for one in plan.basis.known.contacts.get(plan.child.id, ()) if one.how in DONE}
    brought = {said.get("date") for said in plan.memory.group(GROUP).values()}
    for day in sorted(days):
        if day in here or day.isoformat() in brought:
            plan.tally[GROUP, UNCHANGED] += 1
            continue
        made = Contact(child_id=plan.child.id, date=day, how=SPOKEN, note=NOTE)
        plan.basis.plan.add(Contact, made)
        plan.memory.say(GROUP, made.id, {"date": day.isoformat()})
        plan.tally[GROUP, NEW] += 1
