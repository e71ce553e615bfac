"""The exchange's audit, imported achievements and the catalogue.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "audit": """
BOTH listings:audit_queue                |  | yes: @auditors @heads | 403
GET  listings:audit_case                 | audit claimed correction approved refused | yes: auditor auditor_b head | 404
GET  listings:audit_case                 | draft submitted |  | 404
POST listings:audit_case                 | audit claimed correction approved refused | yes: auditor auditor_b head | 404
GET  listings:check_again                | audit claimed correction | 405: auditor auditor_b | 404
GET  listings:check_again                | draft submitted approved refused |  | 404
POST listings:check_again                | audit claimed correction | acts: auditor auditor_b | 404
POST listings:check_again                | draft submitted approved refused |  | 404
GET  listings:decide_audit               | audit claimed correction approved refused | 405: auditor auditor_b | 404
POST listings:decide_audit               | claimed | yes: auditor; refused: auditor_b | 404
POST listings:decide_audit approve       | claimed | acts: auditor; refused: auditor_b | 404
POST listings:decide_audit approve       | audit correction approved refused | refused: auditor auditor_b | 404
POST listings:decide_audit approve       | draft submitted |  | 404
""",
    "imports of achievements": """
BOTH listings:catalogue_queue            |  | yes: @auditors | 403
GET  listings:catalogue_batch | batch_audit batch_claimed batch_approved | yes: officer auditor auditor_b | 404
POST listings:catalogue_batch | batch_audit batch_claimed batch_approved | yes: officer auditor auditor_b | 404
GET  listings:batch_paper     | batch_audit batch_claimed batch_approved | yes: officer; kept: auditor auditor_b | 404
POST listings:batch_paper     | batch_audit batch_claimed batch_approved | yes: officer auditor auditor_b | 404
GET  listings:attach_batch_paper | batch_audit batch_claimed batch_approved | 405: officer | 404
POST listings:attach_batch_paper | batch_audit batch_claimed batch_approved | yes: officer | 404
GET  listings:check_batch_again | batch_audit batch_claimed | 405: auditor auditor_b | 404
GET  listings:check_batch_again | batch_approved |  | 404
POST listings:check_batch_again          | batch_audit batch_claimed | acts: auditor auditor_b | 404
POST listings:check_batch_again          | batch_approved |  | 404
GET  listings:decide_batch    | batch_audit batch_claimed batch_approved | 405: auditor auditor_b | 404
POST listings:decide_batch               | batch_claimed | yes: auditor; refused: auditor_b | 404
POST listings:decide_batch approve       | batch_claimed | acts: auditor; refused: auditor_b | 404
POST listings:decide_batch approve       | batch_audit batch_approved | refused: auditor auditor_b | 404
""",
    "catalogue": """
BOTH listings:catalogue                  |  | yes: @all | -
BOTH listings:record                     | record | yes: @all | -
BOTH listings:record                     | record_audit draft submitted notice | 404: @all | -
GET  listings:complete_record            | record | 405: officer | 404
GET  listings:complete_record            | record_audit draft |  | 404
POST listings:complete_record            | record | yes: officer | 404
POST listings:complete_record entitled   | record | acts: officer | 404
POST listings:complete_record entitled   | record_audit draft |  | 404
""",
}
