"""Listings from the notice to the deal.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
    "listings": """
BOTH listings:search                     |  | yes: @all | -
BOTH listings:listing                    | @listings | yes: @all | -
GET  listings:listing                    | draft submitted audit claimed correction refused | 404: @all | -
""",
    "from intent to qualification": """
BOTH listings:register_intent            | @listings | yes: @agents | 403
POST listings:register_intent yes        | notice | acts: bidder agent2; refused: rival | 403
POST listings:register_intent yes        | qualifying negotiating open ended sold | refused: @agents | 403
BOTH listings:intents                    |  | yes: @agents | 403
BOTH listings:deposits                   |  | yes: finance finance2 | 403
BOTH listings:deposit                    | intent_due intent_paid | yes: finance | 404
POST listings:deposit receive            | intent_due | acts: finance | 404
POST listings:deposit receive            | intent_paid | refused: finance | 404
BOTH listings:charge                     | charge | yes: finance | 404
POST listings:charge receive             | charge | acts: finance | 404
BOTH listings:qualification              |  | yes: @auditors | 403
GET  listings:qualify                    | @listings | yes: auditor auditor_b | 404
POST listings:qualify                    | @listings | 404: auditor auditor_b | 404
POST listings:qualify taker              | qualifying | acts: auditor auditor_b | 404
POST listings:qualify taker              | notice negotiating open ended sold | 404: auditor auditor_b | 404
POST listings:qualify open               | @listings | refused: auditor auditor_b | 404
GET  listings:negotiation                | negotiating sold | yes: officer auditor auditor_b bidder | 404
GET  listings:negotiation                | notice qualifying | yes: officer auditor auditor_b | 404
GET  listings:negotiation                | scheduled open ended | yes: officer auditor auditor_b bidder rival | 404
POST listings:negotiation                | negotiating | refused: officer auditor auditor_b bidder | 404
POST listings:negotiation offer          | negotiating | acts: bidder; refused: officer auditor auditor_b | 404
POST listings:negotiation offer          | sold | refused: bidder officer auditor auditor_b | 404
POST listings:negotiation accept         | negotiating | acts: officer; refused: bidder auditor auditor_b | 404
POST listings:negotiation end            | negotiating | acts: auditor auditor_b; refused: officer bidder | 404
POST listings:negotiation end            | sold | refused: officer bidder auditor auditor_b | 404
""",
    "the notice": """
GET  listings:plan_notice                | draft correction | yes: author officer | 404
GET  listings:plan_notice                | @not-open |  | 404
POST listings:plan_notice                | draft correction | yes: author officer | 404
POST listings:plan_notice longer         | draft | acts: author officer | 404
GET  listings:notice                     | @listings suspended | yes: officer auditor auditor_b | 404
POST listings:notice                     | @listings suspended | yes: officer auditor auditor_b | 404
GET  listings:govern_listing             | notice suspended | 405: auditor auditor_b | 404
POST listings:govern_listing             | notice suspended | refused: auditor auditor_b | 404
POST listings:govern_listing suspend     | notice qualifying negotiating | acts: auditor auditor_b | 404
POST listings:govern_listing suspend     | suspended sold | yes: auditor auditor_b | 404
POST listings:govern_listing resume      | suspended | acts: auditor auditor_b | 404
GET  listings:ask_for_listing            | notice suspended | 405: officer | 404
POST listings:ask_for_listing            | notice suspended | refused: officer | 404
POST listings:ask_for_listing suspend    | notice negotiating | acts: officer | 404
POST listings:ask_for_listing withdraw   | notice | acts: officer | 404
GET  listings:evidence_pack              | notice | 405: officer auditor auditor_b | 404
POST listings:evidence_pack              | notice sold | acts: officer auditor auditor_b | 404
GET  listings:decide_proposal            | proposal | 405: auditor auditor_b | 404
POST listings:decide_proposal            | proposal | yes: auditor auditor_b | 404
POST listings:decide_proposal grant      | proposal | acts: auditor auditor_b | 404
GET  listings:proposal_paper             | proposal | yes: officer; kept: auditor auditor_b | 404
POST listings:proposal_paper             | proposal | yes: officer auditor auditor_b | 404
GET  listings:object                     | @listings suspended | yes: @all | -
POST listings:object                     | @listings suspended | yes: @all | -
POST listings:object lodge               | notice suspended qualifying | acts: @all | -
GET  listings:objection                  | objection_link | yes: @all | -
POST listings:objection                  | objection_link | refused: @all | -
POST listings:objection withdraw         | objection_link | acts: @all | -
BOTH listings:announcement               | announcement | yes: @all | -
BOTH listings:objections                 |  | yes: @auditors | 403
GET  listings:objection_case             | objection | yes: auditor auditor_b | 404
POST listings:objection_case             | objection | refused: auditor auditor_b | 404
POST listings:objection_case claim       | objection | acts: auditor auditor_b | 404
GET  listings:objection_paper            | objection_file | kept: auditor auditor_b | 404
POST listings:objection_paper            | objection_file | yes: auditor auditor_b | 404
""",
    "data rooms": """
