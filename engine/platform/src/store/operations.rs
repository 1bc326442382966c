//! The table of the operation log; what its entries mean is in [`crate::audit`].

use std::sync::atomic::Ordering;

use gantry_model::id::Id as _;
use gantry_model::operation::Verb;
use gantry_model::{Result, time::Timestamp};
use rusqlite::{Row, params, params_from_iter};

use super::{
    fault::Sql as _,
    kind::{Kind, Resource},
    query::Value,
    read::Read,
    tx::Tx,
};
use crate::audit::{Entry, Filter, Operation, Outcome};

pub(super) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE operations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        address TEXT NOT NULL,
        action TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        region TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX operations_by_actor ON operations (actor, number);
    CREATE INDEX operations_by_id ON operations (id, number) WHERE id <> '';
",
    "
    ALTER TABLE operations ADD COLUMN request TEXT NOT NULL DEFAULT '';
",
];

/// What a write does to what, for the operation log.
#[derive(Debug, Default, Clone)]
pub(super) struct Subjects {
    /// Documents of the operation's kind that it changed: what it was done to, where nothing was said.
    touched: Vec<Subject>,
    said: Vec<Subject>,
}

#[derive(Debug, Default, Clone)]
struct Subject {
    kind: &'static str,
    id: String,
    region: String,
    detail: String,
}

impl Subjects {
    pub(super) fn touch(&mut self, kind: &'static str, id: &str, region: &str, name: &str) {
        if self.touched.iter().all(|subject| subject.id != id) {
            self.touched.push(Subject { kind, id: id.into(), region: region.into(), detail: name.into() });
        }
    }
}

impl Tx<'_> {
    /// Says what the operation under way was done to, and what else its entry in the operation log shows. Without it that is each document of
    /// the operation's kind that the write made, changed or ended, with its name.
    pub fn about<K: Kind>(&mut self, resource: &Resource<K>, detail: &str) {
        self.about_other(K::KIND, resource.id.as_str(), &resource.region, detail);
    }

    /// The same of what is no document.
    pub fn about_other(&mut self, kind: &'static str, id: &str, region: &str, detail: &str) {
        self.subjects().said.push(Subject { kind, id: id.into(), region: region.into(), detail: detail.into() });
    }

    /// Notes something that was done to a document beside the operation under way: what it brought with it.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn also<K: Kind>(&mut self, action: &str, resource: &Resource<K>, detail: &str) -> Result<()> {
        self.audit(&Operation {
            action,
            kind: K::KIND,
            id: resource.id.as_str(),
            region: &resource.region,
            outcome: Outcome::Done,
            detail,
        })
    }

    /// Writes the entry of the operation that this write is a part of, unless one of its writes has done so.
    /// A write that found everything as it should be has done nothing, and has none.
    pub(super) fn log_operation(&mut self) -> Result<()> {
        let Some(doing) = self.author().doing.clone() else { return Ok(()) };
        if doing.info.verb == Verb::Read || doing.logged.load(Ordering::Relaxed) {
            return Ok(());
        }
        let Subjects { touched, said } = std::mem::take(self.subjects());
        let mut subjects = if said.is_empty() { touched } else { said };
        if subjects.is_empty() && self.changes_something() {
            let kind = doing.info.kind.map_or("", |kind| kind.token());
            subjects.push(Subject { kind, ..Subject::default() });
        }
        for Subject { kind, id, region, detail } in &subjects {
            let (action, outcome) = (doing.info.name, Outcome::Done);
            self.audit(&Operation { action, kind, id, region, outcome, detail })?;
        }
        doing.logged.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Adds an entry to the operation log, with this write's author.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn audit(&mut self, operation: &Operation<'_>) -> Result<()> {
        let author = self.author();
        self.run(
            "INSERT INTO operations (at, actor, address, action, kind, id, region, outcome, detail, request)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                self.now().0,
                &*author.name,
                author.address.as_deref().unwrap_or_default(),
                operation.action,
                operation.kind,
                operation.id,
                operation.region,
                operation.outcome.token(),
                operation.detail,
                author.request.as_deref().unwrap_or_default()
            ],
        )?;
        Ok(())
    }
}

