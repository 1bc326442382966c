//! What a file of **Create by YAML File** (ESS-11) says, and what is wrong with it.

use serde::{Deserialize, Serialize};
/// A fault in a file, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// Where in the document: `spec.template.spec.containers[0].image`; empty if nowhere.
    pub path: String,
    pub message: String,
}
/// Something that is read and ignored, at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// From 1.
    pub line: u32,
    pub path: String,
    pub message: String,
}
