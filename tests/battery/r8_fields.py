"""What the doors of programs say of a thing, to the last name. A name that is not here has no business there."""

RECORD = """
    code state posted_at secrecy reviewer_name reviewed_on document
    title_zh title_en abstract_zh abstract_en field kind keywords_zh keywords_en
    description_zh description_en region industry forms origin level stage registration_number registered_on
    research_from research_to value_scientific value_technical value_economic value_social value_cultural
    maturity maturity_13 maturity_on maturity_evaluator is_fiscally_funded funding_source project_number
    project_name bears_on_security approval_department approval_number approved_on is_central_unit finance_filed_on
    is_encumbered encumbrances_zh encumbrances_en regime right_offered price price_basis_kind
    price_basis increment ways territory territory_note term_years payment_method payment_terms_zh
    payment_terms_en buyer_conditions_zh buyer_conditions_en is_related_party related_party_note risks_zh
    risks_en no_licences no_first_refusals no_buyer_conditions no_risks shares licences
    first_refusals rights pk ip_type number name holder status filed_on granted_on
    published_on expires_on missing label rule files audience evidence description pictures alt_zh alt_en is_cover
"""
LISTING = """
    code achievement state title_zh title_en abstract_zh abstract_en field maturity maturity_13 holder holder_zh
    holder_en exchange rights ip_type number expires_on owners owner name percent consented_on licences mode territory
    granted_on ends_on note first_refusals rank ground risks_zh risks_en
    no_licences no_first_refusals no_buyer_conditions no_risks regime right_offered price
    price_basis increment deposit rule_set notice_rule_id listed_at notice_ends_at notice_provisional
    notice_length notice_minimum notice_unit intended_buyer_name related_party previous announcements kind
    reason_code text before after announced_at later suspended_until disclosure objections lodged_at
    concluded_at files size evidence description url
"""
CASE = """
    case reference state title_zh title_en applicant opened_at due_at due_provisional due_rule_id claimed_at
    claimed_by closed_at
"""
QUESTION = "pk listing organisation audience state asked_at due_at"
CORRECTION = """
    pk number field text state old_value answer new_value answered_at closed_at
"""
PROPOSAL = """
    pk listing kind state reason_code terms undertakings text price asked_at approved_at answer decided_at
"""
WORK = """
    pk kind title zh en state asked_at started_at ended_at done total sentence result_name result_size
    result_sha256 result_until
"""
OWN_OBJECTION = "code listing state against ground text lodged_at papers published_text concluded_at"
OWN_TAKEDOWN = """
    code state reason_code taken_down_at reinstatement_code reinstated_at words kind text organisation written_at
"""
OBJECTION = """
    code listing state against ground text lodged_at case_state due_at name email claimed_by papers
    published_text concluded_at conclusion checklist rule name_zh name_en is_proven checks
"""
ACCESS = """
    pk listing organisation state shown reason asked_at decision decided_at ends_on
"""
WEBHOOK = """
    pk name url kinds sight state failures created_at
"""
DELIVERY = """
    pk id kind subject happened_at state attempts next_at tried_at status milliseconds fault
"""
BIDDING = """
    lot code state highest leader bids start step least opens_at announced_close_at closes_at server_time log n
    amount at
"""
PICTURE = """
    pk name alt_zh alt_en is_cover
"""
TAKEDOWN = """
    code state achievement reason_code basis was_public sha256 taken_down_at reinstatement_code reinstatement_text
    reinstated_at together
"""

