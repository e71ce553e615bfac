class EmbeddedError(Exception):
    """A sentence for the person who started us: what is wrong and what to do."""
