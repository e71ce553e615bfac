"""What R8 may read behind a door that opens (names in lists and on pages, the words of the API), and what it sends."""

from tests.factories.checklist import every_field, every_shape

# A list holds these names; only those said may find them there. `@all` where it is public, nobody where none may.
SEEN = """
listings:achievements                  | draft submitted audit correction refused  | author
listings:unit_review                   | submitted                                 | officer
listings:unit_review                   | draft                                     |
listings:unit_review?view=closed       | audit correction refused                  | officer
listings:unit_achievements             | submitted audit correction refused        | officer
listings:unit_achievements             | draft                                     |
listings:audit_queue?view=all          | audit claimed                             | auditor auditor_b head
listings:audit_queue?view=waiting      | correction                                | auditor auditor_b head
listings:audit_queue?view=closed       | approved refused                          | auditor auditor_b head
listings:audit_queue?view=all          | draft submitted                           |
listings:intents                       | open ended                                | bidder rival
listings:intents                       | qualifying negotiating                    | bidder
listings:intents                       | notice                                    | rival
listings:data_rooms                    | notice                                    | @agents
listings:kept_rooms                    | notice                                    | officer
listings:questions                     | notice                                   | @buyers rival author officer @office
listings:question:question_private     | private_words rivals_name                 | rival officer author @office
listings:listing:notice                | waiting_words private_words               |
listings:listing:notice                | public_words                              | @all
listings:followed                      | notice                                    |
listings:deposits                      | notice                                    | finance
listings:qualification                 | qualifying                                | auditor auditor_b
listings:deals | deal_new deal_confirmed | @sellers @buyers auditor auditor_b finance expert head
contracts:contracts                    | contract_draft                            | @sellers
contracts:contracts                    | contract_filed contract_registered        | @sellers @buyers
contracts:queue                        | contract_filed contract_second            | registrar reviewer
contracts:queue                        | contract_draft                            |
contracts:register                     | registration_in_groups                    | registrar reviewer
api:register                           | registration                              | registrar reviewer
listings:disclosures                   | disclosure_published                      | @all
listings:disclosures                   | disclosure_owed deal_new                  |
listings:search                        | notice open                               | @all
listings:search                        | draft submitted audit claimed refused     |
api:listings                           | notice open                               | @all
api:listings                           | draft submitted audit claimed refused     |
pages:home                             | draft submitted audit claimed refused     |
webhooks:webhooks                      | webhook_name                              | officer
api:audit_cases                        | audit claimed approved                    | auditor auditor_b head
api:questions                          | notice                                   | @buyers rival author officer @office
api:question:question_private          | private_words                            | rival officer author @office
api:listing_questions:notice           | waiting_words private_words rivals_name   |
api:listing_questions:notice           | public_words                              | @all
api:objections                         | objection                                 | auditor auditor_b
api:room_accesses                      | notice                                    | @agents officer
institutions:members                   | seller_organisation awaiting_organisation | administrator
listings:listing:notice                | hidden_file_name                          |
listings:listing:notice                | rivals_name                               |
listings:objections                    | objection                                 | auditor auditor_b
listings:notice:suspended              | objector_name                             |
listings:listing:suspended             | objector_name                             |
listings:objection_case:objection      | objector_name                             | auditor auditor_b
listings:listing:negotiating           | buyer_name                                |
listings:listing:ended                 | buyer_name rivals_name                    |
listings:listing:sold                  | buyer_name                                |
listings:room:open                     | rivals_name buyer_name                    |
listings:room:ended                    | rivals_name                               |
listings:room_state:open               | rivals_name buyer_name                    |
listings:course:open                   | rivals_name buyer_name                    |
api:bidding:open                       | rivals_name buyer_name                    |
listings:biddings                      | rivals_name buyer_name                    |
listings:disclosures                   | rivals_name                               |
"""

