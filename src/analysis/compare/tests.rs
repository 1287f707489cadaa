//! The two seed incidents against values worked out by hand from their records.

use super::*;
use crate::{
    dataset::bundled,
    model::{
        DayRange,
        vocabulary::{ExposureStatus, MeasureStatus},
    },
};

fn all() -> Vec<Incident> {
    bundled::incidents()
}

fn pick(all: &[Incident], ids: &[&str]) -> Vec<Incident> {
    ids.iter()
        .map(|id| all.iter().find(|r| r.id == *id).unwrap().clone())
        .collect()
}

fn row<'a>(c: &'a Comparison, kind: SectionKind, id: &str) -> &'a Row {
    c.sections
        .iter()
        .find(|s| s.kind == kind)
        .and_then(|s| s.rows.iter().find(|r| r.id == id))
        .unwrap_or_else(|| panic!("no row {id}"))
}

#[test]
fn the_two_seed_incidents_side_by_side() {
    let all = all();
    let c = compare(&pick(&all, &["healthec-2023", "hims-hers-2026"]), None);
    assert_eq!(c.heads[0].year, Some(2023));
    let people = row(&c, SectionKind::Facts, "affected");
    assert!(matches!(
        people.cells[0],
        Cell::People {
            count: 4_452_782,
            ..
        }
    ));
    assert_eq!(people.cells[1], Cell::NotStated);
    assert_eq!(people.agreement, Agreement::Partly, "one states it");
    assert_eq!(people.state(0), CellState::OnlySome);
    assert_eq!(people.state(1), CellState::NotStated);
    let notify = row(&c, SectionKind::Days, "notify");
    assert_eq!(
        notify.cells,
        [
            Cell::Days(DayRange {
                low: 144,
                high: 174
            }),
            Cell::Days(DayRange::exact(56))
        ]
    );
    let record = row(&c, SectionKind::Exposed, "medical_record");
    assert_eq!(record.cells[1], Cell::Exposure(ExposureStatus::NotExposed));
    let name = row(&c, SectionKind::Exposed, "name");
    assert_eq!(name.agreement, Agreement::Same);
    assert_eq!(name.state(0), CellState::Same);
    let monitoring = row(&c, SectionKind::Response, "credit_monitoring");
    for cell in &monitoring.cells {
        let Cell::Measure(t) = cell else {
            panic!("{cell:?}")
        };
        assert_eq!((t.status, t.months), (MeasureStatus::Offered, Some(12)));
    }
    assert_eq!(monitoring.agreement, Agreement::Same);
}

/// By hand, see the detail pane's tests for the days. HealthEC is a business associate: the rules for
/// covered entities do not apply to it; Hims & Hers is a provider: the vendor's rule does not.
#[test]
fn clocks_of_the_two_seed_incidents() {
    use crate::analysis::clocks::{Outcome, Why};
    let all = all();
    let c = compare(&pick(&all, &["healthec-2023", "hims-hers-2026"]), None);
    let section = c.sections.iter().find(|s| s.kind == SectionKind::Clocks);
    let rows = &section.unwrap().rows;
    let ids: Vec<&str> = rows.iter().map(|r| r.id).collect();
    assert_eq!(
        ids,
        ["hipaa-60", "hipaa-ba-60", "hipaa-hhs-60", "hipaa-vendor-60"]
    );
    let clock = |outcome, days| {
        Cell::Clock(Clocked {
            outcome,
            days,
            delay: None,
        })
    };
    let (low, high) = (27, 57);
    let wanted = [
        [
            Cell::DoesNotApply,
            clock(Outcome::Met, Some(DayRange::exact(56))),
        ],
        [
            clock(
                Outcome::Late(DayRange { low, high }),
                Some(DayRange { low: 87, high: 117 }),
            ),
            Cell::DoesNotApply,
        ],
        [
            Cell::DoesNotApply,
            clock(Outcome::Unknown(Why::PeopleNotStated(500)), None),
        ],
        [
            clock(Outcome::Met, Some(DayRange::exact(57))),
            Cell::DoesNotApply,
        ],
    ];
    for (row, cells) in rows.iter().zip(wanted) {
        assert_eq!(row.cells, cells, "{}", row.id);
    }
    assert_eq!(rows.last().unwrap().group, "may apply");
    assert_eq!(row(&c, SectionKind::Days, "clients").late, [true, false]);
    assert_eq!(row(&c, SectionKind::Days, "notify").late, [false, false]);
    let severity = row(&c, SectionKind::Facts, "severity");
    assert_eq!(
        severity.cells,
        [
            "4 x 1 + 1 = 5.00, very high",
            "4 x 0.75 + 0.75 = 3.75, high"
        ]
        .map(|t| Cell::Text(t.into()))
    );
}

