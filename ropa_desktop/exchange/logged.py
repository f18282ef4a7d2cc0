"""What a step did to an activity, as a log of changes says it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logged:
    """`at`: when (ISO 8601, UTC); `changed`: fields as table and column, of a row that came or went "" as its column;
    `entered`: whether the activity came into the register with it."""

    activity_id: str
    at: str
    who: str
    changed: tuple[tuple[str, str], ...]
    entered: bool = False
