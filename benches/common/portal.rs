//! Data of any size in the shape of the HHS OCR portal's export, and the same rows in our own format.
//! The seed and the number of a row decide everything.

use super::{names::name, rng::Rng};
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// What every figure of the README was measured on.
pub const SEED: u64 = 0x0b4e_ac41;

/// How the rows are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub rows: u64,
    pub seed: u64,
    /// Every row has a name of its own, or nearly; otherwise there are three names for ten rows.
    pub distinct: bool,
}

impl Shape {
    pub const fn of(rows: u64) -> Self {
        Self {
            rows,
            seed: SEED,
            distinct: false,
        }
    }
}

/// One filing.
#[derive(Debug, Clone)]
pub struct Row {
    pub name: String,
    pub state: &'static str,
    pub entity: &'static str,
    pub affected: u64,
    /// Year, month, day.
    pub filed: (u64, u64, u64),
    pub kind: &'static str,
    pub location: &'static str,
    pub vendor: bool,
    pub text: String,
}

const STATES: &[(u64, &str)] = &[
    (110, "CA"),
    (80, "TX"),
    (62, "FL"),
    (60, "NY"),
    (48, "IL"),
    (45, "PA"),
    (42, "OH"),
    (33, "MA"),
    (33, "NC"),
    (32, "GA"),
    (32, "MI"),
    (30, "IN"),
    (28, "WA"),
    (28, "TN"),
    (27, "MN"),
    (25, "VA"),
    (25, "MO"),
    (24, "NJ"),
    (24, "AZ"),
    (22, "CO"),
    (22, "MD"),
    (20, "WI"),
    (18, "CT"),
    (18, "KY"),
    (16, "OR"),
    (14, "SC"),
    (14, "AL"),
    (13, "IA"),
    (12, "OK"),
    (12, "LA"),
    (11, "KS"),
    (10, "AR"),
    (10, "NM"),
    (10, "UT"),
    (9, "NE"),
    (9, "PR"),
    (8, "NV"),
    (8, "ME"),
    (7, "MS"),
    (6, "RI"),
    (6, "WV"),
    (6, "MT"),
    (5, "ID"),
    (5, "NH"),
    (5, "DE"),
    (5, "AK"),
    (4, "DC"),
    (4, "HI"),
    (4, "WY"),
    (3, "ND"),
    (3, "SD"),
    (2, "VT"),
    (1, ""),
];

const ENTITIES: &[(u64, &str)] = &[
    (719, "Healthcare Provider"),
    (147, "Business Associate"),
    (131, "Health Plan"),
    (2, "Healthcare Clearing House"),
    (1, ""),
];

const KINDS: &[(u64, &str)] = &[
    (560, "Hacking/IT Incident"),
    (235, "Unauthorized Access/Disclosure"),
    (130, "Theft"),
    (30, "Loss"),
    (18, "Improper Disposal"),
    (12, "Other"),
    (6, "Theft, Unauthorized Access/Disclosure"),
    (3, "Hacking/IT Incident, Unauthorized Access/Disclosure"),
    (3, "Loss, Theft"),
    (2, "Unknown"),
    (1, ""),
];

const LOCATIONS: &[(u64, &str)] = &[
    (400, "Network Server"),
    (220, "Email"),
    (140, "Paper/Films"),
    (55, "Laptop"),
    (45, "Other"),
    (50, "Electronic Medical Record"),
    (32, "Desktop Computer"),
    (25, "Other Portable Electronic Device"),
    (8, "Other, Other Portable Electronic Device"),
    (8, "Desktop Computer, Network Server"),
    (7, "Electronic Medical Record, Network Server"),
    (5, "Email, Network Server"),
    (
        3,
        "Desktop Computer, Electronic Medical Record, Email, Laptop, Network Server",
    ),
    (2, ""),
];

const EVENTS: &[&str] = &[
    "an employee was the subject of an email phishing attack that affected",
    "it was the subject of a cyber-attack that affected",
    "it was the victim of a ransomware attack that encrypted",
    "an unencrypted laptop computer was stolen from a workforce member's car, which held",
    "it inadvertently mailed letters to the wrong recipients, disclosing",
    "its business associate experienced a hacking incident that affected",
    "a former employee accessed without authorization",
    "boxes of paper records were found in a public dumpster, exposing",
    "a misconfigured web server made publicly accessible",
    "an unauthorized third party gained access to an employee's email account containing",
];

const DATA: &[&str] = &[
    "names",
    "addresses",
    "dates of birth",
    "Social Security numbers",
    "drivers\u{2019} license numbers",
    "health insurance information",
    "claims information",
    "diagnoses",
    "medications",
    "lab results",
    "treatment information",
    "financial information",
    "phone numbers",
    "email addresses",
    "medical record numbers",
    "dates of service",
    "demographic information",
    "bank account numbers",
    "credit card numbers",
    "passport numbers",
];

const MEASURES: &[&str] = &[
    "The CE notified HHS, affected individuals, the media, and provided substitute notice.",
    "The CE notified HHS, affected individuals, and the media.",
    "The CE provided complimentary credit monitoring services.",
    "In response to the breach, the CE implemented additional administrative and technical safeguards.",
    "The CE retrained its workforce members and revised its policies and procedures.",
    "The CE offered affected individuals one year of free identity theft protection services.",
    "The CE established a toll-free call center.",
    "Following OCR\u{2019}s investigation, the CE encrypted its portable devices.",
    "The CE sanctioned the employee involved.",
    "OCR obtained assurances that the CE implemented the corrective actions noted above.",
    "OCR provided technical assistance regarding the HIPAA Rules.",
    "Law enforcement was notified.",
];

