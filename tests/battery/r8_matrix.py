"""The permission matrix of R8, written by hand from the rules and the words of the roles, never from the code.

One line a door and method: what is asked for | whose asking meets what | what everybody else meets.

    GET listings:deal | @deals | yes: author bidder auditor | 404

People stand in `r8_world.py`: names that end in 2 belong to another organisation of the same kind; `colleague` and
`auditor_b` to the same one; `nobody` acts for no organisation, `former` no longer does, `applicant` for one that is not
admitted. `@all` is everybody, `@signed` everybody who has signed in, `@member` who acts for an organisation.

Answers: yes (the page; for a POST: carried out or sent back with what is missing) · acts (a POST that must carry out
its act) · refused (may stand before the door, the act is refused, nothing changes) · on (led on) · open (200 or led
on) · kept (the page, and a record of the asking) · 404 · 403 · 405 · sign-in (the sign-in page; 401 for a program). A
visitor meets sign-in unless a line says otherwise. Nothing changes except by yes and acts of a POST. Where an address
names a thing, its absence is tried as well: who is admitted to the door meets 404, everybody else what a line says;
`absent` among the things states it by hand. BOTH is GET and POST. A word after the door names the body that is sent
(BODIES in `r8_sights.py`); without one a POST is empty.
"""

AUDITORS = "auditor auditor_b auditor2"
AGENTS = "bidder rival agent2"
OFFICERS = "officer officer2 buyer_officer"
POSTERS = "author colleague researcher2 officer officer2 buyer_officer"
REGISTRY = "registrar reviewer registrar2 reviewer2"
AGENCY = "registrar reviewer"
SELLERS = "author colleague officer"
BUYERS = "bidder buyer_officer"
OUTSIDERS = "nobody former"

GROUPS = {
    "@auditors": AUDITORS,
    "@heads": "head head2",
    "@agents": AGENTS,
    "@officers": OFFICERS,
    "@posters": POSTERS,
    "@registry": REGISTRY,
    "@agency": AGENCY,
    "@sellers": SELLERS,
    "@buyers": BUYERS,
}

ALL_ACHIEVEMENTS = "draft submitted audit claimed correction approved refused"
NOT_OPEN = "submitted audit claimed approved refused"
ALL_LISTINGS = "notice qualifying negotiating scheduled open ended sold"
FILED = "contract_filed contract_hand contract_accepted contract_correction contract_second contract_checked"

THINGS = {
    "@achievements": ALL_ACHIEVEMENTS,
    "@not-open": NOT_OPEN,
    "@before-listing": "draft submitted audit claimed correction",
    "@listings": ALL_LISTINGS,
    "@filed": f"{FILED} contract_registered",
    "@not-checked": "contract_hand contract_accepted contract_second contract_registered",
    "@not-accepted": "contract_filed contract_hand contract_checked contract_registered",
    "@past-correction": "contract_filed contract_second contract_checked contract_registered",
    "@not-to-accept": "contract_filed contract_accepted contract_second contract_registered",
    "@deals": "deal_new deal_confirmed",
    "@accesses": "access_asked access_signed access_open",
    "@batches": "batch_uploaded batch_checked batch_running batch_begun batch_entered",
    "@unregistered": f"contract_draft {FILED}",
}

