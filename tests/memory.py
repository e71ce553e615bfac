"""What a process of the tests does not look through for garbage."""

import gc


def leave_the_lasting_uncollected() -> None:
    """What stands now stays to the end: searching all of it again and again takes a fifth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