# What a POST sends where the matrix names a body.
BODIES = {
    "webhooks:new make": {"name": "Ours", "url": "https://ours.example/hooks", "sight": "own"},
    "webhooks:change make": {"name": "Ours", "url": "https://ours.example/hooks", "sight": "own"},
    "webhooks:replay_range days": {"from_on": "2026-01-01", "until_on": "2026-01-31"},
    "api:return_achievement why": {"reason": "The abstract is too short"},
    "api:forward_achievement give": {"undertakings": 1, "answers": every_shape("unit_review")},
    "api:take_down now": {"reason_code": "D4", "basis": "A report"},
    "api:reinstate found": {"reason_code": "B1", "text": "Nothing"},
    "api:mark_field field": {"field": "abstract_zh", "text": "State the conditions"},
    "api:decide_audit approve": {"conclusion": "approve", "answers": every_shape()},
    "api:answer_corrections answer": {"answers": []},
    "api:suspend_listing ground": {"reason_code": "G2"},
    "api:record_sale unsold": {"result": "unsold"},
    "api:name_buyer somebody": {"buyer_name": "Somebody"},
    "api:terminate_listing ground": {"reason_code": "Z1", "text": "It cannot be mended"},
    "api:withdraw_listing ground": {"reason_code": "W1", "text": "The plan changed"},
    "api:propose suspend": {"kind": "suspension", "reason_code": "G2", "text": "Under examination"},
    "api:decide_proposal grant": {"grant": True},
    "api:lodge_objection lodge": {"ground": "O1", "text": "It is ours", "name": "Shen", "email": "s@outside.example"},
    "api:conclude_objection admit": {"conclusion": "admit", "answers": every_shape("objection")},
    "api:ask_room ask": {"reason": "The ageing tests"},
    "api:ask_question ask": {"audience": "private", "text": "Is it tested?"},
    "api:answer_question answer": {"text": "It is.", "upon": "{waiting_last}"},
    "api:answer_question write": {"text": "It is.", "upon": "{private_last}"},
    "api:refuse_access why": {"reason": "Sold"},
    "api:revoke_access why": {"reason": "Sold"},
    "api:webhooks make": {"name": "Ours", "url": "https://ours.example/hooks"},
    "api:replay_deliveries range": {"begins": "2026-01-01T00:00:00Z", "ends": "2026-02-01T00:00:00Z"},
    "api:note_case words": {"text": "A word"},
    "api:ask_papers words": {"text": "The contract"},
    "api:decide_export free": {"trade_class": "F", "list_version": "2025-07-15"},
    "api:keep_room offer": {"opening": "signature"},
    "api:write_about_takedown word": {"kind": "ask", "text": "How long will it take?"},
    "api:answer_about_takedown word": {"text": "Until Friday"},
    "api:decline_question decline": {"reason_code": "Q1"},
    "api:report_question report": {"reason_code": "M3"},
    "api:settle_reports finding": {"text": "Looked at"},
    "api:stop_question stop": {"reason_code": "M3"},
    "api:complete_record entitled": {"entitled": True},
    "api:achievement title": {"title_en": "Another title"},
    "api:right right": {"ip_type": "30", "number": "2025SR0000004"},
    "api:picture words": {"alt_en": "The line"},
    "api:webhook name": {"name": "Another name"},
    "lists:views name": {"name": "Mine", "query": "sort=number"},
    "lists:acts claim": {"act": "claim"},
    "casework:note words": {"text": "A word"},
    "lists:rename name": {"name": "Another"},
    "listings:take_down now": {"reason_code": "D4", "basis": "A report", "confirmed": "on"},
    "listings:reinstate found": {"reason_code": "B1", "text": "Nothing", "confirmed": "on"},
    "listings:write_about_takedown word": {"kind": "ask", "text": "How long will it take?"},
    "listings:answer_about_takedown word": {"text": "Until Friday"},
    "accounts:act_as own": {"membership": "{author_membership}"},
    "accounts:act_as colleague": {"membership": "{colleague_membership}"},
    "codelists:load_year notice": {"year": "2031", "days_off": "2031-01-01", "source_en": "Notice"},
    "codelists:figure value": {
        "value": "7",
        "begins_on": "2031-01-01",
        "mark": "design",
        "source_zh": "通知",
        "source_en": "Notice",
    },
    "codelists:begin list": {
        "code": "list_of_r8",
        "name_zh": "列表",
        "name_en": "List",
        "mark": "design",
        "source_en": "R8",
        "licence_en": "none stated",
    },
    "codelists:add_entry entry": {
        "code": "N",
        "name_en": "New",
        "valid_from": "2026-01-01",
        "mark": "design",
        "source_en": "R8",
    },
    "codelists:end_entry day": {"last_day": "2030-12-31", "reason": "Abolished"},
    "codelists:succeed_entry day": {
        "code": "A9",
        "name_en": "Successor",
        "begins_on": "2031-01-01",
        "source_en": "R8",
        "reason": "Merged",
    },
    "codelists:move_entry down": {"direction": "down"},
    "drafts:keep own": {"kept": "{author_ticket}", "kept_tab": "r8", "kept_version": "0", "name_zh": "江洲电机厂"},
    "drafts:compare own": {"kept": "{author_ticket}"},
    "drafts:own own": {"kept": "{author_ticket}"},
    "drafts:discard own": {"kept": "{author_ticket}"},
    "institutions:organisation invite": {"email": "guest@example.org", "role": "researcher"},
    "institutions:refuse reason": {"reason": "No such number"},
    "listings:declare_secrecy public": {
        "level": "public",
        "reviewer_name": "Li",
        "reviewed_on": "2026-01-05",
    },
    "listings:edit_achievement title": {"title_zh": "另一题名"},
    "listings:name_right right": {"ip_type": "30", "number": "2025SR0000001"},
    "listings:change_right right": {"ip_type": "30", "number": "2025SR0000002"},
    "listings:describe_file words": {"audience": "public", "description": "Report of the trial"},
    "api:achievements public": {"level": "public", "reviewer_name": "Li", "reviewed_on": "2026-01-05"},
    "api:achievement_rights right": {"ip_type": "30", "number": "2025SR0000003"},
    "listings:return_achievement why": {"reason": "The abstract is too short"},
    "listings:forward_achievement give": {"undertakings": "1", **every_field("unit_review")},
    "listings:plan_notice longer": {"notice_length": "60"},
    "listings:govern_listing suspend": {"act": "suspend", "reason_code": "G2"},
    "listings:govern_listing resume": {"act": "resume"},
    "listings:ask_for_listing suspend": {"act": "ask_suspension", "reason_code": "G2", "text": "Under examination"},
    "listings:ask_for_listing withdraw": {"act": "withdraw", "reason_code": "W1", "text": "The plan changed"},
    "listings:decide_proposal grant": {"act": "grant"},
    "listings:object lodge": {"ground": "O1", "text": "It is ours", "name": "Shen", "email": "shen@outside.example"},
    "listings:objection withdraw": {"act": "withdraw"},
    "listings:objection_case claim": {"act": "claim"},
    "listings:decide_audit approve": {"conclusion": "approve", **every_field()},
    "listings:decide_batch approve": {"conclusion": "approve", **every_field("catalogue_audit")},
    "listings:filing date": {"filed_on": "{filing_day}"},
    "listings:complete_record entitled": {"entitled": "on"},
    "listings:register_intent yes": {"related_party": "no", "undertakings": "on"},
    "listings:data_room ask": {"reason": "The ageing tests"},
    "listings:keep_data_room offer": {"opening": "signature"},
    "listings:room_access grant": {"act": "grant"},
    "listings:room_access withdraw": {"act": "withdraw", "reason": "Sold"},
    "listings:sign_agreement sign": {"version": "{agreement}", "agrees": "on"},
    "listings:export_gate free": {"trade_class": "F", "list_version": "2025-07-15"},
    "listings:ask ask": {"audience": "private", "text": "Is it tested?"},
    "listings:question answer": {"act": "write", "text": "It is.", "upon": "{waiting_last}"},
    "listings:question write": {"act": "write", "text": "It is.", "upon": "{private_last}"},
    "listings:question decline": {"act": "decline", "reason_code": "Q1"},
    "listings:question withdraw": {"act": "withdraw"},
    "listings:question report": {"act": "report", "reason_code": "M3"},
    "listings:question block": {"act": "block"},
    "listings:question stop": {"act": "stop", "reason_code": "M3"},
    "listings:question restore": {"act": "restore"},
    "listings:question settle": {"act": "settle", "text": "Looked at"},
    "listings:follow follow": {"act": "follow"},
    "listings:deposit receive": {"act": "receive", "bank_reference": "ICBC-R8-2"},
    "listings:charge receive": {"bank_reference": "ICBC-R8-3"},
    "listings:qualify taker": {"act": "qualify", "intent": "{intent_paid}"},
    "listings:qualify open": {"act": "open"},
    "listings:negotiation offer": {"act": "offer", "amount": "9,000,000"},
    "listings:negotiation accept": {"act": "accept", "offer": "{offer}"},
    "listings:negotiation end": {"act": "end", "reason": "No agreement"},
    "listings:deal go": {"go": "1"},
    "contracts:draft_contract buyer": {"buyer": "{buyer_organisation}"},
    "contracts:edit_contract file": {"act": "file"},
    "contracts:correct reason": {"reason_code": "N9", "text": "Please mend"},
    "contracts:recommend amount": {"is_technology": "on", "type_is_right": "on", "technology_amount": "10,000,000"},
    "contracts:advise reason": {"reason_code": "N9", "text": "Not a technology contract"},
    "contracts:send_back words": {"text": "Look at the amount again"},
    "contracts:refuse reason": {"reason_code": "N9", "text": "Not a technology contract"},
    "api:filing date": {"filed_on": "{filing_day}"},
    "api:enter_import good": {"mode": "good"},
    "api:decide_batch approve": {"conclusion": "approve", "answers": every_shape("catalogue_audit")},
    "api:receive_deposit bank": {"bank_reference": "ICBC-R8-4"},
    "api:settle_deposit bank": {"bank_reference": "ICBC-R8-5"},
    "api:receive_charge bank": {"bank_reference": "ICBC-R8-6"},
    "api:bids bid": {"amount": "{next_bid}", "request_key": "r8"},
}
