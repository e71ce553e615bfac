"""Contracts, their registry and the statistics.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "contracts of the parties": """
BOTH contracts:contracts                 |  | yes: @member | 403
BOTH contracts:draft_contract            |  | yes: @officers | 403
POST contracts:draft_contract buyer      |  | acts: officer officer2; refused: buyer_officer | 403
GET  contracts:draft_from_deal           | deal_confirmed | 405: officer | 404
GET  contracts:draft_from_deal           | deal_new |  | 404
POST contracts:draft_from_deal           | deal_confirmed | acts: officer | 404
POST contracts:draft_from_deal           | deal_new |  | 404
GET  contracts:contract                  | contract_draft | yes: @sellers | 404
GET  contracts:contract                  | @filed | yes: @sellers @buyers @agency | 404
POST contracts:contract                  | contract_draft | yes: @sellers | 404
POST contracts:contract                  | @filed | yes: @sellers @buyers @agency | 404
GET  contracts:edit_contract             | contract_draft contract_correction | yes: officer | 404
GET  contracts:edit_contract             | contract_filed contract_hand contract_accepted contract_registered |  | 404
POST contracts:edit_contract             | contract_draft contract_correction | yes: officer | 404
POST contracts:edit_contract file        | contract_filed contract_hand contract_accepted contract_registered |  | 404
GET  contracts:document                  | contract_draft | yes: @sellers | 404
GET  contracts:document                  | @filed | yes: @sellers @buyers @agency | 404
POST contracts:document                  | contract_draft | yes: @sellers | 404
GET  contracts:certificate               | contract_registered | yes: @sellers @buyers @agency | 404
GET  contracts:certificate               | @unregistered |  | 404
POST contracts:certificate               | contract_registered | yes: @sellers @buyers @agency | 404
GET  contracts:certificate_pdf           | contract_registered | yes: @sellers @buyers @agency | 404
GET  contracts:certificate_pdf           | @unregistered |  | 404
POST contracts:certificate_pdf           | contract_registered | yes: @sellers @buyers @agency | 404
GET  contracts:ask_certificate           | contract_taken | 405: @sellers @buyers @agency administrator | 404
POST contracts:ask_certificate           | contract_taken | acts: @sellers @buyers @agency administrator | 404
BOTH contracts:ask_certificate           | contract_registered contract_draft |  | 404
GET  contracts:contract                  | contract_taken | yes: @sellers @buyers @agency administrator | 404
BOTH contracts:verify                    |  | yes: @all | -
""",
    "registry": """
BOTH contracts:queue                     |  | yes: @registry | 403
BOTH contracts:register                  |  | yes: @registry | 403
GET  contracts:review                    | @filed | yes: @agency | 404
GET  contracts:review                    | contract_draft |  | 404
POST contracts:review                    | @filed | yes: @agency | 404
GET  contracts:claim                     | @filed | 405: @agency | 404
POST contracts:claim                     | contract_filed | acts: registrar; refused: reviewer | 404
POST contracts:claim                     | contract_second | acts: reviewer; refused: registrar | 404
POST contracts:claim                     | contract_hand contract_accepted | yes: registrar; refused: reviewer | 404
POST contracts:claim                     | contract_registered | refused: @agency | 404
POST contracts:claim                     | contract_draft |  | 404
GET  contracts:release                   | @filed | 405: @agency | 404
POST contracts:release                   | contract_hand contract_accepted | acts: registrar; refused: reviewer | 404
POST contracts:release                   | contract_checked | acts: reviewer; refused: registrar | 404
POST contracts:release                   | contract_filed contract_second contract_registered | refused: @agency | 404
GET  contracts:accept                    | @filed | 405: @agency | 404
POST contracts:accept                    | contract_hand | acts: registrar; refused: reviewer | 404
POST contracts:accept                    | @not-to-accept | refused: @agency | 404
POST contracts:accept                    | contract_draft |  | 404
GET  contracts:correct                   | @filed | 405: @agency | 404
POST contracts:correct                   | contract_accepted | yes: @agency | 404
POST contracts:correct reason            | contract_hand contract_accepted | acts: registrar; refused: reviewer | 404
POST contracts:correct reason            | @past-correction | refused: @agency | 404
GET  contracts:recommend                 | @filed | 405: @agency | 404
POST contracts:recommend                 | contract_accepted | yes: @agency | 404
POST contracts:recommend amount          | contract_accepted | acts: registrar; refused: reviewer | 404
POST contracts:recommend amount          | @not-accepted | refused: @agency | 404
GET  contracts:advise                    | @filed | 405: @agency | 404
POST contracts:advise                    | contract_accepted | yes: @agency | 404
POST contracts:advise reason             | contract_accepted | acts: registrar; refused: reviewer | 404
POST contracts:advise reason             | @not-accepted | refused: @agency | 404
GET  contracts:send_back                 | @filed | 405: @agency | 404
POST contracts:send_back                 | contract_checked | yes: @agency | 404
POST contracts:send_back words           | contract_checked | acts: reviewer; refused: registrar | 404
POST contracts:send_back words           | @not-checked | refused: @agency | 404
GET  contracts:register_contract         | @filed | 405: @agency | 404
POST contracts:register_contract         | contract_checked | acts: reviewer; refused: registrar | 404
POST contracts:register_contract         | @not-checked | refused: @agency | 404
POST contracts:register_contract         | contract_draft |  | 404
GET  contracts:refuse                    | @filed | 405: @agency | 404
POST contracts:refuse                    | contract_checked | yes: @agency | 404
POST contracts:refuse reason             | contract_checked | acts: reviewer; refused: registrar | 404
POST contracts:refuse reason             | @not-checked | refused: @agency | 404
""",
    "statistics": """
BOTH statistics:index                    |  | yes: @all | -
BOTH statistics:types                    |  | yes: @all | -
GET  statistics:rows_export              |  | kept: statistician administrator | 403
POST statistics:rows_export              |  | yes: statistician administrator | 403
GET  statistics:table_export             | table | kept: statistician administrator | 403
POST statistics:table_export             | table | yes: statistician administrator | 403
""",
}
