"""Work that lasts, lists, cases, imports and code lists.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "longwork": """
BOTH longwork:jobs                      |  | yes: @signed | -
BOTH longwork:job                       | work_waiting work_failed work_done | yes: author | 404
GET  longwork:cancel                     | work_waiting | 405: author | 404
POST longwork:cancel                     | work_waiting | acts: author | 404
BOTH longwork:cancel                     | work_failed work_done |  | 404
GET  longwork:retry                      | work_failed | 405: author | 404
POST longwork:retry                      | work_failed | acts: author | 404
BOTH longwork:retry                      | work_waiting work_done |  | 404
BOTH longwork:result                     | work_done | yes: author | 404
BOTH longwork:result                     | work_waiting work_failed |  | 404
""",
    "lists": """
BOTH lists:views                         | list_register | yes: @registry | 404
BOTH lists:views                         | list_audit | yes: @auditors @heads | 404
BOTH lists:views                         | list_contracts | yes: @member | 404
BOTH lists:views                         | list_search | yes: @signed | 404
POST lists:views name                    | list_register | acts: @registry | 404
GET  lists:columns                       | list_register absent | 405: @signed | -
POST lists:columns                       | list_register | yes: @registry | 404
POST lists:columns                       | list_contracts | yes: @member | 404
GET  lists:export                        | list_register | kept: @registry | 404
GET  lists:export                        | list_audit | kept: @auditors @heads | 404
GET  lists:export                        | list_contracts | kept: @member | 404
POST lists:export                        | list_register | acts: @registry | 404
POST lists:export                        | list_audit | acts: @auditors @heads | 404
GET  lists:acts                          | list_audit absent | 405: @signed | -
POST lists:acts                          | list_audit list_register |  | 404
POST lists:acts claim                    | list_audit | yes: @auditors | 404
POST lists:acts claim                    | list_register list_contracts |  | 404
GET  lists:rename                        | view_own | 405: author | 404
POST lists:rename                        | view_own | yes: author | 404
POST lists:rename name                   | view_own | acts: author | 404
GET  lists:default                       | view_own | 405: author | 404
POST lists:default                       | view_own | acts: author | 404
GET  lists:delete                        | view_own | 405: author | 404
POST lists:delete                        | view_own | acts: author | 404
""",
    "casework": """
BOTH casework:board                      |  | yes: @auditors @heads @registry @officers | 403
GET  casework:claim_next  | kind_review kind_audit absent | 405: @officers @not-of-a-unit | 403
POST casework:claim_next  | kind_review | acts: officer; refused: officer2 buyer_officer; 404: @not-of-a-unit | 403
POST casework:claim_next  | kind_audit | acts: auditor auditor_b; refused: auditor2; 404: @not-auditing | 403
GET  casework:claim                      | @review-cases | 405: officer | 404
POST casework:claim                      | case_waiting | acts: officer | 404
POST casework:claim                      | case_review case_reviewed | refused: officer | 404
GET  casework:claim                      | @audit-cases | 405: auditor auditor_b | 404
POST casework:claim                      | case_audit case_batch | acts: auditor auditor_b | 404
POST casework:claim                      | case_claimed case_batch_claimed | yes: auditor; refused: auditor_b | 404
POST casework:claim                      | @nobodys-turn | refused: auditor auditor_b | 404
GET  casework:claim                      | case_look | 405: auditor auditor_b | 404
POST casework:claim                      | case_look | acts: auditor auditor_b | 404
BOTH casework:claim                      | @cases-of-own-acts | 404: @signed | sign-in
GET  casework:release                    | @review-cases | 405: officer | 404
POST casework:release                    | case_review | acts: officer | 404
POST casework:release                    | case_waiting case_reviewed | refused: officer | 404
GET  casework:release                    | @audit-cases | 405: auditor auditor_b | 404
POST casework:release                    | case_claimed case_batch_claimed | acts: auditor; refused: auditor_b | 404
POST casework:release                    | @audits-not-in-hand | refused: auditor auditor_b | 404
GET  casework:release                    | case_look | 405: auditor auditor_b | 404
POST casework:release                    | case_look | refused: auditor auditor_b | 404
BOTH casework:release                    | @cases-of-own-acts | 404: @signed | sign-in
GET  casework:note                       | case_audit | 405: auditor auditor_b head | 404
POST casework:note                       | case_audit | yes: auditor auditor_b head | 404
POST casework:note words                 | case_audit | acts: auditor auditor_b head | 404
POST casework:note words                 | case_review | acts: officer | 404
GET  casework:mark                       | case_claimed | 405: auditor auditor_b head | 404
POST casework:mark                       | case_claimed | yes: auditor auditor_b head | 404
GET  casework:hand_over                  | case_claimed | 405: auditor auditor_b head | 404
POST casework:hand_over                  | case_claimed | yes: auditor auditor_b head | 404
GET  casework:assign                     | case_audit | 405: head | 404
POST casework:assign                     | case_audit | yes: head | 404
GET  casework:close_correction           | point_marked | 405: auditor auditor_b head | 404
POST casework:close_correction           | point_marked | refused: auditor auditor_b head | 404
GET  casework:drop_correction            | point_marked | 405: auditor auditor_b head | 404
POST casework:drop_correction            | point_marked | acts: auditor; refused: auditor_b head | 404
BOTH listings:second_looks               |  | yes: @auditors | 403
BOTH listings:second_look                | look | yes: auditor auditor_b | 404
GET  listings:decide_second_look         | look | 405: auditor auditor_b | 404
POST listings:decide_second_look         | look | yes: auditor auditor_b | 404
""",
    "imports": """
