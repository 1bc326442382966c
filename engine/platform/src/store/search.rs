//! Finding documents of all kinds by a text: the search of the whole console. It looks at each row of the region.

use gantry_model::Result;
use gantry_model::inventory::Found;
use gantry_model::kind::ResourceKind;
use gantry_model::reference::Bond;
use rusqlite::{OptionalExtension as _, Row};

use super::{catalog::KindInfo, fault::Sql as _, query::Query, read::Read};

/// No chain of parts is longer than this: a version in a repository in a namespace in an instance.
const DEEPEST: usize = 4;

impl Read<'_> {
    /// Documents of a region one of whose columns ([`super::Kind::FOUND_BY`]) contains `text`, whatever the case of its ASCII letters: at
    /// most `most` of each kind, by kind and age. Those on their way out are found too.
    ///
    /// # Errors
    /// Unavailable or Internal.
    pub fn find_by_text(&self, region: &str, text: &str, most: u32) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for kind in ResourceKind::ALL {
            let Some(info) = self.catalog().kinds().find(|info| info.kind == kind.token()) else { continue };
            if !info.found_by.is_empty() {
                self.find_of_kind(
                    *kind,
                    info,
                    &Query::in_region(region).search(info.found_by, text).limit(most),
                    &mut found,
                )?;
            }
        }
        Ok(found)
    }

    fn find_of_kind(&self, kind: ResourceKind, info: &KindInfo, query: &Query, found: &mut Vec<Found>) -> Result<()> {
        let columns: Vec<_> = ["id", "name"].iter().chain(info.note).map(|column| format!("\"{column}\"")).collect();
        let statement = query.select(info, &columns.join(", "))?;
        let mut select = self.conn().prepare_cached(&statement.sql).sql()?;
        let notes = info.note.len();
        let read = |row: &Row<'_>| {
            let note =
                (2..2 + notes).map(|at| row.get::<_, Option<String>>(at)).collect::<rusqlite::Result<Vec<_>>>()?;
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, note))
        };
        let rows = select.query_map(statement.params(), read).sql()?;
        for row in rows.take(query.rows()) {
            let (id, name, note) = row.sql()?;
            let (within, path) = self.whole_of(&id)?;
            let note: Vec<_> = note.into_iter().flatten().chain(path).filter(|part| !part.is_empty()).collect();
            found.push(Found { kind, id, name, note: note.join(" · "), within });
        }
        Ok(())
    }

    /// The outermost thing that a document is a part of, and the names of all between, the outermost first, joined by `/`.
    pub(super) fn whole_of(&self, id: &str) -> Result<(Option<String>, Option<String>)> {
        let sql = "SELECT of FROM document_references WHERE id = ?1 AND bond = ?2";
        let mut select = self.conn().prepare_cached(sql).sql()?;
        let (mut whole, mut names) = (None::<String>, Vec::new());
        for _ in 0..DEEPEST {
            let of = whole.as_deref().unwrap_or(id);
            let Some(next) =
                select.query_row([of, Bond::PartOf.token()], |row| row.get::<_, String>(0)).optional().sql()?
            else {
                break;
            };
            if let Some(kind) = ResourceKind::of_id(&next) {
                names.extend(self.name_of(kind.token(), &next)?);
            }
            whole = Some(next);
        }
        names.reverse();
        Ok((whole, (!names.is_empty()).then(|| names.join("/"))))
    }
}
