//! Who else was hit: from a vendor through the organization to its clients, and which vendors reach
//! furthest over many incidents. It must not know how trees and rankings are drawn.
//!
//! People are added only where a count is stated. Sums over several incidents may count a person twice:
//! a vendor's own record and a client's record can stand for the same people.

use crate::model::{Incident, incident::Client, text::fold, vocabulary::Relation};
use std::collections::HashMap;

/// One incident as a tree: vendor, organization, clients.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree<'a> {
    /// The other company that was the way in.
    pub vendor: Option<&'a str>,
    /// What it was to the organization.
    pub relation: Option<Relation>,
    /// Who ran the entered system, when that is neither the vendor nor the organization.
    pub operator: Option<&'a str>,
    /// The organization.
    pub organization: &'a str,
    /// People in the whole incident, if stated.
    pub people: Option<u64>,
    /// The clients, most people first; those without a count last, by name.
    pub clients: Vec<&'a Client>,
    /// How many clients state a count.
    pub counted: usize,
    /// The sum of those counts; `None` when no client states one.
    pub sum: Option<u64>,
    /// The people of the whole that no listed client accounts for; `None` when a figure is missing or
    /// the clients add up to more (their people overlap, or the total is of another day).
    pub rest: Option<u64>,
}

impl<'a> Tree<'a> {
    /// The tree of one incident.
    #[must_use]
    pub fn of(incident: &'a Incident) -> Self {
        let vendor = incident.third_party.as_ref();
        let same = |a: &str, b: &str| key(a) == key(b);
        let operator = incident.system.operator.as_deref().filter(|o| {
            !same(o, &incident.organization) && vendor.is_none_or(|v| !same(o, &v.name))
        });
        let mut clients: Vec<&Client> = incident.downstream.iter().collect();
        clients.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        let counts: Vec<u64> = clients.iter().filter_map(|c| c.count).collect();
        let sum = counts.iter().copied().reduce(u64::saturating_add);
        Self {
            vendor: vendor.map(|v| v.name.as_str()),
            relation: vendor.and_then(|v| v.relation),
            operator,
            organization: &incident.organization,
            people: incident.affected.count,
            counted: counts.len(),
            sum,
            rest: incident
                .affected
                .count
                .zip(sum)
                .and_then(|(all, sum)| all.checked_sub(sum)),
            clients,
        }
    }

    /// How many clients state no count.
    #[must_use]
    pub fn uncounted(&self) -> usize {
        self.clients.len() - self.counted
    }
}

/// A vendor's part in one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Involvement {
    /// By which the same vendor is known again; see [`key`].
    pub key: String,
    /// Its name as the record has it, for display.
    pub name: String,
    /// Clients that it reached: those listed, and the organization where another company was breached.
    pub clients: usize,
    /// People in the incident, if stated.
    pub people: Option<u64>,
    /// True when that count is a placeholder.
    pub placeholder: bool,
}

/// The vendors of one incident: the third party (several, for trackers named in one breath), and the
/// organization itself when it has clients of its own. What has no proper name is left out.
#[must_use]
pub fn involvements(incident: &Incident) -> Vec<Involvement> {
    let people = incident.affected.count;
    let placeholder = incident.count_is_placeholder();
    let mut out: Vec<Involvement> = Vec::new();
    let mut add = |name: &str, clients: usize| {
        if let Some(key) = key(name)
            && out.iter().all(|v| v.key != key)
        {
            out.push(Involvement {
                key,
                name: display(name).to_owned(),
                clients,
                people,
                placeholder,
            });
        }
    };
    let clients = incident.downstream.len();
    if let Some(third) = &incident.third_party {
        match third.relation {
            Some(Relation::TrackingTechnology) => {
                for name in several(&third.name) {
                    add(name, clients + 1);
                }
            }
            _ => add(&third.name, clients + 1),
        }
    }
    if clients > 0 {
        add(&incident.organization, clients);
    }
    out
}

/// A vendor over many incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// By which it is known; see [`key`].
    pub key: String,
    /// The shortest of its names, the first of equally short ones in alphabetical order.
    pub name: String,
    /// Incidents.
    pub incidents: usize,
    /// Clients, added up over the incidents.
    pub clients: usize,
    /// People, added up over the incidents that state a count; `None` when none does.
    pub people: Option<u64>,
    /// Incidents that state a count.
    pub counted: usize,
    /// Those of them whose count is a placeholder.
    pub placeholders: usize,
}

/// Ranks vendors by incidents, then clients, then people, then name.
#[must_use]
pub fn rank(involvements: impl IntoIterator<Item = Involvement>) -> Vec<Reach> {
    let mut all: HashMap<String, Reach> = HashMap::new();
    for v in involvements {
        let reach = all.entry(v.key).or_insert_with_key(|key| Reach {
            key: key.clone(),
            name: v.name.clone(),
            incidents: 0,
            clients: 0,
            people: None,
            counted: 0,
            placeholders: 0,
        });
        let length = |s: &str| (s.chars().count(), s.to_owned());
        if length(&v.name) < length(&reach.name) {
            reach.name = v.name;
        }
        reach.incidents += 1;
        reach.clients = reach.clients.saturating_add(v.clients);
        if let Some(people) = v.people {
            reach.people = Some(reach.people.unwrap_or_default().saturating_add(people));
            reach.counted += 1;
            reach.placeholders += usize::from(v.placeholder);
        }
    }
    let mut out: Vec<Reach> = all.into_values().collect();
    out.sort_by(|a, b| {
        (b.incidents, b.clients, b.people)
            .cmp(&(a.incidents, a.clients, a.people))
            .then_with(|| a.key.cmp(&b.key))
    });
    out
}

