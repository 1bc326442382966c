//! The table of operations: everything that can be asked of Gantry, a line each.
//!
//! An area writes its lines in `operations.rs`, as signatures: verb, kind, name, input, answer. A line says what the rest of the
//! house derives: a type that carries the input ([`Operation`]), the name that the end point, the operation log and the API
//! share, who may do it (by verb and kind), and what it is for. `engine::call` does it; the server functions of the console are
//! made from the same lines.
//!
//! Each table is a macro that hands its lines to another macro (and a type with them, in brackets, where that macro asks for
//! one), because three floors read it: here they become types, in the engine the way to the method that does it, in the console a server
//! function.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::kind::{Id, ResourceKind};
use crate::message::common as say;

/// What an operation does to what it is about; permissions are given by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// Changes nothing.
    Read,
    /// Makes, changes or ends something. The operation log has an entry of each.
    Write,
    /// Changes who may do what, or how they prove who they are. The operation log has an entry of each.
    Grant,
}

/// What the table says of an operation.
#[derive(Debug, PartialEq, Eq)]
pub struct OperationInfo {
    /// The stable name: `vpc_create`.
    pub name: &'static str,
    /// The kind of what it is about; `None` where that is more than one.
    pub kind: Option<ResourceKind>,
    /// What it does to that.
    pub verb: Verb,
    /// What it is for, in a sentence, with the rows that ask for it.
    pub about: &'static str,
}

/// Something that can be asked of Gantry, with its input.
pub trait Operation: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// Its line in the table.
    const INFO: &'static OperationInfo;

    /// What is answered when it is done.
    type Answer: Serialize + DeserializeOwned + Send + 'static;

    /// Checks the input by all rules that need no look at the store.
    ///
    /// # Errors
    /// Those of [`Validate`] for each part of the input.
    fn validate(&self) -> Result<()>;
}

/// Input that can be checked by itself. What an operation takes must say how, so that no form goes unchecked.
pub trait Validate {
    /// Checks all rules that need no look at the store.
    ///
    /// # Errors
    /// Invalid, naming field, value and rule.
    fn validate(&self) -> Result<()>;
}

/// Characters of a text for which no narrower rule holds.
pub const MOST_TEXT: usize = 256 * 1024;

impl<I: Id> Validate for I {
    /// An id is checked when it is read.
    fn validate(&self) -> Result<()> {
        Ok(())
    }
}

impl Validate for String {
    fn validate(&self) -> Result<()> {
        match self.len() {
            0..=MOST_TEXT => Ok(()),
            bytes => Err(Error::invalid("", say::text_too_long(MOST_TEXT, bytes))),
        }
    }
}

/// Types of which every value can be asked for: the reading of the input refuses all others.
macro_rules! any_value_fits {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::operation::Validate for $type {
            fn validate(&self) -> $crate::Result<()> {
                Ok(())
            }
        })*
    };
}
pub(crate) use any_value_fits;

/// Forms that say themselves whether they fit.
macro_rules! checks_itself {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::operation::Validate for $type {
            fn validate(&self) -> $crate::Result<()> {
                <$type>::validate(self)
            }
        })*
    };
}
pub(crate) use checks_itself;

/// Filters of lists: their page is what can be wrong.
macro_rules! page_is_checked {
    ($($type:ty),* $(,)?) => {
        $(impl $crate::operation::Validate for $type {
            fn validate(&self) -> $crate::Result<()> {
                self.page.validate()
            }
        })*
    };
}
pub(crate) use page_is_checked;

any_value_fits!(bool, u32, u64);
checks_itself!(crate::page::PageRequest);

impl<T: Validate> Validate for Option<T> {
    fn validate(&self) -> Result<()> {
        self.as_ref().map_or(Ok(()), Validate::validate)
    }
}

/// Makes the types of a table's lines and the list of them.
macro_rules! declare {
    ([] $handle:ident in ($($path:tt)+); $(
        $(#[doc = $doc:literal])+
        $verb:ident $(($kind:ident))? fn $name:ident($($arg:ident: $type:ty),* $(,)?) -> $answer:ty;
    )*) => {
        pastey::paste! {
            $(
                $(#[doc = $doc])+
                #[derive(Clone, serde::Serialize, serde::Deserialize)]
                #[allow(missing_docs, reason = "the table's line says what each part of the input is")]
                pub struct [<$name:camel>] {
                    $(pub $arg: $type,)*
                }

                impl $crate::operation::Operation for [<$name:camel>] {
                    const INFO: &'static $crate::operation::OperationInfo = &$crate::operation::OperationInfo {
                        name: stringify!($name),
                        kind: $crate::operation::kind_of!($($kind)?),
                        verb: $crate::operation::Verb::[<$verb:camel>],
                        about: concat!($($doc),+).trim_ascii_start(),
                    };

                    type Answer = $answer;

                    fn validate(&self) -> $crate::Result<()> {
                        $($crate::operation::Validate::validate(&self.$arg)?;)*
                        Ok(())
                    }
                }
            )*

            /// The area's lines, in the order of the table.
            pub const OPERATIONS: &[&$crate::operation::OperationInfo] =
                &[$(<[<$name:camel>] as $crate::operation::Operation>::INFO,)*];
        }
    };
}
pub(crate) use declare;

macro_rules! kind_of {
    () => {
        None
    };
    ($kind:ident) => {
        Some($crate::kind::ResourceKind::$kind)
    };
}
pub(crate) use kind_of;

/// Every line of every table.
pub fn all() -> impl Iterator<Item = &'static OperationInfo> {
    let tables = [
        crate::inventory::operations::OPERATIONS,
        crate::containers::operations::OPERATIONS,
        crate::network::operations::OPERATIONS,
        crate::scaling::operations::OPERATIONS,
        crate::registry::operations::OPERATIONS,
        crate::quota::operations::OPERATIONS,
        crate::billing::operations::OPERATIONS,
        crate::iam::operations::OPERATIONS,
    ];
    tables.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_operation_has_a_name_of_its_own_and_says_what_it_is_for() {
        let names: BTreeSet<_> = all().map(|info| info.name).collect();
        assert_eq!(names.len(), all().count());
        assert!(names.len() > 100);
        for info in all() {
            assert!(info.about.ends_with(['.', ')']) && info.about.len() >= 8, "{}: {}", info.name, info.about);
            assert!(info.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{}", info.name);
        }
    }

    #[test]
    fn what_changes_something_says_what() {
        for info in all().filter(|info| info.verb != Verb::Read) {
            assert!(info.kind.is_some(), "{}", info.name);
        }
    }
}
