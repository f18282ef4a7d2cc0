"""`make demo`: the main job on real input, end to end, without a window.

Makes a register of the five published notices, hands it over as PDF and Excel, one PDF per controller, takes the
workbook into an empty register, and proves the two equal.
"""

import shutil
import sys
from pathlib import Path

from ropa_desktop.exchange.build import Options
from ropa_desktop.exchange.compare import same_registers
from ropa_desktop.exchange.export import export
from ropa_desktop.exchange.plan import import_file
from ropa_desktop.exchange.samples import NOTICES, build
from ropa_desktop.exchange.summary import summary
from ropa_desktop.law.parties import activities, keepers
from ropa_desktop.register.register import Register

TARGET = Path(__file__).parent.parent / "build" / "demo"


def main() -> int:
    """Do it all; returns 1 if the round trip loses anything."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    made = []
    with Register.create(TARGET / "example.ropa") as register:
        build(register, NOTICES)
        snapshot = register.snapshot()
    made.append((TARGET / "example.ropa", f"the register, {len(activities(snapshot))} activities"))
    for name, about in (("article-30.pdf", "all controllers, for an authority"), ("article-30.xlsx", "every field")):
        for sentence in export(snapshot, TARGET / name, Options()):
            print(sentence)
        made.append((TARGET / name, about))
    for keeper in keepers(snapshot):
        target = TARGET / f"article-30 {keeper.name}.pdf"
        export(snapshot, target, Options(keeper.id))
        made.append((target, f"{len(activities(snapshot, keeper.id))} activities"))
    with Register.create(TARGET / "imported.ropa") as register:
        plan = import_file(register, TARGET / "article-30.xlsx")
        imported = register.snapshot()
    made.append((TARGET / "imported.ropa", "article-30.xlsx taken into an empty register"))
    print(summary(plan)[0])
    lost = same_registers(snapshot, imported)
    for difference in lost:
        print(difference)
    wide = max(len(str(path)) for path, _about in made)
    for path, about in made:
        print(f"{path!s:{wide}}  {about}")
    records = sum(len(rows) for rows in snapshot.content().values())
    print("The two registers differ." if lost else f"The two registers are equal: {records} records, field by field.")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