FIELDS = {
    "api:achievements": f"{RECORD} results next",
    "api:achievement": RECORD,
    "api:submit_achievement": f"{RECORD} fields count",
    "api:achievement_rights": "pk ip_type number name holder status filed_on granted_on published_on expires_on",
    "api:attachment": "pk name audience evidence description",
    "api:picture": PICTURE,
    "api:achievement_pictures": f"{PICTURE} upload",
    "api:choose_cover": PICTURE,
    "api:plan_notice": """
        notice_length extension_length extensions_allowed intended_buyer_name intended_buyer related_party relation
        auctioneer licence_number viewing_place viewing_from viewing_until sale_place sale_at asked faults field says
    """,
    "api:versions": f"{RECORD} results number handed_in_at handed_in_by content rights attachments sha256",
    "api:withdraw_achievement": RECORD,
    "api:return_achievement": f"{RECORD} reason",
    "api:forward_achievement": f"""
        {RECORD} version clauses_zh clauses_en undertakings
        checklist code rule name_zh name_en is_proven checks name passed
    """,
    "api:follow": "listing follows",
    "api:takedowns": f"{TAKEDOWN} results next",
    "api:takedown": TAKEDOWN,
    "api:take_down": TAKEDOWN,
    "api:kin": """
        records elsewhere is_complete achievement listing title_zh title_en holder place why share is_open
    """,
    "api:reinstate": TAKEDOWN,
    "api:listings": """
        total next position as_of facets results code state title_zh title_en field maturity maturity_13 right_offered
        regime price holder_zh holder_en listed_at notice_ends_at
    """,
    "api:listing": LISTING,
    "api:bidding": BIDDING,
    "api:bids": "code detail number amount arrived_at closes_at least sequence",
    "api:contract": """
        application_code state title title_en seller buyer agency contract_type licence_mode total_amount
        declared_technology_amount filed_at accepted_at due_at registration number version registered_on
        technology_amount
    """,
    "api:register": """
        results next number version registered_on total_amount technology_amount application_code title seller
        buyer contract_type
    """,
    "api:codelists": """
        on results code name_zh name_en mark source_zh source_en licence_zh licence_en entries
    """,
    "api:codelist": """
        list on next results code parent_code name_zh name_en valid_from valid_to mark source_zh source_en
        licence_zh licence_en predecessor
    """,
    "api:codelist_entry": """
        code parent_code name_zh name_en valid_from valid_to mark source_zh source_en licence_zh licence_en
        predecessor
    """,
    "api:statistics": """
        dimensions year region side position as_of cells keys contracts turnover_fen technology_fen suppressed
    """,
    "api:audit_cases": f"{CASE} results next",
    "api:audit_case": f"""
        {RECORD} case reference applicant opened_at due_at due_provisional due_rule_id claimed_at claimed_by
        closed_at achievement checks_owed checks says passed unchecked evidence corrections text old_value
        answer new_value answered_at closed_at decisions step conclusion reason_code lines not_run
        decided_by decided_at checklist code rule name_zh name_en is_proven since answer by note
    """,
    "api:claim_audit": CASE,
    "api:release_audit": CASE,
    "api:check_again": CASE,
    "api:decide_audit": f"{CASE} conclusion",
    "api:mark_field": CORRECTION,
    "api:achievement_corrections": f"{CORRECTION} results",
    "api:answer_corrections": f"{CORRECTION} results answers",
    "api:suspend_listing": LISTING,
    "api:resume_listing": LISTING,
    "api:terminate_listing": LISTING,
    "api:withdraw_listing": LISTING,
    "api:proposals": f"{PROPOSAL} results next",
    "api:propose": f"{PROPOSAL} version clauses_zh clauses_en",
    "api:decide_proposal": f"{PROPOSAL} grant",
    "api:lodge_objection": "code listing state against ground text name email lodged_at evidence",
    "api:objections": "results next code listing state against ground text lodged_at case_state due_at",
    "api:objection": OBJECTION,
    "api:claim_objection": OBJECTION,
    "api:conclude_objection": OBJECTION,
    "api:ask_room": ACCESS,
    "api:room_accesses": f"{ACCESS} results next",
    "api:room_entries": """
        results next pk listing organisation person act file_name file_sha256 marked happened_at
    """,
    "api:grant_access": ACCESS,
    "api:refuse_access": ACCESS,
    "api:revoke_access": ACCESS,
    "api:listing_questions": "results waiting pk question asked_at answers text written_at stopped",
    "api:ask_question": f"{QUESTION} reason_code messages by_holder text written_at",
    "api:questions": f"{QUESTION} results next",
    "api:question": f"{QUESTION} reason_code messages by_holder text written_at",
    "api:answer_question": f"{QUESTION} reason_code messages by_holder text upon written_at",
    "api:certificate": """
        number version registered_on total_amount technology_amount check_value issued_at sha256 pdf verify
    """,
    "api:verify": "number check",
    "api:webhooks": f"{WEBHOOK} results secret",
    "api:webhook": WEBHOOK,
    "api:pause_webhook": WEBHOOK,
    "api:resume_webhook": WEBHOOK,
    "api:webhook_secret": "secret made_at",
    "api:test_webhook": DELIVERY,
    "api:webhook_deliveries": f"{DELIVERY} results next",
    "api:replay_deliveries": "count begins ends",
    "api:replay_delivery": DELIVERY,
    "api:take_term": "pk ip_type number name holder status filed_on granted_on published_on expires_on",
    "api:raise_file": "pk name audience evidence description",
    "api:raise_picture": PICTURE,
    "api:right": "pk ip_type number name holder status filed_on granted_on published_on expires_on",
    "api:jobs": f"{WORK} results next",
    "api:job": WORK,
    "api:unit_reviews": f"{CASE} results next",
    "api:second_looks": f"{CASE} results next drawn_at",
    "api:second_look": f"""
        {CASE} {RECORD} drawn_at achievement checks says passed unchecked evidence checklist code rule
        name_zh name_en is_proven since answer by note
    """,
    "api:case": f"{CASE} kind notes text written_by written_at colleagues pk name in_hand",
    "api:note_case": "text written_by written_at",
    "api:hand_over_case": f"{CASE} colleague",
    "api:assign_case": f"{CASE} colleague",
    "api:objection_papers": "results next pk name size sha256 added_at",
    "api:own_objection": OWN_OBJECTION,
    "api:add_papers": f"{OWN_OBJECTION} evidence",
    "api:export_gates": f"{ACCESS} results next",
    "api:export_gate": f"{ACCESS} decisions trade_class list_version reference note decided_by",
    "api:decide_export": "trade_class list_version reference note decided_by decided_at",
    "api:keep_room": "listing opening offers_unmarked",
    "api:own_takedowns": f"{OWN_TAKEDOWN} results next",
    "api:takedown_status": OWN_TAKEDOWN,
    "api:write_about_takedown": "kind text organisation written_at",
    "api:answer_about_takedown": "kind text organisation written_at",
    "api:follows": "results next listing state followed_at",
    "api:complete_record": f"{RECORD} entitled",
    "listings:room_state": BIDDING,
}
