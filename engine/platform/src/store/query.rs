//! What a list asks of the store, and how it becomes SQL.
//!
//! A list is sorted by one column and, where that is equal, by id, so that each row has one place. A cursor is the place of the last
//! row: the next part begins behind it whatever was inserted or deleted meanwhile, and costs the same on row 20 and on row 900,000. Page
//! numbers count rows from the beginning and therefore end at [`page::MOST_ROWS`].

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use gantry_model::{
    Error, Result,
    message::machine as say,
    page::{self, PageRequest},
};
use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue, ValueRef};
use serde::{Deserialize, Serialize};

use super::{
    catalog::KindInfo,
    kind::{Holds, STANDARD_COLUMNS},
};

/// The most rows of one answer.
pub const MOST_AT_ONCE: u32 = 1000;

/// Which way a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// From small to large, from old to new.
    Ascending,
    /// The other way.
    Descending,
}

/// A value that a column is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A whole number; times are milliseconds since 1970.
    Integer(i64),
    /// Text.
    Text(String),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

#[derive(Debug, Clone)]
enum Filter {
    Equal(String, Value),
    OneOf(String, Vec<Value>),
    Contains(Vec<String>, String),
    Prefix(String, String),
    AtLeast(String, Value),
    AtMost(String, Value),
    Label(String, Option<String>),
    Deleting(bool),
}

#[derive(Debug, Clone)]
enum Start {
    Offset(u64),
    After(String),
}

/// A part of a kind's list. Columns are [`STANDARD_COLUMNS`] and the kind's own.
#[derive(Debug, Clone)]
pub struct Query {
    region: Option<String>,
    filters: Vec<Filter>,
    sort: String,
    order: Order,
    start: Start,
    limit: u32,
}

impl Default for Query {
    fn default() -> Self {
        Self::new()
    }
}

impl Query {
    /// The first 100 of all, by id, which is by age.
    pub fn new() -> Self {
        Self {
            region: None,
            filters: Vec::new(),
            sort: "id".into(),
            order: Order::Ascending,
            start: Start::Offset(0),
            limit: 100,
        }
    }

    /// Those of one region. Lists of kinds that live in regions are only fast with this.
    pub fn in_region(region: &str) -> Self {
        Self { region: Some(region.into()), ..Self::new() }
    }

    /// Those whose `column` is `value`.
    #[must_use]
    pub fn equal(self, column: &str, value: impl Into<Value>) -> Self {
        self.filter(Filter::Equal(column.into(), value.into()))
    }

    /// Those whose `column` is one of `values`; none if there are none.
    #[must_use]
    pub fn one_of<V: Into<Value>>(self, column: &str, values: impl IntoIterator<Item = V>) -> Self {
        self.filter(Filter::OneOf(column.into(), values.into_iter().map(Into::into).collect()))
    }

    /// Those whose `column` contains `text`, whatever the case of its ASCII letters. It looks at each row of the region.
    #[must_use]
    pub fn contains(self, column: &str, text: &str) -> Self {
        self.search(&[column], text)
    }

    /// Those one of whose `columns` contains `text`, as [`Query::contains`]. An empty text is in all.
    #[must_use]
    pub fn search(self, columns: &[&str], text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return self;
        }
        self.filter(Filter::Contains(columns.iter().map(|&column| column.into()).collect(), text.into()))
    }

    /// Those whose `column` begins with `text`, case included.
    #[must_use]
    pub fn begins_with(self, column: &str, text: &str) -> Self {
        self.filter(Filter::Prefix(column.into(), text.into()))
    }

    /// Those whose `column` is `value` or more.
    #[must_use]
    pub fn at_least(self, column: &str, value: impl Into<Value>) -> Self {
        self.filter(Filter::AtLeast(column.into(), value.into()))
    }

    /// Those whose `column` is `value` or less.
    #[must_use]
    pub fn at_most(self, column: &str, value: impl Into<Value>) -> Self {
        self.filter(Filter::AtMost(column.into(), value.into()))
    }

    /// Those with the label `key`, and with this value if one is given. It looks at each row of the region.
    #[must_use]
    pub fn label(self, key: &str, value: Option<&str>) -> Self {
        self.filter(Filter::Label(key.into(), value.map(Into::into)))
    }

    /// Those that are being deleted, or those that are not.
    #[must_use]
    pub fn deleting(self, deleting: bool) -> Self {
        self.filter(Filter::Deleting(deleting))
    }

    /// Sorted by `column` and then by id, both in this order.
    #[must_use]
    pub fn sort(mut self, column: &str, order: Order) -> Self {
        self.sort = column.into();
        self.order = order;
        self
    }

    /// At most so many, up to [`MOST_AT_ONCE`].
    #[must_use]
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Those behind the place that [`List::next`] named.
    #[must_use]
    pub fn after(mut self, cursor: &str) -> Self {
        self.start = Start::After(cursor.into());
        self
    }

    /// The page that a table asks for. Its sort wins over the list's own if it names one; its search is the list's business.
    #[must_use]
    pub fn page(mut self, request: &PageRequest) -> Self {
        self.start = Start::Offset(request.offset());
        self.limit = request.size;
        if !request.sort.is_empty() {
            let order = if request.descending { Order::Descending } else { Order::Ascending };
            self = self.sort(&request.sort, order);
        }
        self
    }

    #[must_use]
    fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }
}

