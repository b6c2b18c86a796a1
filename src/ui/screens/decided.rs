//! What was decided and wished for when things go wrong, on the front page: whoever opens it then has no time for the plan.

use super::sheet::{Piece, Sheet};
use crate::domain::arrangement::Arrangement;
use crate::domain::record::Folder;
use crate::ui::theme::Role;

/// Draws the decision about resuscitation, their wishes, what to do, and what is kept ready (R85, R87, STANDARDS D5).
pub(super) fn draw(sheet: &mut Sheet<'_, '_>, folder: &Folder) {
    let Some(plan) = &folder.plan else { return };
    let arranged = &plan.arrangements;
    if let Some(cpr) = &arranged.cpr {
        sheet.wide_line("CPR", Role::Warning, &cpr.brief(), sheet.most(1, 2));
    }
    // A refusal of treatment binds as much as that does, and so does whoever decides for them: at every size.
    if let Some(wishes) = &arranged.wishes {
        let rows = (sheet.most(1, 2), 1);
        sheet.vital("Decided", Role::Warning, &wishes.binding(), rows);
    }
    if sheet.is_low() {
        return;
    }
    if let Some(wishes) = &arranged.wishes {
        // On a small screen the plan has them; the decision and what to do count for more.
        sheet.lines_of("Wishes", &[same(wishes.brief())], sheet.most(0, 2));
    }
    let mut what_to_do: Vec<Piece> = arranged
        .contingency
        .iter()
        .map(|one| Piece {
            whole: one.brief(),
            to_cut: one.brief_to_cut(),
        })
        .collect();
    if what_to_do.is_empty() && !plan.contingency.is_empty() {
        let text = plan.contingency.split_whitespace();
        what_to_do.push(same(text.collect::<Vec<_>>().join(" ")));
    }
    sheet.lines_of("If", &what_to_do, sheet.most(1, 6));
    let at_hand = arranged.at_hand.iter().map(Arrangement::brief);
    let at_hand: Vec<Piece> = at_hand.map(same).collect();
    sheet.lines_of("Ready", &at_hand, sheet.most(0, 4));
}

/// What reads the same where it is cut.
fn same(text: String) -> Piece {
    Piece {
        to_cut: text.clone(),
        whole: text,
    }
}
