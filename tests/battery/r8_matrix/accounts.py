"""Who one is, what one is told and what one has begun.

How a line reads, and where a new one goes, stands at the head of the package.
"""

TABLES = {
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
GET  drafts:keep                         |  | 405: @all | -
POST drafts:keep                         |  |  | 404
POST drafts:keep own                     |  | acts: author | 404
GET  drafts:state                        |  |  | 404
POST drafts:state                        |  | 405: @all | -
BOTH drafts:compare                      |  |  | 404
POST drafts:compare own                  |  | on: author | 404
GET  drafts:own                          |  | 405: @all | -
POST drafts:own                          |  |  | 404
POST drafts:own own                      |  | on: author | 404
GET  drafts:discard                      |  | 405: @all | -
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
}