BOTH listings:data_rooms                 |  | yes: @agents | 403
BOTH listings:kept_rooms                 |  | yes: @officers | 403
BOTH listings:data_room_log              |  | yes: @agents @officers | 403
GET  listings:data_room                  | notice | kept: bidder; yes: rival agent2 | 404
POST listings:data_room                  | notice | yes: @agents | 404
POST listings:data_room ask              | notice | refused: rival agent2; yes: bidder | 404
BOTH listings:data_room                  | qualifying |  | 404
BOTH listings:keep_data_room             | notice qualifying | yes: officer | 404
POST listings:keep_data_room offer       | notice | acts: officer | 404
POST listings:keep_data_room offer       | qualifying | refused: officer | 404
GET  listings:room_file                  | file_room | kept: bidder | 404
POST listings:room_file                  | file_room | 405: bidder | 404
BOTH listings:room_file                  | file_public file_hidden |  | 404
GET  listings:room_access                | access_open | yes: officer; on: bidder | 404
GET  listings:room_access                | access_asked | yes: officer; on: rival | 404
GET  listings:room_access                | access_signed | yes: officer; on: agent2 | 404
POST listings:room_access                | @accesses | yes: officer | 404
POST listings:room_access grant          | access_asked | refused: officer | 404
POST listings:room_access grant          | access_signed | acts: officer | 404
POST listings:room_access withdraw       | access_asked | refused: officer | 404
POST listings:room_access withdraw       | access_open | acts: officer | 404
BOTH listings:sign_agreement             | access_open | yes: bidder | 404
BOTH listings:sign_agreement             | access_asked | yes: rival | 404
POST listings:sign_agreement sign        | access_asked | acts: rival | 404
POST listings:sign_agreement sign        | access_signed | refused: agent2 | 404
BOTH listings:export_gates               |  | yes: @auditors | 403
BOTH listings:export_gate                | @accesses | yes: auditor auditor_b | 404
POST listings:export_gate free           | access_signed | refused: auditor auditor_b | 404
""",
    # What was taken down says so to whoever could see it (410, 451), and the evidence is the head's alone.
    "takedowns": """
BOTH listings:takedowns                  |  | yes: @heads | 403
BOTH listings:take_down                  | listed bid_for audit | yes: head | 404
BOTH listings:take_down                  | draft taken_down |  | 404
POST listings:take_down now              | listed bid_for audit | acts: head | 404
BOTH listings:takedown                   | takedown | yes: head | 404
GET  listings:reinstate                  | takedown | 405: head | 404
POST listings:reinstate                  | takedown | yes: head | 404
POST listings:reinstate found            | takedown | acts: head | 404
GET  listings:takedown_evidence          | takedown | kept: head | 404
POST listings:takedown_evidence          | takedown | 405: head | 404
BOTH listings:own_takedowns              |  | yes: @posters | 403
BOTH listings:takedown_status            | takedown | yes: author officer | 404
GET  listings:write_about_takedown       | takedown | 405: author officer | 404
POST listings:write_about_takedown       | takedown | yes: author officer | 404
POST listings:write_about_takedown word  | takedown | acts: author officer | 404
GET  listings:answer_about_takedown      | takedown | 405: head | 404
POST listings:answer_about_takedown      | takedown | yes: head | 404
POST listings:answer_about_takedown word | takedown | acts: head | 404
GET  listings:announcement               | announcement_gone | 410: @all | -
GET  listings:listing                    | gone | 410: @all | -
GET  listings:achievement                | taken_down | 410: @signed | 404
GET  listings:attachment                 | file_gone | 410: @all | -
GET  api:listing                         | gone | 410: @all | -
""",
    "bidding": """
