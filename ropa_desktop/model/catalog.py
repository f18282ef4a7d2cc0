"""The catalogue of kinds: what a register can hold, known before any model is imported.

Navigation, lists, forms, the terminal, imports, exports and completeness read the kinds here. `Kind.model` is a
dotted path, resolved by `tables.py` after the first window has been painted. A `Relation` is a set of rows that a
record holds; it may carry an answer (none, does not apply, not possible to state) in place of rows.
"""

from dataclasses import dataclass

from ropa_desktop.i18n import N_

NONE, NOT_APPLICABLE, NOT_POSSIBLE = "none", "not_applicable", "not_possible"


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of `kind` whose column `parent` holds the record's id.

    `name` is what answers and sources call the relation. `only` narrows it to the rows with that field and value.
    """

    name: str
    kind: str
    parent: str
    title: str
    article: str = ""
    answers: tuple[str, ...] = (NONE,)
    only: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `key` names the table and the form (`forms/KEY.ui`); `plural_key` is the terminal's word; `columns` are the
    fields a list shows, "letters" being the strip of Article 30. `prefix` begins a proposed reference; rows,
    which have none, belong to a parent. `label` names the fields that together name a record to a person.
    """

    key: str
    plural_key: str
    title: str
    plural: str
    icon: str
    model: str
    columns: tuple[str, ...]
    label: tuple[str, ...]
    prefix: str = ""
    relations: tuple[Relation, ...] = ()

    @property
    def is_row(self) -> bool:
        """Whether the records belong to a parent and have no reference of their own."""
        return not self.prefix


_ACTIVITY = "ropa_desktop.model.activity:"
_SHARED = "ropa_desktop.model.shared:"