/// Words at the end of a company's name that say only its legal form.
const FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "bv",
    "nv",
    "pc",
];

/// Beginnings and parts of descriptions that stand in place of a name that was not published.
const NAMELESS: &[&str] = &[
    "unnamed",
    "not named",
    "unknown",
    "undisclosed",
    "third-party",
    "each customer",
];

/// One company under two names.
const SAME: &[(&str, &str)] = &[("facebook", "meta"), ("twitter", "x")];

/// What the same vendor is known by under slightly different names: folded, without what stands in
/// brackets, punctuation and legal form. `None` for a description in place of a name.
#[must_use]
pub fn key(name: &str) -> Option<String> {
    let whole = fold(name);
    if NAMELESS.iter().any(|n| whole.contains(n)) {
        return None;
    }
    let plain: String = fold(display(name))
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '&' {
                c
            } else {
                ' '
            }
        })
        .collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|w| FORMS.contains(w)) {
        words.pop();
    }
    let key = words.join(" ");
    let key = SAME
        .iter()
        .find(|(other, _)| *other == key)
        .map_or(key, |(_, known)| (*known).to_owned());
    (!key.is_empty()).then_some(key)
}

/// A name without what is added to it in brackets: `Zendesk (as reported)` is `Zendesk`.
fn display(name: &str) -> &str {
    match name.split_once('(') {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => name.trim(),
    }
}

/// The names in `Google, Microsoft Bing and other trackers`.
fn several(names: &str) -> impl Iterator<Item = &str> {
    names
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty() && !part.starts_with("other "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::bundled::incidents;

    #[test]
    fn names_of_one_vendor_have_one_key() {
        for (name, want) in [
            (
                "Progress Software (MOVEit Transfer)",
                Some("progress software"),
            ),
            ("Progress Software Corp.", Some("progress software")),
            (
                "Jelly Bean Communications Design, LLC",
                Some("jelly bean communications design"),
            ),
            (
                "Perry Johnson & Associates (PJ&A)",
                Some("perry johnson & associates"),
            ),
            ("Zendesk (as reported)", Some("zendesk")),
            ("The Company", Some("company")),
            ("Facebook", Some("meta")),
            ("Meta (Facebook)", Some("meta")),
            ("Mailing vendor of Triple-S (not named)", None),
            ("Unnamed vendor", None),
            ("(…)", None),
            ("", None),
        ] {
            assert_eq!(key(name).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn the_tree_of_one_incident() {
        let all = incidents();
        let of = |id: &str| all.iter().find(|i| i.id == id).unwrap();
        let hims = Tree::of(of("hims-hers-2026"));
        assert_eq!(
            (hims.vendor, hims.organization),
            (Some("Zendesk"), "Hims & Hers")
        );
        assert_eq!((hims.people, hims.sum, hims.rest), (None, None, None));
        let ec = Tree::of(of("healthec-2023"));
        assert_eq!((ec.vendor, ec.clients.len()), (None, 12));
        assert!(ec.clients.is_sorted_by(|a, b| a.count >= b.count));

        let made: Incident = serde_json::from_str(
            r#"{"id":"x","organization":"X","affected":{"count":100},"system":{"operator":"Vee"},
            "third_party":{"name":"Vee, Inc."},
            "downstream":[{"name":"B"},{"name":"A"},{"name":"C","count":10},{"name":"D","count":20}]}"#,
        )
        .unwrap();
        let t = Tree::of(&made);
        let names: Vec<&str> = t.clients.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["D", "C", "A", "B"]);
        assert_eq!(
            (t.counted, t.uncounted(), t.sum, t.rest),
            (2, 2, Some(30), Some(70))
        );
        // The operator is the vendor under another spelling.
        assert_eq!(t.operator, None);
    }

    #[test]
    fn vendors_are_ranked_over_all_incidents() {
        let all = incidents();
        let ranked = rank(all.iter().flat_map(involvements));
        let of = |key: &str| ranked.iter().find(|r| r.key == key).unwrap();
        // Six clients' records name MOVEit.
        assert_eq!(of("progress software").incidents, 6);
        // Trackers named in one breath are counted one by one.
        assert!(of("google").incidents >= 6);
        // Its own record with five clients, and the record of one more.
        assert_eq!(of("perry johnson & associates").incidents, 2);
        assert_eq!(of("perry johnson & associates").clients, 6);
        assert!(ranked.iter().all(|r| !r.key.contains("unnamed")));
    }
}
