"""Organisations and their people.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "organisations and people": """
BOTH institutions:agencies               |  | yes: @all | -
BOTH contracts:institution               | seller_organisation holder2_organisation buyer_organisation | yes: @all | -
BOTH contracts:institution | awaiting_organisation exchange_organisation agency_organisation | 404: @all | -
BOTH institutions:mine                   |  | yes: @signed | -
BOTH institutions:register               |  | yes: @signed | -
GET  institutions:accept_invitation      | invitation absent | 405: @signed | -
POST institutions:accept_invitation      | invitation | acts: nobody | 404
GET  institutions:mail_invitation        | invitation absent | 405: administrator | 403
POST institutions:mail_invitation        | invitation | acts: administrator | 403
BOTH institutions:members                |  | yes: administrator | 403
BOTH institutions:organisation           | seller_organisation awaiting_organisation | yes: administrator | 403
POST institutions:organisation invite    | seller_organisation | acts: administrator | 403
GET  institutions:admit                  | awaiting_organisation absent | 405: administrator | 403
POST institutions:admit                  | awaiting_organisation | acts: administrator | 403
POST institutions:admit                  | seller_organisation | refused: administrator | 403
GET  institutions:refuse                 | awaiting_organisation absent | 405: administrator | 403
POST institutions:refuse                 | awaiting_organisation seller_organisation | yes: administrator | 403
POST institutions:refuse reason          | awaiting_organisation | acts: administrator | 403
POST institutions:refuse reason          | seller_organisation | refused: administrator | 403
GET  institutions:end_membership         | colleague_membership absent | 405: administrator | 403
POST institutions:end_membership         | colleague_membership | acts: administrator | 403
""",
}