#[test]
fn differences_leave_only_rows_that_differ() {
    let all = all();
    let two = pick(&all, &["healthec-2023", "hims-hers-2026"]);
    let c = compare(&two, None).differences();
    assert!(c.sections.iter().all(|s| !s.rows.is_empty()));
    for r in c.sections.iter().flat_map(|s| &s.rows) {
        let stated: Vec<&Cell> = r.cells.iter().filter(|c| c.is_stated()).collect();
        assert!(
            stated.iter().any(|a| !a.same_as(stated[0])),
            "{}: silence is no difference",
            r.id
        );
    }
    let same = compare(&[two[0].clone(), two[0].clone()], None).differences();
    assert_eq!(same.sections, []);
}

/// Of three: what two state alike and one not is no difference, what two state unlike is one.
#[test]
fn silence_is_neither_the_same_nor_a_difference() {
    let all = all();
    let ids = ["healthec-2023", "hims-hers-2026", "change-healthcare-2024"];
    let c = compare(&pick(&all, &ids), None);
    let rows = || c.sections.iter().flat_map(|s| &s.rows);
    for (agreement, cells) in [
        (
            Agreement::Differs,
            &[CellState::Differs, CellState::NotStated][..],
        ),
        (
            Agreement::Partly,
            &[CellState::OnlySome, CellState::NotStated],
        ),
    ] {
        let is = |r: &Row| cells.iter().all(|s| (0..3).any(|at| r.state(at) == *s));
        assert!(
            rows().any(|r| r.agreement == agreement && is(r)),
            "{agreement:?}"
        );
    }
    let of = |a| c.count(a);
    let sum = of(Agreement::Same) + of(Agreement::Partly) + of(Agreement::Differs);
    assert_eq!(sum, rows().count());
    let applies = row(&c, SectionKind::Clocks, "hipaa-ba-60");
    assert_eq!(applies.state(1), CellState::DoesNotApply);
}

#[test]
fn no_row_is_silent_in_every_column() {
    let all = all();
    for two in all.windows(2) {
        for s in compare(two, None).sections {
            for r in s.rows {
                assert_eq!(r.cells.len(), 2);
                let silent = |c: &Cell| matches!(c, Cell::NotStated | Cell::DoesNotApply);
                assert!(!r.cells.iter().all(silent), "{}", r.id);
            }
        }
    }
}

#[test]
fn peers_count_what_a_plain_loop_counts() {
    let all = all();
    let peers: Peers = all.iter().collect();
    assert_eq!(peers.len(), all.len());
    let PeerFigure::Measure {
        taken,
        refused,
        of,
        months,
        ..
    } = peers
        .figure(SectionKind::Response, "credit_monitoring")
        .unwrap()
    else {
        panic!()
    };
    let has = |refused: bool| {
        all.iter()
            .filter(|r| {
                r.response.iter().any(|m| {
                    m.measure == Measure::CreditMonitoring
                        && (m.status == MeasureStatus::Refused) == refused
                })
            })
            .count()
    };
    assert_eq!(taken, has(false));
    assert!(refused <= has(true));
    assert_eq!(of, all.iter().filter(|r| !r.response.is_empty()).count());
    assert!(months.n <= taken + refused && months.value.is_some());
    let PeerFigure::People(people) = peers.figure(SectionKind::Facts, "affected").unwrap() else {
        panic!()
    };
    assert_eq!(
        people.n,
        all.iter().filter(|r| r.affected.count.is_some()).count()
    );
    assert_eq!(peers.figure(SectionKind::Facts, "actor"), None);
}

#[test]
fn nothing_compared_is_nothing() {
    let c = compare(&[], None);
    assert!(c.heads.is_empty() && c.sections.is_empty());
    let empty = Peers::default();
    let PeerFigure::Days(m) = empty.figure(SectionKind::Days, "notify").unwrap() else {
        panic!()
    };
    assert_eq!((m.value, m.n), (None, 0));
}
