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
GET  api:schema                          |  | yes: @all | -
POST api:schema                          |  | 405: @all | -
GET  api:docs                            |  | yes: @all | -
POST api:docs                            |  | 405: @all | -
""",
}
