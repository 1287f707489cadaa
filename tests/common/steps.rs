//! Anything that users may type or do, for property tests. Shared by several test programs, each of which
//! uses a part of it.
#![allow(dead_code, clippy::unwrap_used)]

use super::screen::Screen;
use breachlens::{
    app::{Action, action::ACTIONS},
    query::FIELDS,
};
use proptest::prelude::*;

/// Terms of every kind, right and wrong.
fn term() -> impl Strategy<Value = String> {
    let examples: Vec<String> = FIELDS.iter().map(|f| f.example.to_owned()).collect();
    prop_oneof![
        proptest::sample::select(examples),
        "[a-z]{1,8}",
        "[0-9]{3}",
        "(affected|severity|notify):[<>$0-9.,kM=\"]{1,12}",
        "\"[a-zA-Z \\\\\"é病]{1,10}\"",
        (
            proptest::sample::select(FIELDS.iter().map(|f| f.id).collect::<Vec<_>>()),
            "[a-z0-9_.<>=,\"-]{0,10}"
        )
            .prop_map(|(f, v)| format!("{f}:{v}")),
        proptest::sample::select(vec![
            "affected:>1M",
            "affected:500k..2M",
            "notify:<=60d",
            "year:2019,2021..",
            "known:2023-07",
            "data:medical,ssn",
            "method:ransomware",
            "sort:-affected,org",
            "settlement:>5.5M",
            "clock:hipaa-60",
            "severity:>=3.5",
            "affected:>1,000,000",
            "settlement:$1,500,000..2,000,000",
            "affected:709,=500,1,000",
            "has:affected,detected",
            "text:laptop",
            "text:phishing,\"stolen laptop\"",
            "-text:patients",
            "state:Texas",
            "2023",
            "and",
            "!hims",
            "!data:ssn"
        ])
        .prop_map(str::to_owned),
    ]
}

pub fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec((any::<bool>(), term()), 0..5).prop_map(|terms| {
        let terms: Vec<String> = terms
            .into_iter()
            .map(|(not, t)| if not { format!("-{t}") } else { t })
            .collect();
        terms.join(" ")
    })
}

/// Anything that can happen.
pub fn action() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => proptest::sample::select(ACTIONS.iter().map(|a| a.command).collect::<Vec<_>>()).prop_map(|c| Step::Act(Action::Do(c))),
        3 => any::<char>().prop_map(|c| Step::Act(Action::Type(c))),
        1 => ".{0,20}".prop_map(|s| Step::Act(Action::Paste(s))),
        2 => line().prop_map(|l| Step::Act(Action::SetQuery(l))),
        1 => ".{0,20}".prop_map(|s| Step::Act(Action::IsFile(s))),
        1 => ".{0,20}".prop_map(|s| Step::Act(Action::SettingsKept(s))),
        1 => (line(), ".{0,20}").prop_map(|(l, s)| {
            Step::Act(Action::SettingsChanged([("a".to_owned(), l)].into(), s))
        }),
        3 => (0_u16..300, 0_u16..100).prop_map(|(x, y)| Step::Click(x, y)),
        2 => (0_u16..300, 0_u16..100, -9_i16..9).prop_map(|(x, y, n)| Step::Wheel(x, y, n)),
        1 => (-9_i16..9, -9_i16..9).prop_map(|(columns, rows)| Step::Act(Action::Drag { columns, rows })),
        2 => (0_u16..=300, 0_u16..=100).prop_map(|(w, h)| Step::Act(Action::Resize(w, h))),
    ]
}

#[derive(Debug, Clone)]
pub enum Step {
    Act(Action),
    Click(u16, u16),
    Wheel(u16, u16, i16),
}

impl Step {
    /// Carries the step out.
    pub fn take(self, screen: &mut Screen) {
        match self {
            Self::Act(action) => {
                screen.act(action);
            }
            Self::Click(x, y) => {
                screen.click(x, y);
            }
            Self::Wheel(x, y, lines) => {
                let target = screen.app.geometry.at(x, y).cloned();
                screen.act(Action::Wheel { target, lines });
            }
        }
    }
}
