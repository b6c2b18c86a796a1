//! NHS numbers alone, one a row: what `SystmOne` takes as an ad-hoc patient list (STANDARDS D12).

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::Holds;
use super::dossier::Dossier;
use super::loss::Loss;

/// A file with a heading and no number would be taken for an empty list.
pub const HOLDS: Holds = Holds {
    any_of: |dossier| dossier.person().nhs_number.is_some(),
    nothing: "None of these people has an NHS number.",
};

/// Writes the header and each number once, as ten digits.
pub fn render(dossiers: &[Dossier], out: &mut dyn Write) -> io::Result<Loss> {
    let mut loss = Loss::default();
    let mut seen = BTreeSet::new();
    out.write_all(b"NHS number\r\n")?;
    for dossier in dossiers {
        match dossier.person().nhs_number {
            None => loss.count(
                1,
                "person without an NHS number",
                "people without an NHS number",
            ),
            Some(number) if !seen.insert(number) => loss.count(
                1,
                "person whose NHS number stands there already",
                "people whose NHS numbers stand there already",
            ),
            Some(number) => write!(out, "{}\r\n", number.digits())?,
        }
    }
    Ok(loss)
}
