//! The data classes of Have I Been Pwned and what each is in our vocabulary, and the words by which a
//! name or a domain says that it is health care. Tables only.

use super::cells::heading;
use crate::model::{text::fold, vocabulary::DataType};

/// What a data class is in our vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The same thing.
    Same(DataType),
    /// A kind of it; the class's own word is kept as a note.
    Like(DataType),
    /// Nothing that the vocabulary names; kept as `other` with the word.
    None,
}

/// Every data class of the service's vocabulary, as it writes them.
pub const CLASSES: &[(&str, Class)] = &[
    (
        "Account balances",
        Class::Like(DataType::FinancialInformation),
    ),
    (
        "Address book contacts",
        Class::Like(DataType::ContactDetails),
    ),
    ("Age groups", Class::Like(DataType::Demographics)),
    ("Ages", Class::Like(DataType::Demographics)),
    ("Appointments", Class::Like(DataType::DatesOfService)),
    ("Apps installed on devices", Class::None),
    ("Astrological signs", Class::None),
    ("Audio recordings", Class::Like(DataType::CallRecordings)),
    ("Auth tokens", Class::Like(DataType::Password)),
    ("Avatars", Class::Like(DataType::Photo)),
    ("Bank account numbers", Class::Same(DataType::BankAccount)),
    ("Beauty ratings", Class::None),
    ("Biometric data", Class::Same(DataType::Biometric)),
    ("Bios", Class::None),
    (
        "Browser user agent details",
        Class::Like(DataType::DeviceOrCookieId),
    ),
    (
        "Browsing histories",
        Class::Same(DataType::BrowsingActivity),
    ),
    ("Buying preferences", Class::None),
    ("Car ownership statuses", Class::None),
    ("Career levels", Class::None),
    ("Cellular network names", Class::None),
    ("Charitable donations", Class::None),
    ("Chat logs", Class::Like(DataType::Messages)),
    ("Citizenship statuses", Class::Like(DataType::Demographics)),
    ("Clothing sizes", Class::None),
    ("Comments", Class::None),
    ("Company names", Class::Like(DataType::Employer)),
    ("Credit card CVV", Class::Like(DataType::PaymentCard)),
    ("Credit cards", Class::Same(DataType::PaymentCard)),
    (
        "Credit status information",
        Class::Like(DataType::FinancialInformation),
    ),
    ("Cryptocurrency wallet addresses", Class::None),
    ("Customer feedback", Class::Like(DataType::SupportTickets)),
    (
        "Customer interactions",
        Class::Like(DataType::SupportTickets),
    ),
    ("Dates of birth", Class::Same(DataType::DateOfBirth)),
    ("Deceased date", Class::Same(DataType::DateOfDeath)),
    ("Deceased statuses", Class::Like(DataType::DateOfDeath)),
    ("Delivery instructions", Class::None),
    (
        "Device information",
        Class::Like(DataType::DeviceOrCookieId),
    ),
    (
        "Device serial numbers",
        Class::Like(DataType::DeviceOrCookieId),
    ),
    (
        "Device usage tracking data",
        Class::Like(DataType::BrowsingActivity),
    ),
    ("Drinking habits", Class::Like(DataType::SubstanceUse)),
    ("Driver's licenses", Class::Same(DataType::DriversLicense)),
    ("Drug habits", Class::Like(DataType::SubstanceUse)),
    ("Eating habits", Class::None),
    ("Education levels", Class::Like(DataType::Demographics)),
    ("Email addresses", Class::Same(DataType::Email)),
    ("Email messages", Class::Like(DataType::Messages)),
    ("Employers", Class::Same(DataType::Employer)),
    ("Employment statuses", Class::Like(DataType::Employer)),
    ("Encrypted keys", Class::Like(DataType::Password)),
    ("Ethnicities", Class::Same(DataType::RaceEthnicity)),
    (
        "Family members' names",
        Class::Like(DataType::FamilyDetails),
    ),
    ("Family structure", Class::Like(DataType::FamilyDetails)),
    (
        "Financial investments",
        Class::Like(DataType::FinancialInformation),
    ),
    (
        "Financial transactions",
        Class::Like(DataType::PaymentHistory),
    ),
    ("Fitness levels", Class::Like(DataType::HealthInformation)),
    ("Flights taken", Class::None),
    ("Genders", Class::Same(DataType::Gender)),
    ("Geographic locations", Class::Same(DataType::Geolocation)),
    ("Government issued IDs", Class::Same(DataType::NationalId)),
    ("HIV statuses", Class::Like(DataType::Diagnosis)),
    (
        "Health insurance information",
        Class::Same(DataType::InsurancePolicy),
    ),
    ("Historical passwords", Class::Like(DataType::Password)),
    ("Home ownership statuses", Class::None),
    ("Homepage URLs", Class::None),
    ("IMEI numbers", Class::Like(DataType::DeviceOrCookieId)),
    ("IMSI numbers", Class::Like(DataType::DeviceOrCookieId)),
    ("IP addresses", Class::Same(DataType::IpAddress)),
    ("Income levels", Class::Same(DataType::Income)),
    (
        "Instant messenger identities",
        Class::Like(DataType::ContactDetails),
    ),
    ("Job applications", Class::Like(DataType::EmployeeRecords)),
    ("Job titles", Class::None),
    ("Licence plates", Class::None),
    ("Living costs", Class::None),
    (
        "Loan information",
        Class::Like(DataType::FinancialInformation),
    ),
    ("Login histories", Class::Like(DataType::Username)),
    ("Loyalty program details", Class::None),
    ("MAC addresses", Class::Like(DataType::DeviceOrCookieId)),
    ("Marital statuses", Class::Like(DataType::Demographics)),
    ("Mnemonic phrases", Class::Like(DataType::Password)),
    ("Mothers maiden names", Class::Like(DataType::FamilyDetails)),
    ("Names", Class::Same(DataType::Name)),
    ("Nationalities", Class::Like(DataType::Demographics)),
    ("Net worths", Class::Like(DataType::FinancialInformation)),
    ("Nicknames", Class::Like(DataType::Username)),
    ("Occupations", Class::None),
    ("PINs", Class::Like(DataType::Password)),
    ("Parenting plans", Class::Like(DataType::FamilyDetails)),
    (
        "Partial credit card data",
        Class::Like(DataType::PaymentCard),
    ),
    ("Partial dates of birth", Class::Like(DataType::DateOfBirth)),
    ("Partial phone numbers", Class::Like(DataType::Phone)),
    ("Passport numbers", Class::Same(DataType::Passport)),
    ("Password hints", Class::Like(DataType::Password)),
    ("Password strengths", Class::Like(DataType::Password)),
    ("Passwords", Class::Same(DataType::Password)),
    ("Payment histories", Class::Same(DataType::PaymentHistory)),
    (
        "Payment methods",
        Class::Like(DataType::FinancialInformation),
    ),
    ("Personal descriptions", Class::None),
    (
        "Personal health data",
        Class::Same(DataType::HealthInformation),
    ),
    ("Personal interests", Class::None),
    ("Phone numbers", Class::Same(DataType::Phone)),
    ("Photos", Class::Same(DataType::Photo)),
    ("Physical addresses", Class::Same(DataType::Address)),
    (
        "Physical attributes",
        Class::Like(DataType::HealthInformation),
    ),
    ("Places of birth", Class::Like(DataType::Demographics)),
    ("Political donations", Class::None),
    ("Political views", Class::None),
    ("Private messages", Class::Same(DataType::Messages)),
    ("Professional skills", Class::None),
    ("Profile photos", Class::Like(DataType::Photo)),
    ("Purchases", Class::Like(DataType::PaymentHistory)),
    ("Purchasing habits", Class::None),
    ("Races", Class::Same(DataType::RaceEthnicity)),
    ("Recovery email addresses", Class::Like(DataType::Email)),
    ("Relationship statuses", Class::Like(DataType::Demographics)),
    ("Religions", Class::Like(DataType::Demographics)),
    ("Reward program balances", Class::None),
    ("SMS messages", Class::Like(DataType::Messages)),
    ("Salutations", Class::None),
    ("School grades (class levels)", Class::None),
    (
        "Security questions and answers",
        Class::Same(DataType::SecurityQuestions),
    ),
    ("Sexual fetishes", Class::None),
    ("Sexual orientations", Class::None),
    ("Smoking habits", Class::Like(DataType::SubstanceUse)),
    ("Social connections", Class::None),
    (
        "Social media profiles",
        Class::Like(DataType::ContactDetails),
    ),
    ("Social security numbers", Class::Same(DataType::Ssn)),
    ("Spoken languages", Class::Like(DataType::Demographics)),
    ("Spouses names", Class::Like(DataType::FamilyDetails)),
    ("Support tickets", Class::Same(DataType::SupportTickets)),
    ("Survey results", Class::None),
    ("Tattoo status", Class::None),
    ("Taxation records", Class::Like(DataType::TaxId)),
    ("Telecommunications carrier", Class::None),
    ("Time zones", Class::None),
    ("Travel habits", Class::None),
    ("Travel plans", Class::None),
    ("User statuses", Class::None),
    ("User website URLs", Class::None),
    ("Usernames", Class::Same(DataType::Username)),
    ("Utility bills", Class::Like(DataType::Billing)),
    ("Vehicle details", Class::None),
    ("Vehicle identification numbers (VINs)", Class::None),
    ("Warranty claims", Class::None),
    ("Website activity", Class::Like(DataType::BrowsingActivity)),
    ("Work habits", Class::None),
    ("Years of professional experience", Class::None),
];

