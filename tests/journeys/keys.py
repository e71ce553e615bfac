"""Hands that touch nothing but the keyboard."""

from playwright.sync_api import Page

FARTHEST = 250


class Keys:
    """Hands on a keyboard: every step is a key that is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str, key: str = "Tab") -> None:
        """Press until the thing has the focus; a trap or a thing out of reach fails here."""
        for _ in range(FARTHEST):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{selector} is out of reach of the keyboard")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.type(text)

    def choose(self, selector: str, value: str) -> None:
        """Down the list until the value is the chosen one."""
        self.reach(selector)
        for _ in range(FARTHEST):
            if self.page.evaluate("() => document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} has no {value}")

    def pick(self, name: str, value: str) -> None:
        """To the group, then along its choices."""
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Space")
        for _ in range(12):
            if self.page.locator(f"[name={name}][value='{value}']").is_checked():
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"{name} has no {value}")

    def press(self, selector: str, key: str = "Tab") -> None:
        self.reach(selector, key)
        self.page.keyboard.press("Enter")

    def go(self, selector: str) -> None:
        """Press what leads on, and be there."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Space")
