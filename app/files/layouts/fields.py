"""The columns that the service's own spreadsheet may have, with the headings that councils give them."""

from app.files.headings import Field


def _field(code: str, title: str, names: str = "", required: bool = False) -> Field:
    return Field(code, title, tuple(name.strip() for name in names.split(";") if name.strip()), required)


FIELDS: tuple[Field, ...] = (
    _field(
        "reference",
        "Child reference",
        "Reference; Child; Child ID; Child No; Child number; Child's reference; Childs ID; Child's ID; Childs reference; "
        "Child ref; Child unique ID; Child unique identifier; Unique ID; ID; ID number; ID no; Person ID; Person number; "
        "Person ref; Person reference; Person no; PID; P number; Mosaic ID; Mosaic number; Mosaic no; Mosaic ref; "
        "LCS ID; LCS number; LCS no; Liquidlogic ID; Liquid Logic ID; LL ID; ICS ID; ICS number; ICS no; SSID; SSID number; "
        "SWIFT ID; SWIFT number; Carefirst ID; CareFirst number; Care first; Framework ID; Frameworki ID; FWi ID; Eclipse ID; "
        "Azeus ID; Paris ID; Protocol ID; Protocol number; Capita ID; Client ID; Client number; Client ref; Case number; "
        "Case ID; Case no; Case ref; Case reference; System ID; System number; Record number; Service user ID; "
        "Service user number; Social care ID; Social care number; Local ID; Local identifier; YP ID; Young person ID; "
        "LA child ID; LAchildID; CLA ID; LAC ID; clar_cla_person_id; cppr_person_id; icpc_person_id; pers_person_id; NHS number; NHS no",
        required=True,
    ),
    _field(
        "born",
        "Date of birth",
        "DOB; D.O.B.; Birth date; Birthdate; Born; Child DOB; Child's DOB; Child's date of birth; Date of birth or EDD; pers_dob",
    ),
    _field(
        "name",
        "Name",
        "Child name; Child's name; Childs name; Name of child; Full name; Child full name; Young person; Young person's name; "
        "YP name; Name of young person; Person name; Client name; Service user; Service user name; Child / young person; Child or young person",
    ),
    _field(
        "forename",
        "Forename",
        "First name; Firstname; Given name; Given names; Forenames; First names; Child forename; Child first name; Christian name",
    ),
    _field("surname", "Surname", "Last name; Lastname; Family name; Second name; Child surname; Child last name"),
    _field(
        "known_as",
        "Likes to be called",
        "Known as; Preferred name; Likes to be known as; Also known as; AKA; Name they like to be called",
    ),
    _field("sex", "Sex", "Gender; M/F; Sex / gender; Gender / sex"),
    _field(
        "kind",
        "Kind of review",
        "Kind; Type; Review type; Type of review; Meeting type; Type of meeting; Meeting; Conference type; Type of conference; "
        "Kind of meeting; Kind of conference; Review / conference; Review category; LAC or CP; CLA or CP; CLA/CP; LAC/CP; CP/LAC; CP/CLA; Event; Event type; Form type",
    ),
    _field(
        "sequence",
        "Number of the review",
        "Sequence; Review number; Review no; Number; No of review; Review sequence; Review sequence number; Sequence number; Stage; Review stage; "
        "Which review; Initial or review; Initial / review; Initial / subsequent; 1st / 2nd / 3rd; 1st/2nd/subsequent; First / second / subsequent; Order",
    ),
    _field(
        "start",
        "Period started",
        "Start; Start date; Date started; Became looked after; Date became looked after; Date looked after; Looked after from; Looked after since; "
        "BLA date; BLA; LAC start; LAC start date; LAC date; Date LAC; LAC since; Became LAC; Date became LAC; CLA start; CLA start date; CLA date; Date CLA; "
        "Became CLA; Date became CLA; CIC start date; CIC date; Date became CIC; In care since; In care from; Into care; Date into care; Came into care; "
        "Date came into care; Date entered care; Entered care; Entry to care; Date of entry to care; Care start; Care start date; Date accommodated; Accommodated; "
        "Admission date; Date of admission; Date started to be looked after; Date of becoming looked after; POC start; Period of care start; Period start; "
        "Start of period of care; Start of care; Episode start; DECOM",
    ),
    _field(
        "strategy",
        "Strategy discussion",
        "Strategy discussion date; Date of strategy discussion; Strategy meeting; Strategy meeting date; Date of strategy meeting; Strat date; Strategy date; "
        "Date of strategy; Strategy",
    ),
    _field(
        "end",
        "Period ended",
        "End; End date; Ended; Ended on; Date ended; Ceased; Date ceased; Ceased to be looked after; Date ceased to be looked after; Date ceased looked after; LAC end; LAC end date; "
        "CLA end; CLA end date; Ceased LAC; Ceased CLA; Date ceased LAC; Date ceased CLA; CIC end date; Left care; Date left care; Leaving date; Date of leaving care; "
        "Discharge date; Date of discharge; Date discharged; Discharged; End of care; Care end date; POC end; Period of care end; Period end; End of period of care; "
        "Closed; Closure date; Date closed; DEC",
    ),
    _field(
        "end_reason",
        "Why it ended",
        "Reason for end; End reason; Reason ended; Reason for ceasing; Reason ceased; Cease reason; Reason for leaving care; Reason for leaving; Reason for discharge; Closure reason; Destination",
    ),
    _field(
        "iro",
        "IRO",
        "IRO name; Name of IRO; Allocated IRO; Current IRO; IRO allocated; IRO/Chair; IRO / Chair; IRO / CP chair; IRO or chair; Independent Reviewing Officer; "
        "Independent Reviewing Officer name; Independent Reviewing Officer (IRO); Reviewing Officer; Reviewing officer name; Chair; Chairperson; Chair person; Chaired by; Chair of review; Chair's name; "
        "Name of chair; Conference chair; CP chair; CPC; Independent chair; Meeting chair; Review chair; IRO worker; RO",
    ),
    _field(
        "team",
        "Team",
        "Social work team; SW team; Team name; Allocated team; Social worker team; Social worker's team; Current team; Responsible team; Case team; Locality team; Child's team; Childs team; Holding team; Team responsible",
    ),
    _field(
        "worker",
        "Social worker",
        "SW; Allocated social worker; Allocated SW; Allocated worker; Social worker name; SW name; Name of social worker; Worker; Case worker; Caseworker; Key worker; Keyworker; Lead worker; Current social worker; Named social worker",
    ),
    _field(
        "due",
        "Review due",
        "Due; Due date; Date due; Review due date; Date review due; Due by; Review due by; Statutory due date; Statutory date; Target date; Timescale date; To be held by; Must be held by; "
        "Conference due; Conference due date; Date conference due; RCPC due; RCPC due date; ICPC due; ICPC due date; ICPC target date; LAC review due; LAC review due date; CLA review due; CLA review due date; "
        "Deadline; Latest date; Required by; clar_cla_review_due_date; cppr_cp_review_due; icpc_icpc_target_date",
    ),
    _field(
        "planned",
        "Review planned",
        "Planned; Planned date; Date planned; Booked; Booked date; Date booked; Booked for; Scheduled; Scheduled date; Date scheduled; Scheduled for; Planned review date; Review planned date; Review planned for; "
        "Booked review date; Review booked; Review booked for; Scheduled review date; Meeting booked; Planned meeting date; Arranged date; Date arranged; Arranged for; Provisional date",
    ),
    _field(
        "held",
        "Review held",
        "Held; Held on; Date held; Held date; Date review held; Review held on; Actual; Actual date; Actual review date; Date of actual review; Date of review; Review date; Date; Meeting date; Date of meeting; "
        "LAC review; LAC review date; Date of LAC review; CLA review; CLA review date; Date of CLA review; Date completed; Completed; Completed date; Completion date; Date review completed; Review completed; Review completed date; "
        "Date of latest statutory review; Latest review; Latest review date; Last review; Last review date; Date of last review; Date of latest review; Most recent review; Previous review; Previous review date; Date of previous review; "
        "Conference; Conference date; Date of conference; Conference held; ICPC; ICPC date; Date of ICPC; ICPC held; RCPC; RCPC date; Date of RCPC; RCPC held; REVIEW; "
        "clar_cla_review_date; cppr_cp_review_date; icpc_icpc_date",
    ),
    _field(
        "next_due",
        "Next review due",
        "Next review; Next review date; Date of next review; Next review due date; Next due; Next due date; Date next review due; Next review due by; Next review by; Next LAC review; Next LAC review due; Next LAC review date; "
        "Next CLA review; Next CLA review due; Next CLA review date; Next conference; Next conference due; Next conference date; Date of next conference; Next RCPC; Next RCPC due; Next RCPC date; Next meeting; Next date",
    ),
    _field(
        "next_planned",
        "Next review planned",
        "Next review booked; Next review scheduled; Next review planned for; Next review booked for; Next review planned date; Next review booked date; Next review scheduled date; Next planned review; Next booked review; "
        "Next scheduled review; Next meeting booked; Next conference booked; Next RCPC booked; Planned next review; Booked next review; Next planned date; Next booked date; Next scheduled date; Date next review booked; Date of next planned review",
    ),
    _field(
        "status",
        "Status of the meeting",
        "Status; Review status; Meeting status; Outcome of booking; Held?; Was it held; Review held?; Went ahead; Took place; Meeting state; Conference status",
    ),
    _field(
        "cancelled",
        "Cancelled",
        "Cancelled?; Canceled; Review cancelled; Meeting cancelled; clar_cla_review_cancelled; Cancelled Y/N",
    ),
    _field(
        "participation",
        "Participation",
        "Participation code; Participation method; Method of participation; Child participation; Child's participation; Childs participation; Child participation code; PN code; PN; PN number; REVIEW_CODE; Review code; "
        "Participation (PN); Attendance code; Attended; Child attendance; Child attended; Young person's participation; YP participation; How child participated; Views; clar_cla_review_participation; cppr_cp_review_participation",
    ),
    _field(
        "late",
        "Reason for lateness",
        "Late reason; Reason late; Reason for late review; Reason out of timescale; Reason for being out of timescale; Reason why late; Why late; Reason for delay; Delay reason; Out of timescale reason; Reason not in timescale; Reason if late; If late why; Reason review late; Reason",
    ),
    _field(
        "note",
        "Notes",
        "Note; Comment; Comments; Remarks; Additional information; Other information; Further information; Notes / comments; Comments / notes",
    ),
    _field(
        "allocated",
        "IRO allocated from",
        "Allocated from; Allocated on; Allocated since; Allocation date; Date allocated; Date of allocation; IRO allocated on; IRO allocated date; Date IRO allocated; "
        "IRO allocation date; IRO start date; IRO from; IRO since; Allocated to IRO; Date allocated to IRO; Date of allocation to IRO",
    ),
    _field(
        "section47",
        "Section 47 enquiry started",
        "S47 start; S47 start date; S47 date; S47 started; S47; Section 47; Section 47 date; Section 47 start; Section 47 start date; Section 47 enquiry; Section 47 enquiry date; "
        "Section 47 enquiry start; Section 47 enquiry start date; Date of section 47; Date of S47; s47e_s47_start_date",
    ),
    _field(
        "requested",
        "Conference requested",
        "ICPC requested; Date ICPC requested; Date conference requested; Conference requested on; Conference request; Date of conference request; Request date; Date requested; Date of request",
    ),
    _field(
        "received",
        "Request received",
        "Date request received; Request received on; Received by service; Received; Date received; ICPC request received; Conference request received",
    ),
    _field(
        "not_needed",
        "Conference not needed",
        "ICPC not needed; ICPC not required; Conference not required; ICPC unnecessary; Was an Initial Child Protection Conference deemed unnecessary?; No conference needed",
    ),
    _field(
        "plan_start",
        "Plan started",
        "Plan start; Plan start date; CP plan start; CP plan start date; CPP start; CPP start date; CP start; CP start date; "
        "Date plan started; Date of registration; Registration date; Date CP plan started; Became subject to CP plan; Start of plan; Child protection plan start date; cppl_cp_plan_start_date",
    ),
    _field(
        "plan_end",
        "Plan ended",
        "Plan end; Plan end date; CP plan end; CP plan end date; CPP end; CPP end date; CP end; CP end date; Date plan ended; De-registration date; Deregistered; End of plan; "
        "Child protection plan end date; cppl_cp_plan_end_date",
    ),
    _field(
        "category",
        "Category of abuse",
        "Category; Initial category; Initial category of abuse; Category initial; CP category; CPP category; Category at start; Category of plan; Plan category; Category of registration",
    ),
    _field(
        "latest",
        "Latest category",
        "Latest category of abuse; Category latest; Current category; Current category of abuse; Category now",
    ),
    _field(
        "previous",
        "Earlier plans",
        "Previous plans; Number of previous plans; Number of earlier plans; Number of previous child protection plans; Previous child protection plans; Previous CP plans; Previous CPPs; Number of previous CPPs",
    ),
    _field(
        "outcome",
        "Outcome of the conference",
        "Conference outcome; Outcome of conference; ICPC outcome; RCPC outcome; Conference decision; Decision of conference; Decision of the conference; Plan made?; Outcome; Outcomes",
    ),
    _field("quorate", "Quorate", "Quorate?; Was it quorate; Conference quorate; Quoracy"),
)

CODES = frozenset(one.code for one in FIELDS)
DATES = (
    *("born", "start", "strategy", "end", "due", "planned", "held", "next_due", "next_planned"),
    *("allocated", "section47", "requested", "received", "plan_start", "plan_end"),
)
PERIOD_SIGNS = frozenset(
    (
        "kind",
        "sequence",
        "start",
        "strategy",
        "end",
        "iro",
        "due",
        "planned",
        "held",
        "next_due",
        "next_planned",
        "participation",
        "section47",
        "plan_start",
        "plan_end",
        "category",
        "outcome",
    )
)
"""A sheet with one of these tells of periods; without any it only lists children."""
