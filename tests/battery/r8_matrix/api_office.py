"""Doors of programs: what an office, a holder and a party do with cases, objections, rooms, takedowns and questions.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "API of offices": """
GET  api:jobs                           |  | yes: @signed | -
POST api:jobs                           |  | 405: @signed | -
GET  api:job                            | work_waiting work_failed work_done | yes: author | 404
POST api:job                            | work_waiting absent | 405: @signed | -
GET  api:cancel_job                     | work_waiting absent | 405: @signed | -
POST api:cancel_job                     | work_waiting | acts: author | 404
POST api:cancel_job                     | work_failed work_done |  | 404
GET  api:retry_job                      | work_failed absent | 405: @signed | -
POST api:retry_job                      | work_failed | acts: author | 404
POST api:retry_job                      | work_waiting work_done |  | 404
GET  api:job_result                     | work_done | yes: author | 404
GET  api:job_result                     | work_waiting work_failed |  | 404
POST api:job_result                     | work_done absent | 405: @signed | -
GET  api:evidence_pack                   | notice absent | 405: @signed | -
POST api:evidence_pack                   | notice sold | acts: officer auditor auditor_b | 404
GET  api:proposal_paper                  | proposal | yes: officer; kept: auditor auditor_b | 404
POST api:proposal_paper                  | proposal absent | 405: @signed | -
GET  api:unit_reviews                    |  | yes: @officers | 403
POST api:unit_reviews                    |  | 405: @officers | 403
GET  api:claim_next_review               |  | 405: @officers | 403
POST api:claim_next_review               |  | acts: officer; refused: officer2 buyer_officer | 403
GET  api:claim_review                    | review absent | 405: @signed | -
POST api:claim_review                    | review | acts: officer | 404
POST api:claim_review                    | review_held | yes: officer | 404
POST api:claim_review                    | review_closed | refused: officer | 404
GET  api:release_review                  | review_held absent | 405: @signed | -
POST api:release_review                  | review_held | acts: officer | 404
POST api:release_review                  | review review_closed | refused: officer | 404
GET  api:claim_next_audit                |  | 405: @auditors | 403
POST api:claim_next_audit                |  | acts: auditor auditor_b; refused: auditor2 | 403
GET  api:second_looks                    |  | yes: @auditors | 403
POST api:second_looks                    |  | 405: @auditors | 403
GET  api:second_look                     | look | yes: auditor auditor_b | 404
POST api:second_look                     | look absent | 405: @signed | -
GET  api:claim_second_look               | look absent | 405: @signed | -
POST api:claim_second_look               | look | acts: auditor auditor_b | 404
GET  api:conclude_second_look            | look absent | 405: @signed | -
POST api:conclude_second_look            | look | yes: auditor auditor_b | 404
GET  api:case                            | case_audit case_claimed | yes: auditor auditor_b head | 404
GET  api:case                            | case_review | yes: officer | 404
POST api:case                            | case_audit absent | 405: @signed | -
GET  api:note_case                       | case_audit absent | 405: @signed | -
POST api:note_case                       | case_audit | yes: auditor auditor_b head | 404
POST api:note_case words                 | case_audit | acts: auditor auditor_b head | 404
POST api:note_case words                 | case_review | acts: officer | 404
GET  api:hand_over_case                  | case_claimed absent | 405: @signed | -
POST api:hand_over_case                  | case_claimed | yes: auditor auditor_b head | 404
GET  api:assign_case                     | case_audit absent | 405: @signed | -
POST api:assign_case                     | case_audit | yes: head | 404
GET  api:close_correction                | point_marked absent | 405: @signed | -
POST api:close_correction                | point_marked | refused: auditor auditor_b head | 404
GET  api:drop_correction                 | point_marked absent | 405: @signed | -
POST api:drop_correction                 | point_marked | acts: auditor; refused: auditor_b head | 404
GET  api:release_objection               | objection absent | 405: @signed | -
POST api:release_objection               | objection | refused: auditor auditor_b | 404
GET  api:ask_papers                      | objection absent | 405: @signed | -
POST api:ask_papers                      | objection | yes: auditor auditor_b | 404
POST api:ask_papers words                | objection | refused: auditor auditor_b | 404
GET  api:settle_withdrawn                | objection absent | 405: @signed | -
POST api:settle_withdrawn                | objection | refused: auditor auditor_b | 404
GET  api:objection_papers                | objection | yes: auditor auditor_b | 404
POST api:objection_papers                | objection absent | 405: @signed | -
GET  api:objection_paper                 | objection_file | kept: auditor auditor_b | 404
POST api:objection_paper                 | objection_file absent | 405: @signed | -
GET  api:own_objection                   | objection_link | yes: @all | -
POST api:own_objection                   | objection_link absent | 405: @all | -
GET  api:confirm_objection               | objection_link absent | 405: @all | -
POST api:confirm_objection               | objection_link | yes: @all | -
GET  api:withdraw_objection              | objection_link absent | 405: @all | -
POST api:withdraw_objection              | objection_link | acts: @all | -
GET  api:add_papers                      | objection_link absent | 405: @all | -
POST api:add_papers                      | objection_link | yes: @all | -
GET  api:export_gates                    |  | yes: @auditors | 403
POST api:export_gates                    |  | 405: @auditors | 403
GET  api:export_gate                     | @accesses | yes: auditor auditor_b | 404
POST api:export_gate                     | access_asked absent | 405: @signed | -
GET  api:decide_export                   | access_signed absent | 405: @signed | -
POST api:decide_export                   | @accesses | yes: auditor auditor_b | 404
POST api:decide_export free              | access_signed | refused: auditor auditor_b | 404
GET  api:keep_room                       | notice absent | 405: @signed | -
POST api:keep_room                       | notice absent | 405: @signed | -
PUT  api:keep_room                       | notice qualifying | yes: officer | 404
PUT  api:keep_room offer                 | notice | acts: officer | 404
PUT  api:keep_room offer                 | qualifying | refused: officer | 404
GET  api:own_takedowns                   |  | yes: @posters | 403
POST api:own_takedowns                   |  | 405: @posters | 403
GET  api:takedown_status                 | takedown | yes: author officer | 404
POST api:takedown_status                 | takedown absent | 405: @signed | -
GET  api:write_about_takedown            | takedown absent | 405: @signed | -
POST api:write_about_takedown            | takedown | yes: author officer | 404
POST api:write_about_takedown word       | takedown | acts: author officer | 404
GET  api:answer_about_takedown           | takedown absent | 405: @signed | -
POST api:answer_about_takedown           | takedown | yes: head | 404
POST api:answer_about_takedown word      | takedown | acts: head | 404
GET  api:takedown_evidence               | takedown | kept: head | 404
POST api:takedown_evidence               | takedown absent | 405: @signed | -
GET  api:decline_question                | question_waiting absent | 405: @signed | -
POST api:decline_question                | question_waiting | yes: officer | 404
POST api:decline_question decline        | question_waiting | acts: officer | 404
POST api:decline_question decline        | question_public | refused: officer | 404
GET  api:withdraw_question               | question_waiting absent | 405: @signed | -
POST api:withdraw_question               | question_waiting | acts: @buyers | 404
POST api:withdraw_question               | question_private | refused: rival | 404
GET  api:report_question                 | question_private absent | 405: @signed | -
POST api:report_question                 | question_private | yes: rival officer | 404
POST api:report_question report          | question_private | acts: rival officer | 404
GET  api:block_asker                     | question_private absent | 405: @signed | -
POST api:block_asker                     | question_private | acts: officer | 404
DELETE api:block_asker                   | question_private | yes: officer | 404
GET  api:settle_reports                  | question_private absent | 405: @signed | -
POST api:settle_reports                  | question_private | yes: @office | 404
POST api:settle_reports finding          | question_private | refused: @office | 404
GET  api:stop_question                   | question_public absent | 405: @signed | -
POST api:stop_question                   | question_public | yes: @office | 404
POST api:stop_question stop              | question_public | acts: @office | 404
GET  api:restore_question                | question_public absent | 405: @signed | -
POST api:restore_question                | question_public | refused: @office | 404
GET  api:follows                         |  | yes: @signed | -
POST api:follows                         |  | 405: @signed | -
GET  api:complete_record                 | record absent | 405: @signed | -
POST api:complete_record                 | record | yes: officer | 404
POST api:complete_record entitled        | record | acts: officer | 404
POST api:complete_record entitled        | record_audit draft |  | 404
""",
    "API of imports": """
