//! What the words around a hit in a text say of it: negated, the organization's own name, a remedy,
//! somebody else's act. It must not know what a hit means.

use super::{
    classes::class,
    letters::{Letters, letters},
    lexicon::{REGULATOR_ACTS, REGULATOR_BEGINS},
    page::{Page, Token, Words},
    passages::WORDS_OF_NAME,
};

/// Characters before a hit in which a negation takes it away.
const NEGATION_REACH: usize = 60;

/// Takes the organization's own name out: every run of two or more of its words, written with
/// capitals, and its first word where that is a telling one.
pub fn blank(page: &mut Page, organization: &Page) {
    let name = organization.words();
    let tokens = name.get(..WORDS_OF_NAME).unwrap_or(&name);
    if tokens.is_empty() {
        return;
    }
    // Most words of a text are none that a run may begin with: written with a capital it may be any of the
    // name, otherwise only a common one.
    const CAPITAL: u8 = 1;
    const SMALL: u8 = 2;
    let mut begins = [0; 128];
    for n in tokens {
        let how = if n.is(class::COMMON) {
            CAPITAL | SMALL
        } else {
            CAPITAL
        };
        if let Some(slot) = begins.get_mut(usize::from(n.trace)) {
            *slot |= how;
        }
    }
    let may_begin = |w: &Token| {
        let how = begins.get(usize::from(w.trace)).copied();
        how.unwrap_or_default() & if w.capital { CAPITAL } else { SMALL } != 0
    };
    let mut at = 0;
    loop {
        let words = page.words();
        let rest = words.get(at..).unwrap_or_default();
        let Some(next) = rest.iter().position(may_begin) else {
            return;
        };
        at += next;
        let rest = words.get(at..).unwrap_or_default();
        let Some(first) = rest.first() else {
            return;
        };
        let starts = tokens.iter().enumerate();
        let longest = starts
            .filter(|(_, n)| n.letters == first.letters)
            .map(|(from, _)| {
                let name_on = tokens.get(from..).unwrap_or_default();
                let run = rest.iter().zip(name_on);
                run.take_while(|(w, n)| {
                    w.letters == n.letters
                        && (w.capital || n.is(class::COMMON))
                        && (w.is_told_by_letters() || words.form(w) == name.form(n))
                })
                .count()
            })
            .max()
            .unwrap_or_default();
        let mut run = rest.iter().take(longest);
        let telling = run.any(|w| !w.is(class::COMMON));
        if telling && (longest >= 2 || longest == tokens.len()) {
            let run = page.tokens_mut().iter_mut().skip(at).take(longest);
            run.for_each(Token::blank);
        }
        at += longest.max(1);
    }
}

/// True when the sentence negates what stands at a word, within reach before it.
#[must_use]
pub fn is_negated(words: Words<'_>, at: usize) -> bool {
    let Some(hit) = words.get(at) else {
        return false;
    };
    for (i, w) in words.get(..at).unwrap_or_default().iter().enumerate().rev() {
        if (hit.start.saturating_sub(w.end)) as usize > NEGATION_REACH || w.clause != hit.clause {
            return false;
        }
        if w.is(class::TURN) {
            // `did not include` is followed by no turn; `was not included` turns nothing.
            let after_not = i
                .checked_sub(1)
                .and_then(|p| words.get(p))
                .is_some_and(|p| p.letters == const { letters("not") });
            if !after_not {
                return false;
            }
        }
        if w.is(class::NEGATION) {
            // `not encrypted` says something of encryption.
            let harmless = i + 1 != at && words.get(i + 1).is_some_and(|n| n.is(class::HARMLESS));
            let before = i.checked_sub(1).and_then(|p| words.get(p));
            // `did not pay and restored`: after `did not` no past form is negated.
            let past = before.is_some_and(|b| b.letters == const { letters("did") })
                && words.form(hit).ends_with("ed");
            if !past && !harmless {
                return true;
            }
        }
    }
    false
}

/// `Social Security numbers were not involved`: a negation that follows at once, a list between.
#[must_use]
pub fn is_negated_after(words: Words<'_>, from: usize) -> bool {
    let clause = words.get(from.saturating_sub(1)).map_or(0, |w| w.clause);
    let next = words.get(from..).unwrap_or_default();
    let next = next.get(..12).unwrap_or(next);
    let decides = |w: &Token| w.clause != clause || w.is(class::BE | class::TURN | class::THAT);
    let Some(at) = next.iter().position(decides) else {
        return false;
    };
    let is = |at: usize, wanted: u16| {
        let word = next.get(at);
        word.is_some_and(|w| w.is(wanted) && w.clause == clause)
    };
    is(at, class::BE) && is(at + 1, class::NEGATION) && is(at + 2, class::STATE)
}

/// True when a verb of remedy stands nearer before the hit than a word that says what was involved.
#[must_use]
pub fn is_remedy(words: Words<'_>, at: usize) -> bool {
    for w in words.get(..at).unwrap_or_default().iter().rev() {
        if w.is(class::INVOLVED) {
            return false;
        }
        if w.is(class::REMEDY) {
            return true;
        }
    }
    false
}