MATRIX = {
    "pages": """
BOTH pages:home                          |  | yes: @all | -
BOTH pages:rules                         |  | yes: @all | -
BOTH pages:walk                          |  | yes: @all | -
BOTH pages:style                         |  | yes: @all | -
GET  pages:set_language                  |  | 405: @all | -
POST pages:set_language                  |  | yes: @all | -
GET  pages:set_theme                     |  | 405: @all | -
POST pages:set_theme                     |  | yes: @all | -
BOTH pages:desk                          |  | yes: @signed | -
""",
    "accounts": """
GET  accounts:act_as                     |  | 405: @signed | -
POST accounts:act_as                     |  |  | 404
POST accounts:act_as own                 |  | yes: author | 404
POST accounts:act_as colleague           |  | yes: colleague | 404
GET  accounts:demo_sign_in               |  | 405: @all | -
POST accounts:demo_sign_in               |  | 404: @all | -
BOTH accounts:second_factor              |  | yes: @signed | -
BOTH accounts:profile                    |  | yes: @signed | -
BOTH accounts:roles                      |  | yes: @all | -
""",
    # Doors of django-allauth; nobody here has a second factor. What they do to one's own account is tried in R14.
    "signing in": """
BOTH account_login                       |  | open: @all | -
BOTH account_logout                      |  | open: @all | -
GET  account_inactive                    |  | open: @all | -
POST account_inactive                    |  | 405: @all | -
BOTH account_signup                      |  | open: @all | -
BOTH account_reset_password              |  | open: @all | -
GET  account_reset_password_done         |  | open: @all | -
POST account_reset_password_done         |  | 405: @all | -
BOTH account_reset_password_from_key     | key | open: @all | -
GET  account_reset_password_from_key_done | | open: @all | -
POST account_reset_password_from_key_done | | 405: @all | -
GET  account_email_verification_sent     |  | open: @all | -
POST account_email_verification_sent     |  | 405: @all | -
GET  account_confirm_email               | mail_key | open: @all | -
POST account_confirm_email               | mail_key | 404: @all | -
BOTH account_confirm_login_code          |  | open: @all | -
BOTH account_reauthenticate              |  | open: @signed | -
BOTH account_email                       |  | open: @signed | -
BOTH account_change_password             |  | open: @signed | -
BOTH account_set_password                |  | open: @signed | -
GET  mfa_index                           |  | open: @signed | -
POST mfa_index                           |  | 405: @signed | -
BOTH mfa_authenticate                    |  | open: @all | -
BOTH mfa_reauthenticate                  |  | open: @signed | -
BOTH mfa_activate_totp                   |  | open: @signed | -
BOTH mfa_deactivate_totp                 |  | 404: @signed | -
GET  mfa_view_recovery_codes             |  | 404: @signed | -
POST mfa_view_recovery_codes             |  | 405: @signed | -
BOTH mfa_generate_recovery_codes         |  | open: @signed | -
BOTH mfa_download_recovery_codes         |  | 404: @signed | -
GET  mfa_list_webauthn                   |  | open: @signed | -
POST mfa_list_webauthn                   |  | 405: @signed | -
BOTH mfa_add_webauthn                    |  | open: @signed | -
BOTH mfa_remove_webauthn                 | key_of_nobody | open: @signed | -
BOTH mfa_edit_webauthn                   | key_of_nobody | open: @signed | -
BOTH mfa_reauthenticate_webauthn         |  | open: @signed | -
BOTH mfa_login_webauthn                  |  | open: @all | -
""",
    "notices": """
BOTH notices:inbox                       |  | yes: @signed | -
GET  notices:read_all                    |  | 405: @signed | -
POST notices:read_all                    |  | yes: @signed | -
GET  notices:read                        | note | 405: author | 404
POST notices:read                        | note | acts: author | 404
BOTH notices:land                        | note | open: author | 404
BOTH notices:preferences                 |  | yes: @signed | -
BOTH notices:address                     |  | yes: @signed | -
GET  notices:unsubscribe                 | unsubscribe_key absent | yes: @all | -
POST notices:unsubscribe                 | unsubscribe_key | yes: @all | -
BOTH notices:prove_address               | address_key absent | yes: @all | -
BOTH notices:deliveries                  |  | yes: administrator | 403
GET  notices:retry_failed                |  | 405: administrator | 403
POST notices:retry_failed                |  | yes: administrator | 403
GET  notices:retry                       | mail_failed absent | 405: administrator | 403
POST notices:retry                       | mail_failed | acts: administrator | 403
POST notices:retry                       | mail_sent | refused: administrator | 403
BOTH notices:mailbox                     |  | yes: @all | -
BOTH notices:mail                        | mail | yes: @all | -
BOTH notices:mail_html                   | mail | yes: @all | -
""",
    "drafts": """
GET  drafts:keep                         |  | 405: @signed | -
POST drafts:keep                         |  |  | 404
POST drafts:keep own                     |  | acts: author | 404
GET  drafts:state                        |  |  | 404
POST drafts:state                        |  | 405: @signed | -
BOTH drafts:compare                      |  |  | 404
POST drafts:compare own                  |  | on: author | 404
GET  drafts:discard                      |  | 405: @signed | -
POST drafts:discard                      |  |  | 404
POST drafts:discard own                  |  | yes: author | 404
GET  drafts:back                         |  | yes: @signed | -
POST drafts:back                         |  | 405: @signed | -
""",
    "ops": """
BOTH ops:live                            |  | yes: @all | -
BOTH ops:ready                           |  | yes: @all | -
BOTH ops:metrics                         |  | 404: @all | -
""",
    "longwork": """
BOTH longwork:works                      |  | yes: @signed | -
BOTH longwork:work                       | work_waiting work_failed work_done | yes: author | 404
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
BOTH casework:board                      |  | yes: @auditors @heads @registry | 403
GET  casework:note                       | case_audit | 405: auditor auditor_b head | 404
POST casework:note                       | case_audit | yes: auditor auditor_b head | 404
POST casework:note words                 | case_audit | acts: auditor auditor_b head | 404
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
GET  listings:claim_second_look          | look | 405: auditor auditor_b | 404
POST listings:claim_second_look          | look | acts: auditor auditor_b | 404
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
    "supply": """
BOTH listings:achievements               |  | yes: @posters | 403
BOTH listings:declare_secrecy            |  | yes: @posters | 403
POST listings:declare_secrecy public     |  | acts: @posters | 403
BOTH listings:offline_route              |  | yes: @posters | 403
BOTH listings:achievement                | @achievements | yes: author officer | 404
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
GET  listings:mend_right                 | right_draft | 405: author officer | 404
GET  listings:mend_right                 | right_audit |  | 404
POST listings:mend_right                 | right_draft | yes: author officer | 404
POST listings:mend_right                 | right_audit |  | 404
GET  listings:drop_right                 | right_draft | 405: author officer | 404
GET  listings:drop_right                 | right_audit |  | 404
POST listings:drop_right                 | right_draft | acts: author officer | 404
POST listings:drop_right                 | right_audit |  | 404
GET  listings:attachment                 | file_draft | yes: author officer; 404: visitor | 404
GET  listings:attachment | file_audit file_hidden | yes: author officer auditor auditor_b head; 404: visitor | 404
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
GET  listings:return_achievement         | @achievements | 405: officer | 404
POST listings:return_achievement         | submitted | yes: officer | 404
POST listings:return_achievement why     | submitted | acts: officer | 404
POST listings:return_achievement why     | draft audit claimed correction approved refused | refused: officer | 404
GET  listings:forward_achievement        | @achievements | 405: officer | 404
POST listings:forward_achievement give   | submitted | acts: officer | 404
POST listings:forward_achievement        | submitted | refused: officer | 404
POST listings:forward_achievement        | draft audit claimed correction approved refused | refused: officer | 404
""",
    "audit": """
BOTH listings:audit_queue                |  | yes: @auditors @heads | 403
GET  listings:claim_next_audit           |  | 405: @auditors | 403
POST listings:claim_next_audit           |  | acts: auditor auditor_b; refused: auditor2 | 403
GET  listings:audit_case                 | audit claimed correction approved refused | yes: auditor auditor_b head | 404
GET  listings:audit_case                 | draft submitted |  | 404
POST listings:audit_case                 | audit claimed correction approved refused | yes: auditor auditor_b head | 404
GET  listings:claim_audit                | audit claimed correction approved refused | 405: auditor auditor_b | 404
POST listings:claim_audit                | audit | acts: auditor auditor_b | 404
POST listings:claim_audit                | claimed correction approved refused | refused: auditor auditor_b | 404
POST listings:claim_audit                | draft submitted |  | 404
GET  listings:check_again                | audit claimed correction | 405: auditor auditor_b | 404
GET  listings:check_again                | draft submitted approved refused |  | 404
POST listings:check_again                | audit claimed correction | acts: auditor auditor_b | 404
POST listings:check_again                | draft submitted approved refused |  | 404
GET  listings:release_audit              | audit claimed correction approved refused | 405: auditor auditor_b | 404
POST listings:release_audit              | claimed | acts: auditor; refused: auditor_b | 404
POST listings:release_audit              | audit correction approved refused | refused: auditor auditor_b | 404
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
GET  listings:claim_batch     | batch_audit batch_claimed batch_approved | 405: auditor auditor_b | 404
POST listings:claim_batch                | batch_audit | acts: auditor auditor_b | 404
POST listings:claim_batch                | batch_claimed batch_approved | refused: auditor auditor_b | 404
GET  listings:release_batch   | batch_audit batch_claimed batch_approved | 405: auditor auditor_b | 404
POST listings:release_batch              | batch_claimed | acts: auditor; refused: auditor_b | 404
POST listings:release_batch              | batch_audit batch_approved | refused: auditor auditor_b | 404
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
GET  listings:proposal_paper             | proposal | yes: officer auditor auditor_b | 404
POST listings:proposal_paper             | proposal | yes: officer auditor auditor_b | 404
GET  listings:object                     | @listings suspended | yes: @all | -
POST listings:object                     | @listings suspended | yes: @all | -
POST listings:object lodge               | notice suspended qualifying | acts: @all | -
GET  listings:objection                  | objection_link | yes: @all | -
POST listings:objection                  | objection_link | refused: @all | -
POST listings:objection withdraw         | objection_link | acts: @all | -
BOTH listings:objections                 |  | yes: @auditors | 403
GET  listings:objection_case             | objection | yes: auditor auditor_b | 404
POST listings:objection_case             | objection | refused: auditor auditor_b | 404
POST listings:objection_case claim       | objection | acts: auditor auditor_b | 404
BOTH listings:objection_paper            | objection_file | yes: auditor auditor_b | 404
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
BOTH listings:room_access                | @accesses | yes: officer | 404
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
POST contracts:claim                     | contract_hand contract_accepted contract_registered | refused: @agency | 404
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
GET  api:schema                          |  | yes: @all | -
POST api:schema                          |  | 405: @all | -
GET  api:docs                            |  | yes: @all | -
POST api:docs                            |  | 405: @all | -
""",
}