KINDS: tuple[Kind, ...] = (
    Kind(
        "activity",
        "activities",
        N_("Processing activity"),
        N_("Processing activities"),
        "building-2",
        _ACTIVITY + "Activity",
        ("reference", "name", "department", "legal_basis", "recipients", "letters"),
        ("name",),
        "PA",
        (
            Relation(
                "joint_controllers",
                "joint_controller",
                "activity_id",
                N_("Joint controllers"),
                "30(1)(a)",
                (NOT_APPLICABLE,),
            ),
            Relation("controllers", "acted_for", "activity_id", N_("Controllers acted for"), "30(2)(a)", ()),
            Relation("purposes", "purpose", "activity_id", N_("Purposes"), "30(1)(b)", ()),
            Relation("data_lines", "data_line", "activity_id", N_("People, data and time limits"), "30(1)(c)", ()),
            Relation(
                "special_conditions",
                "special_condition",
                "activity_id",
                N_("Conditions for special categories"),
                "9(2)",
                (NOT_APPLICABLE,),
            ),
            Relation("recipients", "recipient", "activity_id", N_("Recipients"), "30(1)(d)", (NONE,)),
            Relation("transfers", "transfer", "activity_id", N_("Transfers"), "30(1)(e)", (NONE, NOT_APPLICABLE)),
            Relation("measures", "measure_use", "activity_id", N_("Security measures"), "30(1)(g)", (NOT_POSSIBLE,)),
            Relation("systems", "system_use", "activity_id", N_("Systems"), "", (NONE,)),
        ),
    ),
    Kind(
        "organisation",
        "organisations",
        N_("Organisation"),
        N_("Organisations"),
        "users",
        "ropa_desktop.model.organisation:Organisation",
        ("reference", "name", "kind", "country", "identifier"),
        ("name",),
        "ORG",
        (
            Relation(
                "dpo",
                "contact",
                "organisation_id",
                N_("Data protection officer"),
                "30(1)(a)",
                (NOT_APPLICABLE,),
                ("role", "dpo"),
            ),
            Relation(
                "representative",
                "contact",
                "organisation_id",
                N_("Representative"),
                "30(1)(a)",
                (NOT_APPLICABLE,),
                ("role", "representative"),
            ),
            Relation("contacts", "contact", "organisation_id", N_("Contacts"), "", ()),
        ),
    ),
    Kind(
        "engagement",
        "engagements",
        N_("Engagement"),
        N_("Engagements"),
        "handshake",
        "ropa_desktop.model.engagement:Engagement",
        ("reference", "organisation_id", "service", "contract_state", "contract_end"),
        ("organisation_id", "service"),
        "ENG",
        (
            Relation("sub_processors", "sub_processor", "engagement_id", N_("Sub-processors"), "28(4)", (NONE,)),
            Relation("locations", "location", "engagement_id", N_("Locations"), "", ()),
            Relation("transfers", "transfer", "engagement_id", N_("Transfers"), "30(1)(e)", (NONE, NOT_APPLICABLE)),
        ),
    ),
    Kind(
        "data_subject_category",
        "data-subjects",
        N_("Category of data subjects"),
        N_("Categories of data subjects"),
        "user",
        _SHARED + "DataSubjectCategory",
        ("reference", "name", "vulnerable"),
        ("name",),
        "SUB",
    ),
    Kind(
        "data_category",
        "data-categories",
        N_("Category of personal data"),
        N_("Categories of personal data"),
        "database",
        _SHARED + "DataCategory",
        ("reference", "name", "nature"),
        ("name",),
        "DAT",
    ),
    Kind(
        "retention_rule",
        "retention-rules",
        N_("Time limit"),
        N_("Time limits"),
        "calendar-clock",
        _SHARED + "RetentionRule",
        ("reference", "name", "amount", "unit", "trigger", "wording"),
        ("name",),
        "RET",
    ),
    Kind(
        "measure",
        "measures",
        N_("Security measure"),
        N_("Security measures"),
        "shield-check",
        _SHARED + "Measure",
        ("reference", "name", "letter", "family"),
        ("name",),
        "MEA",
    ),
    Kind(
        "system",
        "systems",
        N_("System"),
        N_("Systems"),
        "server",
        _SHARED + "System",
        ("reference", "name", "form", "operator_id"),
        ("name",),
        "SYS",
        (Relation("locations", "location", "system_id", N_("Locations"), "", ()),),
    ),
    Kind(
        "impact_assessment",
        "impact-assessments",
        N_("Impact assessment"),
        N_("Impact assessments"),
        "scale",
        _SHARED + "ImpactAssessment",
        ("reference", "name", "state", "completed_on"),
        ("name",),
        "DPIA",
    ),
    Kind(
        "request",
        "requests",
        N_("Request to see the record"),
        N_("Requests to see the record"),
        "landmark",
        "ropa_desktop.model.request:Request",
        ("reference", "name", "asked_by_id", "due_on", "sent_on"),
        ("name", "case_number"),
        "REQ",
    ),
    Kind(
        "contact",
        "contacts",
        N_("Contact"),
        N_("Contacts"),
        "contact",
        "ropa_desktop.model.organisation:Contact",
        ("role", "name", "function", "email", "phone"),
        ("name", "function"),
    ),
    Kind(
        "purpose",
        "purposes",
        N_("Purpose"),
        N_("Purposes"),
        "target",
        _ACTIVITY + "Purpose",
        ("description", "legal_basis", "national_law"),
        ("description",),
    ),
    Kind(
        "data_line",
        "data-lines",
        N_("Data line"),
        N_("People, data and time limits"),
        "table",
        _ACTIVITY + "DataLine",
        ("data_id", "subject_id", "origin", "retention_id"),
        ("subject_id", "data_id"),
    ),
    Kind(
        "special_condition",
        "special-conditions",
        N_("Condition for a special category"),
        N_("Conditions for special categories"),
        "heart-pulse",
        _ACTIVITY + "SpecialCondition",
        ("category", "condition", "national_law"),
        ("category",),
    ),
    Kind(
        "recipient",
        "recipients",
        N_("Recipient"),
        N_("Recipients"),
        "share-2",
        _ACTIVITY + "Recipient",
        ("organisation_id", "declared_role", "assessed_role"),
        ("organisation_id",),
    ),
    Kind(
        "joint_controller",
        "joint-controllers",
        N_("Joint controller"),
        N_("Joint controllers"),
        "users-round",
        _ACTIVITY + "JointController",
        ("organisation_id", "arrangement", "contact_point"),
        ("organisation_id",),
    ),
    Kind(
        "acted_for",
        "controllers-acted-for",
        N_("Controller acted for"),
        N_("Controllers acted for"),
        "briefcase",
        _ACTIVITY + "ActedFor",
        ("organisation_id", "categories_of_processing", "contract_state"),
        ("organisation_id",),
    ),
    Kind(
        "transfer",
        "transfers",
        N_("Transfer"),
        N_("Transfers"),
        "globe",
        "ropa_desktop.model.transfer:Transfer",
        ("country", "international_organisation", "importer_id", "mechanism"),
        ("country", "international_organisation", "importer_id"),
    ),
    Kind(
        "sub_processor",
        "sub-processors",
        N_("Sub-processor"),
        N_("Sub-processors"),
        "git-branch",
        "ropa_desktop.model.engagement:SubProcessor",
        ("organisation_id", "service", "country"),
        ("organisation_id",),
    ),
    Kind(
        "location",
        "locations",
        N_("Location"),
        N_("Locations"),
        "map-pin",
        "ropa_desktop.model.engagement:Location",
        ("use", "country", "place"),
        ("country", "place"),
    ),
    Kind(
        "measure_use",
        "measure-uses",
        N_("Measure of an activity"),
        N_("Measures of activities"),
        "shield",
        _ACTIVITY + "MeasureUse",
        ("measure_id", "detail"),
        ("measure_id",),
    ),
    Kind(
        "system_use",
        "system-uses",
        N_("System of an activity"),
        N_("Systems of activities"),
        "monitor",
        _ACTIVITY + "SystemUse",
        ("system_id", "use"),
        ("system_id",),
    ),
)

STATEMENTS: tuple[tuple[str, str], ...] = (
    ("answer", "ropa_desktop.model.statements:Answer"),
    ("source", "ropa_desktop.model.statements:Source"),
    ("wording", "ropa_desktop.model.statements:Wording"),
    ("suggestion", "ropa_desktop.model.statements:Suggestion"),
    ("response", "ropa_desktop.model.statements:Response"),
)
"""The tables that serve every record of every kind: table name and dotted path."""

_BY_KEY = {kind.key: kind for kind in KINDS}
_BY_PLURAL = {kind.plural_key: kind for kind in KINDS}


def kind(key: str) -> Kind:
    """The kind with this key. Raises `KeyError` for any other word."""
    return _BY_KEY[key]


def kind_by_plural(plural_key: str) -> Kind | None:
    """The kind that the terminal calls so ("activities"), or None."""
    return _BY_PLURAL.get(plural_key)
