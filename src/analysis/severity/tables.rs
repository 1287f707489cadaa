//! Our mapping of a record's words to the scores of ENISA's 2013 method, one table a question. It must
//! not know how the scores are added.

use crate::model::{
    Incident,
    vocabulary::{BreachType, DataType, Method, Sector},
};

/// ENISA's classes, by score.
pub(super) const CLASSES: [&str; 4] = ["simple", "behavioural", "financial", "sensitive"];

/// What raises DPC: which data classes, to what, when, why.
pub(super) struct Raise {
    pub(super) from: std::ops::RangeInclusive<u8>,
    pub(super) to: u8,
    pub(super) when: fn(&Incident, u64) -> bool,
    pub(super) reason: &'static str,
}

/// Sectors where being a customer already says what the care is for.
pub(super) const TELLING_SECTORS: &[Sector] = &[
    Sector::BehavioralHealth,
    Sector::Dialysis,
    Sector::SpecialtyCare,
    Sector::GeneticTesting,
    Sector::ConsumerHealthApp,
];

pub(super) const RAISED: &[Raise] = &[
    // ENISA, annex 1, simple data, score 3: the characteristics of the controller allow assumptions
    // about health.
    Raise {
        from: 1..=2,
        to: 3,
        when: |i, _| i.sector.is_some_and(|s| TELLING_SECTORS.contains(&s)),
        reason: "raised, since being on this organization's list says something about one's health",
    },
    // Annex 1, financial data, score 4: full financial data that enable fraud.
    Raise {
        from: 3..=3,
        to: 4,
        when: |_, data| data & ACCOUNTS != 0 && data & IDS != 0,
        reason: "raised, since an account or card beside an identity number enables fraud",
    },
];

pub(super) const fn set(words: &[DataType]) -> u64 {
    let mut bits = 0;
    let mut rest = words;
    while let [first, tail @ ..] = rest {
        bits |= 1 << *first as u32;
        rest = tail;
    }
    bits
}

/// Numbers that stand for one person everywhere.
pub(super) const IDS: u64 = set(&[
    DataType::Ssn,
    DataType::TaxId,
    DataType::NationalId,
    DataType::DriversLicense,
    DataType::Passport,
    DataType::MedicareMedicaidId,
]);
pub(super) const ACCOUNTS: u64 = set(&[DataType::BankAccount, DataType::PaymentCard]);
pub(super) const CONTACTS: u64 = set(&[
    DataType::Address,
    DataType::Email,
    DataType::Phone,
    DataType::ContactDetails,
]);
pub(super) const NAME: u64 = set(&[DataType::Name]);
pub(super) const BIRTH: u64 = set(&[DataType::DateOfBirth]);
/// What shows the person, or holds name and date of birth by its nature.
pub(super) const WHOLE: u64 = set(&[DataType::MedicalRecord, DataType::EmployeeRecords]);
pub(super) const BODY: u64 = set(&[DataType::Photo, DataType::Biometric, DataType::Genetic]);
/// Numbers and names that lead to a person through one organization's files.
pub(super) const PSEUDONYMS: u64 = set(&[
    DataType::MedicalRecordNumber,
    DataType::InsuranceId,
    DataType::PatientAccountNumber,
    DataType::Username,
    DataType::BankAccount,
    DataType::PaymentCard,
]);

/// EI in quarters: all of these sets must be met, the first row that fits counts (ENISA, annex 2).
pub(super) const IDENTIFIED: &[(&[u64], u8, &str)] = &[
    (&[NAME, IDS], 4, "maximum: names with identity numbers"),
    (
        &[NAME, BIRTH, CONTACTS],
        4,
        "maximum: names with dates of birth and contact data",
    ),
    (&[WHOLE], 4, "maximum: whole records"),
    (&[NAME, CONTACTS], 3, "significant: names with contact data"),
    (&[NAME, BIRTH], 3, "significant: names with dates of birth"),
    (&[IDS], 3, "significant: identity numbers"),
    (&[BODY], 3, "significant: the person's own features"),
    (&[NAME], 2, "limited: names"),
    (&[CONTACTS], 2, "limited: contact data without names"),
    (
        &[PSEUDONYMS],
        2,
        "limited: numbers that one organization can resolve",
    ),
    (&[], 1, "negligible: no identifying data is named"),
];

/// What a method says of the recipients (confidentiality, in quarters) and of the intent (malice).
///
/// Confidentiality (ENISA, annex 3): 0 no evidence that anybody read it, such as a lost or stolen device
/// and wrong disposal; 0.25 a known number of recipients; 0.5 an unknown number. Malice: 0.5 when
/// somebody acted on purpose.
pub(super) const MEANS: &[(Method, u8, bool)] = &[
    (Method::Ransomware, 2, true),
    (Method::DataTheftExtortion, 2, true),
    (Method::DataTheft, 2, true),
    (Method::StolenCredentials, 2, true),
    (Method::Phishing, 2, true),
    (Method::SocialEngineering, 2, true),
    (Method::CredentialStuffing, 2, true),
    (Method::ExploitedVulnerability, 2, true),
    (Method::ZeroDay, 2, true),
    (Method::Malware, 2, true),
    (Method::NationState, 2, true),
    (Method::UnspecifiedIntrusion, 2, true),
    (Method::Misconfiguration, 2, false),
    (Method::ExposedServer, 2, false),
    (Method::TrackingTechnology, 1, false),
    (Method::MailingError, 1, false),
    (Method::InsiderMisuse, 1, true),
    (Method::StolenDevice, 0, true),
    (Method::LostMedia, 0, false),
    (Method::ImproperDisposal, 0, false),
];

/// The same by the type of breach, for records that name no method but this. A third party's compromise
/// says whose systems were entered, not how.
pub(super) const MEANS_BY_TYPE: &[(BreachType, u8, bool)] = &[
    (BreachType::HackingItIncident, 2, true),
    (BreachType::Theft, 0, true),
    (BreachType::UnauthorizedAccessDisclosure, 1, false),
    (BreachType::Loss, 0, false),
    (BreachType::ImproperDisposal, 0, false),
];
