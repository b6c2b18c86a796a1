//! Reads a JSON value in which no name may stand twice: either of the two might be meant.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// Why a text is not such a value.
pub(super) enum Twice {
    /// A name stands twice; where, from the outside in.
    Name(Vec<String>),
    /// The parser does not take it: too deep, or not JSON after all.
    Unreadable,
}

/// Reads a whole text.
pub(super) fn value(text: &str) -> Result<Value, Twice> {
    let twice = RefCell::new(None);
    let mut source = serde_json::Deserializer::from_str(text);
    let read = Once(&twice).deserialize(&mut source);
    read.and_then(|value| source.end().map(|()| value))
        .map_err(|_| match twice.into_inner() {
            Some(mut path) => {
                path.reverse();
                Twice::Name(path)
            }
            None => Twice::Unreadable,
        })
}

/// What was found twice, from the inside out.
type Found = RefCell<Option<Vec<String>>>;

#[derive(Clone, Copy)]
struct Once<'f>(&'f Found);

impl Once<'_> {
    /// Notes through which member a name that stands twice was come upon.
    fn through(self, name: &str) {
        if let Some(path) = &mut *self.0.borrow_mut() {
            path.push(name.to_owned());
        }
    }
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            match items.next_element_seed(self) {
                Ok(Some(item)) => list.push(item),
                Ok(None) => return Ok(Value::Array(list)),
                Err(fault) => return Err(fault),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = items.next_key::<String>()? {
            if members.contains_key(&name) {
                *self.0.borrow_mut() = Some(vec![name]);
                return Err(A::Error::custom("twice"));
            }
            match items.next_value_seed(self) {
                Ok(value) => members.insert(name, value),
                Err(fault) => {
                    self.through(&name);
                    return Err(fault);
                }
            };
        }
        Ok(Value::Object(members))
    }
}
