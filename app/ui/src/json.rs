//! JSON between pages and server functions.
//!
//! As the codec that comes with Leptos, but read from a string, as what the document carries for a page is: so the browser has
//! the code that reads a type once.

use leptos::server_fn::codec::{JsonEncoding, Post};
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;
#[cfg(not(feature = "ssr"))]
use serde::de::Error as _;

/// Arguments and answer of a server function as JSON, by `POST`.
pub type Json = Post<Text>;

/// A value as JSON.
pub struct Text;

impl ContentType for Text {
    const CONTENT_TYPE: &'static str = JsonEncoding::CONTENT_TYPE;
}

impl FormatType for Text {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Text {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(value).map(Bytes::from)
    }
}

#[cfg(not(feature = "ssr"))]
impl<T: DeserializeOwned> Decodes<T> for Text {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(std::str::from_utf8(&bytes).map_err(serde_json::Error::custom)?)
    }
}

/// On the server: says of which field it is that something does not fit.
#[cfg(feature = "ssr")]
impl<T: DeserializeOwned> Decodes<T> for Text {
    type Error = Malformed;

    fn decode(bytes: Bytes) -> Result<T, Malformed> {
        let whole = |why: String| Malformed { field: String::new(), why };
        let text = std::str::from_utf8(&bytes).map_err(|error| whole(error.to_string()))?;
        let mut reader = serde_json::Deserializer::from_str(text);
        let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            Malformed { field: if path == "." { String::new() } else { path }, why: error.inner().to_string() }
        })?;
        reader.end().map_err(|error| whole(error.to_string()))?;
        Ok(value)
    }
}

/// Why input is not what a server function takes. Travels as text, which is all that Leptos keeps of it.
#[cfg(feature = "ssr")]
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Path of the field in the input, as in `order.spec.containers[0].name`; empty for the input as a whole.
    pub field: String,
    /// What was found and what is expected there.
    pub why: String,
}

#[cfg(feature = "ssr")]
impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{DIVIDER}{}", self.field, self.why)
    }
}

/// What divides field and reason; JSON's keys come without control characters.
#[cfg(feature = "ssr")]
const DIVIDER: char = '\u{1f}';

#[cfg(feature = "ssr")]
impl Malformed {
    /// Reads the text of [`Malformed`] again; any other text is a reason without a field.
    pub fn read(text: &str) -> Self {
        let (field, why) = text.split_once(DIVIDER).unwrap_or(("", text));
        Self { field: field.to_owned(), why: why.to_owned() }
    }
}
