//! The search by the book and slow: every row, every text, every tier, nothing skipped.

use super::{
    super::{highlight::trace, pieces::starts, place::Place, rank::Scorer, *},
    Rows, people,
};
use crate::catalog::{plain::Plain, text_index::TextField};
use std::collections::BTreeMap;

/// All tiers of a term in a text, by the book.
pub(super) fn all_places(term: &Term, plain: &Plain, reach: Reach) -> Vec<Place> {
    let words = plain.words();
    let text = plain.text.as_str();
    let scorer = Scorer::new();
    let mut out = Vec::new();
    let is_blank = |i: usize| i == text.len() || text.as_bytes()[i] == b' ';
    for (i, _) in text.char_indices() {
        if !text[i..].starts_with(&term.text) {
            continue;
        }
        let end = i + term.text.len();
        let starts_word = i == 0 || is_blank(i - 1);
        let tier = if text == term.text {
            Tier::Field
        } else if starts_word && is_blank(end) {
            if i == 0 { Tier::Lead } else { Tier::Word }
        } else if term.phrase {
            continue;
        } else if i == 0 {
            Tier::FieldPrefix
        } else if starts_word || words.is_hump(i) {
            Tier::WordPrefix
        } else if term.text.len() > 2 {
            Tier::Substring
        } else {
            continue;
        };
        let score = term.scores[if i == 0 {
            0
        } else if starts_word {
            1
        } else {
            2
        }];
        out.push(Place { tier, score });
    }
    if !term.is_loose() {
        return out;
    }
    for tier in [Tier::Joined, Tier::Acronym, Tier::FuzzyWords] {
        if (tier <= Tier::Substring || reach >= Reach::LettersLeftOut)
            && trace(&term.letters, &words, tier).is_some()
        {
            out.push(Place {
                tier,
                score: scorer.score(text, &term.letters),
            });
        }
    }
    let t = term.letters.as_bytes();
    for s in starts(&words) {
        let (start, end) = (s.at, s.end);
        let word = &text.as_bytes()[start..end];
        let mut left = t;
        let mut window = 0;
        for (i, b) in word.iter().enumerate() {
            if left.first() == Some(b) {
                left = &left[1..];
                window = i + 1;
            }
        }
        let fuzzy = reach >= Reach::LettersLeftOut && t.len() >= 3;
        if left.is_empty() && fuzzy && window <= 2 * t.len() && word[0] == t[0] {
            let from = start.saturating_sub(1);
            let window = text.get(from..end).unwrap_or(&text[start..end]);
            out.push(Place {
                tier: Tier::FuzzyWord,
                score: scorer.score(window, &term.letters),
            });
        }
    }
    if reach == Reach::LetterWrong && t.len() >= 4 {
        for (start, word) in words.iter() {
            if let Some(whole) = slow_typo(t, word) {
                let base = term.scores[usize::from(start > 0)];
                let tier = if whole {
                    Tier::TypoWord
                } else {
                    Tier::TypoPrefix
                };
                out.push(Place {
                    tier,
                    score: base - 16,
                });
            }
        }
    }
    out
}

/// Whether one slip leads from the term to the word (`Some(true)`) or to a beginning of it. Bytes are
/// compared as if each were a character.
pub(super) fn slow_typo(term: &[u8], word: &[u8]) -> Option<bool> {
    let chars = |b: &[u8]| b.iter().map(|b| char::from(*b)).collect::<String>();
    let slip = |of: &[u8]| {
        let swapped = of.len() >= 2 && of[0] == term[1] && of[1] == term[0] && of[2..] == term[2..];
        swapped || of.first() == term.first() && strsim::osa_distance(&chars(term), &chars(of)) == 1
    };
    let lengths = term.len() - 1..=term.len() + 1;
    // A beginning of the word that is the term itself is no slip.
    if word.starts_with(term) && word != term && word.len() != term.len() + 1 {
        return None;
    }
    if slip(word) {
        return Some(true);
    }
    lengths
        .filter(|l| *l < word.len() && term.len() >= 5)
        .any(|l| slip(&word[..l]))
        .then_some(false)
}

