"""What is told to the systems of organisations: how often, how long, to which addresses."""

# Seconds to wait after each attempt that came to nothing; after the last wait one attempt more, then it is given up.
TTE_WEBHOOK_WAITS = [5, 60, 300, 1800, 7200, 18000, 36000]
# Attempts in a row that come to nothing before a webhook is stopped and its organisation told.
TTE_WEBHOOK_STOP_AFTER = 15
# Seconds an attempt may take as a whole; and seconds after which a worker that fell silent is given up.
TTE_WEBHOOK_SECONDS = 10
TTE_WEBHOOK_CLAIM = 60
# Hours for which a former secret signs beside the new one; days for which what was sent is kept and may be replayed.
TTE_WEBHOOK_OVERLAP_HOURS = 24
TTE_WEBHOOK_DAYS = 30
TTE_WEBHOOKS_AN_ORGANISATION = 10
# Whether this machine itself may be called, by plain http too: for demonstrations and tests alone.
TTE_WEBHOOK_LOOPBACK = False