GET  api:imports                         |  | yes: @officers administrator | 403
POST api:imports                         |  | yes: @officers administrator | 403
GET  api:import_kinds                    |  | yes: @officers administrator | 403
POST api:import_kinds                    |  | 405: @officers administrator | 403
GET  api:import_template                 | import_kind | yes: @officers; 404: administrator | 403
POST api:import_template                 | import_kind absent | 405: @officers administrator | 403
GET  api:import_template                 | administrators_kind | yes: administrator; 404: @officers | 403
GET  api:import                          | @batches | yes: officer | 404
POST api:import                          | batch_uploaded absent | 405: @signed | -
GET  api:import_rows                     | @batches | yes: officer | 404
POST api:import_rows                     | batch_uploaded absent | 405: @signed | -
GET  api:import_findings                 | @batches | yes: officer | 404
POST api:import_findings                 | batch_uploaded absent | 405: @signed | -
GET  api:import_bad_rows                 | batch_checked batch_begun batch_entered | yes: officer | 404
GET  api:import_bad_rows                 | batch_uploaded batch_running |  | 404
POST api:import_bad_rows                 | batch_checked absent | 405: @signed | -
GET  api:check_import                    | batch_uploaded absent | 405: @signed | -
POST api:check_import                    | batch_uploaded batch_checked | acts: officer | 404
POST api:check_import                    | batch_running batch_begun batch_entered | refused: officer | 404
GET  api:enter_import                    | batch_checked absent | 405: @signed | -
POST api:enter_import                    | @batches | yes: officer | 404
POST api:enter_import good               | batch_checked batch_begun | acts: officer | 404
POST api:enter_import good               | batch_uploaded batch_running batch_entered | refused: officer | 404
GET  api:stop_import                     | batch_running absent | 405: @signed | -
POST api:stop_import                     | batch_running | acts: officer | 404
GET  api:conclude_import                 | batch_begun absent | 405: @signed | -
POST api:conclude_import                 | batch_begun | acts: officer | 404
POST api:conclude_import | batch_uploaded batch_checked batch_running batch_entered | refused: officer | 404
GET  api:discard_import                  | batch_uploaded absent | 405: @signed | -
POST api:discard_import                  | batch_uploaded batch_checked | acts: officer | 404
POST api:discard_import                  | batch_running batch_begun batch_entered | refused: officer | 404
GET  api:catalogue_batches               |  | yes: @officers | 403
POST api:catalogue_batches               |  | 405: @officers | 403
GET  api:catalogue_batch | batch_audit batch_claimed batch_approved | yes: officer auditor auditor_b | 404
POST api:catalogue_batch                 | batch_audit absent | 405: @signed | -
GET  api:batch_records                   | batch_audit batch_claimed batch_approved | yes: officer | 404
POST api:batch_records                   | batch_audit absent | 405: @signed | -
GET  api:batch_findings | batch_audit batch_claimed batch_approved | yes: officer auditor auditor_b | 404
POST api:batch_findings                  | batch_audit absent | 405: @signed | -
GET  api:batch_paper | batch_audit batch_claimed batch_approved | yes: officer; kept: auditor auditor_b | 404
POST api:batch_paper                     | batch_audit absent | 405: @signed | -
GET  api:attach_batch_paper              | batch_audit absent | 405: @signed | -
POST api:attach_batch_paper              | batch_audit batch_claimed batch_approved | yes: officer | 404
GET  api:catalogue_queue                 |  | yes: @auditors | 403
POST api:catalogue_queue                 |  | 405: @auditors | 403
GET  api:claim_batch                     | batch_audit absent | 405: @signed | -
POST api:claim_batch                     | batch_audit | acts: auditor auditor_b | 404
POST api:claim_batch                     | batch_approved | refused: auditor auditor_b | 404
GET  api:release_batch                   | batch_claimed absent | 405: @signed | -
POST api:release_batch                   | batch_claimed | acts: auditor; refused: auditor_b | 404
POST api:release_batch                   | batch_audit batch_approved | refused: auditor auditor_b | 404
GET  api:check_batch_again               | batch_audit absent | 405: @signed | -
POST api:check_batch_again               | batch_audit batch_claimed | acts: auditor auditor_b | 404
POST api:check_batch_again               | batch_approved |  | 404
GET  api:decide_batch | batch_audit batch_claimed batch_approved | yes: auditor auditor_b | 404
POST api:decide_batch                    | batch_claimed | yes: auditor auditor_b | 404
POST api:decide_batch approve            | batch_claimed | acts: auditor; refused: auditor_b | 404
POST api:decide_batch approve            | batch_audit batch_approved | refused: auditor auditor_b | 404
""",
    "API of deposits": """
