//! Enums whose values have a name: rules, kinds, statuses.
//!
//! A name is what every output shows, and a saved output is read back by it. [`names!`](crate::names!)
//! writes the enum, its name, its parser and its list of values from one table, so that no code has
//! to compare strings.

/// The text is not the name of any value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is not a {of}")]
pub struct UnknownName {
    /// The text that was to be parsed.
    pub name: String,
    /// The enum that has no such value.
    pub of: &'static str,
}

#[doc(hidden)]
pub use serde;

/// Defines an enum with a fixed name for each value: `name()`, `ALL`, `Display`, `FromStr`, and serde
/// by name in both directions.
///
/// ```
/// sayso_english::names! {
///     /// How a claim is put.
///     pub enum Status {
///         /// As a fact.
///         Asserted = "asserted",
///         /// As not being so.
///         Denied = "denied",
///     }
/// }
/// assert_eq!(Status::Denied.name(), "denied");
/// assert_eq!("asserted".parse(), Ok(Status::Asserted));
/// assert!("rumoured".parse::<Status>().is_err());
/// assert_eq!(Status::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! names {
    (
        $(#[$outer:meta])*
        $vis:vis enum $Name:ident {
            $($(#[$inner:meta])* $Value:ident = $name:literal),+ $(,)?
        }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $Name {
            $($(#[$inner])* $Value),+
        }

        impl $Name {
            /// Every value, in the order of the enum.
            pub const ALL: &'static [$Name] = &[$($Name::$Value),+];

            /// The name that every output uses.
            pub const fn name(self) -> &'static str {
                match self {
                    $($Name::$Value => $name),+
                }
            }
        }

        impl ::core::fmt::Display for $Name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl ::core::str::FromStr for $Name {
            type Err = $crate::names::UnknownName;

            fn from_str(name: &str) -> ::core::result::Result<$Name, Self::Err> {
                match name {
                    $($name => Ok($Name::$Value),)+
                    _ => Err($crate::names::UnknownName {
                        name: name.to_string(),
                        of: stringify!($Name),
                    }),
                }
            }
        }

        impl $crate::names::serde::Serialize for $Name {
            fn serialize<S: $crate::names::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> $crate::names::serde::Deserialize<'de> for $Name {
            fn deserialize<D: $crate::names::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<$Name, D::Error> {
                let name = <::std::borrow::Cow<'de, str> as $crate::names::serde::Deserialize>::deserialize(deserializer)?;
                name.parse().map_err($crate::names::serde::de::Error::custom)
            }
        }
    };
}
