//! The single values of a term: a word, a code, a number, a date, a rule, a mark, an order. It must not know
//! where in the line a value stands.

use crate::{
    analysis::clocks::{ClockResult, Rules},
    model::{
        Date, Vocabulary,
        places::code_of,
        text::{clean, shorten},
        vocabulary::{Word, group_set, key, nearest},
    },
    query::{
        ClockValue, SortKey, WordValue,
        field::{FIELDS, Field, Flag, PlaceNames, Statable},
        value::Comparison,
    },
};

/// Why a value cannot be read: what is wrong, and what was perhaps meant.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
}

impl From<String> for Refusal {
    fn from(message: String) -> Self {
        Self {
            message,
            suggestion: None,
        }
    }
}

/// A value as it may be quoted in a message.
fn shown(text: &str) -> String {
    clean(&shorten(text, 40)).into_owned()
}

pub(super) fn word(
    title: &str,
    words: &'static [Word],
    groups: bool,
    text: &str,
) -> Result<WordValue, Refusal> {
    let wanted = key(text);
    // An exact word of the vocabulary wins over a group of the same name. What narrow columns show of a word
    // can be typed as well.
    let named = |name: fn(&Word) -> &'static str| {
        words
            .iter()
            .position(|w| !name(w).is_empty() && key(name(w)) == wanted)
    };
    let word = named(|w| w.id)
        .or_else(|| named(|w| w.label))
        .or_else(|| named(|w| w.short));
    if let Some((at, word)) = word.and_then(|at| words.get(at).map(|w| (at, w))) {
        return Ok(WordValue {
            id: word.id,
            set: 1 << at,
        });
    }
    let group = words
        .iter()
        .find(|w| groups && !w.group.is_empty() && key(w.group) == wanted)
        .map(|w| w.group);
    if let Some(group) = group {
        return Ok(WordValue {
            id: group,
            set: group_set(words, group),
        });
    }
    let group_names = words
        .iter()
        .map(|w| w.group)
        .filter(|g| groups && !g.is_empty());
    let also = words
        .iter()
        .find(|w| w.also.split(", ").any(|a| key(a) == wanted))
        .map(|w| w.id);
    let near = also.or_else(|| nearest(text, words.iter().map(|w| w.id).chain(group_names)));
    Err(Refusal {
        message: match near {
            Some(near) => format!("`{}` is no {title}; did you mean {near}?", shown(text)),
            None => format!("`{}` is no {title}; Tab lists them", shown(text)),
        },
        suggestion: near.map(str::to_owned),
    })
}

pub(super) fn code(field: &Field, names: PlaceNames, text: &str) -> Result<String, Refusal> {
    if let Some(code) = code_of(names, text) {
        return Ok(code.to_owned());
    }
    if names.is_empty() {
        return Ok(clean(text).into_owned());
    }
    if text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Ok(text.to_ascii_uppercase());
    }
    let near =
        nearest(text, names.iter().map(|(_, name)| *name)).and_then(|name| code_of(names, name));
    Err(Refusal {
        message: match near {
            Some(near) => format!("`{}` is no {}; did you mean {near}?", shown(text), field.id),
            None => format!(
                "`{}` is no {}; write its two letters or its name",
                shown(text),
                field.id
            ),
        },
        suggestion: near.map(str::to_owned),
    })
}

pub(super) fn date(text: &str) -> Result<Comparison<Date>, Refusal> {
    Ok(Comparison::read(text, |t| {
        t.parse::<Date>().map_err(|e| e.to_string())
    })?)
}

pub(super) fn statable(field: &Field, text: &str) -> Result<Statable, Refusal> {
    let wanted = key(text);
    Statable::all()
        .find(|s| key(s.id()) == wanted)
        .ok_or_else(|| {
            let near = nearest(text, Statable::all().map(Statable::id));
            Refusal {
                message: match near {
                    Some(near) => format!(
                        "{}: `{}` is neither a field nor an event; did you mean {near}?",
                        field.id,
                        shown(text)
                    ),
                    None => format!(
                        "{}: `{}` is neither a field nor an event; Tab lists them",
                        field.id,
                        shown(text)
                    ),
                },
                suggestion: near.map(str::to_owned),
            }
        })
}

/// `hipaa-60=late`, or the rule alone.
pub(super) fn clock(text: &str) -> Result<ClockValue, Refusal> {
    let (id, result) = match text.split_once('=') {
        Some((id, result)) => (id, Some(result)),
        None => (text, None),
    };
    let rules = &Rules::bundled().rules;
    let wanted = key(id);
    let Some((at, rule)) = rules.iter().enumerate().find(|(_, r)| key(&r.id) == wanted) else {
        let near = nearest(id, rules.iter().map(|r| r.id.as_str()));
        return Err(Refusal {
            message: match near {
                Some(near) => format!(
                    "`{}` is no notification rule; did you mean {near}?",
                    shown(id)
                ),
                None => format!("`{}` is no notification rule; Tab lists them", shown(id)),
            },
            suggestion: near.map(|near| match result {
                Some(result) => format!("{near}={}", clean(result)),
                None => near.to_owned(),
            }),
        });
    };
    let result = match result {
        None => None,
        Some(result) => Some(ClockResult::from_text(result).ok_or_else(|| {
            Refusal {
                message: format!(
                    "`{}` is no result; write met, late or unknown",
                    shown(result)
                ),
                suggestion: nearest(result, ClockResult::WORDS.iter().map(|w| w.id))
                    .map(|w| format!("{}={w}", rule.id)),
            }
        })?),
    };
    Ok(ClockValue {
        rule: at,
        id: rule.id.as_str(),
        result,
    })
}

pub(super) fn flag(text: &str) -> Result<Flag, Refusal> {
    let wanted = key(text);
    Flag::ALL
        .iter()
        .copied()
        .find(|f| f.id() == wanted)
        .ok_or_else(|| {
            let all = Flag::ALL.iter().map(|f| f.id());
            Refusal {
                message: format!(
                    "`{}` is no mark; is: takes {}",
                    shown(text),
                    all.clone().collect::<Vec<_>>().join(", ")
                ),
                suggestion: nearest(text, all).map(str::to_owned),
            }
        })
}

pub(super) fn sort(text: &str) -> Result<SortKey, Refusal> {
    let (descending, name) = text
        .strip_prefix('-')
        .map_or((false, text), |name| (true, name));
    let wanted = key(name);
    let sortable = || FIELDS.iter().filter(|f| f.is_sortable());
    match sortable().find(|f| key(f.id) == wanted) {
        Some(field) => Ok(SortKey { field, descending }),
        None => {
            let near = nearest(name, sortable().map(|f| f.id));
            let sign = if descending { "-" } else { "" };
            Err(Refusal {
                message: match near {
                    Some(near) => format!(
                        "cannot sort by `{}`; did you mean {sign}{near}?",
                        shown(name)
                    ),
                    None => format!("cannot sort by `{}`; Tab lists the fields", shown(name)),
                },
                suggestion: near.map(|n| format!("{sign}{n}")),
            })
        }
    }
}
