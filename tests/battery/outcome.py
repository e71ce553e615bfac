"""The one form in which every battery reports."""

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What a battery saw. `control_red` says that the seeded fault was noticed in the same run."""

    name: str
    seed: int
    cases: int
    control_red: bool
    violations: list[str] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return self.cases > 0 and self.control_red and not self.violations

    def line(self) -> str:
        control = "red" if self.control_red else "green"
        counts = f"cases={self.cases} violations={len(self.violations)}"
        head = f"{self.name.upper()} {counts} control={control} seed={self.seed}"
        if self.passed:
            return f"{head} pass"
        return f"{head} short: {'; '.join(self.violations[:5]) or self._why()}"

    def _why(self) -> str:
        return "no case was tried" if not self.cases else "the seeded fault was not noticed"