/// The class that a word means, written as the service does or as a slug (`email-addresses`).
#[must_use]
pub fn class(word: &str) -> Option<Class> {
    let wanted = heading(word);
    CLASSES
        .iter()
        .find(|(w, _)| heading(w) == wanted)
        .map(|(_, c)| *c)
}

/// True for the classes that only health care has.
#[must_use]
pub fn is_health_class(word: &str) -> bool {
    [
        "personalhealthdata",
        "healthinsuranceinformation",
        "hivstatuses",
    ]
    .contains(&heading(word).as_str())
}

/// Parts of words that name health care wherever they stand.
const INSIDE: &[&str] = &[
    "health",
    "medic",
    "clinic",
    "hospital",
    "pharma",
    "dental",
    "dentist",
    "psycho",
    "therap",
    "doctor",
    "patient",
    "surgery",
    "surgeon",
    "oncolog",
    "radiolog",
    "diagnost",
    "orthop",
    "pediatric",
    "hospice",
    "fertility",
    "optical",
    "vaccin",
    "genomic",
    "cardio",
    "dermatolog",
    "physician",
    "nursing",
];

/// Words that contain one of these parts and name something else.
const NOT: &[&str] = &["doctor who", "spin doctor"];

/// True when a name or a domain names health care.
#[must_use]
pub fn is_health_word(text: &str) -> bool {
    let text = fold(text);
    INSIDE.iter().any(|w| text.contains(w)) && !NOT.iter().any(|w| text.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_is_known_once_in_both_spellings() {
        assert_eq!(CLASSES.len(), 146);
        for (word, class_of) in CLASSES {
            let slug = word
                .to_lowercase()
                .replace(' ', "-")
                .replace(['\'', '(', ')'], "");
            assert_eq!(class(word), Some(*class_of), "{word} stands twice");
            assert_eq!(class(&slug), Some(*class_of), "{slug}");
        }
        assert_eq!(class("Star signs of pets"), None);
    }

    #[test]
    fn health_care_is_known_by_its_name() {
        for text in ["MedicMobile", "example-clinic.org", "City Hospital"] {
            assert!(is_health_word(text), "{text}");
        }
        for text in ["Adobe", "photos.example", "Wealth Partners"] {
            assert!(!is_health_word(text), "{text}");
        }
    }
}
