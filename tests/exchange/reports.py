"""Made-up reports: what the writers are tried on. The firms in them are invented."""

from ropa_desktop.exchange.report import (
    Cell,
    Chapter,
    Column,
    Entry,
    Fields,
    Lines,
    Part,
    Quotations,
    Report,
    Section,
    State,
    Table,
    Words,
)

WORDS = {
    "en": Words("Contents", "Page {page} of {pages}", "continued"),
    "nb": Words("Innhold", "Side {page} av {pages}", "forts."),
}
UNKNOWN = Cell("not stated", State.unknown)
LEGEND = (
    Cell("What the record does not say is named as such, in one of four ways:"),
    Cell("not stated: nobody has answered the question yet", State.unknown),
    Cell("none: asked, and there is none", State.none),
    Cell("does not apply, with the reason", State.not_applicable),
    Cell("not possible to state, with the reason", State.not_possible),
)


def report(*parts: Part, language: str = "en", title: str = "Records of processing activities") -> Report:
    """A report of these parts, with the furniture of its language."""
    return Report(
        language=language,
        title=title,
        running_title="Record of processing activities, Article 30(1) GDPR",
        produced_on="2026-11-21",
        words=WORDS[language],
        parts=parts,
        legend=LEGEND,
    )


def part(*chapters: Chapter, name: str = "Fjordby Regnskap AS", statement: str = "") -> Part:
    """The record of one firm."""
    cover = Fields(
        (
            ("Controller", Cell(f"{name}\nOrg.nr. 999 999 999\nBrygga 4, 5000 Fjordby")),
            ("Representative", Cell("does not apply: established in Norway", State.not_applicable)),
            ("Data protection officer", Cell("Ingrid Vik, personvernombud@fjordby.example")),
            ("Version", Cell("3, as it stood on 21 Nov 2026")),
            ("Approved", UNKNOWN),
        )
    )
    return Part(name, "Record of processing activities, Article 30(1) GDPR", name, cover, chapters, statement)


def payroll(reference: str = "PA-007", title: str = "Payroll") -> Entry:
    """An activity with every kind of statement."""
    recipients = Table(
        (Column("Recipient", 2), Column("Declared", 1), Column("Assessed", 1), Column("Country", 1)),
        (
            (Cell("Nordlys Lønn AS"), Cell("processor"), Cell("processor"), Cell("Norway")),
            (Cell("Microsoft Azure"), Cell("processor"), Cell("open", State.unknown), Cell("Ireland")),
            (Cell("Skatteetaten"), Cell("recipient"), Cell("controller"), Cell("Norway")),
        ),
    )
    data = Table(
        (
            Column("Data subjects"),
            Column("Data", 2),
            Column("Special", 0.7),
            Column("Source"),
            Column("Time limit", 1.4),
        ),
        (
            (
                Cell("Employees"),
                Cell("Bank account, salary and tax"),
                Cell("none", State.none),
                Cell("The person"),
                Cell("5 years from the end of the accounting year"),
            ),
            (
                Cell("Employees"),
                Cell("Absence and illness"),
                Cell("health"),
                Cell("The person; NAV"),
                UNKNOWN,
            ),
            (
                Cell("Relatives"),
                Cell("Next of kin: name, telephone"),
                Cell("none", State.none),
                Cell("The employee"),
                Cell("Until the job ends"),
            ),
        ),
    )
    return Entry(
        reference,
        title,
        (
            Section(
                "a",
                "Controller",
                (
                    Fields(
                        (
                            ("Controller", Cell("Fjordby Regnskap AS\nBrygga 4, 5000 Fjordby")),
                            ("Joint controllers", Cell("none", State.none)),
                            ("Representative", Cell("does not apply: established in Norway", State.not_applicable)),
                            ("Data protection officer", Cell("Ingrid Vik")),
                        )
                    ),
                ),
            ),
            Section(
                "b",
                "Purposes",
                (
                    Lines(
                        (
                            Cell("Calculate and pay salaries"),
                            Cell(
                                "Report income and tax (A-melding) to the tax authority, the welfare administration "
                                "and Statistics Norway"
                            ),
                            Cell("Sick pay and refund from NAV"),
                        ),
                        numbered=True,
                    ),
                ),
            ),
            Section("c", "Data subjects and data", (data,)),
            Section("d", "Recipients", (recipients,)),
            Section("e", "Transfers", (Lines((UNKNOWN,)),)),
            Section(
                "f",
                "Time limits",
                (
                    Lines(
                        (
                            Cell("Bank account, salary and tax: 5 years from end of accounting year"),
                            Cell("Next of kin: until the job ends"),
                            Cell("not possible to state: depends on the case", State.not_possible),
                        )
                    ),
                ),
            ),
            Section(
                "g",
                "Measures",
                (
                    Lines((Cell("Access by role; two-factor sign-in; encryption at rest; access log"),)),
                    Quotations(
                        (
                            ("Security policy, section 4.2", "All access is logged and reviewed every quarter."),
                            ("Privacy notice", "We use\nencryption."),
                        )
                    ),
                ),
            ),
            Section("", "Legal basis", (Lines((Cell("Article 6(1)(c): legal obligation"),)),)),
        ),
    )