/// A part of a list, in its order.
#[derive(Debug, Clone)]
pub struct List<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The place of the last row if others follow, for [`Query::after`].
    pub next: Option<String>,
}

/// A place in a sorted list, as it travels.
#[derive(Serialize, Deserialize)]
struct Cursor {
    sort: String,
    order: Order,
    value: Value,
    id: String,
}

impl Cursor {
    fn parse(text: &str, query: &Query) -> Result<Self> {
        let unknown = || Error::invalid("cursor", say::no_such_place());
        let json = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| unknown())?;
        let cursor: Self = serde_json::from_slice(&json).map_err(|_| unknown())?;
        if cursor.sort != query.sort || cursor.order != query.order {
            return Err(Error::invalid("cursor", say::place_of_another_order()));
        }
        Ok(cursor)
    }

    fn text(&self) -> Result<String> {
        Ok(BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).map_err(Error::internal)?))
    }
}

/// A statement and what is bound to it.
pub(super) struct Statement {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Statement {
    pub(super) fn params(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(&self.values)
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }
}

impl Query {
    /// Rows asked for at once.
    pub(super) fn rows(&self) -> usize {
        self.limit.clamp(1, MOST_AT_ONCE) as usize
    }

    /// `SELECT columns, sort key` of the part asked for and one row more, which tells whether others follow.
    pub(super) fn select(&self, kind: &KindInfo, columns: &str) -> Result<Statement> {
        let sort = sort_key(kind, &self.sort)?;
        let mut statement =
            Statement { sql: format!("SELECT {columns}, {sort} FROM {}", kind.table()), values: vec![] };
        // Sorted by id alone, a list walks the primary key. A plus before the region keeps SQLite from gathering the whole
        // region by some index and sorting it.
        let walks = self.sort == "id" && !self.filters.iter().any(|filter| matches!(filter, Filter::Equal(..)));
        let mut conditions = self.conditions(kind, &mut statement, walks)?;
        let offset = match &self.start {
            Start::Offset(offset) => *offset,
            Start::After(text) => {
                let cursor = Cursor::parse(text, self)?;
                let than = if self.order == Order::Ascending { '>' } else { '<' };
                let id = statement.bind(cursor.id);
                conditions.push(if sort == "\"id\"" {
                    format!("id {than} {id}")
                } else {
                    format!("({sort}, id) {than} ({}, {id})", statement.bind(cursor.value))
                });
                0
            }
        };
        if offset >= page::MOST_ROWS {
            return Err(Error::invalid("page", say::pages_end(page::MOST_ROWS)));
        }
        statement.condition(&conditions);
        let direction = if self.order == Order::Ascending { "ASC" } else { "DESC" };
        statement.sql += &match sort.as_str() {
            "\"id\"" => format!(" ORDER BY id {direction}"),
            sort => format!(" ORDER BY {sort} {direction}, id {direction}"),
        };
        let rows = i64::try_from(self.rows() + 1).map_err(Error::internal)?;
        let limit = statement.bind(rows);
        statement.sql += &format!(" LIMIT {limit}");
        if offset > 0 {
            let offset = i64::try_from(offset).map_err(Error::internal)?;
            let offset = statement.bind(offset);
            statement.sql += &format!(" OFFSET {offset}");
        }
        Ok(statement)
    }

    /// The region of a list that nothing else narrows.
    pub(super) fn whole_region(&self) -> Option<Option<&str>> {
        self.filters.is_empty().then_some(self.region.as_deref())
    }

    /// How many rows there are, wherever the part begins.
    pub(super) fn count(&self, kind: &KindInfo) -> Result<Statement> {
        let mut statement = Statement { sql: format!("SELECT count(*) FROM {}", kind.table()), values: vec![] };
        let conditions = self.conditions(kind, &mut statement, false)?;
        statement.condition(&conditions);
        Ok(statement)
    }

    /// The place behind a row.
    pub(super) fn cursor(&self, value: SqlValue, id: &str) -> Result<String> {
        let value = match value {
            SqlValue::Integer(number) => Value::Integer(number),
            SqlValue::Text(text) => Value::Text(text),
            other => return Err(Error::internal(format!("store: {} sorts by {other:?}", self.sort))),
        };
        Cursor { sort: self.sort.clone(), order: self.order, value, id: id.into() }.text()
    }

