"""How R4 looks at e-mails: the one file that names the tables of their delivery."""

TABLE = "notices_mail"  # where the demonstration's mailbox keeps what was sent

OWED = "SELECT count(*) FROM notices_notice WHERE delivered_at IS NULL"

CLAIMED_AND_NEVER_SENT = f"""
SELECT email, count(*) - (SELECT count(*) FROM {TABLE} WHERE "to" = email)
FROM notices_notice JOIN accounts_user AS person ON person.id = person_id
WHERE delivered_at IS NOT NULL GROUP BY email
"""
