//! The US states as a grid of tiles of one size, so that small states count as much to the eye as large
//! ones; and incidents by home state. It must not know how a tile is drawn.

use super::{Source, foot, lacking, number, part, sample};
use crate::{
    model::places::{US_STATES, name_of},
    report::{
        chart::{Bar, Chart, Extra, Kind},
        human,
    },
};

/// Columns and rows of the grid.
pub const GRID: (u8, u8) = (12, 8);

/// Code, column and row of every tile, from the north-west. Neighbours are kept where the grid allows.
#[rustfmt::skip]
pub const TILES: &[(&str, u8, u8)] = &[
    ("AK", 0, 0), ("ME", 11, 0),
    ("VT", 10, 1), ("NH", 11, 1),
    ("WA", 1, 2), ("ID", 2, 2), ("MT", 3, 2), ("ND", 4, 2), ("MN", 5, 2), ("IL", 6, 2), ("WI", 7, 2), ("MI", 8, 2), ("NY", 9, 2), ("RI", 10, 2), ("MA", 11, 2),
    ("OR", 1, 3), ("NV", 2, 3), ("WY", 3, 3), ("SD", 4, 3), ("IA", 5, 3), ("IN", 6, 3), ("OH", 7, 3), ("PA", 8, 3), ("NJ", 9, 3), ("CT", 10, 3),
    ("CA", 1, 4), ("UT", 2, 4), ("CO", 3, 4), ("NE", 4, 4), ("MO", 5, 4), ("KY", 6, 4), ("WV", 7, 4), ("VA", 8, 4), ("MD", 9, 4), ("DE", 10, 4),
    ("AZ", 2, 5), ("NM", 3, 5), ("KS", 4, 5), ("AR", 5, 5), ("TN", 6, 5), ("NC", 7, 5), ("SC", 8, 5), ("DC", 9, 5),
    ("OK", 4, 6), ("LA", 5, 6), ("MS", 6, 6), ("AL", 7, 6), ("GA", 8, 6),
    ("HI", 0, 7), ("TX", 4, 7), ("FL", 9, 7), ("PR", 11, 7),
];

/// Steps of shade: 0 for no incident, then up to 4 for the most. Linear in the count.
#[must_use]
pub fn step(value: f64, most: f64) -> usize {
    if value <= 0.0 || most <= 0.0 {
        return 0;
    }
    // Between 1 and 4.
    ((value / most * 4.0).ceil() as usize).clamp(1, 4)
}

/// The figures of one state.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    incidents: usize,
    people: u64,
    counted: usize,
    placeholders: usize,
}

pub(super) fn map(s: Source<'_>) -> Chart {
    let states = &s.catalog.states;
    let affected = &s.catalog.columns.affected;
    let mut counts = vec![State::default(); states.values().len()];
    for row in s.each() {
        if let Some(state) = states.index(row).and_then(|i| counts.get_mut(i)) {
            state.incidents += 1;
            if let Some(count) = affected.get(row) {
                state.people = state.people.saturating_add(count);
                state.counted += 1;
                state.placeholders += usize::from(s.is_placeholder(row));
            }
        }
    }
    let stated = |code: &str| {
        let at = states.values().iter().position(|c| c == code);
        at.and_then(|at| counts.get(at))
            .copied()
            .unwrap_or_default()
    };
    let n: usize = TILES.iter().map(|(code, ..)| stated(code).incidents).sum();
    let elsewhere = counts.iter().map(|s| s.incidents).sum::<usize>() - n;
    // Only what has a tile has its people shown.
    let placeholders = TILES.iter().map(|(code, ..)| stated(code).placeholders);
    let top = TILES.iter().max_by_key(|(code, ..)| stated(code).incidents);
    let name = |code: &'static str| name_of(US_STATES, code).unwrap_or(code);
    let title = match top {
        Some((code, ..)) if n > 0 => format!(
            "{} has the most incidents: {}",
            name(code),
            number(stated(code).incidents)
        ),
        _ => "No US state is stated".to_owned(),
    };
    let bars = TILES.iter().map(|(code, ..)| {
        let State {
            incidents: count,
            people,
            counted,
            placeholders,
        } = stated(code);
        let mut readout = format!("{}: {}", name(code), part(count, n));
        if counted > 0 {
            readout.push_str(&format!(", {} people", human::exact(people)));
        }
        Bar {
            label: (*code).to_owned(),
            value: count as f64,
            shown: number(count),
            extra: vec![Extra {
                shown: match counted {
                    0 => human::NOT_STATED.to_owned(),
                    _ => human::people(people),
                },
                exact: match counted {
                    0 => String::new(),
                    _ => people.to_string(),
                },
            }],
            readout,
            narrow: vec![format!("state:{code}")],
            placeholders,
        }
    });
    Chart {
        id: "states",
        title: format!("{title} {}", sample(n, s.of())),
        heading: "state",
        unit: "incidents",
        extra: vec!["people"],
        kind: Kind::Tiles,
        bars: bars.collect(),
        n,
        of: s.of(),
        foot: foot([
            lacking(s.of() - n - elsewhere, "do not state one, or lie elsewhere"),
            match elsewhere {
                0 => String::new(),
                k => format!("{} in other territories", number(k)),
            },
            "home state of the organization".to_owned(),
        ]),
        placeholders: placeholders.sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_state_has_one_tile_of_its_own() {
        let places: HashSet<(u8, u8)> = TILES.iter().map(|(_, x, y)| (*x, *y)).collect();
        assert_eq!(places.len(), TILES.len());
        assert!(places.iter().all(|(x, y)| *x < GRID.0 && *y < GRID.1));
        let other = ["AS", "GU", "MP", "VI"];
        for (code, _) in US_STATES {
            let tiles = TILES.iter().filter(|(c, ..)| c == code).count();
            assert_eq!(tiles, usize::from(!other.contains(code)), "{code}");
        }
        assert_eq!(TILES.len(), 52);
    }

    #[test]
    fn shades_have_four_steps_above_nothing() {
        let steps: Vec<usize> = [0.0, 1.0, 5.0, 6.0, 10.0, 11.0, 20.0]
            .map(|v| step(v, 20.0))
            .to_vec();
        assert_eq!(steps, [0, 1, 1, 2, 2, 3, 4]);
    }
}