BOTH listings:biddings                   |  | yes: @all | -
GET  listings:room                       | scheduled open ended | yes: @all | -
GET  listings:room                       | notice qualifying negotiating draft | 404: @all | -
POST listings:room                       | scheduled open ended | yes: @all | -
GET  listings:bid                        | scheduled open ended notice absent | 405: @agents | 403
POST listings:bid                        | scheduled open ended | refused: @agents | 403
POST listings:bid                        | notice | 404: @agents | 403
GET  listings:room_state                 | scheduled open ended | yes: @all | -
GET  listings:room_state                 | notice draft | 404: @all | -
POST listings:room_state                 | scheduled open ended | yes: @all | -
GET  listings:course                     | scheduled open ended | yes: @all | -
GET  listings:course                     | notice draft | 404: @all | -
POST listings:course                     | scheduled open ended | yes: @all | -
GET  listings:bid_log                    | ended | yes: @all | -
GET  listings:bid_log                    | scheduled open notice draft | 404: @all | -
POST listings:bid_log                    | ended | yes: @all | -
POST listings:bid_log                    | scheduled open | 404: @all | -
""",
    "deals and disclosures": """
BOTH listings:deals                      |  | yes: @member | 403
GET  listings:deal                       | @deals | yes: @sellers @buyers auditor auditor_b finance | 404
POST listings:deal                       | @deals | yes: auditor auditor_b; refused: @sellers @buyers finance | 404
POST listings:deal go                    | deal_new | acts: auditor auditor_b; refused: @sellers @buyers finance | 404
POST listings:deal go                    | deal_confirmed | refused: auditor auditor_b @sellers @buyers finance | 404
BOTH listings:disclosures                |  | yes: @all | -
GET  listings:disclosure                 | disclosure_published | yes: @all | -
GET  listings:disclosure                 | disclosure_owed | 404: @all | -
POST listings:disclosure                 | disclosure_published | yes: @all | -
POST listings:disclosure                 | disclosure_owed | 404: @all | -
""",
    "questions and follows": """
BOTH listings:questions                  |  | yes: @posters @agents broker @auditors | 403
GET  listings:ask                        | notice sold suspended | yes: @askers | 404
POST listings:ask                        | notice | yes: @askers | 404
POST listings:ask ask                    | notice suspended | acts: @askers | 404
POST listings:ask ask                    | sold | refused: @askers | 404
GET  listings:question                   | question_waiting | kept: @buyers officer author @office | 404
GET  listings:question                   | question_private question_public | kept: rival officer author @office | 404
POST listings:question                   | question_waiting | refused: @buyers officer author @office | 404
POST listings:question answer            | question_waiting | acts: officer; refused: @buyers author @office | 404
POST listings:question write             | question_private | acts: officer rival; refused: author @office | 404
POST listings:question decline           | question_waiting | acts: officer; refused: @buyers author @office | 404
POST listings:question decline           | question_public | refused: officer rival author @office | 404
POST listings:question withdraw          | question_waiting | acts: @buyers; refused: officer author @office | 404
POST listings:question withdraw          | question_private | refused: rival officer author @office | 404
POST listings:question report            | question_private | acts: rival officer; refused: author @office | 404
POST listings:question block             | question_private | acts: officer; refused: rival author @office | 404
POST listings:question stop              | question_public | acts: @office; refused: rival officer author | 404
POST listings:question restore           | question_public | refused: @office rival officer author | 404
POST listings:question settle            | question_private | refused: @office rival officer author | 404
GET  listings:follow                     | notice | 405: @signed | -
POST listings:follow                     | notice | refused: @signed | -
POST listings:follow follow              | notice sold | acts: @signed | -
BOTH listings:followed                   |  | yes: @signed | -
""",
}
