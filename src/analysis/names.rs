//! Names of organizations as they are compared: without legal forms, `the`, punctuation, accents and
//! the ways in which lists write `doing business as`. It must not know what is compared.

use crate::model::text::fold;

/// Legal forms and titles, taken away from the end of a name.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lllp",
    "lp",
    "pllc",
    "pc",
    "pa",
    "plc",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "corporations",
    "co",
    "company",
    "companies",
    "sc",
    "md",
    "mds",
    "dds",
    "dmd",
    "do",
    "od",
    "dpm",
    "phd",
    "apc",
    "apmc",
    "pllp",
    "psc",
    "chartered",
    "nfp",
    "gmbh",
    "ag",
    "sa",
    "bv",
    "nv",
    "pty",
    "aps",
    "ab",
    "oy",
    "srl",
    "spa",
    "ace",
];

/// Ends that portals add to the name of a group that files as one.
const FILING_ENDS: &[&[&str]] = &[
    &["single", "affiliated", "covered", "entity"],
    &["affiliated", "covered", "entity"],
    &["affiliated", "covered", "entities"],
    &["and", "its", "affiliates"],
    &["and", "affiliates"],
    &["and", "subsidiaries"],
];

/// Words that are written in two ways.
const SPELLINGS: &[(&str, &str)] = &[
    ("saint", "st"),
    ("mount", "mt"),
    ("centre", "center"),
    ("centers", "center"),
    ("ctr", "center"),
    ("hosp", "hospital"),
    ("univ", "university"),
    ("assoc", "associates"),
    ("dept", "department"),
    ("intl", "international"),
    ("svcs", "services"),
    ("svc", "services"),
    ("service", "services"),
    ("system", "systems"),
    ("grp", "group"),
    ("natl", "national"),
    ("orthopedic", "orthopaedic"),
    ("orthopedics", "orthopaedics"),
    ("pediatrics", "paediatrics"),
];

/// What parts two names of one organization.
const ALIASES: &[&str] = &[
    " d/b/a/ ",
    " d/b/a ",
    " dba ",
    " d.b.a. ",
    " d.b.a ",
    " doing business as ",
    " a/k/a ",
    " aka ",
    " also known as ",
    " f/k/a ",
    " fka ",
    " formerly known as ",
    " formerly ",
    " now known as ",
];

/// Every name that a written name holds, normalised: `A Corp d/b/a B (C)` is `a`, `b` and `c`.
/// Never empty strings; the first is the main name.
#[must_use]
pub fn names(written: &str) -> Vec<String> {
    let folded = fold(written);
    let has_alias = has_alias(&folded);
    if !has_alias && !folded.contains('(') {
        // Most names are but one.
        let name = normalize_folded(&folded);
        return if name.len() > 1 {
            vec![name]
        } else {
            Vec::new()
        };
    }
    let text = folded.replace(',', " , ");
    // Runs of blanks would hide the marks.
    let text = format!(
        " {} ",
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let mut parts = vec![text];
    for mark in if has_alias { ALIASES } else { &[] } {
        parts = parts
            .iter()
            .flat_map(|p| p.split(mark).map(|s| format!(" {s} ")).collect::<Vec<_>>())
            .collect();
    }
    let mut out: Vec<String> = Vec::new();
    let mut add = |name: String| {
        // One letter names nothing.
        if name.len() > 1 && !out.contains(&name) {
            out.push(name);
        }
    };
    for part in &parts {
        match part.split_once('(') {
            Some((before, rest)) => {
                let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
                add(normalize(&format!("{before} {after}")));
                // `(CA)` and the like are places and short forms, which many share.
                let inside = normalize(inside);
                if inside.len() > 4 {
                    add(inside);
                }
            }
            None => add(normalize(part)),
        }
    }
    out
}

/// Whether a mark may stand in a folded name: whether its first word does.
fn has_alias(folded: &str) -> bool {
    folded
        .split(|c: char| c == ',' || c.is_whitespace())
        .any(|word| {
            // Looking for each mark in each word takes its time.
            matches!(word.as_bytes().first(), Some(b'a' | b'd' | b'f' | b'n'))
                && ALIASES.iter().any(|mark| {
                    let rest = mark.trim_start().strip_prefix(word);
                    rest.is_some_and(|rest| rest.starts_with(' '))
                })
        })
}

/// One name, normalised.
#[must_use]
pub fn normalize(name: &str) -> String {
    normalize_folded(&fold(name))
}

fn normalize_folded(folded: &str) -> String {
    let mut text = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            // `St. Luke's` and `P.C.` stay single words.
            '\'' | '.' | '`' => {}
            '&' | '+' => text.push_str(" and "),
            c if c.is_alphanumeric() => text.push(c),
            _ => text.push(' '),
        }
    }
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let word = SPELLINGS
            .iter()
            .find(|(w, _)| *w == word)
            .map_or(word, |(_, s)| s);
        match (words.last(), word) {
            // `health care` and `healthcare` are one word.
            (Some(&"health"), "care") => {
                words.pop();
                words.push("healthcare");
            }
            _ => words.push(word),
        }
    }
    loop {
        if words.len() > 1
            && words
                .last()
                .is_some_and(|w| LEGAL.contains(w) || *w == "and")
        {
            words.pop();
        } else if let Some(end) = FILING_ENDS
            .iter()
            .find(|e| words.len() > e.len() && words.ends_with(e))
        {
            words.truncate(words.len() - end.len());
        } else {
            break;
        }
    }
    words.retain(|w| !matches!(*w, "the" | "and"));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_equal_however_they_are_written() {
        for (a, b) in [
            ("Walnut Co.", "WALNUT"),
            (
                "Walnut Professional Corporations",
                "Walnut Professional Corporation",
            ),
            ("The Walnut Companies, Inc.", "Walnut"),
            ("The Example Clinic, P.C.", "example clinic"),
            ("Smith & Jones, M.D., P.A.", "Smith and Jones"),
            ("St. Ann’s Health Care", "Saint Anns Healthcare Inc"),
            ("Clínica Sur, L.L.C.", "Clinica Sur"),
            ("Alpha Hospital Center", "Alpha Hospital Ctr."),
            ("Beta Group single affiliated covered entity", "Beta Group"),
        ] {
            assert_eq!(normalize(a), normalize(b));
        }
        assert_ne!(normalize("MD Anderson"), normalize("Anderson"));
        assert_ne!(
            normalize("Alpha Health of Ohio"),
            normalize("Alpha Health of Iowa")
        );
        assert_eq!(
            names("MHX Corp. d/b/a Home Network (Homenet)"),
            ["mhx", "home network", "homenet"]
        );
        assert_eq!(
            names("Alpha, formerly known as Beta Inc."),
            ["alpha", "beta"]
        );
        assert!(names(" () ").is_empty() && names("").is_empty());
    }

    #[test]
    fn every_mark_parts_two_names() {
        for mark in ALIASES {
            for written in [
                format!("Alpha{mark}Beta"),
                format!("Alpha,{}Beta", mark.to_uppercase()),
            ] {
                assert_eq!(names(&written), ["alpha", "beta"], "{written}");
            }
            assert!(has_alias(mark), "{mark}");
        }
        assert_eq!(names("Dba Alpha"), ["alpha"]);
        assert_eq!(names("Formerlyx Alpha"), ["formerlyx alpha"]);
    }
}
