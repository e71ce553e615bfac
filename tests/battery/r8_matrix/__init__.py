"""The permission matrix of R8, written by hand from the rules and the words of the roles, never from the code.

One line a door and method: what is asked for | whose asking meets what | what everybody else meets.

    GET listings:deal | @deals | yes: author bidder auditor | 404

People stand in `r8_world.py`: names that end in 2 belong to another organisation of the same kind; `colleague` and
`auditor_b` to the same one; `nobody` acts for no organisation, `former` no longer does, `applicant` for one that is not
admitted. `@all` is everybody, `@signed` everybody who has signed in, `@member` who acts for an organisation.

Answers: yes (the page; for a POST: carried out or sent back with what is missing) · acts (a POST that must carry out
its act) · refused (may stand before the door, the act is refused, nothing changes) · on (led on) · open (200 or led
on) · kept (the page, and a record of the asking) · 404 · 403 · 405 · sign-in (the sign-in page; 401 for a program). A
visitor meets sign-in unless a line says otherwise. Nothing changes except by yes and acts of a POST. What a program's
door answers beside GET and POST (PUT, PATCH, DELETE) has its lines as well, and reads as a POST does. Where an address
names a thing, its absence is tried as well: who is admitted to the door meets 404, everybody else what a line says;
`absent` among the things states it by hand. BOTH is GET and POST. A word after the door names the body that is sent
(BODIES in `r8_sights.py`); without one a POST is empty.

Where a line goes. Each file of this package holds the tables of one area, by heading; a new door gets its lines under
the heading it belongs to, or under a new heading at the end of the fitting file (a heading stands in one file only).
What a line calls by name is in GROUPS (people) and THINGS (here) or in `r8_world.py`; a new thing is made there. Run
`make battery T=r8 SIZE=quick`: it names every door without a line and every line without a door.
"""

from tests.battery.r8_matrix import accounts, api, api_office, audit, contracts, desk, institutions, listings, supply

AUDITORS = "auditor auditor_b auditor2"
AGENTS = "bidder rival agent2"
OFFICERS = "officer officer2 buyer_officer"
POSTERS = "author colleague researcher2 officer officer2 buyer_officer"
REGISTRY = "registrar reviewer registrar2 reviewer2"
AGENCY = "registrar reviewer"
SELLERS = "author colleague officer"
BUYERS = "bidder buyer_officer"
OUTSIDERS = "nobody former"
ASKERS = "bidder rival agent2 broker researcher2 officer2 buyer_officer"

GROUPS = {
    "@auditors": AUDITORS,
    "@heads": "head head2",
    "@webhook-keepers": f"{OFFICERS} head head2 administrator",
    "@agents": AGENTS,
    "@officers": OFFICERS,
    "@posters": POSTERS,
    "@registry": REGISTRY,
    "@agency": AGENCY,
    "@sellers": SELLERS,
    "@not-of-a-unit": f"{AUDITORS} head head2 {REGISTRY}",
    "@not-auditing": f"{OFFICERS} head head2 {REGISTRY}",
    "@buyers": BUYERS,
    "@askers": ASKERS,
    "@office": "auditor auditor_b",
}

ALL_ACHIEVEMENTS = "draft submitted audit claimed correction approved refused"
NOT_OPEN = "submitted audit claimed approved refused"
ALL_LISTINGS = "notice qualifying negotiating scheduled open ended sold"
FILED = "contract_filed contract_hand contract_accepted contract_correction contract_second contract_checked"

NOBODYS_TURN = "case_correction case_approved case_refused case_batch_approved"

THINGS = {
    "@achievements": ALL_ACHIEVEMENTS,
    "@not-open": NOT_OPEN,
    "@before-listing": "draft submitted audit claimed correction",
    "@listings": ALL_LISTINGS,
    "@filed": f"{FILED} contract_registered",
    "@not-checked": "contract_hand contract_accepted contract_second contract_registered",
    "@not-accepted": "contract_filed contract_hand contract_checked contract_registered",
    "@past-correction": "contract_filed contract_second contract_checked contract_registered",
    "@not-to-accept": "contract_filed contract_accepted contract_second contract_registered",
    "@deals": "deal_new deal_confirmed",
    "@accesses": "access_asked access_signed access_open",
    "@batches": "batch_uploaded batch_checked batch_running batch_begun batch_entered",
    "@review-cases": "case_waiting case_review case_reviewed",
    "@audit-cases": f"{NOBODYS_TURN} case_audit case_claimed case_batch case_batch_claimed",
    "@nobodys-turn": NOBODYS_TURN,
    "@audits-not-in-hand": f"{NOBODYS_TURN} case_audit case_batch",
    "@cases-of-own-acts": "case_contract case_objection",
    "@unregistered": f"contract_draft {FILED}",
}

AREAS = (accounts, desk, institutions, supply, audit, listings, contracts, api, api_office)
MATRIX = {heading: lines for area in AREAS for heading, lines in area.TABLES.items()}
if len(MATRIX) != sum(len(area.TABLES) for area in AREAS):
    raise ValueError("a heading stands in two files")
