//! Values that are written by their names in JSON, but are not enums made by `names!`.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "serde passes references to fields"
)]

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::Serializer;

/// The flags of a source: a list of the names of those that are set.
pub mod flags {
    use super::{Deserialize, Deserializer, Serializer};
    use sayso::resolve::{Flag, Flags};

    pub fn serialize<S: Serializer>(flags: &Flags, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(flags.iter())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Flags, D::Error> {
        let flags = Vec::<Flag>::deserialize(deserializer)?;
        Ok(flags.into_iter().collect())
    }
}

/// A unit: its name, or null.
pub mod unit {
    use super::{Deserialize, Deserializer, Error, Serializer};
    use sayso::measure::Unit;

    pub fn serialize<S: Serializer>(unit: &Option<Unit>, serializer: S) -> Result<S::Ok, S::Error> {
        match unit {
            Some(unit) => serializer.serialize_some(unit.name()),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Unit>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        let unit = name.map(|name| {
            name.parse()
                .map_err(|error| D::Error::custom(format!("{name:?} is {error}")))
        });
        unit.transpose()
    }
}