def short(reference: str, title: str) -> Entry:
    """An activity of a few lines."""
    letters = "abcdefg"
    names = ("Controller", "Purposes", "Data", "Recipients", "Transfers", "Time limits", "Measures")
    return Entry(
        reference,
        title,
        tuple(
            Section(letter, name, (Lines((Cell(f"{name} of {title}"),)),))
            for letter, name in zip(letters, names, strict=True)
        ),
    )


def annex(rows: int = 30, *, landscape: bool = True) -> Chapter:
    """A wide table over several pages."""
    columns = ("Organisation", "Kind", "Service", "Declared role", "Assessed role", "Contract", "Country", "Used in")
    table = Table(
        tuple(Column(title) for title in columns),
        tuple(
            (
                Cell(f"Leverandør nummer {number} AS"),
                Cell("legal entity"),
                Cell("Programvare for fakturering og regnskap" if number % 3 else "Drift"),
                Cell("processor"),
                Cell("open", State.unknown) if number % 4 == 0 else Cell("processor"),
                Cell("Databehandleravtale 2024-05-01"),
                Cell("none", State.none) if number % 5 == 0 else Cell("Norge"),
                Cell("PA-007, PA-008, PA-011"),
            )
            for number in range(1, rows + 1)
        ),
        caption="Every organisation that processes personal data on behalf of the controller",
    )
    return Chapter(
        "Annex A: Processors", (Cell("Declared as the source says; assessed as concluded."),), (), (table,), landscape
    )


def rich(language: str = "en") -> Report:
    """Two parts, entries long and short, wide annexes, unknowns, quotations."""
    entries = (
        payroll(),
        short("PA-008", "Staff administration"),
        short(
            "PA-009",
            "Rekruttering: søknader, intervjuer og referanser fra tidligere arbeidsgivere gjennom et "
            "eksternt rekrutteringsfirma, også for vikarer",
        ),
        payroll("PA-010", "Lønn for innleide konsulenter"),
    )
    first = part(
        Chapter("Processing activities", (Cell("As controller, Article 30(1)."),), entries),
        annex(),
        Chapter("Annex B: Retention schedule", (), (), (annex(4).blocks[0],)),
        Chapter("Annex C: Transfers", (), (), (Lines((Cell("none", State.none),)),)),
        statement="From a privacy notice published on 25 May 2018; says nothing about the company today.",
    )
    second = part(
        Chapter("Processing on behalf of others", (), (short("PB-001", "Regnskap for klient"),)),
        name="Bølgen og Lyset Sameie",
    )
    return report(first, second, language=language)
