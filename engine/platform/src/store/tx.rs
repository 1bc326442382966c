//! What a write can do.

use std::{ops::Deref, sync::Arc};

use gantry_model::{Error, Result, id::Id};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;

use super::{
    Author,
    changes::{Change, Seq, Verb},
    fault::{self, Sql as _},
    kind::{Kind, New, Resource},
    operations::Subjects,
    read::Read,
    references::Refers,
    writer::Context,
};

/// One write: all of it stays, or nothing. It reads through [`Read`], and sees its own changes.
pub struct Tx<'t> {
    read: Read<'t>,
    author: &'t Author,
    seq: &'t mut Seq,
    log: &'t mut Vec<Change>,
    began: usize,
    subjects: Subjects,
}

impl<'t> Deref for Tx<'t> {
    type Target = Read<'t>;

    fn deref(&self) -> &Self::Target {
        &self.read
    }
}

impl<'t> Tx<'t> {
    pub(super) fn new(
        conn: &'t Connection,
        context: &'t Context,
        author: &'t Author,
        seq: &'t mut Seq,
        log: &'t mut Vec<Change>,
    ) -> Self {
        let (began, subjects) = (log.len(), Subjects::default());
        Self { read: Read::new(conn, &context.catalog, context.clock.now()), author, seq, log, began, subjects }
    }

    /// Who writes.
    pub fn author(&self) -> &Author {
        self.author
    }

    /// A fresh id of this moment.
    pub fn new_id<I: Id>(&self) -> I {
        I::from_parts(u64::try_from(self.now().0).unwrap_or(0), rand::random())
    }

    /// Runs a part of this write that may fail alone: its error leaves no trace of it, and the rest goes on. Not to be nested.
    ///
    /// # Errors
    /// The part's own; Unavailable when the disk fails, and then the whole write fails too.
    pub fn attempt<T>(&mut self, part: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let (mark, before, subjects) = (self.log.len(), *self.seq, self.subjects.clone());
        self.run("SAVEPOINT attempt", [])?;
        let result = part(self);
        if result.is_err() {
            self.log.truncate(mark);
            *self.seq = before;
            self.subjects = subjects;
            self.run("ROLLBACK TO attempt", [])?;
        }
        self.run("RELEASE attempt", [])?;
        result
    }

    /// Makes a resource.
    ///
    /// # Errors
    /// Internal when the id is in use.
    pub fn insert<K: Kind>(&mut self, new: New<K>) -> Result<Resource<K>> {
        let (id, now) = (new.id.as_str(), self.now());
        self.run(
            &self.entry::<K>()?.sql.insert,
            params![
                id,
                new.name,
                new.region,
                new.owner,
                json(&new.labels)?,
                json(&new.spec)?,
                json(&new.status)?,
                now.0,
                K::SHAPE
            ],
        )?;
        self.count_document::<K>(&new.region, 1)?;
        self.refer::<K>(&new.id, &new.spec, &new.status)?;
        self.touch::<K>(&new.id, &new.region, &new.name);
        self.log_change::<K>(&new.id, 1, Verb::Created)?;
        Ok(Resource {
            id: new.id,
            name: new.name,
            region: new.region,
            owner: new.owner,
            labels: new.labels,
            spec: new.spec,
            status: new.status,
            generation: 1,
            revision: 1,
            created_at: now,
            updated_at: now,
            deleting: None,
        })
    }

    /// Writes name, owner, labels and spec of a resource that was read before, and brings its generation, revision and time
    /// up to date. Its status and region stay as they are stored.
    ///
    /// # Errors
    /// Conflict when the stored revision is another by now; NotFound when it is gone.
    pub fn update<K: Kind>(&mut self, resource: &mut Resource<K>) -> Result<()> {
        let now = self.now();
        let written = self
            .conn()
            .prepare_cached(&self.entry::<K>()?.sql.update)
            .and_then(|mut update| {
                update
                    .query_row(
                        params![
                            resource.id.as_str(),
                            resource.revision,
                            resource.name,
                            resource.owner,
                            serde_json::to_string(&resource.labels).map_err(to_sql)?,
                            serde_json::to_string(&resource.spec).map_err(to_sql)?,
                            now.0
                        ],
                        |row| Ok((row.get(0)?, row.get(1)?)),
                    )
                    .optional()
            })
            .sql()?;
        let Some((generation, revision)) = written else {
            self.get::<K>(&resource.id)?;
            return Err(fault::changed_meanwhile::<K>(&resource.id));
        };
        (resource.generation, resource.revision, resource.updated_at) = (generation, revision, now);
        if matches!(K::REFERS, Refers::BySpec(_)) {
            self.refer::<K>(&resource.id, &resource.spec, &resource.status)?;
        }
        // The status that is stored may be a newer one.
        self.refer_by_status::<K>(&resource.id)?;
        self.touch::<K>(&resource.id, &resource.region, &resource.name);
        self.log_change::<K>(&resource.id, revision, Verb::Updated)
    }

