//! What a column of a foreign table is about: the roles, and the table of names by which each is known.
//! It must not know how a row becomes a record.

use super::cells::heading;

/// Declares the roles: variant, name in `--map`, whether it holds dates, and the headings it goes by,
/// best first, compared as [`heading`] compares them.
macro_rules! roles {
    ($( $variant:ident $id:literal $(dates $dates:literal)? $what:literal [ $( $alias:literal ),* $(,)? ] )*) => {
        /// What a column is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $( #[doc = $what] $variant, )* }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// Its name in `--map` and in mapping files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// What it is, in a few words.
            #[must_use]
            pub const fn what(self) -> &'static str {
                match self { $( Self::$variant => $what, )* }
            }

            /// True where the cells hold dates.
            #[must_use]
            pub const fn is_date(self) -> bool {
                match self { $( Self::$variant => false $(|| $dates)?, )* }
            }

            /// The headings that it goes by, best first.
            #[must_use]
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $( Self::$variant => &[ $( $alias, )* ], )* }
            }
        }
    };
}

roles! {
    Organization "organization" "the organization that was breached" [
        "nameofcoveredentity", "coveredentity", "coveredentityname", "entityname", "nameofpart2program",
        "part2program", "organizationname", "organisationname", "organization", "organisation",
        "company", "companyname", "victim", "victimname", "org", "name",
    ]
    Affected "affected" "how many people" [
        "individualsaffected", "individuals", "numberofindividualsaffected", "totalaffected", "affected",
        "recordslost", "numberaffected", "peopleaffected", "totalindividuals",
    ]
    Filed "filed" dates true "when it was filed with the regulator" [
        "breachsubmissiondate", "datereported", "reporteddate", "datesubmitted", "submissiondate",
        "datefiled", "filed", "filingdate", "reportdate",
    ]
    Kind "kind" "the type of breach" ["typeofbreach", "breachtype", "kind", "type", "method"]
    Location "location" "where the information was" [
        "locationofbreachedinformation", "locationofinformation", "breachlocation", "location",
    ]
    EntityType "entity_type" "what kind of entity it is under HIPAA" [
        "coveredentitytype", "entitytype", "typeofcoveredentity", "entity", "role",
    ]
    Vendor "vendor" "the business associate: yes or no, or its name" [
        "businessassociatepresent", "businessassociateinvolved", "qualifiedserviceorganizationpresent",
        "businessassociate", "vendor", "thirdparty",
    ]
    Text "text" "the text that tells what happened" [
        "webdescription", "summary", "description", "incidentdetails", "narrative", "details", "notes",
    ]
    State "state" "the US state of the organization" ["state", "entitystate", "statecode", "st"]
    Country "country" "the country of the organization" ["country", "countrycode"]
    Started "started" dates true "when it began, or the span of it" [
        "breachstart", "datestart", "startdate", "dateofbreach", "datesofbreach",
        "datesofbreachifknown", "breachdate", "breachdates", "incidentdate", "started",
    ]
    Ended "ended" dates true "when it ended" ["breachend", "dateend", "enddate", "ended"]
    Detected "detected" dates true "when it was noticed" [
        "dateaware", "datediscovered", "discoverydate", "discovereddate", "dateofdiscovery",
        "discovered", "discoveredon", "datedetected", "detectiondate", "dateofdetection", "detected",
    ]
    Notified "notified" dates true "when people were told" [
        "datenotified", "notificationdate", "dateofnotification", "individualsnotified",
        "consumernotificationdate", "notified", "notifiedon", "letterssent", "dateletterssent",
    ]
    Disclosed "disclosed" dates true "when it became public" ["disclosed", "publicdate", "datemadepublic", "known"]
    Industry "industry" "the kind of business" ["industrytype", "industry", "sector", "businesstype"]
    Id "id" "the list's own key of the row" ["id", "incidentid", "caseid", "breachid"]
}

/// The start of the heading that the portal prints in place of two of its names.
const BROKEN: &str = "javaxfacescomponentuipanel";

/// Which column plays which role.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The headings as they stand in the file, made printable.
    pub headings: Vec<String>,
    roles: Vec<(Role, usize)>,
}

