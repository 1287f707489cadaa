//! The letters of a name that the query asked for. It must not know what else the query says.

use super::wrap::Run;
use crate::model::text::fold;
use ratatui::{style::Style, text::Span};
use unicode_segmentation::UnicodeSegmentation;

/// A name in one style, with every place where one of the query's words stands in the other. Case and
/// accents aside; a character is marked whole.
#[must_use]
pub fn highlighted(text: &str, words: &[&str], style: Style, matched: Style) -> Vec<Run> {
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let words: Vec<String> = words.iter().map(|w| fold(w.trim())).collect();
    let mut folded = String::new();
    // For every byte of the folded text, the grapheme that it comes from.
    let mut origin: Vec<usize> = Vec::new();
    for (i, grapheme) in graphemes.iter().enumerate() {
        folded.push_str(&fold(grapheme));
        origin.resize(folded.len(), i);
    }
    let mut hit = vec![false; graphemes.len()];
    for word in words.iter().filter(|w| !w.is_empty()) {
        for (at, found) in folded.match_indices(word.as_str()) {
            for grapheme in origin.iter().skip(at).take(found.len()) {
                if let Some(hit) = hit.get_mut(*grapheme) {
                    *hit = true;
                }
            }
        }
    }
    let mut out: Vec<Run> = Vec::new();
    let mut before = None;
    for (grapheme, hit) in graphemes.into_iter().zip(hit) {
        match out.last_mut() {
            Some(last) if before == Some(hit) => last.content.to_mut().push_str(grapheme),
            _ => out.push(Span::styled(
                grapheme.to_owned(),
                if hit { style.patch(matched) } else { style },
            )),
        }
        before = Some(hit);
    }
    out
}

/// True when one of the words stands in the text.
#[must_use]
pub fn is_hit(text: &str, words: &[&str]) -> bool {
    let text = fold(text);
    words
        .iter()
        .map(|w| fold(w.trim()))
        .any(|w| !w.is_empty() && text.contains(&w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Modifier;

    #[test]
    fn matches_are_marked_wherever_they_stand() {
        for (text, words, want) in [
            ("HealthEC", &["ealthe"][..], "H[ealthE]C"),
            ("HealthEC", &[], "HealthEC"),
            ("HealthEC", &["", "zz"], "HealthEC"),
            ("École Santé", &["ecole", "sante"], "[École] [Santé]"),
            ("hims hims", &["him"], "[him]s [him]s"),
            ("Straße", &["strasse"], "[Straße]"),
            ("病院", &["院"], "病[院]"),
        ] {
            let got: String = highlighted(text, words, Style::new(), Style::new().bold())
                .iter()
                .map(|s| {
                    if s.style.add_modifier.contains(Modifier::BOLD) {
                        format!("[{}]", s.content)
                    } else {
                        s.content.to_string()
                    }
                })
                .collect();
            assert_eq!(got, want);
            assert_eq!(is_hit(text, words), want.contains('['));
        }
    }
}
