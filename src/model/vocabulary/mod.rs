//! Controlled words: what every vocabulary can do. The words themselves stand in `words.rs`, one
//! table each; parser, completion, columns, facets, JSON Schema and help all read them from there.

mod words;

pub use words::*;

use super::text::fold;
use std::{fmt::Debug, hash::Hash};

/// One controlled word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As it stands in records and queries.
    pub id: &'static str,
    /// As people read it.
    pub label: &'static str,
    /// Other words that people type for it, separated by `, `; empty when there are none.
    pub also: &'static str,
    /// At most four characters, for narrow columns; can be typed too, so that no two words share one.
    pub short: &'static str,
    /// The group it belongs to.
    pub group: &'static str,
    /// Data types: the ENISA (2013) class of the data, 1 simple to 4 sensitive. Elsewhere 0.
    pub weight: u8,
}

/// A type whose values are the words of one vocabulary.
pub trait Vocabulary: Copy + Eq + Ord + Hash + Debug + 'static {
    /// What one word of it is called in a sentence, such as `data type`.
    const TITLE: &'static str;
    /// Every word, in the documented order.
    const ALL: &'static [Self];
    /// The words' descriptions, in the same order.
    const WORDS: &'static [Word];
    /// The names of the groups, in order of first appearance.
    const GROUPS: &'static [&'static str];

    /// Position in [`Self::ALL`].
    fn index(self) -> usize;

    /// The description of this word.
    fn word(self) -> &'static Word;

    /// As it stands in records and queries.
    fn id(self) -> &'static str {
        self.word().id
    }

    /// As people read it.
    fn label(self) -> &'static str {
        self.word().label
    }

    /// The group it belongs to.
    fn group(self) -> &'static str {
        self.word().group
    }

    /// The one-bit set of this word.
    fn bit(self) -> u64 {
        1 << self.index()
    }

    /// The word with exactly this id.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|w| w.id() == id)
    }

    /// The word that a person means: its id, with `_`, `-` or blanks, or its label; case never matters.
    fn from_text(text: &str) -> Option<Self> {
        let wanted = key(text);
        Self::ALL
            .iter()
            .copied()
            .find(|w| key(w.id()) == wanted || key(w.label()) == wanted)
    }
}

/// The words of a set, in vocabulary order.
pub fn members<V: Vocabulary>(set: u64) -> impl Iterator<Item = V> {
    let mut rest = set;
    std::iter::from_fn(move || {
        let word = V::ALL.get(rest.trailing_zeros() as usize).copied();
        rest &= rest.wrapping_sub(1);
        word
    })
}

/// The set of words of one group.
#[must_use]
pub fn group_set(words: &[Word], group: &str) -> u64 {
    words
        .iter()
        .enumerate()
        .filter(|(_, w)| key(w.group) == key(group))
        .fold(0, |set, (i, _)| set | 1 << i)
}

/// A vocabulary word as it is compared: folded, with `_` and `-` as blanks.
#[must_use]
pub fn key(text: &str) -> String {
    fold(text.trim()).replace(['_', '-'], " ")
}

/// The word nearest to a mistyped one, when one is near enough to be worth naming.
#[must_use]
pub fn nearest<T: AsRef<str>>(typed: &str, candidates: impl Iterator<Item = T>) -> Option<T> {
    let typed = key(typed);
    let long = typed.chars().count();
    let allowed = (long / 3).clamp(1, 4);
    candidates
        .filter_map(|c| {
            let k = key(c.as_ref());
            // A word that starts with what was typed is meant more often than a near anagram of it.
            let score = if typed.len() >= 3 && k.starts_with(&typed) {
                0
            } else if k.chars().count().abs_diff(long) > allowed {
                // No fewer changes than characters that one has more; counting them takes both lengths'
                // product, and what was typed may be of any length.
                return None;
            } else {
                strsim::osa_distance(&typed, &k)
            };
            Some((score, c))
        })
        .filter(|(score, _)| *score <= allowed)
        .min_by_key(|(score, c)| (*score, c.as_ref().len()))
        .map(|(_, c)| c)
}