/// So many rows in a thousand have a text: with it, a million rows are about 236 MB.
const TOLD: u64 = 214;

/// The row with this number.
pub fn row(shape: Shape, number: u64) -> Row {
    let mut r = Rng::of(shape.seed ^ 0x5EED, number);
    // So many, some of them alike, leave about 300,000 after a million were drawn.
    let names = (shape.rows * 351 / 1000).max(1);
    let which = if shape.distinct {
        number
    } else {
        r.below(names)
    };
    let name = name(shape.seed, which);
    // Most filings are small, a few are enormous; 500 and 501 are placeholders.
    let affected = match r.below(100) {
        0..=5 => 500 + r.below(2),
        6..=59 => 500 + r.below(4500),
        60..=89 => 5_000 + r.below(45_000),
        90..=97 => 50_000 + r.below(450_000),
        98 => 500_000 + r.below(4_500_000),
        _ => 1_000_000 + r.below(20_000_000),
    };
    let year = 2009 + r.below(17).max(r.below(17));
    let filed = (year, 1 + r.below(12), 1 + r.below(28));
    let mut text = String::new();
    if r.per_mille(TOLD) {
        tell(&mut r, &name, affected, &mut text);
    }
    Row {
        name,
        state: r.weighted(STATES),
        entity: r.weighted(ENTITIES),
        affected,
        filed,
        kind: r.weighted(KINDS),
        location: r.weighted(LOCATIONS),
        vendor: r.per_mille(288),
        text,
    }
}

fn tell(r: &mut Rng, name: &str, affected: u64, out: &mut String) {
    let people = grouped(affected);
    let event = r.pick(EVENTS);
    let _ = write!(
        out,
        "The covered entity (CE), {name}, reported that {event} the protected health information (PHI) of {people} individuals.  "
    );
    let first = r.below(4) as usize;
    let data: Vec<&str> = (0..4 + r.below(6) as usize)
        .map(|i| DATA[(first + i * 3) % DATA.len()])
        .collect();
    let _ = write!(out, "The PHI involved included {}.", data.join(", "));
    for i in 0..2 + r.below(4) as usize {
        let from = r.below(3) as usize;
        let _ = write!(out, "  {}", MEASURES[(from + i * 3) % MEASURES.len()]);
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Writes the portal's CSV.
pub fn csv(shape: Shape, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n")?;
    for number in 0..shape.rows {
        let r = row(shape, number);
        let (y, m, d) = r.filed;
        cell(out, &r.name)?;
        write!(
            out,
            ",{},{},{},{m:02}/{d:02}/{y},",
            r.state, r.entity, r.affected
        )?;
        cell(out, r.kind)?;
        out.write_all(b",")?;
        cell(out, r.location)?;
        write!(out, ",{},", if r.vendor { "Yes" } else { "No" })?;
        cell(out, &r.text)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn cell(out: &mut impl Write, text: &str) -> io::Result<()> {
    if text.contains([',', '"', '\n']) {
        write!(out, "\"{}\"", text.replace('"', "\"\""))
    } else {
        out.write_all(text.as_bytes())
    }
}

/// Writes our own format, a record a line.
pub fn json_lines(shape: Shape, out: &mut impl Write) -> io::Result<()> {
    for number in 0..shape.rows {
        let r = row(shape, number);
        let (y, m, d) = r.filed;
        let role = match r.entity {
            "Healthcare Provider" => Some("healthcare_provider"),
            "Business Associate" => Some("business_associate"),
            "Health Plan" => Some("health_plan"),
            "Healthcare Clearing House" => Some("clearinghouse"),
            _ => None,
        };
        let kind = r.kind.split(", ").find_map(|k| match k {
            "Hacking/IT Incident" => Some("hacking_it_incident"),
            "Unauthorized Access/Disclosure" => Some("unauthorized_access_disclosure"),
            "Theft" => Some("theft"),
            "Loss" => Some("loss"),
            "Improper Disposal" => Some("improper_disposal"),
            _ => None,
        });
        let mut record = serde_json::json!({
            "id": format!("{}-{y}-{number}", slug(&r.name)),
            "organization": r.name,
            "country": "US",
            "affected": {"count": r.affected, "source": "s1"},
            "timeline": [{"kind": "regulator_notified", "date": format!("{y}-{m:02}-{d:02}"), "source": "s1"}],
            "exposed": exposed(&r.text),
            "sources": [{"id": "s1", "title": "Filing", "url": "https://example.org/filing"}],
        });
        let mut put = |key: &str, value: Option<&str>| {
            if let (Some(map), Some(value)) = (record.as_object_mut(), value) {
                map.insert(key.to_owned(), value.into());
            }
        };
        put("hipaa_role", role);
        put("breach_type", kind);
        put("state", (!r.state.is_empty()).then_some(r.state));
        put("summary", (!r.text.is_empty()).then_some(r.text.as_str()));
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

fn exposed(text: &str) -> Vec<serde_json::Value> {
    [
        ("names", "name"),
        ("addresses", "address"),
        ("dates of birth", "date_of_birth"),
        ("Social Security numbers", "ssn"),
        ("diagnoses", "diagnosis"),
        ("email addresses", "email"),
    ]
    .iter()
    .filter(|(words, _)| text.contains(words))
    .map(|(_, id)| serde_json::json!({"data": id, "status": "exposed"}))
    .collect()
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(40);
    out.trim_end_matches('-').to_owned()
}
