"""The terms of the W3C Data Privacy Vocabulary (DPV) that linked data use, each with where it was read.

Read in the repository w3c/dpv, version 2.3: in the module named (2.3/dpv/modules/NAME.csv), or, for "snapshot", in the
tables of the whole vocabulary at commit f01a55c of 28 February 2026. The terms of the GDPR's extension (`eu-gdpr:`)
stand in `resources/vocabulary` beside the codes that they are for, and so do those for families of measures. A
Community Group publishes DPV; it is no W3C standard.
"""

from collections.abc import Mapping

VERSION = "https://w3id.org/dpv/2.3"

READ_IN: Mapping[str, str] = {
    "dpv:Country": "jurisdiction",
    "dpv:DataController": "entities_legalrole",
    "dpv:DataProcessor": "entities_legalrole",
    "dpv:DataProtectionOfficer": "entities_legalrole",
    "dpv:InternationalOrganisation": "snapshot",
    "dpv:JointDataControllers": "entities_legalrole",
    "dpv:PersonalData": "snapshot",
    "dpv:PersonalDataProcess": "process",
    "dpv:Processing": "processing",
    "dpv:Purpose": "snapshot",
    "dpv:DataSubject": "snapshot",
    "dpv:ROPA": "snapshot",
    "dpv:Recipient": "entities_legalrole",
    "dpv:Representative": "snapshot",
    "dpv:SpecialCategoryPersonalData": "snapshot",
    "dpv:StorageCondition": "snapshot",
    "dpv:TechnicalOrganisationalMeasure": "snapshot",
    "dpv:ThirdCountry": "jurisdiction",
    "dpv:Transfer": "processing",
    "dpv:hasAddress": "snapshot",
    "dpv:hasContact": "snapshot",
    "dpv:hasCountry": "jurisdiction",
    "dpv:hasDataController": "entities_legalrole",
    "dpv:hasDataProcessor": "entities_legalrole",
    "dpv:hasDataProtectionOfficer": "entities_legalrole",
    "dpv:hasDataSubject": "snapshot",
    "dpv:hasJointDataControllers": "entities_legalrole",
    "dpv:hasLegalBasis": "snapshot",
    "dpv:hasName": "snapshot",
    "dpv:hasPersonalData": "snapshot",
    "dpv:hasPersonalDataProcess": "process",
    "dpv:hasProcessing": "processing",
    "dpv:hasPurpose": "snapshot",
    "dpv:hasRecipient": "entities_legalrole",
    "dpv:hasRepresentative": "snapshot",
    "dpv:hasStorageCondition": "snapshot",
    "dpv:hasTechnicalOrganisationalMeasure": "snapshot",
    "dpv:hasThirdCountry": "jurisdiction",
}
"""Where each term was read."""