/// Declares a vocabulary from its table: `Variant "id" "label"`, then optionally
/// `also "typed, words"`, `short "abc"`, `weight n`, inside named groups.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident $title:literal
        $( $group:literal { $( $variant:ident $id:literal $label:literal $(also $also:literal)? $(short $short:literal)? $(weight $weight:literal)? , )* } )*
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $( #[doc = $label] $variant, )* )*
        }

        impl $crate::model::vocabulary::Vocabulary for $name {
            const TITLE: &'static str = $title;
            const ALL: &'static [Self] = &[ $( $( Self::$variant, )* )* ];
            const GROUPS: &'static [&'static str] = &[ $( $group, )* ];
            const WORDS: &'static [$crate::model::vocabulary::Word] = &[ $( $( $crate::model::vocabulary::Word {
                id: $id,
                label: $label,
                also: concat!("" $(, $also)?),
                short: concat!("" $(, $short)?),
                group: $group,
                weight: 0 $(+ $weight)?,
            }, )* )* ];

            fn index(self) -> usize {
                self as usize
            }

            fn word(self) -> &'static $crate::model::vocabulary::Word {
                match self {
                    $( $( Self::$variant => &const { $crate::model::vocabulary::Word {
                        id: $id, label: $label, also: concat!("" $(, $also)?), short: concat!("" $(, $short)?), group: $group, weight: 0 $(+ $weight)?,
                    } }, )* )*
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::model::vocabulary::Vocabulary::id(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::model::vocabulary::WordVisitor::<Self>::default())
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!("A ", $title, "."),
                    "enum": [ $( $( $id, )* )* ]
                })
            }
        }
    };
}
pub(crate) use vocabulary;

/// Reads a word strictly by its id and says which word was perhaps meant.
pub struct WordVisitor<V>(std::marker::PhantomData<V>);

impl<V> Default for WordVisitor<V> {
    fn default() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<V: Vocabulary> serde::de::Visitor<'_> for WordVisitor<V> {
    type Value = V;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a {}", V::TITLE)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<V, E> {
        V::from_id(text).ok_or_else(|| {
            let typed = super::text::clean(&super::text::shorten(text, 60)).into_owned();
            let title = V::TITLE;
            match nearest(&typed, V::WORDS.iter().map(|w| w.id)) {
                Some(near) => E::custom(format_args!(
                    "`{typed}` is no {title}; did you mean `{near}`?"
                )),
                None => E::custom(format_args!(
                    "`{typed}` is no {title}; the words are listed by `breachlens schema`"
                )),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound<V: Vocabulary>() {
        assert!(
            V::ALL.len() <= 64,
            "{} words do not fit a bit set",
            V::ALL.len()
        );
        assert_eq!(V::ALL.len(), V::WORDS.len());
        for (i, w) in V::ALL.iter().enumerate() {
            assert_eq!(w.index(), i);
            assert_eq!(w.word(), &V::WORDS[i]);
            assert_eq!(V::from_id(w.id()), Some(*w), "{} stands twice", w.id());
            assert_eq!(
                V::from_text(w.label()),
                Some(*w),
                "label {} stands twice",
                w.label()
            );
            assert_eq!(
                V::from_text(&w.id().replace('_', "-").to_uppercase()),
                Some(*w)
            );
            let short = w.word().short;
            assert!(short.chars().count() <= 4);
            for other in V::WORDS
                .iter()
                .filter(|o| o.id != w.id() && !short.is_empty())
            {
                // It can be typed, so that nothing else may be meant by it.
                let mut names = [other.id, other.label, other.short, other.group]
                    .into_iter()
                    .chain(other.also.split(", "));
                assert!(names.all(|n| key(n) != key(short)), "{short}: {}", other.id);
            }
            assert!(
                w.id()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            );
        }
    }

    #[test]
    fn every_table_is_sound() {
        sound::<Sector>();
        sound::<HipaaRole>();
        sound::<Qualifier>();
        sound::<BreachType>();
        sound::<Method>();
        sound::<ActorStatus>();
        sound::<SystemRole>();
        sound::<Tier>();
        sound::<Relation>();
        sound::<Location>();
        sound::<EventKind>();
        sound::<DataType>();
        sound::<ExposureStatus>();
        sound::<Measure>();
        sound::<MeasureStatus>();
        sound::<ConsequenceKind>();
        sound::<SignalKind>();
        for w in DataType::ALL {
            assert!(
                (1..=4).contains(&w.word().weight) && !w.word().short.is_empty(),
                "{w:?}"
            );
        }
    }

    #[test]
    fn a_mistyped_word_finds_its_neighbour() {
        let words = || Measure::WORDS.iter().map(|w| w.id);
        assert_eq!(
            nearest("credit_monitorng", words()),
            Some("credit_monitoring")
        );
        assert_eq!(nearest("credit", words()), Some("credit_monitoring"));
        assert_eq!(nearest("zzzzzz", words()), None);
    }
}