    fn conditions(&self, kind: &KindInfo, statement: &mut Statement, walks: bool) -> Result<Vec<String>> {
        let mut conditions = Vec::new();
        if let Some(region) = &self.region {
            let plus = if walks { "+" } else { "" };
            conditions.push(format!("{plus}region = {}", statement.bind(region.as_str())));
        }
        for filter in &self.filters {
            conditions.push(filter.condition(kind, statement)?);
        }
        Ok(conditions)
    }
}

impl Statement {
    fn condition(&mut self, conditions: &[String]) {
        if !conditions.is_empty() {
            self.sql += " WHERE ";
            self.sql += &conditions.join(" AND ");
        }
    }
}

impl Filter {
    fn condition(&self, kind: &KindInfo, statement: &mut Statement) -> Result<String> {
        let named = |name: &str| column(kind, name, "filter");
        Ok(match self {
            Self::Equal(name, value) => format!("{} = {}", named(name)?, statement.bind(value.clone())),
            Self::AtLeast(name, value) => format!("{} >= {}", named(name)?, statement.bind(value.clone())),
            Self::AtMost(name, value) => format!("{} <= {}", named(name)?, statement.bind(value.clone())),
            Self::OneOf(name, values) => {
                let places: Vec<_> = values.iter().map(|value| statement.bind(value.clone())).collect();
                format!("{} IN ({})", named(name)?, places.join(", "))
            }
            Self::Contains(names, text) => {
                let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                let place = statement.bind(format!("%{escaped}%"));
                let one = |name: &String| Ok(format!("{} LIKE {place} ESCAPE '\\'", named(name)?));
                format!("({})", names.iter().map(one).collect::<Result<Vec<_>>>()?.join(" OR "))
            }
            Self::Prefix(name, text) => {
                let name = named(name)?;
                let from = format!("{name} >= {}", statement.bind(text.as_str()));
                // U+10FFFF is the last character, so no text that begins with `text` comes after the two together but those that go on with it.
                format!("({from} AND {name} <= {})", statement.bind(format!("{text}\u{10ffff}\u{10ffff}")))
            }
            Self::Label(key, value) => {
                let key = statement.bind(key.as_str());
                let value = value.as_ref().map(|value| statement.bind(value.as_str()));
                let value = value.map(|place| format!(" AND value = {place}")).unwrap_or_default();
                format!("EXISTS (SELECT 1 FROM json_each(labels) WHERE key = {key}{value})")
            }
            Self::Deleting(true) => "deleting IS NOT NULL".into(),
            Self::Deleting(false) => "deleting IS NULL".into(),
        })
    }
}

/// The column by its name, quoted; a name that comes from outside and is not one of the kind's is refused.
fn column(kind: &KindInfo, name: &str, field: &str) -> Result<String> {
    let known = STANDARD_COLUMNS.contains(&name) || kind.columns.iter().any(|column| column.name == name);
    if !known {
        let name: String = name.chars().take(64).collect();
        return Err(Error::invalid(field, say::no_such_column(name)));
    }
    Ok(format!("\"{name}\""))
}

/// What a list by this column is sorted by.
fn sort_key(kind: &KindInfo, name: &str) -> Result<String> {
    match kind.columns.iter().find(|column| column.name == name) {
        Some(column) => Ok(format!("\"{}\"", column.sort_key())),
        None => column(kind, name, "sort"),
    }
}

impl KindInfo {
    /// The kind's table, quoted. Kinds and columns are checked to be plain words before any SQL is made of them.
    pub(super) fn table(&self) -> String {
        format!("\"doc_{}\"", self.kind)
    }

    /// What SQLite computes for the order of addresses: their number, and behind it the prefix of a range. The four parts are read
    /// as JSON, which SQLite can take apart; what is no address counts as none.
    pub(super) fn address_in_order(column: &super::Column) -> String {
        let parts = format!("'[' || replace(replace(\"{}\", '.', ','), '/', ',') || ']'", column.name);
        let part = |place: u8| format!("coalesce(json_extract({parts}, '$[{place}]'), 0)");
        let [a, b, c, d, prefix] = [0, 1, 2, 3, 4].map(part);
        format!(
            "CASE WHEN json_valid({parts}) THEN (((({a} * 256) + {b}) * 256 + {c}) * 256 + {d}) * 64 + {prefix} ELSE 0 END"
        )
    }

    /// What SQLite computes for a column of the kind.
    pub(super) fn expression(column: &super::Column) -> String {
        let (body, path) = column.path.split_once('.').unwrap_or((column.path, ""));
        match column.holds {
            Holds::Text | Holds::Address => format!("CAST(coalesce(json_extract({body}, '$.{path}'), '') AS TEXT)"),
            Holds::Integer => format!("CAST(coalesce(json_extract({body}, '$.{path}'), 0) AS INTEGER)"),
        }
    }
}
