//! The schema: what a new store holds, released steps that nobody edits, and SQL that another engine could run.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use caseload::store::vault::migrations::MIGRATIONS;
use sha2::{Digest, Sha256};

use super::Desk;

/// A reviewer should look at every line that is new here: it is what each store will hold.
#[test]
fn the_schema_of_a_new_store() {
    let desk = Desk::new();
    let raw = &desk.beside;
    let mut all = raw
        .prepare(
            "SELECT type, name, coalesce(sql, '') FROM sqlite_master
             WHERE name NOT LIKE 'sqlite_%' ORDER BY type DESC, name",
        )
        .unwrap();
    let mut dump = String::new();
    let mut rows = all.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let sql: String = row.get(2).unwrap();
        writeln!(dump, "{sql};\n").unwrap();
    }
    let version: u32 = raw
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    writeln!(dump, "user_version = {version}").unwrap();
    insta::assert_snapshot!("schema", dump);
}

/// A released step is never edited: stores that ran it would differ from new ones. A change is a new file.
#[test]
fn released_steps_are_as_they_were() {
    let pinned = [
        "fcdf9f64d82ce247a3721e47b5fe7a09ed1ffac11c96b053c9fa3888ca0f8fff",
        "3c11af6954ca5f3838d1ad1d047db08c5ad96fa340793d518dba075af1828072",
        "87a17d7ba8da7a575ca1327d118741d28cfe1724b23079ca34c6184bd4be364e",
        "e80b717f5f562d939344a0d8f9bf4ecf9f32e3b4a49ec75b6a0421931c14f08c",
        "4d82acc3c5a13b2cc0e42b53e434e6005e91a1478dff2cb26f695e0fb80152f0",
        "c0797ff36df46d6e6116a521e1544403b20130cffffc94609767fb5332af7a40",
        "00151102c89f731339654da796a411bfb7de5ec1b1a4166a10a67138af226646",
        "c5903217080c6b1c29a1d6923cbcd6a889cc25e8dd0c9822327251d7765f7a87",
        "7b885e682e8427dd9b3450f399041f3755874e790ab498ff9d4eda61036b3b07",
        "61a1562ae482ebc2b24d863fa96e0613663edfb6dd890d13c91959b0af9a9e86",
        "263e6c8e17fbf90d5261a7d4c706e943d38b703abcd4f29229a8f120c117a993",
        "7672152dd0d0f8fe2bb3af354d97c9165eccc64316de88bd8b0b7dcd9ed58253",
        "ddf14601218153397cfd1fbb998e88be2ac189f6743ee805590b9da1f8629e11",
        "951c4f822835156f8288b39a969b729591495f766dbd2bf0a1f295ea94f2dae4",
        "cdab21719c5f55c25906a95a05e5f3da32d6e3fe187e6f1ee655d0e4b07d343e",
        "d964f4fd3e5ef8a705187f4fbea01a488f0f5594658caf162036ad51f5512be3",
        "a56130f4b11a17fd9db7de9b8a88b8207e485f5ca7f168bebb96736ebf039482",
        "f5e5af7dcb79a42edda65d9dd24db8f04a7265693a79192edbe96c5e4a7bb497",
        "1984f2a5a58684e81fb0c3e5d69bc4ce87976aa78890dfe5853fac6d66e06833",
        "1abc2461995889bae4e39b8cd7a6214941d16ad4b6d125cd9f741ab657a8882e",
        "dce7c3cae5a6ba1c979d51b04bcf5130145c135781d281c9004bbe7099445ee8",
        "b02fb6357a14aa95a20c05b48828568dc5f7de09f04805b84d3b8eaca4984bc3",
    ];
    assert_eq!(MIGRATIONS.len(), pinned.len(), "pin the new step too");
    for (step, pin) in MIGRATIONS.iter().zip(pinned) {
        let digest = Sha256::digest(step.sql.as_bytes());
        let hex = digest.iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        assert_eq!(hex, pin, "{}", step.name);
    }
}

#[test]
fn every_table_is_strict_and_none_decides_by_itself() {
    for step in MIGRATIONS {
        let tables = step.sql.matches("CREATE TABLE").count();
        assert_eq!(step.sql.matches("STRICT").count(), tables, "{}", step.name);
        for word in ["CREATE TRIGGER", "CREATE VIEW", "AUTOINCREMENT", "COLLATE"] {
            assert!(!step.sql.contains(word), "{}: {word}", step.name);
        }
    }
}

/// No clock, no chance and no dialect in SQL: instants and ids are made in Rust, and a second engine can follow.
#[test]
fn the_sql_reads_no_clock_and_keeps_to_common_words() {
    let forbidden = [
        "'now'",
        "datetime(",
        "julianday(",
        "strftime(",
        "unixepoch",
        "current_timestamp",
        "current_date",
        "current_time",
        "random()",
        "randomblob",
        "or replace",
        "or ignore",
        "rowid",
        "json_",
        "last_insert",
    ];
    let mut looked_at = 0;
    each_file(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"),
        &mut |path, text| {
            looked_at += 1;
            let text = text.replace("WITHOUT ROWID", "").to_lowercase();
            for line in text.lines().filter(|line| !is_comment(line)) {
                for word in forbidden {
                    // The list of the step's own unit test names them.
                    let named = line.contains("for word in");
                    // Each engine searches words its own way, behind one function.
                    let named = named || (word == "rowid" && path.ends_with("search.rs"));
                    assert!(named || !line.contains(word), "{}: {line}", path.display());
                }
            }
        },
    );
    assert!(looked_at > 20, "{looked_at}");
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") || line.starts_with("--")
}

fn each_file(dir: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            each_file(&path, look);
        } else {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