    /// Writes the status where it differs from the stored one, and says whether it did.
    ///
    /// # Errors
    /// NotFound.
    pub fn update_status<K: Kind>(&mut self, id: &K::Id, status: &K::Status) -> Result<bool> {
        let now = self.now();
        let status = json(status)?;
        let sql = &self.entry::<K>()?.sql.status;
        let Some(revision) = self.revision(sql, params![id.as_str(), status, now.0])? else {
            self.get::<K>(id)?;
            return Ok(false);
        };
        self.refer_by_status::<K>(id)?;
        self.log_change::<K>(id, revision, Verb::Status)?;
        Ok(true)
    }

    /// Marks a resource for deletion, and says whether it was not yet. Its controller takes down what it stands for and then calls [`Tx::delete`].
    ///
    /// # Errors
    /// NotFound.
    pub fn mark_deleting<K: Kind>(&mut self, id: &K::Id) -> Result<bool> {
        let now = self.now();
        let sql = &self.entry::<K>()?.sql.deleting;
        let Some(revision) = self.revision(sql, params![id.as_str(), now.0])? else {
            self.get::<K>(id)?;
            return Ok(false);
        };
        if self.is_about::<K>() {
            let resource = self.get::<K>(id)?;
            self.touch::<K>(id, &resource.region, &resource.name);
        }
        self.log_change::<K>(id, revision, Verb::Deleting)?;
        Ok(true)
    }

    /// Takes a resource away, with the names it claimed and its events.
    ///
    /// # Errors
    /// NotFound.
    pub fn delete<K: Kind>(&mut self, id: &K::Id) -> Result<()> {
        let deleted = self
            .conn()
            .prepare_cached(&self.entry::<K>()?.sql.delete)
            .and_then(|mut delete| {
                delete.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
            })
            .sql()?;
        let (revision, region, name): (u64, String, String) =
            deleted.ok_or_else(|| Error::not_found(K::Id::KIND, id.as_str()))?;
        self.count_document::<K>(&region, -1)?;
        self.release_all_names(id.as_str())?;
        self.delete_events(id.as_str())?;
        self.forget_references(id.as_str())?;
        self.touch::<K>(id, &region, &name);
        self.log_change::<K>(id, revision + 1, Verb::Deleted)
    }

    /// Whether what is being done is done to things of this kind.
    fn is_about<K: Kind>(&self) -> bool {
        self.author.doing.as_ref().is_some_and(|doing| doing.info.kind == Some(K::Id::KIND))
    }

    /// Notes that what is being done was done to this, unless it says otherwise.
    fn touch<K: Kind>(&mut self, id: &K::Id, region: &str, name: &str) {
        if self.is_about::<K>() {
            self.subjects.touch(K::KIND, id.as_str(), region, name);
        }
    }

    /// Whether this write has changed something that watchers are told of.
    pub(super) fn changes_something(&self) -> bool {
        self.log.len() > self.began
    }

    pub(super) fn subjects(&mut self) -> &mut Subjects {
        &mut self.subjects
    }

    fn revision(&self, sql: &str, params: impl rusqlite::Params) -> Result<Option<u64>> {
        let mut statement = self.conn().prepare_cached(sql).sql()?;
        statement.query_row(params, |row| row.get(0)).optional().sql()
    }

    pub(in crate::store) fn run(&self, sql: &str, params: impl rusqlite::Params) -> Result<usize> {
        self.conn().prepare_cached(sql).and_then(|mut statement| statement.execute(params)).sql()
    }

    pub(super) fn log_change<K: Kind>(&mut self, id: &K::Id, revision: u64, verb: Verb) -> Result<()> {
        let kind = self.entry::<K>()?.name.clone();
        self.changed(kind, id.as_str(), revision, verb)
    }

    /// Notes a change of something that is not a document: a tag, a session. Documents do this by themselves.
    pub(in crate::store) fn changed(&mut self, kind: Arc<str>, id: &str, revision: u64, verb: Verb) -> Result<()> {
        let seq = Seq(self.seq.0 + 1);
        let change = Change { seq, kind, id: id.into(), revision, actor: self.author.name.clone(), verb };
        change.write(self.conn(), self.now())?;
        *self.seq = seq;
        self.log.push(change);
        Ok(())
    }
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::internal(format!("store: {error}")))
}

fn to_sql(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}
