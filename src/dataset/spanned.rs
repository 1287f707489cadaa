//! JSON that remembers where each value stood, for errors with line, column and field. Only used once
//! something is wrong: the fast path reads straight into types.

use serde::{
    Deserialize,
    de::{
        self, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::StrDeserializer,
    },
};
use serde_json::{Error as JsonError, value::RawValue};
use std::{borrow::Cow, fmt};

/// A value with the byte offset at which it starts in the whole text.
#[derive(Debug, Clone)]
pub struct Node {
    /// Byte offset from the start of the text.
    pub offset: usize,
    /// Its position in the array that it was written in, from 0 (0 outside arrays). Stays true when
    /// nodes before it are taken out.
    pub index: usize,
    /// The value.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// `null`, `true`, a number or a string, as written.
    Scalar(Box<RawValue>),
    /// `[...]`
    Array(Vec<Node>),
    /// `{...}` in the order written; a key that stands twice is kept twice.
    Object(Vec<(String, Node)>),
}

/// Deeper nesting than this is refused; a record needs four.
const DEPTH: usize = 64;

impl Node {
    /// Reads a text that starts at byte `base` of the file.
    ///
    /// # Errors
    /// The parser's own error (its line and column count from the start of `text`).
    pub fn parse(text: &str, base: usize) -> Result<Self, JsonError> {
        let raw: &RawValue = serde_json::from_str(text)?;
        Self::from_raw(raw, text, base, 0)
    }

    fn from_raw(raw: &RawValue, whole: &str, base: usize, depth: usize) -> Result<Self, JsonError> {
        // A raw value borrows from the text, so that its place is the distance of the two addresses.
        let offset = base + (raw.get().as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
        if depth > DEPTH {
            return Err(de::Error::custom("nested too deeply"));
        }
        let value = match raw.get().as_bytes().first() {
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(raw.get())?;
                let mut nodes = Vec::with_capacity(items.len());
                for (index, raw) in items.into_iter().enumerate() {
                    nodes.push(Self {
                        index,
                        ..Self::from_raw(raw, whole, base, depth + 1)?
                    });
                }
                Value::Array(nodes)
            }
            Some(b'{') => {
                let Pairs(pairs) = serde_json::from_str(raw.get())?;
                Value::Object(
                    pairs
                        .into_iter()
                        .map(|(k, r)| {
                            Ok((k.into_owned(), Self::from_raw(r, whole, base, depth + 1)?))
                        })
                        .collect::<Result<_, JsonError>>()?,
                )
            }
            _ => Value::Scalar(raw.to_owned()),
        };
        Ok(Self {
            offset,
            index: 0,
            value,
        })
    }

    /// The node at a path, or the deepest one on the way to it.
    #[must_use]
    pub fn nearest(&self, path: &[Step]) -> &Self {
        let mut node = self;
        for step in path {
            match node.child(step) {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    fn child(&self, step: &Step) -> Option<&Self> {
        match (&self.value, step) {
            (Value::Array(items), Step::Index(i)) => items.get(*i),
            (Value::Object(pairs), Step::Key(k)) => {
                pairs.iter().find(|(name, _)| name == k).map(|(_, n)| n)
            }
            _ => None,
        }
    }

    /// The path as it was in the text, before anything was taken out.
    #[must_use]
    pub fn written_path(&self, path: &[Step]) -> Vec<Step> {
        let mut node = Some(self);
        path.iter()
            .map(|step| {
                node = node.and_then(|n| n.child(step));
                match (step, node) {
                    (Step::Index(_), Some(n)) => Step::Index(n.index),
                    _ => step.clone(),
                }
            })
            .collect()
    }

    /// Takes the node at a path out, so that reading can go on without it. Returns false when there is
    /// no such node.
    pub fn remove(&mut self, path: &[Step]) -> bool {
        let Some((last, parents)) = path.split_last() else {
            return false;
        };
        let mut node = self;
        for step in parents {
            let next = match (&mut node.value, step) {
                (Value::Array(items), Step::Index(i)) => items.get_mut(*i),
                (Value::Object(pairs), Step::Key(k)) => {
                    pairs.iter_mut().find(|(name, _)| name == k).map(|(_, n)| n)
                }
                _ => None,
            };
            match next {
                Some(child) => node = child,
                None => return false,
            }
        }
        match (&mut node.value, last) {
            (Value::Array(items), Step::Index(i)) if *i < items.len() => {
                items.remove(*i);
                true
            }
            (Value::Object(pairs), Step::Key(k)) => {
                match pairs.iter().rposition(|(name, _)| name == k) {
                    Some(at) => {
                        pairs.remove(at);
                        true
                    }
                    None => false,
                }
            }
            _ => false,
        }
    }
}

/// One step of a path into a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into an object.
    Key(String),
    /// Into an array, from 0.
    Index(usize),
}

/// Writes a path as people read it: `timeline[3].source`.
#[must_use]
pub fn path_text(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Key(k) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(k);
            }
            Step::Index(i) => out.push_str(&format!("[{i}]")),
        }
    }
    out
}