impl Read<'_> {
    /// Entries of the operation log, newest first unless the filter says otherwise.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn operations(&self, filter: &Filter) -> Result<Vec<Entry>> {
        let (conditions, mut values) = conditions(filter);
        let order = if filter.oldest_first { "ASC" } else { "DESC" };
        let limit = bind(&mut values, i64::from(filter.limit.clamp(1, 1000)));
        let offset = bind(&mut values, i64::try_from(filter.offset).unwrap_or(i64::MAX));
        let sql = format!(
            "SELECT number, at, actor, address, action, kind, operations.id, region, outcome, detail, request,
                coalesce(users.name, actor)
             FROM operations LEFT JOIN users ON users.id = actor
             WHERE {conditions} ORDER BY number {order} LIMIT {limit} OFFSET {offset}"
        );
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        let rows = select.query_map(params_from_iter(values), entry).sql()?;
        rows.collect::<rusqlite::Result<_>>().sql()
    }

    /// How many entries there are of these, however many the filter would read.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn operation_count(&self, filter: &Filter) -> Result<u64> {
        let (conditions, values) = conditions(filter);
        let sql = format!("SELECT count(*) FROM operations LEFT JOIN users ON users.id = actor WHERE {conditions}");
        let mut select = self.conn().prepare_cached(&sql).sql()?;
        select.query_row(params_from_iter(values), |row| row.get(0)).sql()
    }
}

fn bind(values: &mut Vec<Value>, value: impl Into<Value>) -> String {
    values.push(value.into());
    format!("?{}", values.len())
}

/// What an entry has to be, and the values that it is compared with.
fn conditions(filter: &Filter) -> (String, Vec<Value>) {
    let mut values = Vec::new();
    let before = filter.before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX);
    let mut all = vec![format!("number < {}", bind(&mut values, before))];
    if let Some(actor) = &filter.actor {
        all.push(format!("actor = {}", bind(&mut values, actor.as_str())));
    }
    if let Some(id) = &filter.id {
        all.push(format!("operations.id <> '' AND operations.id = {}", bind(&mut values, id.as_str())));
    }
    if let Some(kind) = &filter.kind {
        all.push(format!("kind = {}", bind(&mut values, kind.as_str())));
    }
    if let Some(outcome) = filter.outcome {
        all.push(format!("outcome = {}", bind(&mut values, outcome.token())));
    }
    if let Some(since) = filter.since {
        all.push(format!("at >= {}", bind(&mut values, since.0)));
    }
    let search = filter.search.trim();
    if !search.is_empty() {
        let text = bind(&mut values, search.to_ascii_lowercase());
        // Of a message its arguments: the names and values in it.
        let detail = r#"iif(substr(detail, 1, 9) = '{"code":"' AND json_valid(detail), coalesce(json_extract(detail, '$.arguments'), ''), detail)"#;
        let columns = ["users.name", "actor", "address", "request", "action", "operations.id", detail];
        let each = columns.map(|column| format!("instr(lower({column}), {text}) > 0"));
        all.push(format!("({})", each.join(" OR ")));
    }
    (all.join(" AND "), values)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let refused = row.get_ref(8)?.as_str()? == Outcome::Refused.token();
    Ok(Entry {
        number: row.get(0)?,
        at: Timestamp(row.get(1)?),
        actor: row.get(2)?,
        address: row.get(3)?,
        action: row.get(4)?,
        kind: row.get(5)?,
        id: row.get(6)?,
        region: row.get(7)?,
        outcome: if refused { Outcome::Refused } else { Outcome::Done },
        detail: row.get(9)?,
        request: row.get(10)?,
        actor_name: row.get(11)?,
    })
}
