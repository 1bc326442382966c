//! **Operation Logs** (LOG-013): who did what, when, from where, and whether it was allowed.

use serde::{Deserialize, Serialize};

use crate::Message;
use crate::error::{Error, Result};
use crate::kind::ResourceKind;
use crate::message::common as say;
use crate::page::PageRequest;
use crate::time::Moment;

/// How an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused: not allowed, wrong password, over the quota.
    Refused,
}

impl Outcome {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Done, Self::Refused];

    /// The stable word: stored, sent, in URLs.
    pub const fn token(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The outcome with this word.
    pub fn of_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.token() == token)
    }

    /// As the page names it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::Refused => "Refused",
        }
    }
}

/// Hours that the page offers to look back.
pub const HOURS: [u32; 4] = [1, 24, 168, 720];

/// Which entries a page asks for. Entries are sorted by time, the newest first, unless `page` asks for the other way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OperationFilter {
    /// The part; its search is compared with who, from where, what, to what, and the request's id. It sorts by `at` alone.
    pub page: PageRequest,
    /// Only those that ended so.
    pub outcome: Option<Outcome>,
    /// Only those on things of a kind.
    pub kind: Option<ResourceKind>,
    /// Only those on the thing with this id.
    pub id: Option<String>,
    /// Only those of the last so many hours; one of [`HOURS`].
    pub hours: Option<u32>,
}

impl OperationFilter {
    /// Refuses what no page asks for.
    ///
    /// # Errors
    /// Invalid, of field `page`, `size`, `search`, `sort` or `hours`.
    pub fn validate(&self) -> Result<()> {
        self.page.validate()?;
        if !["", "at"].contains(&self.page.sort.as_str()) {
            let sort: String = self.page.sort.chars().take(64).collect();
            return Err(Error::invalid("sort", say::operations_sorted_by_at(sort)));
        }
        match self.hours {
            Some(hours) if !HOURS.contains(&hours) => Err(Error::invalid("hours", say::hours_not_offered(hours))),
            _ => Ok(()),
        }
    }
}

/// An entry as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationRow {
    /// Its number; later entries have larger ones.
    pub number: u64,
    /// When.
    pub at: Moment,
    /// The name of who did it: a person's, `controller:…` or `system`; the account's id where the account is gone.
    pub actor: String,
    /// The network address they came from; empty if not by network.
    pub address: String,
    /// The id of the request; empty if not by network.
    pub request: String,
    /// The operation: `container_group_create`.
    pub action: String,
    /// The kind of what it was done to; none if to nothing.
    pub kind: Option<ResourceKind>,
    /// The id of what it was done to; empty if to nothing.
    pub id: String,
    /// Its region; empty if none.
    pub region: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What else there is to say: the name, the reason of a refusal.
    pub detail: Message,
}

/// The first line of the list as a file.
pub const CSV_HEAD: &str = "number,time,who,address,request,operation,kind,id,region,outcome,detail\r\n";

impl OperationRow {
    /// The entry as a line of a file of comma-separated values (RFC 4180). A text that a spreadsheet would take for a formula begins
    /// with an apostrophe.
    pub fn csv(&self) -> String {
        let fields = [
            self.number.to_string(),
            self.at.text.clone(),
            self.actor.clone(),
            self.address.clone(),
            self.request.clone(),
            self.action.clone(),
            self.kind.map_or("", ResourceKind::token).to_owned(),
            self.id.clone(),
            self.region.clone(),
            self.outcome.token().to_owned(),
            self.detail.to_string(),
        ];
        let field = |text: String| {
            let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text };
            let plain = !text.contains(['"', ',', '\r', '\n']);
            if plain { text } else { format!("\"{}\"", text.replace('"', "\"\"")) }
        };
        fields.map(field).join(",") + "\r\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    #[test]
    fn a_line_of_the_file_is_read_as_it_was_written() {
        let row = OperationRow {
            number: 7,
            at: Moment { at: Timestamp(0), text: "1970-01-01 00:00:00".into() },
            actor: "admin".into(),
            address: "192.0.2.7".into(),
            request: "ab".into(),
            action: "vpc_create".into(),
            kind: Some(ResourceKind::Vpc),
            id: "vpc-1".into(),
            region: "local".into(),
            outcome: Outcome::Done,
            detail: Message::text("=a \"b\", c"),
        };
        assert_eq!(
            row.csv(),
            "7,1970-01-01 00:00:00,admin,192.0.2.7,ab,vpc_create,vpc,vpc-1,local,done,\"'=a \"\"b\"\", c\"\r\n"
        );
    }

    #[test]
    fn only_what_a_page_offers_can_be_asked_for() {
        assert_eq!(OperationFilter::default().validate(), Ok(()));
        let asked = |hours| OperationFilter { hours: Some(hours), ..OperationFilter::default() }.validate();
        assert!(HOURS.into_iter().all(|hours| asked(hours).is_ok()));
        assert_eq!(asked(3).unwrap_err().field(), Some("hours"));
    }
}