/// Reads `timeline[3].source` back into steps.
#[must_use]
pub fn path_steps(path: &str) -> Vec<Step> {
    path.split('.')
        .flat_map(|part| {
            let mut pieces = part.split('[');
            let key = pieces
                .next()
                .filter(|k| !k.is_empty())
                .map(|k| Step::Key(k.to_owned()));
            let indexes: Vec<Step> = pieces
                .filter_map(|p| p.trim_end_matches(']').parse().ok().map(Step::Index))
                .collect();
            key.into_iter().chain(indexes)
        })
        .collect()
}

/// An object's members in the order written, each value unread.
struct Pairs<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairVisitor;
        impl<'de> Visitor<'de> for PairVisitor {
            type Value = Pairs<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairVisitor)
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = JsonError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match &self.value {
            Value::Scalar(raw) => raw.deserialize_any(visitor),
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Object(pairs) => visitor.visit_map(Members {
                pairs: pairs.iter(),
                value: None,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, JsonError> {
        match &self.value {
            Value::Scalar(raw) if raw.get() == "null" => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, JsonError> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = JsonError;
    fn next_element_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, JsonError> {
        self.0.next().map(|node| seed.deserialize(node)).transpose()
    }
}

struct Members<'de> {
    pairs: std::slice::Iter<'de, (String, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = JsonError;
    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, JsonError> {
        let Some((key, node)) = self.pairs.next() else {
            return Ok(None);
        };
        self.value = Some(node);
        let key: StrDeserializer<'_, JsonError> = key.as_str().into_deserializer();
        seed.deserialize(key).map(Some)
    }
    fn next_value_seed<T: de::DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<T::Value, JsonError> {
        match self.value.take() {
            Some(node) => seed.deserialize(node),
            None => Err(de::Error::custom("a value was read before its key")),
        }
    }
}

/// Places in a text by line and column. Asking for places one after the other costs one pass over the
/// text in all, however long its lines are; going back costs a line.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    /// Byte offset at which each line starts.
    starts: Vec<usize>,
    /// The last place asked for: byte offset, start of its line, characters before it in that line.
    last: (usize, usize, usize),
}

impl<'a> Lines<'a> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
            last: (0, 0, 0),
        }
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    pub fn place(&mut self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|s| *s <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|l| self.starts.get(l))
            .copied()
            .unwrap_or(0);
        let (known, known_start, known_chars) = self.last;
        let (from, before) = if known_start == start && known <= offset {
            (known, known_chars)
        } else {
            (start, 0)
        };
        let piece = self.text.get(from..offset).unwrap_or_default();
        let chars = before + piece.chars().count();
        self.last = (offset, start, chars);
        (line, chars + 1)
    }
}

/// Line and column (both from 1, the column in characters) of a byte offset.
#[must_use]
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before.get(line_start..).unwrap_or_default().chars().count() + 1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_those_of_a_plain_count(text in "[a-zé病\n]{0,60}", offsets in proptest::collection::vec(0_usize..80, 1..8)) {
            let mut lines = Lines::new(&text);
            for offset in offsets {
                let offset = (offset..=text.len()).find(|o| text.is_char_boundary(*o)).unwrap_or(text.len());
                prop_assert_eq!(lines.place(offset), line_column(&text, offset));
            }
        }
    }
}