GET  api:deposits                        |  | yes: finance finance2 | 403
POST api:deposits                        |  | 405: finance finance2 | 403
GET  api:deposit                         | intent_due intent_paid | yes: finance | 404
POST api:deposit                         | intent_due absent | 405: @signed | -
GET  api:receive_deposit                 | intent_due absent | 405: @signed | -
POST api:receive_deposit                 | intent_due | yes: finance | 404
POST api:receive_deposit bank            | intent_due | acts: finance | 404
POST api:receive_deposit bank            | intent_paid | refused: finance | 404
GET  api:settle_deposit                  | intent_due absent | 405: @signed | -
POST api:settle_deposit                  | intent_paid | yes: finance | 404
POST api:settle_deposit bank             | intent_due intent_paid | refused: finance | 404
GET  api:charges                         |  | yes: finance finance2 | 403
POST api:charges                         |  | 405: finance finance2 | 403
GET  api:charge                          | charge | yes: finance | 404
POST api:charge                          | charge absent | 405: @signed | -
GET  api:receive_charge                  | charge absent | 405: @signed | -
POST api:receive_charge                  | charge | yes: finance | 404
POST api:receive_charge bank             | charge | acts: finance | 404
""",
    "API: what is said anew or taken out": """
PATCH api:achievement                    | draft correction | yes: author officer | 404
PATCH api:achievement title              | draft correction | acts: author officer | 404
PATCH api:achievement title              | @not-open | refused: author officer | 404
PUT    api:plan_notice                   | draft correction | yes: author officer | 404
PUT    api:right                         | right_draft | yes: author officer | 404
PUT    api:right right                   | right_draft | acts: author officer | 404
PUT    api:right right                   | right_audit |  | 404
DELETE api:right                         | right_draft | acts: author officer | 404
DELETE api:right                         | right_audit |  | 404
PUT    api:attachment                    | file_draft | yes: author officer | 404
PUT    api:attachment                    | file_audit file_public |  | 404
DELETE api:attachment                    | file_draft | acts: author officer | 404
DELETE api:attachment                    | file_audit file_public |  | 404
PUT    api:picture words                 | picture_draft | acts: author officer | 404
PUT    api:picture words                 | picture_audit picture_public |  | 404
DELETE api:picture                       | picture_draft | acts: author officer | 404
DELETE api:picture                       | picture_audit picture_public |  | 404
PUT    api:follow                        | notice suspended | acts: @signed | -
DELETE api:follow                        | notice suspended | yes: @signed | -
PATCH  api:webhook                       | webhook | yes: officer | 404
PATCH  api:webhook name                  | webhook | acts: officer | 404
DELETE api:webhook                       | webhook | acts: officer | 404
""",
}