BOTH imports:batches                     |  | yes: @officers administrator | 403
BOTH imports:new                         | import_kind | yes: @officers; 404: administrator | 403
BOTH imports:template                    | import_kind | yes: @officers; 404: administrator | 403
BOTH imports:sample                      | import_kind | yes: @officers; 404: administrator | 403
BOTH imports:new                         | administrators_kind | yes: administrator; 404: @officers | 403
BOTH imports:template                    | administrators_kind | yes: administrator; 404: @officers | 403
BOTH imports:sample                      | administrators_kind | yes: administrator; 404: @officers | 403
BOTH imports:batch                       | @batches | yes: officer | 404
GET  imports:check                       | @batches | 405: officer | 404
POST imports:check                       | @batches | yes: officer | 404
GET  imports:enter                       | @batches | 405: officer | 404
POST imports:enter                       | @batches | yes: officer | 404
GET  imports:stop                        | batch_running | 405: officer | 404
POST imports:stop                        | batch_running | acts: officer | 404
GET  imports:conclude                    | @batches | 405: officer | 404
POST imports:conclude                    | batch_begun | acts: officer | 404
POST imports:conclude | batch_uploaded batch_checked batch_running batch_entered | refused: officer | 404
GET  imports:discard                     | @batches | 405: officer | 404
POST imports:discard                     | batch_uploaded batch_checked | acts: officer | 404
POST imports:discard                     | batch_running batch_begun batch_entered | refused: officer | 404
BOTH imports:bad_rows                    | batch_checked batch_begun batch_entered | yes: officer | 404
BOTH imports:bad_rows                    | batch_uploaded batch_running |  | 404
""",
    "code lists and calendar": """
BOTH codelists:lists                     |  | yes: @all | -
BOTH codelists:list                      | code_list | yes: @all | -
BOTH codelists:entry                     | code_of_list | yes: @all | -
GET  codelists:download                  | code_list | yes: @all | -
POST codelists:download                  | code_list absent | 405: @all | -
BOTH codelists:calendar                  |  | yes: @all | -
BOTH codelists:load_year                 |  | yes: administrator | 403
POST codelists:load_year notice          |  | acts: administrator | 403
BOTH codelists:figures                   |  | yes: administrator | 403
BOTH codelists:figure                    | figure | yes: administrator | 403
POST codelists:figure value              | figure | acts: administrator | 403
BOTH codelists:begin                     |  | yes: administrator | 403
POST codelists:begin list                |  | acts: administrator | 403
BOTH codelists:correct_list              | code_list | yes: administrator | 403
BOTH codelists:add_entry                 | code_list | yes: administrator | 403
POST codelists:add_entry entry           | code_list | acts: administrator | 403
BOTH codelists:correct_entry             | code_entry | yes: administrator | 403
BOTH codelists:end_entry                 | code_entry | yes: administrator | 403
POST codelists:end_entry day             | code_entry | acts: administrator | 403
BOTH codelists:succeed_entry             | code_entry | yes: administrator | 403
POST codelists:succeed_entry day         | code_entry | acts: administrator | 403
GET  codelists:move_entry                | code_entry absent | 405: administrator | 403
POST codelists:move_entry                | code_entry | refused: administrator | 403
POST codelists:move_entry down           | code_entry | acts: administrator | 403
""",
    "webhooks": """
BOTH webhooks:webhooks                   |  | yes: @webhook-keepers | 403
BOTH webhooks:new                        |  | yes: @webhook-keepers | 403
POST webhooks:new make                   |  | acts: @webhook-keepers | 403
BOTH webhooks:webhook                    | webhook webhook_paused | yes: officer | 404
BOTH webhooks:change                     | webhook | yes: officer | 404
POST webhooks:change make                | webhook | acts: officer | 404
GET  webhooks:pause                      | webhook | 405: officer | 404
POST webhooks:pause                      | webhook | acts: officer | 404
POST webhooks:pause                      | webhook_paused | refused: officer | 404
GET  webhooks:resume                     | webhook_paused | 405: officer | 404
POST webhooks:resume                     | webhook_paused | acts: officer | 404
POST webhooks:resume                     | webhook | refused: officer | 404
GET  webhooks:renew                      | webhook | 405: officer | 404
POST webhooks:renew                      | webhook | acts: officer | 404
GET  webhooks:end                        | webhook | 405: officer | 404
POST webhooks:end                        | webhook | acts: officer | 404
GET  webhooks:test                       | webhook | 405: officer | 404
POST webhooks:test                       | webhook webhook_paused | acts: officer | 404
GET  webhooks:replay_range               | webhook | 405: officer | 404
POST webhooks:replay_range               | webhook | yes: officer | 404
POST webhooks:replay_range days          | webhook | acts: officer | 404
GET  webhooks:replay                     | dispatch_sent | 405: officer | 404
POST webhooks:replay                     | dispatch_sent | acts: officer | 404
POST webhooks:replay                     | dispatch_queued | refused: officer | 404
GET  webhooks:demo_receiver              |  | 405: @all | -
POST webhooks:demo_receiver              |  | yes: @all | -
""",
}