impl Layout {
    /// The first guess: every role goes to the column with the best of its names; a column has one role.
    #[must_use]
    pub fn guess(headings: Vec<String>) -> Self {
        let keys: Vec<String> = headings.iter().map(|h| heading(h)).collect();
        let mut roles: Vec<(Role, usize)> = Vec::new();
        for role in Role::ALL {
            let found = role.aliases().iter().find_map(|alias| {
                keys.iter()
                    .enumerate()
                    .position(|(i, k)| k == alias && !roles.iter().any(|(_, at)| *at == i))
            });
            if let Some(at) = found {
                roles.push((*role, at));
            }
        }
        // The broken heading of the portal: the first such column is the name, the second the vendor.
        let broken = keys
            .iter()
            .enumerate()
            .filter(|(_, k)| k.starts_with(BROKEN));
        for (role, (at, _)) in [Role::Organization, Role::Vendor].into_iter().zip(broken) {
            roles.retain(|(r, _)| *r != role);
            roles.push((role, at));
        }
        Self { headings, roles }
    }

    /// Gives a role to the column with this heading (compared as headings are), or to the column of
    /// this number, from 1. False when there is none.
    pub fn assign(&mut self, role: Role, column: &str) -> bool {
        let wanted = heading(column);
        let found = self
            .headings
            .iter()
            .position(|h| h == column)
            .or_else(|| {
                self.headings
                    .iter()
                    .position(|h| heading(h) == wanted && !wanted.is_empty())
            })
            .or_else(|| {
                let number: usize = column.parse().ok()?;
                (1..=self.headings.len())
                    .contains(&number)
                    .then(|| number - 1)
            });
        if let Some(at) = found {
            self.roles.retain(|(r, i)| *r != role && *i != at);
            self.roles.push((role, at));
        }
        found.is_some()
    }

    /// The column of a role, from 0.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<usize> {
        self.roles
            .iter()
            .find(|(r, _)| *r == role)
            .map(|(_, at)| *at)
    }

    /// True when every one of these roles has a column.
    #[must_use]
    pub fn has(&self, roles: &[Role]) -> bool {
        roles.iter().all(|r| self.column(*r).is_some())
    }

    /// True when a column goes by this name, compared as headings are.
    #[must_use]
    pub fn names(&self, key: &str) -> bool {
        self.headings.iter().any(|h| heading(h) == key)
    }

    /// The roles and their columns, in the order of the table of roles.
    pub fn roles(&self) -> impl Iterator<Item = (Role, usize)> {
        Role::ALL
            .iter()
            .filter_map(|r| self.column(*r).map(|at| (*r, at)))
    }

    /// True when the heading has the portal's broken names.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.headings.iter().any(|h| heading(h).starts_with(BROKEN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(line: &str) -> Vec<String> {
        let layout = Layout::guess(line.split(',').map(str::to_owned).collect());
        layout
            .roles()
            .map(|(r, at)| format!("{}={}", r.id(), at))
            .collect()
    }

    #[test]
    fn renamed_and_added_columns_are_recognized() {
        assert_eq!(
            guess("Name,State,Entity,Individuals,Date.Submitted,Breach_Type,Location,year"),
            [
                "organization=0",
                "affected=3",
                "filed=4",
                "kind=5",
                "location=6",
                "entity_type=2",
                "state=1"
            ]
        );
        assert_eq!(
            guess(
                ",Name_of_Covered_Entity,BUSINESS ASSOCIATE INVOLVED,Date_of_Breach,Summary,breach_start,breach_end"
            ),
            [
                "organization=1",
                "vendor=2",
                "text=4",
                "started=5",
                "ended=6"
            ]
        );
        assert_eq!(
            guess(
                "javax.faces.component.UIPanel@495f2e1e,State,Covered Entity Type,javax.faces.component.UIPanel@3408c427"
            ),
            ["organization=0", "entity_type=2", "vendor=3", "state=1"]
        );
    }

    #[test]
    fn no_heading_stands_for_two_roles() {
        let mut seen = std::collections::HashSet::new();
        for role in Role::ALL {
            for alias in role.aliases() {
                assert_eq!(*alias, heading(alias));
                assert!(seen.insert(*alias), "{alias} stands twice");
            }
        }
    }
}
