//! Parameters behind the question mark, and of a form.

use axum::http::StatusCode;
use gantry_model::registry::reference::Digest;

use super::answer::Fault;

/// Bytes of all parameters together.
pub(super) const LONGEST: usize = 16 * 1024;
/// More parameters are not looked at.
const MOST: usize = 64;

/// Names and values, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, Fault> {
        if text.len() > LONGEST {
            return Err(Fault::new(StatusCode::URI_TOO_LONG, "UNSUPPORTED", "The parameters are longer than 16 KiB."));
        }
        Ok(Self(form_urlencoded::parse(text.as_bytes()).into_owned().take(MOST).collect()))
    }

    /// The first value of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A digest, if the parameter is there.
    pub(super) fn digest(&self, name: &str) -> Result<Option<Digest>, Fault> {
        Ok(self.get(name).map(Digest::parse).transpose()?)
    }

    /// `n` of the lists: how many rows at once, at most `most`; `most` where nothing is said.
    pub(super) fn rows(&self, most: u32) -> Result<u32, Fault> {
        let Some(text) = self.get("n") else { return Ok(most) };
        match text.parse::<u64>() {
            Ok(rows) => Ok(u32::try_from(rows).unwrap_or(most).min(most)),
            Err(_) => {
                let shown: String = text.chars().take(40).collect();
                let why = format!("“{shown}” is not a number of rows.");
                Err(Fault::new(StatusCode::BAD_REQUEST, "PAGINATION_NUMBER_INVALID", why))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_have_a_limit() {
        assert_eq!(Query::parse("").unwrap().rows(100).unwrap(), 100);
        assert_eq!(Query::parse("n=7").unwrap().rows(100).unwrap(), 7);
        assert_eq!(Query::parse("n=99999999999").unwrap().rows(100).unwrap(), 100);
        assert!(Query::parse("n=-1").unwrap().rows(100).is_err());
    }

    proptest! {
        #[test]
        fn no_parameters_panic(text in "\\PC{0,200}") {
            if let Ok(query) = Query::parse(&text) {
                let _ = (query.rows(10), query.digest("digest"), query.all("scope").count());
            }
        }
    }
}
