"""How R4 looks at e-mails: the one file that names the tables of their delivery."""

TABLE = "notices_mail"  # where the demonstration's mailbox keeps what was sent

OWED = "SELECT count(*) FROM notices_delivery WHERE state = 'queued'"
OWED_BEFORE = f"{OWED} AND queued_at < at"

NEVER_SENT = f"""
SELECT address, count(*) FROM notices_delivery AS owed WHERE state = 'sent'
AND NOT EXISTS (SELECT FROM {TABLE} AS mail WHERE mail.message_id = owed.message_id) GROUP BY address
"""
NOT_OWED = """
SELECT count(*) FROM notices_notice AS notice WHERE mail = 'at_once'
AND NOT EXISTS (SELECT FROM notices_delivery WHERE notice_id = notice.id)
"""
SENT_AGAIN = f"SELECT count(*) - count(DISTINCT message_id) FROM {TABLE}"  # allowed: at least once
