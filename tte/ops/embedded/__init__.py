"""PostgreSQL and Valkey from wheels, private to one `var` folder. Plain Python: importable before Django is set up.

`services.start(var)` gives the two URLs; started again it finds what runs, or mends what crashed. TTE_DATABASE_URL and
TTE_REDIS_URL come first; then the wheels; then servers found on PATH.
"""
