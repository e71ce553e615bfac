"""CSV for spreadsheets: an apostrophe before text that a spreadsheet would calculate.

That is text that begins with = + - @, a tab or a return, after no apostrophe or some. To read the text back, take one
apostrophe from such a cell.
"""

import re

MARK = "'"
CALCULATED = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Text as the spreadsheet form writes it; everything else stays as it is."""
    return f"{MARK}{text}" if CALCULATED.match(text) else text
