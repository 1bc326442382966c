//! What can be asked of one moment of the store.

use gantry_model::{
    Error, Result,
    id::Id,
    page::{Page, PageRequest},
    time::Timestamp,
};
use rusqlite::{Connection, OptionalExtension as _, Row, types::Value as SqlValue};

use super::{
    catalog::{Catalog, Entry},
    fault::{self, Sql as _},
    kind::{Kind, Resource},
    query::{List, Query},
};

/// One moment of the store. Inside a write it is the moment of that write, its own changes included.
pub struct Read<'c> {
    conn: &'c Connection,
    catalog: &'c Catalog,
    now: Timestamp,
}

/// The columns of a [`Resource`], in the order in which [`resource`] reads them.
const COLUMNS: &str =
    "id, name, region, owner, labels, spec, status, generation, revision, created_at, updated_at, deleting";
const SORT_KEY: usize = 12;

impl<'c> Read<'c> {
    pub(super) fn new(conn: &'c Connection, catalog: &'c Catalog, now: Timestamp) -> Self {
        Self { conn, catalog, now }
    }

    /// The connection, for the modules of this folder that keep typed tables.
    pub(in crate::store) fn conn(&self) -> &'c Connection {
        self.conn
    }

    pub(super) fn catalog(&self) -> &'c Catalog {
        self.catalog
    }

    pub(super) fn entry<K: Kind>(&self) -> Result<&'c Entry> {
        self.catalog.entry(K::KIND)
    }

    /// The time at which this began, the same for all of it.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The resource.
    ///
    /// # Errors
    /// NotFound.
    pub fn get<K: Kind>(&self, id: &K::Id) -> Result<Resource<K>> {
        self.find(id)?.ok_or_else(|| Error::not_found(K::Id::KIND, id.as_str()))
    }

    /// The resource, if there is one.
    ///
    /// # Errors
    /// Internal when the document does not read.
    pub fn find<K: Kind>(&self, id: &K::Id) -> Result<Option<Resource<K>>> {
        let mut select = self.conn.prepare_cached(&self.entry::<K>()?.sql.find).sql()?;
        let row = select.query_row([id.as_str()], |row| Ok(resource(row))).optional().sql()?;
        row.transpose()
    }

    /// A part of the kind's list.
    ///
    /// # Errors
    /// Invalid when the query names a column that the kind does not have, a foreign cursor, or a page beyond the last.
    pub fn list<K: Kind>(&self, query: &Query) -> Result<List<Resource<K>>> {
        let statement = query.select(&self.entry::<K>()?.info, COLUMNS)?;
        let mut select = self.conn.prepare_cached(&statement.sql).sql()?;
        let mut rows = select.query(statement.params()).sql()?;
        let (mut items, mut next, mut place) = (Vec::new(), None, None);
        while let Some(row) = rows.next().sql()? {
            if items.len() == query.rows() {
                next = place;
                break;
            }
            items.push(resource::<K>(row)?);
            place = Some(row.get::<_, SqlValue>(SORT_KEY).sql()?);
        }
        let next = match (next, items.last()) {
            (Some(value), Some(last)) => Some(query.cursor(value, last.id.as_str())?),
            _ => None,
        };
        Ok(List { items, next })
    }

    /// How many rows the whole list has. Known at once for all of a region; with filters, they are counted.
    ///
    /// # Errors
    /// As [`Read::list`].
    pub fn count<K: Kind>(&self, query: &Query) -> Result<u64> {
        if let Some(region) = query.whole_region() {
            return self.documents(K::KIND, region);
        }
        let statement = query.count(&self.entry::<K>()?.info)?;
        let mut count = self.conn.prepare_cached(&statement.sql).sql()?;
        count.query_row(statement.params(), |row| row.get(0)).sql()
    }

    /// The page that a table asks for, or the last one where there is none so far, and how long the list is: [`Query::page`], [`Read::list`] and [`Read::count`] in one.
    ///
    /// # Errors
    /// As [`Read::list`], and Invalid as [`PageRequest::validate`].
    pub fn page<K: Kind>(&self, query: &Query, request: &PageRequest) -> Result<Page<Resource<K>>> {
        request.validate()?;
        let total = self.count::<K>(query)?;
        let request = request.within(total);
        let items = self.list::<K>(&query.clone().page(&request))?.items;
        Ok(Page { items, total, page: request.page, size: request.size })
    }

    /// The ids of the whole kind, in order: what a controller begins with.
    ///
    /// # Errors
    /// Internal when the store does not read.
    pub fn ids<K: Kind>(&self) -> Result<Vec<K::Id>> {
        let mut select = self.conn.prepare_cached(&self.entry::<K>()?.sql.ids).sql()?;
        let rows = select.query_map([], |row| row.get::<_, String>(0)).sql()?;
        rows.map(|row| id_of::<K>(&row.sql()?)).collect()
    }
}

