"""`python -m tests.exchange.registers`: the table of grades, or with `-v NAME` what is wrong in one register.

The first examination is graded, another one by its number (1 to 10), or a folder of the kind.
"""

import argparse
from pathlib import Path

from tests.exchange.registers.grading import Grade, grade
from tests.exchange.registers.register import EXAMINATIONS, Register, registers

_COUNTS = ("cells", "right", "note", "ignored", "refused", "wrong", "lost")


def main() -> None:
    """Print the grades of all registers, or of those whose name holds a word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", metavar="NAME", default="", help="say what is wrong in the registers called so")
    parser.add_argument("examination", nargs="?", default="1", help="its number, or the folder in which it lies")
    arguments = parser.parse_args()
    asked = arguments.examination
    folder = EXAMINATIONS[int(asked) - 1] if asked.isdigit() else Path(asked)
    wanted = arguments.v
    grades = [(register, grade(register)) for register in registers(folder) if wanted in register.name]
    print(f"{'register':34}" + "".join(f"{count:>8}" for count in _COUNTS) + "   facts missed")
    for register, found in grades:
        _line(register, found)
    total = {count: sum(getattr(found, count) for _register, found in grades) for count in _COUNTS}
    missed = sum(len(found.wrong_facts) for _register, found in grades)
    every = sum(found.facts for _register, found in grades)
    print(f"{'total':34}" + "".join(f"{total[count]:8}" for count in _COUNTS) + f"   {missed} of {every}")
    if total["cells"]:
        print(f"{'per cent':34}" + "".join(f"{100 * total[count] / total['cells']:8.1f}" for count in _COUNTS))
    if wanted:
        for register, found in grades:
            print(f"\n{register.name}")
            for sentence in (*found.remarks, *(f"missed fact: {fact}" for fact in found.wrong_facts)):
                print(f"  {sentence}")


def _line(register: Register, found: Grade) -> None:
    counts = "".join(f"{getattr(found, count):8}" for count in _COUNTS)
    print(f"{register.name:34}{counts}   {len(found.wrong_facts)} of {found.facts}")


main()
