//! VERIS' words and what each is in our vocabularies. Tables only; VERIS 1.2 to 1.4.

use crate::model::vocabulary::{BreachType, DataType, Location, Method, Sector};

/// `action.<kind>.variety`: kind, variety (empty for any), breach type, method.
/// The first line that fits is taken.
pub const ACTIONS: &[(&str, &str, Option<BreachType>, Option<Method>)] = {
    use BreachType::{
        HackingItIncident as Hack, ImproperDisposal, Loss, Theft,
        UnauthorizedAccessDisclosure as Access,
    };
    use Method::{
        CredentialStuffing, ExploitedVulnerability, ImproperDisposal as Disposal, InsiderMisuse,
        LostMedia, MailingError, Malware, Misconfiguration, Phishing, Ransomware,
        SocialEngineering, StolenCredentials, StolenDevice,
    };
    &[
        ("malware", "Ransomware", Some(Hack), Some(Ransomware)),
        ("malware", "", Some(Hack), Some(Malware)),
        (
            "hacking",
            "Use of stolen creds",
            Some(Hack),
            Some(StolenCredentials),
        ),
        (
            "hacking",
            "Brute force",
            Some(Hack),
            Some(CredentialStuffing),
        ),
        ("hacking", "SQLi", Some(Hack), Some(ExploitedVulnerability)),
        (
            "hacking",
            "Exploit vuln",
            Some(Hack),
            Some(ExploitedVulnerability),
        ),
        ("hacking", "", Some(Hack), None),
        ("social", "Phishing", Some(Hack), Some(Phishing)),
        ("social", "", None, Some(SocialEngineering)),
        ("misuse", "", Some(Access), Some(InsiderMisuse)),
        ("physical", "Theft", Some(Theft), None),
        ("physical", "Snooping", Some(Access), None),
        ("physical", "", Some(BreachType::Other), None),
        ("error", "Loss", Some(Loss), None),
        (
            "error",
            "Disposal error",
            Some(ImproperDisposal),
            Some(Disposal),
        ),
        ("error", "Misdelivery", Some(Access), None),
        (
            "error",
            "Misconfiguration",
            Some(Access),
            Some(Misconfiguration),
        ),
        ("error", "", Some(Access), None),
        ("environmental", "", Some(BreachType::Other), None),
        // Methods that only a combination with an asset tells; see `veris.rs`.
        ("asset theft", "", None, Some(StolenDevice)),
        ("asset loss", "", None, Some(LostMedia)),
        ("asset misdelivery", "", None, Some(MailingError)),
    ]
};

/// `asset.assets[].variety`: what it starts with, and the location of the portal that it is.
pub const ASSETS: &[(&str, Location)] = &[
    ("S - Mail", Location::Email),
    ("S - ", Location::NetworkServer),
    ("N - ", Location::Other),
    ("U - Laptop", Location::Laptop),
    ("U - Desktop", Location::DesktopComputer),
    ("U - Mobile", Location::OtherPortableElectronicDevice),
    ("U - Tablet", Location::OtherPortableElectronicDevice),
    ("U - Peripheral", Location::Other),
    ("U - ", Location::Other),
    ("M - Documents", Location::PaperFilms),
    ("M - Flash drive", Location::OtherPortableElectronicDevice),
    ("M - Disk", Location::OtherPortableElectronicDevice),
    ("M - Tapes", Location::OtherPortableElectronicDevice),
    ("M - ", Location::Other),
];

/// `attribute.confidentiality.data[].variety`. What is not here is kept as `other` with the word.
pub const DATA: &[(&str, DataType)] = &[
    ("Medical", DataType::HealthInformation),
    ("Personal", DataType::Demographics),
    ("Payment", DataType::PaymentCard),
    ("Bank", DataType::BankAccount),
    ("Credentials", DataType::Password),
];

/// NAICS codes by what they start with, longest first: the sector.
pub const INDUSTRIES: &[(&str, Sector)] = &[
    ("621330", Sector::BehavioralHealth),
    ("621320", Sector::Vision),
    ("621420", Sector::BehavioralHealth),
    ("621410", Sector::SpecialtyCare),
    ("621491", Sector::HealthPlan),
    ("621492", Sector::Dialysis),
    ("621511", Sector::Laboratory),
    ("621512", Sector::Imaging),
    ("621991", Sector::BloodAndTissue),
    ("621910", Sector::Ambulance),
    ("621112", Sector::BehavioralHealth),
    ("524114", Sector::HealthPlan),
    ("524292", Sector::BenefitsAdministrator),
    ("446110", Sector::Pharmacy),
    ("456110", Sector::Pharmacy),
    ("62191", Sector::Ambulance),
    ("6211", Sector::PhysicianGroup),
    ("6212", Sector::Dental),
    ("6213", Sector::SpecialtyCare),
    ("6216", Sector::HomeAndElderCare),
    ("6222", Sector::BehavioralHealth),
    ("6223", Sector::HospitalSystem),
    ("622", Sector::HospitalSystem),
    ("623", Sector::HomeAndElderCare),
];