/// True when what stands at some words is spoken of as what may happen, not as what did: in the words before,
/// or in the one behind, `training on phishing` or `malware protection`.
#[must_use]
pub fn is_precaution(words: Words<'_>, at: usize, behind: usize) -> bool {
    let before = words.get(..at).unwrap_or_default();
    let mut beside = before.iter().chain(words.get(behind));
    beside.any(|w| w.is(class::PRECAUTION))
}

/// True when some words are one of two: `lost or stolen` says neither.
#[must_use]
pub fn is_alternative(words: Words<'_>, at: usize, behind: usize) -> bool {
    let beside = [at.checked_sub(1), behind.checked_sub(2), Some(behind)];
    let mut beside = beside.into_iter().flatten().filter_map(|i| words.get(i));
    beside.any(|w| w.letters == const { letters("or") })
}

/// False when the hit is something that the regulator did or asks for, or that did not happen; `classes`
/// are those of all words of the sentence.
#[must_use]
pub fn is_own_act(words: Words<'_>, at: usize, classes: u16) -> bool {
    // What was said last counts.
    let acts = if classes & REGULATOR_BEGINS == 0 {
        0
    } else {
        at
    };
    let own = (0..acts).rev().find_map(|i| {
        let behind = words.get(i..)?;
        let first = behind.first()?;
        let holds = |act: &Vec<Letters>| {
            let same = act.iter().zip(behind).all(|(a, w)| w.letters == *a);
            same && behind.len() >= act.len()
        };
        if first.is(REGULATOR_BEGINS) && REGULATOR_ACTS.iter().any(holds) {
            return Some(false);
        }
        let acts = first.is(class::ACTOR) && behind.get(1).is_some_and(|w| w.is(class::ACT));
        acts.then_some(true)
    });
    // `OCR notified` and its like begin at the hit's own first word or just before it; the Breach Notification
    // Rule is no notification.
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let is_rule = words.get(at..at + 2).is_some_and(|pair| {
        let [hit, next] = pair else { return false };
        let is = |word: Letters| next.letters == word;
        words.form(hit).starts_with("notif")
            && (is(const { letters("rule") }) || is(const { letters("rules") }))
    });
    own != Some(false) && !is_rule && before.is_none_or(|w| w.letters != const { letters("ocr") })
}

/// True when an attacker does what the verb at a word says. Of encryption the nearest who may act counts:
/// `ransomware on its server encrypted files`, and not `after the attack the CE encrypted its server`. Anything
/// else an attacker does right before it: `hackers changed the password`.
#[must_use]
pub fn is_attackers_act(words: Words<'_>, at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default();
    let verb = words.get(at).map_or("", |w| words.form(w));
    // What is done with encryption is no verb of an attacker.
    if verb.ends_with("ion") {
        return false;
    }
    if !verb.starts_with("encrypt") {
        return before.last().is_some_and(|w| w.is(class::ATTACKER));
    }
    let is_against = |at: usize| {
        let beside = [
            at.checked_sub(1).and_then(|b| before.get(b)),
            before.get(at + 1),
        ];
        let mut beside = beside.into_iter().flatten();
        beside.any(|w| {
            w.letters == const { letters("anti") } || w.letters == const { letters("protection") }
        })
    };
    for (i, w) in before.iter().enumerate().rev() {
        if w.is(class::ATTACKER) && !is_against(i) {
            return true;
        }
        // The organization's own name is taken out.
        let is_actor = w.is(class::ACTOR) || w.letters == 0;
        if is_actor && (i + 1 == at || words.get(i + 1).is_some_and(|n| n.is(class::ACT))) {
            return false;
        }
    }
    false
}

/// `consolidated` said of a case, not of two clinics.
#[must_use]
pub fn is_about_filing(words: Words<'_>, at: usize, length: usize) -> bool {
    let from = at.saturating_sub(12);
    words
        .iter()
        .skip(from)
        .take(at - from + length + 8)
        .any(|w| w.is(class::FILING))
}

/// `one year of`, `24 months`: months, where a sentence gives one length of that kind.
#[must_use]
pub fn months(words: Words<'_>) -> Option<u32> {
    const NUMBERS: &[(Letters, u32)] = &[
        (letters("one"), 1),
        (letters("two"), 2),
        (letters("three"), 3),
        (letters("five"), 5),
        (letters("six"), 6),
        (letters("twelve"), 12),
        (letters("eighteen"), 18),
        (letters("twenty"), 20),
    ];
    const YEAR: [Letters; 2] = [letters("year"), letters("years")];
    const MONTH: [Letters; 2] = [letters("month"), letters("months")];
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let [number, unit] = pair else { continue };
        let factor = match unit.letters {
            unit if YEAR.contains(&unit) => 12,
            unit if MONTH.contains(&unit) => 1,
            _ => continue,
        };
        let n = words.form(number).parse().ok().or_else(|| {
            NUMBERS
                .iter()
                .find(|(w, _)| *w == number.letters)
                .map(|(_, n)| *n)
        });
        found.extend(n.filter(|n| (1..=120).contains(n)).map(|n| n * factor));
    }
    match found.as_slice() {
        [only] if *only <= 240 => Some(*only),
        _ => None,
    }
}