fn id_of<K: Kind>(text: &str) -> Result<K::Id> {
    K::Id::parse(text).map_err(|error| fault::unreadable(K::KIND, text, error))
}

fn resource<K: Kind>(row: &Row<'_>) -> Result<Resource<K>> {
    let id: &str = row.get_ref(0).and_then(|value| Ok(value.as_str()?)).sql()?;
    let json = |column: usize| row.get_ref(column).and_then(|value| Ok(value.as_str()?)).sql();
    let bad = |cause: serde_json::Error| fault::unreadable(K::KIND, id, cause);
    Ok(Resource {
        id: id_of::<K>(id)?,
        name: row.get(1).sql()?,
        region: row.get(2).sql()?,
        owner: row.get(3).sql()?,
        labels: serde_json::from_str(json(4)?).map_err(bad)?,
        spec: serde_json::from_str(json(5)?).map_err(bad)?,
        status: serde_json::from_str(json(6)?).map_err(bad)?,
        generation: row.get(7).sql()?,
        revision: row.get(8).sql()?,
        created_at: Timestamp(row.get(9).sql()?),
        updated_at: Timestamp(row.get(10).sql()?),
        deleting: row.get::<_, Option<i64>>(11).sql()?.map(Timestamp),
    })
}

/// The statements that every read and write of a kind needs, written once.
#[derive(Debug)]
pub(super) struct KindSql {
    pub(super) find: String,
    pub(super) ids: String,
    pub(super) insert: String,
    pub(super) update: String,
    pub(super) status: String,
    pub(super) deleting: String,
    pub(super) delete: String,
}

impl KindSql {
    pub(super) fn of(table: &str) -> Self {
        Self {
            find: format!("SELECT {COLUMNS} FROM {table} WHERE id = ?1"),
            ids: format!("SELECT id FROM {table} ORDER BY id"),
            insert: format!(
                "INSERT INTO {table} ({COLUMNS}, shape) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, 1, ?8, ?8, NULL, ?9)"
            ),
            update: format!(
                "UPDATE {table} SET name = ?3, owner = ?4, labels = ?5, spec = ?6, \
                 generation = generation + (name <> ?3 OR labels <> ?5 OR spec <> ?6), revision = revision + 1, updated_at = ?7 \
                 WHERE id = ?1 AND revision = ?2 RETURNING generation, revision"
            ),
            status: format!(
                "UPDATE {table} SET status = ?2, revision = revision + 1, updated_at = ?3 \
                 WHERE id = ?1 AND status <> ?2 RETURNING revision"
            ),
            deleting: format!(
                "UPDATE {table} SET deleting = ?2, revision = revision + 1, updated_at = ?2 \
                 WHERE id = ?1 AND deleting IS NULL RETURNING revision"
            ),
            delete: format!("DELETE FROM {table} WHERE id = ?1 RETURNING revision, region, name"),
        }
    }
}
