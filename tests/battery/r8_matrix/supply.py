"""Achievements and what belongs to them.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "supply": """
BOTH listings:achievements               |  | yes: @posters | 403
BOTH listings:declare_secrecy            |  | yes: @posters | 403
POST listings:declare_secrecy public     |  | acts: @posters | 403
BOTH listings:offline_route              |  | yes: @posters | 403
BOTH listings:achievement                | @achievements | yes: author officer | 404
BOTH listings:filing                     | approved | yes: author officer auditor auditor_b | 404
BOTH listings:filing                     | draft submitted audit claimed correction refused |  | 404
POST listings:filing date                | approved | acts: author officer auditor auditor_b | 404
GET  listings:edit_achievement           | draft correction | yes: author officer | 404
GET  listings:edit_achievement           | @not-open | on: author officer | 404
POST listings:edit_achievement           | draft correction | yes: author officer | 404
POST listings:edit_achievement title     | draft correction | acts: author officer | 404
POST listings:edit_achievement title     | @not-open | on: author officer | 404
GET  listings:submit_achievement         | @achievements | 405: author officer | 404
POST listings:submit_achievement         | draft correction | yes: author officer | 404
POST listings:submit_achievement         | @not-open | refused: author officer | 404
GET  listings:withdraw_achievement       | @achievements | 405: author officer | 404
POST listings:withdraw_achievement       | @before-listing | acts: author officer | 404
POST listings:withdraw_achievement       | approved refused | refused: author officer | 404
GET  listings:name_right                 | draft correction | 405: author officer | 404
GET  listings:name_right                 | @not-open |  | 404
POST listings:name_right                 | draft correction | yes: author officer | 404
POST listings:name_right right           | draft correction | acts: author officer | 404
POST listings:name_right right           | @not-open |  | 404
GET  listings:attach_file                | draft correction | 405: author officer | 404
GET  listings:attach_file                | @not-open |  | 404
POST listings:attach_file                | draft correction | yes: author officer | 404
POST listings:attach_file                | @not-open |  | 404
GET  listings:attach_secrecy_paper       | draft correction | 405: author officer | 404
GET  listings:attach_secrecy_paper       | @not-open |  | 404
POST listings:attach_secrecy_paper       | draft correction | yes: author officer | 404
POST listings:attach_secrecy_paper       | @not-open |  | 404
BOTH listings:secrecy_paper              | draft submitted | yes: author officer | 404
GET  listings:secrecy_paper | audit claimed correction | yes: author officer; kept: auditor auditor_b | 404
GET  listings:secrecy_paper | approved refused | yes: author officer; kept: auditor auditor_b | 404
POST listings:secrecy_paper | audit claimed correction approved refused | yes: author officer auditor auditor_b | 404
GET  listings:mend_right                 | right_draft | 405: author officer | 404
GET  listings:mend_right                 | right_audit |  | 404
POST listings:mend_right                 | right_draft | yes: author officer | 404
POST listings:mend_right                 | right_audit |  | 404
GET  listings:drop_right                 | right_draft | 405: author officer | 404
GET  listings:drop_right                 | right_audit |  | 404
POST listings:drop_right                 | right_draft | acts: author officer | 404
POST listings:drop_right                 | right_audit |  | 404
GET  listings:attachment                 | file_draft | yes: author officer; 404: visitor | 404
GET  listings:attachment | file_audit | yes: author officer auditor auditor_b; 404: visitor | 404
GET  listings:attachment | file_hidden | yes: author officer; kept: auditor auditor_b; 404: visitor | 404
GET  listings:attachment                 | file_public | yes: @all | -
POST listings:attachment                 | file_draft | yes: author officer; 404: visitor | 404
GET  listings:detach_file                | file_draft | 405: author officer | 404
GET  listings:detach_file                | file_audit file_public file_hidden |  | 404
POST listings:detach_file                | file_draft | acts: author officer | 404
POST listings:detach_file                | file_audit file_public file_hidden |  | 404
BOTH listings:similar                    |  | yes: @posters | 403
GET  listings:preview_achievement        | @achievements | 405: author officer | 404
POST listings:preview_achievement        | @achievements | yes: author officer | 404
BOTH listings:versions                   | draft submitted | yes: author officer | 404
BOTH listings:versions | audit claimed correction approved refused | yes: author officer auditor auditor_b | 404
GET  listings:change_right               | right_draft | 405: author officer | 404
GET  listings:change_right               | right_audit |  | 404
POST listings:change_right               | right_draft | yes: author officer | 404
POST listings:change_right right         | right_draft | acts: author officer | 404
POST listings:change_right right         | right_audit |  | 404
GET  listings:take_term                  | right_draft | 405: author officer | 404
GET  listings:take_term                  | right_audit |  | 404
POST listings:take_term                  | right_draft | yes: author officer | 404
POST listings:take_term                  | right_audit |  | 404
GET  listings:describe_file              | file_draft | 405: author officer | 404
GET  listings:describe_file              | file_audit file_public |  | 404
POST listings:describe_file              | file_draft | yes: author officer | 404
POST listings:describe_file words        | file_draft | acts: author officer | 404
POST listings:describe_file words        | file_audit file_public |  | 404
GET  listings:raise_file                 | file_draft | 405: author officer | 404
GET  listings:raise_file                 | file_audit file_public |  | 404
POST listings:raise_file                 | file_draft | yes: author officer | 404
POST listings:raise_file                 | file_audit file_public |  | 404
GET  listings:add_picture                | draft correction | 405: author officer | 404
GET  listings:add_picture                | @not-open |  | 404
POST listings:add_picture                | draft correction | yes: author officer | 404
POST listings:add_picture                | @not-open |  | 404
GET  listings:picture                    | picture_draft | yes: author officer; 404: visitor | 404
GET  listings:picture | picture_audit | yes: author officer auditor auditor_b; 404: visitor | 404
GET  listings:picture                    | picture_public | yes: @all | -
POST listings:picture                    | picture_draft | yes: author officer; 404: visitor | 404
GET  listings:describe_picture           | picture_draft | 405: author officer | 404
GET  listings:describe_picture           | picture_audit picture_public |  | 404
POST listings:describe_picture           | picture_draft | yes: author officer | 404
POST listings:describe_picture           | picture_audit picture_public |  | 404
GET  listings:choose_cover               | picture_draft | 405: author officer | 404
GET  listings:choose_cover               | picture_audit picture_public |  | 404
POST listings:choose_cover               | picture_draft | acts: author officer | 404
POST listings:choose_cover               | picture_audit picture_public |  | 404
GET  listings:raise_picture              | picture_draft | 405: author officer | 404
GET  listings:raise_picture              | picture_audit picture_public |  | 404
POST listings:raise_picture              | picture_draft | yes: author officer | 404
POST listings:raise_picture              | picture_audit picture_public |  | 404
GET  listings:drop_picture               | picture_draft | 405: author officer | 404
GET  listings:drop_picture               | picture_audit picture_public |  | 404
POST listings:drop_picture               | picture_draft | acts: author officer | 404
POST listings:drop_picture               | picture_audit picture_public |  | 404
BOTH listings:unit_review                |  | yes: @officers | 403
BOTH listings:unit_achievements          |  | yes: @officers | 403
BOTH listings:unit_case                  | review review_held review_closed | yes: officer | 404
GET  listings:return_achievement         | @achievements | 405: officer | 404
POST listings:return_achievement         | submitted | yes: officer | 404
POST listings:return_achievement why     | submitted | acts: officer | 404
POST listings:return_achievement why     | draft audit claimed correction approved refused | refused: officer | 404
GET  listings:forward_achievement        | @achievements | 405: officer | 404
POST listings:forward_achievement give   | submitted | acts: officer | 404
POST listings:forward_achievement        | submitted | refused: officer | 404
POST listings:forward_achievement        | draft audit claimed correction approved refused | refused: officer | 404
""",
}
