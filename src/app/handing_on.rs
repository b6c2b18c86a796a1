//! Writing exports to files: private, whole or not at all, never over another file, named without anybody's name.

use std::path::{Path, PathBuf};

use crate::domain::london;
use crate::domain::record::Folder;
use crate::export::{Dossier, Format, Provenance};
use crate::platform::files::{Overwrite, private_dir, write_atomic};

/// Writes people into a folder in a format, and returns the files written.
///
/// `next` hands over the record of the n-th person, `None` after the last.
///
/// # Errors
/// A sentence that names the file and the remedy; files written before it stay.
pub fn write_folder(
    format: &'static Format,
    folder: &Path,
    provenance: &Provenance,
    next: &mut dyn FnMut(usize) -> Option<Result<Folder, String>>,
) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        private_dir(folder).map_err(|fault| fault.to_string())?;
    }
    let on = london::date(provenance.made_at);
    let mut written = Vec::new();
    let mut together = Vec::new();
    for at in 0.. {
        let Some(record) = next(at) else { break };
        let record = record?;
        let dossier = Dossier::of(&record, provenance);
        if format.one_file_per_person {
            let path = folder.join(format.file_name(Some(record.person.id), on));
            write_file(format, &[dossier], &path)?;
            written.push(path);
        } else {
            together.push(dossier);
        }
    }
    if !format.one_file_per_person {
        let path = folder.join(format.file_name(None, on));
        write_file(format, &together, &path)?;
        written.push(path);
    }
    Ok(written)
}

/// Writes people into one file.
///
/// # Errors
/// A sentence that names the file and the remedy.
pub fn write_file(format: &Format, people: &[Dossier], path: &Path) -> Result<(), String> {
    let mut bytes = Vec::new();
    (format.render)(people, &mut bytes).map_err(|error| error.to_string())?;
    write_atomic(path, &bytes, Overwrite::Refuse).map_err(|fault| fault.to_string())
}
