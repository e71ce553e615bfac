"""What counts how much in a ranking. The judged queries of the tests hold these figures still."""

EXACT_CODE = 1_000_000.0
EXACT_TITLE = 100_000.0
TITLE = 3.0
BODY = 1.0
OWN_LANGUAGE = 1.2
WORD = 1.0
PAIRS = 0.8
WHOLE_PHRASE = 6.0
TIE = 0.2
# Up to this many terms all must be found; of more, this share.
ALL_TERMS_UP_TO = 3
SHARE_OF_TERMS = 0.6
# What is alike: a value shared with the record weighs like a rare word of its title.
SAME_FACET = 10.0
