"""Doors of programs.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "API": """
GET  api:achievements                    |  | yes: @posters | 403
POST api:achievements                    |  | yes: @posters | 403
POST api:achievements public             |  | acts: @posters | 403
GET  api:achievement                     | @achievements | yes: author officer | 404
POST api:achievement                     | draft absent | 405: @signed | -
GET  api:achievement_rights              | draft absent | 405: @signed | -
POST api:achievement_rights              | draft correction | yes: author officer | 404
POST api:achievement_rights right        | draft correction | acts: author officer | 404
POST api:achievement_rights right        | @not-open |  | 404
GET  api:achievement_files               | draft absent | 405: @signed | -
POST api:achievement_files               | draft correction | yes: author officer | 404
POST api:achievement_files               | @not-open |  | 404
GET  api:secrecy_paper                   | draft submitted | yes: author officer | 404
GET  api:secrecy_paper | audit claimed approved refused | yes: author officer; kept: auditor auditor_b | 404
POST api:secrecy_paper                   | draft absent | 405: @signed | -
GET  api:attach_secrecy_paper            | draft absent | 405: @signed | -
POST api:attach_secrecy_paper            | draft correction | yes: author officer | 404
POST api:attach_secrecy_paper            | @not-open |  | 404
GET  api:filing                          | approved | yes: author officer auditor auditor_b | 404
GET  api:filing                          | draft submitted audit claimed correction refused |  | 404
POST api:filing                          | approved | yes: author officer auditor auditor_b | 404
POST api:filing date                     | approved | acts: author officer auditor auditor_b | 404
POST api:filing date                     | draft submitted audit |  | 404
GET  api:submit_achievement              | draft absent | 405: @signed | -
POST api:submit_achievement              | draft correction | yes: author officer | 404
POST api:submit_achievement              | @not-open | refused: author officer | 404
GET  api:listings                        |  | yes: @all | -
POST api:listings                        |  | 405: @all | -
GET  api:listing                         | @listings | yes: @all | -
GET  api:listing                         | draft submitted audit claimed correction refused | 404: @all | -
POST api:listing                         | notice absent | 405: @all | -
GET  api:bidding                         | scheduled open ended | yes: @all | -
GET  api:bidding                         | notice draft | 404: @all | -
POST api:bidding                         | open absent | 405: @all | -
GET  api:bids                            | open notice absent | 405: @agents | 403
POST api:bids                            | open absent | yes: @agents | 403
POST api:bids bid                        | open | acts: bidder rival; refused: agent2 | 403
POST api:bids bid                        | scheduled ended | yes: bidder rival; refused: agent2 | 403
POST api:bids bid                        | notice | 404: @agents | 403
GET  api:contracts                       |  | 405: @officers | 403
POST api:contracts                       |  | yes: @officers | 403
GET  api:contract                        | contract_draft | yes: @sellers | 404
GET  api:contract                        | @filed | yes: @sellers @buyers @agency | 404
POST api:contract                        | contract_draft contract_filed absent | 405: @signed | -
GET  api:register                        |  | yes: @registry | 403
POST api:register                        |  | 405: @registry | 403
GET  api:statistics                      |  | yes: @all | -
POST api:statistics                      |  | 405: @all | -
GET  api:codelists                       |  | yes: @all | -
POST api:codelists                       |  | 405: @all | -
GET  api:codelist                        | code_list | yes: @all | -
POST api:codelist                        | code_list absent | 405: @all | -
GET  api:codelist_entry                  | code_of_list | yes: @all | -
POST api:codelist_entry                  | code_of_list absent | 405: @all | -
GET  api:audit_cases                     |  | yes: @auditors @heads | 403
POST api:audit_cases                     |  | 405: @auditors @heads | 403
GET  api:audit_case                      | audit claimed correction approved refused | yes: auditor auditor_b head | 404
GET  api:audit_case                      | draft submitted |  | 404
POST api:audit_case                      | audit absent | 405: @signed | -
GET  api:claim_audit                     | audit absent | 405: @signed | -
POST api:claim_audit                     | audit | acts: auditor auditor_b | 404
POST api:claim_audit                     | claimed | yes: auditor; refused: auditor_b | 404
POST api:claim_audit                     | correction approved refused | refused: auditor auditor_b | 404
GET  api:release_audit                   | claimed absent | 405: @signed | -
POST api:release_audit                   | claimed | acts: auditor; refused: auditor_b | 404
GET  api:check_again                     | audit absent | 405: @signed | -
POST api:check_again                     | audit claimed correction | acts: auditor auditor_b | 404
POST api:check_again                     | draft submitted approved refused |  | 404
GET  api:mark_field                      | claimed absent | 405: @signed | -
POST api:mark_field                      | claimed | yes: auditor auditor_b | 404
POST api:mark_field field                | claimed | acts: auditor; refused: auditor_b | 404
POST api:mark_field field                | audit approved | refused: auditor auditor_b | 404
GET  api:decide_audit                    | claimed absent | 405: @signed | -
POST api:decide_audit                    | claimed | yes: auditor auditor_b | 404
POST api:decide_audit approve            | claimed | acts: auditor; refused: auditor_b | 404
POST api:decide_audit approve            | audit correction approved refused | refused: auditor auditor_b | 404
POST api:decide_audit approve            | draft submitted |  | 404
GET  api:achievement_corrections         | @achievements | yes: author officer | 404
POST api:achievement_corrections         | draft absent | 405: @signed | -
GET  api:answer_corrections              | correction absent | 405: @signed | -
POST api:answer_corrections              | draft correction | yes: author officer | 404
POST api:answer_corrections answer       | correction draft | yes: author officer | 404
POST api:answer_corrections answer       | @not-open |  | 404
GET  api:suspend_listing                 | notice absent | 405: @signed | -
POST api:suspend_listing                 | notice | yes: auditor auditor_b | 404
POST api:suspend_listing ground          | notice qualifying negotiating | acts: auditor auditor_b | 404
POST api:suspend_listing ground          | suspended sold | refused: auditor auditor_b | 404
GET  api:resume_listing                  | suspended absent | 405: @signed | -
POST api:resume_listing                  | suspended | acts: auditor auditor_b | 404
POST api:resume_listing                  | notice | refused: auditor auditor_b | 404
GET  api:record_sale                     | suspended absent | 405: @signed | -
POST api:record_sale                     | suspended | yes: auditor auditor_b | 404
POST api:record_sale unsold              | suspended | refused: auditor auditor_b | 404
GET  api:name_buyer                      | suspended absent | 405: @signed | -
POST api:name_buyer                      | suspended | yes: auditor auditor_b | 404
POST api:name_buyer somebody             | suspended | refused: auditor auditor_b | 404
GET  api:terminate_listing               | suspended absent | 405: @signed | -
POST api:terminate_listing               | suspended | yes: auditor auditor_b | 404
POST api:terminate_listing ground        | suspended | acts: auditor auditor_b | 404
GET  api:withdraw_listing                | notice absent | 405: @signed | -
POST api:withdraw_listing                | notice | yes: officer | 404
POST api:withdraw_listing ground         | notice | acts: officer | 404
GET  api:proposals                       | @listings suspended | yes: officer auditor auditor_b | 404
POST api:proposals                       | notice absent | 405: @signed | -
GET  api:propose                         | notice | yes: officer | 404
GET  api:propose                         | absent | 404: @signed | -
POST api:propose                         | notice | yes: officer | 404
POST api:propose suspend                 | notice negotiating | acts: officer | 404
GET  api:decide_proposal                 | proposal absent | 405: @signed | -
POST api:decide_proposal                 | proposal | yes: auditor auditor_b | 404
POST api:decide_proposal grant           | proposal | acts: auditor auditor_b | 404
GET  api:lodge_objection                 | notice absent | 405: @all | -
POST api:lodge_objection                 | @listings suspended | yes: @all | -
POST api:lodge_objection lodge           | notice suspended qualifying | acts: @all | -
GET  api:objections                      |  | yes: @auditors | 403
POST api:objections                      |  | 405: @auditors | 403
GET  api:objection                       | objection | yes: auditor auditor_b | 404
POST api:objection                       | objection absent | 405: @signed | -
GET  api:claim_objection                 | objection absent | 405: @signed | -
POST api:claim_objection                 | objection | acts: auditor auditor_b | 404
GET  api:conclude_objection              | objection absent | 405: @signed | -
POST api:conclude_objection              | objection | yes: auditor auditor_b | 404
POST api:conclude_objection admit        | objection | refused: auditor auditor_b | 404
GET  api:ask_room                        | notice absent | 405: @signed | -
POST api:ask_room                        | notice | yes: @agents | 404
POST api:ask_room ask                    | notice | refused: @agents | 404
POST api:ask_room ask                    | qualifying |  | 404
GET  api:room_accesses                   |  | yes: @agents @officers | 403
POST api:room_accesses                   |  | 405: @agents @officers | 403
GET  api:room_entries                    |  | yes: @agents @officers | 403
POST api:room_entries                    |  | 405: @agents @officers | 403
GET  api:grant_access                    | access_signed absent | 405: @signed | -
POST api:grant_access                    | access_signed | acts: officer | 404
POST api:grant_access                    | access_asked | refused: officer | 404
GET  api:refuse_access                   | access_signed absent | 405: @signed | -
POST api:refuse_access                   | access_signed | yes: officer | 404
POST api:refuse_access why               | access_signed access_asked | acts: officer | 404
GET  api:revoke_access                   | access_open absent | 405: @signed | -
POST api:revoke_access                   | access_open | yes: officer | 404
POST api:revoke_access why               | access_open | acts: officer | 404
GET  api:listing_questions               | @listings suspended | yes: @all | -
GET  api:listing_questions               | draft absent | 404: @all | -
POST api:listing_questions               | notice absent | 405: @all | -
GET  api:ask_question                    | notice absent | 405: @signed | -
POST api:ask_question                    | notice | yes: @askers | 404
POST api:ask_question ask                | notice suspended | acts: @askers | 404
POST api:ask_question ask                | sold | refused: @askers | 404
GET  api:questions                       |  | yes: @posters @agents broker @auditors | 403
POST api:questions                       |  | 405: @posters @agents broker @auditors | 403
GET  api:question                        | question_waiting | yes: @buyers officer author @office | 404
GET  api:question                        | question_private question_public | yes: rival officer author @office | 404
POST api:question                        | question_private absent | 405: @signed | -
GET  api:answer_question                 | question_waiting absent | 405: @signed | -
POST api:answer_question                 | question_waiting | yes: officer | 404
POST api:answer_question answer          | question_waiting | acts: officer | 404
POST api:answer_question write           | question_private | acts: officer rival | 404
GET  api:certificate                     | contract_registered | yes: @sellers @buyers @agency | 404
GET  api:certificate                     | @unregistered |  | 404
POST api:certificate                     | contract_registered absent | 405: @signed | -
GET  api:verify                          |  | 400: @all | -
POST api:verify                          |  | 405: @all | -
GET  api:webhooks                        |  | yes: @webhook-keepers | 403
POST api:webhooks                        |  | yes: @webhook-keepers | 403
POST api:webhooks make                   |  | acts: @webhook-keepers | 403
GET  api:webhook                         | webhook | yes: officer | 404
POST api:webhook                         | webhook absent | 405: @signed | -
GET  api:pause_webhook                   | webhook absent | 405: @signed | -
POST api:pause_webhook                   | webhook | acts: officer | 404
GET  api:resume_webhook                  | webhook absent | 405: @signed | -
POST api:resume_webhook                  | webhook_paused | acts: officer | 404
GET  api:webhook_secret                  | webhook absent | 405: @signed | -
POST api:webhook_secret                  | webhook | acts: officer | 404
GET  api:test_webhook                    | webhook absent | 405: @signed | -
POST api:test_webhook                    | webhook | acts: officer | 404
GET  api:webhook_deliveries              | webhook | yes: officer | 404
POST api:webhook_deliveries              | webhook absent | 405: @signed | -
GET  api:replay_deliveries               | webhook absent | 405: @signed | -
POST api:replay_deliveries               | webhook | yes: officer | 404
POST api:replay_deliveries range         | webhook | acts: officer | 404
GET  api:replay_delivery                 | dispatch_sent absent | 405: @signed | -
POST api:replay_delivery                 | dispatch_sent | acts: officer | 404
POST api:replay_delivery                 | dispatch_queued | refused: officer | 404
GET  api:achievement_pictures            | draft absent | 405: @signed | -
POST api:achievement_pictures            | draft correction | yes: author officer | 404
POST api:achievement_pictures            | @not-open |  | 404
GET  api:right                           | right_draft absent | 405: @signed | -
POST api:right                           | right_draft absent | 405: @signed | -
GET  api:attachment                      | file_draft absent | 405: @signed | -
POST api:attachment                      | file_draft absent | 405: @signed | -
GET  api:picture                         | picture_draft absent | 405: @signed | -
POST api:picture                         | picture_draft absent | 405: @signed | -
GET  api:choose_cover                    | picture_draft absent | 405: @signed | -
POST api:choose_cover                    | picture_draft | acts: author officer | 404
POST api:choose_cover                    | picture_audit picture_public |  | 404
GET  api:take_term                       | right_draft absent | 405: @signed | -
POST api:take_term                       | right_draft | yes: author officer | 404
POST api:take_term                       | right_audit |  | 404
GET  api:raise_file                      | file_draft absent | 405: @signed | -
POST api:raise_file                      | file_draft | yes: author officer | 404
POST api:raise_file                      | file_audit file_public |  | 404
GET  api:raise_picture                   | picture_draft absent | 405: @signed | -
POST api:raise_picture                   | picture_draft | yes: author officer | 404
POST api:raise_picture                   | picture_audit picture_public |  | 404
GET  api:plan_notice                     | @achievements | yes: author officer | 404
POST api:plan_notice                     | draft absent | 405: @signed | -
GET  api:versions                        | draft submitted | yes: author officer | 404
GET  api:versions | audit claimed correction approved refused | yes: author officer auditor auditor_b | 404
POST api:versions                        | draft absent | 405: @signed | -
GET  api:withdraw_achievement            | draft absent | 405: @signed | -
POST api:withdraw_achievement            | @before-listing | acts: author officer | 404
POST api:withdraw_achievement            | approved refused | refused: author officer | 404
GET  api:return_achievement              | submitted absent | 405: @signed | -
POST api:return_achievement              | submitted | yes: officer | 404
POST api:return_achievement why          | submitted | acts: officer | 404
POST api:return_achievement why          | draft audit claimed correction approved refused | refused: officer | 404
GET  api:forward_achievement             | @achievements | yes: officer | 404
POST api:forward_achievement             | submitted | yes: officer | 404
POST api:forward_achievement give        | submitted | acts: officer | 404
POST api:forward_achievement give        | draft audit claimed correction approved refused | refused: officer | 404
GET  api:follow                          | @listings suspended | yes: @signed | -
POST api:follow                          | notice absent | 405: @signed | -
GET  api:takedowns                       |  | yes: @heads | 403
POST api:takedowns                       |  | 405: @heads | 403
GET  api:takedown                        | takedown | yes: head | 404
POST api:takedown                        | takedown absent | 405: @signed | -
GET  api:take_down                       | listed absent | 405: @signed | -
POST api:take_down                       | listed | yes: head | 404
POST api:take_down now                   | listed bid_for audit | acts: head | 404
POST api:take_down now                   | draft taken_down |  | 404
GET  api:kin                             | listed bid_for audit | yes: head | 404
GET  api:kin                             | draft taken_down |  | 404
POST api:kin                             | listed absent | 405: @signed | -
GET  api:reinstate                       | takedown absent | 405: @signed | -
POST api:reinstate                       | takedown | yes: head | 404
POST api:reinstate found                 | takedown | acts: head | 404
GET  api:schema                          |  | yes: @all | -
POST api:schema                          |  | 405: @all | -
GET  api:docs                            |  | yes: @all | -
POST api:docs                            |  | 405: @all | -
""",
}
