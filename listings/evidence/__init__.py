"""The evidence of a decision to convey, as one file (R3-06): what was published, decided, undertaken, objected."""