fn rank_in(places: Vec<Place>, field: TextField, len: usize) -> Option<Rank> {
    places
        .into_iter()
        .map(|p| Rank::new(p.tier.cost() + field_cost(field), p.score, len))
        .min()
}

pub(super) fn slow_search(rows: &Rows, terms: &[Term], allowed: Option<&BitSet>) -> Vec<Hit> {
    // Texts that differ only in case are one text: what any of them says of inner words holds.
    let mut plains: BTreeMap<(TextField, String), Plain> = BTreeMap::new();
    for (field, text) in rows.iter().flatten() {
        let plain = Plain::new(text);
        let known = plains
            .entry((*field, plain.text.clone()))
            .or_insert_with(|| plain.clone());
        for (a, b) in known.humps.iter_mut().zip(&plain.humps) {
            *a |= b;
        }
    }
    plains.retain(|(_, text), _| !text.is_empty());
    let of_row = |row: usize| {
        rows[row]
            .iter()
            .filter_map(|(field, text)| {
                let key = (*field, Plain::new(text).text);
                plains.get(&key).map(|p| (*field, p))
            })
            .collect::<Vec<_>>()
    };
    let terms: Vec<&Term> = terms.iter().filter(|t| !t.is_empty()).collect();
    let reach: Vec<Reach> = terms
        .iter()
        .map(|t| {
            let sure = plains
                .values()
                .flat_map(|p| all_places(t, p, Reach::AsTyped));
            match sure.map(|p| p.tier).min() {
                Some(Tier::Substring) => Reach::LettersLeftOut,
                Some(_) => Reach::AsTyped,
                None => Reach::LetterWrong,
            }
        })
        .collect();
    let sentence: Vec<&str> = terms.iter().map(|t| t.text.as_str()).collect();
    let side = [
        Term::word(&sentence.join(" ")),
        Term::word(&sentence.join(" ").replace(' ', "")),
    ];
    let mut hits = Vec::new();
    for row in 0..rows.len() {
        if allowed.is_some_and(|a| !a.contains(row)) {
            continue;
        }
        let texts = of_row(row);
        let best: Option<Vec<Rank>> = terms
            .iter()
            .zip(&reach)
            .map(|(t, reach)| {
                texts
                    .iter()
                    .filter_map(|(f, p)| rank_in(all_places(t, p, *reach), *f, p.text.len()))
                    .min()
            })
            .collect();
        let Some(best) = best else { continue };
        let rank = match best.as_slice() {
            [] => Rank::BEST,
            [one] => *one,
            [first, others @ ..] => {
                let apart = others.iter().fold(*first, |a, b| a.with(*b)).plus(APART);
                let mut ranks = vec![apart];
                for (f, p) in &texts {
                    let all: Option<Vec<Rank>> = terms
                        .iter()
                        .zip(&reach)
                        .map(|(t, reach)| rank_in(all_places(t, p, *reach), *f, p.text.len()))
                        .collect();
                    let Some(all) = all else { continue };
                    let sum = all[1..].iter().fold(all[0], |a, b| a.with(*b));
                    let len = p.text.len();
                    ranks.push(Rank::new(sum.cost() + TOGETHER, sum.score(), len));
                    for t in &side {
                        let places = all_places(t, p, Reach::AsTyped)
                            .into_iter()
                            .filter(|p| p.tier <= Tier::WordPrefix || p.tier == Tier::Substring)
                            .collect();
                        ranks.extend(rank_in(places, *f, len));
                    }
                }
                ranks.into_iter().min().unwrap()
            }
        };
        hits.push(Hit {
            row: row as u32,
            rank,
        });
    }
    hits.sort_by_key(|h| (h.rank, std::cmp::Reverse(people(h.row)), h.row));
    hits
}
