//! Opening and saving the texts of the full-screen editor: words, story, the texts of the plan.

use super::autosave::Autosave;
use super::drafts::{TextDraft, typed_at};
use super::editor::{DraftState, Editor, PlanText, Target};
use super::forms::{begin_plan, plan_change};
use super::keymap::Keymap;
use super::model::{AfterReading, Overlay, Reading};
use super::note_editor::{NoteEditor, View};
use super::notice::{Failure, Notice};
use super::outline::{Part, text_of};
use super::{App, Cx};
use crate::domain::change::{Change, Write};
use crate::domain::completeness;
use crate::domain::id::{GoalId, WordsId};
use crate::domain::person::Noted;
use crate::domain::record::Record;
use crate::domain::refusal::Refusal;
use crate::domain::words::{self, Words};
use crate::store::{Fault, Place, Stamp};

impl App {
    /// Opens a text of the open person in the editor, with its draft if one was left.
    pub(super) fn open_editor(&mut self, target: Target) -> Result<(), Failure> {
        self.check_may_type()?;
        let view = self.person()?;
        let person = view.id();
        let name = view.folder.person.name.written();
        let all: Vec<Words> = view
            .folder
            .words
            .iter()
            .map(|kept| kept.value.clone())
            .collect();
        let plan_revision = view.folder.plan.as_ref().map_or(0, |plan| plan.revision);
        let (title, lead, before, base) = match target {
            Target::Words(heading) => (
                format!("{name}: {}", heading.title()),
                "Write it as they say it, in the first person. Earlier words are kept.".to_owned(),
                words::current(&all, heading)
                    .map(|words| words.text.clone())
                    .unwrap_or_default(),
                0,
            ),
            Target::Story => (
                format!("{name}: story"),
                "One short summary, told once: it is shown wherever somebody needs it.".to_owned(),
                view.folder
                    .person
                    .story
                    .as_ref()
                    .map(|story| story.text.clone())
                    .unwrap_or_default(),
                view.folder.person.revision,
            ),
            Target::Plan(which) => (
                format!("{name}: {}", which.title()),
                lead_of(which).to_owned(),
                view.folder
                    .plan
                    .as_ref()
                    .map(|plan| text_of(plan, which).to_owned())
                    .unwrap_or_default(),
                plan_revision,
            ),
        };
        let place = Place {
            name: target.place().to_owned(),
            subject: person.0,
        };
        let draft = self.store()?.take_draft(&place)?;
        let draft = draft.and_then(|draft| Some((draft.saved_at, TextDraft::read(&draft.body)?)));
        let mut note = NoteEditor::new(&before).with_cursor(before.len());
        let mut kept = DraftState::Unchanged;
        let mut theirs = None;
        if let Some((saved_at, draft)) = draft {
            note = NoteEditor::new(&draft.now).with_cursor(draft.now.len());
            kept = DraftState::Kept;
            let at = typed_at(saved_at, self.model.now);
            self.model.notice = Some(Notice::warning(format!(
                "Draft from {at} is back. {{text.discard}} lets it go."
            )));
            if draft.before != before && draft.now != before {
                theirs = Some(before.clone());
            }
        }
        self.model.overlays.push(Overlay::Editor(Box::new(Editor {
            title,
            lead,
            target,
            person,
            note,
            before,
            base,
            place,
            autosave: Autosave::default(),
            kept,
            view: View::default(),
        })));
        if let Some(theirs) = theirs {
            self.model
                .overlays
                .push(Overlay::Reading(changed_since(&theirs, &self.keymap)));
        }
        Ok(())
    }

    /// Saves the text on top.
    pub(super) fn save_editor(&mut self, cx: &Cx) -> Result<(), Failure> {
        self.keep_draft_now(cx);
        let Some(Overlay::Editor(editor)) = self.model.overlays.last() else {
            return Ok(());
        };
        let (target, base, place) = (editor.target, editor.base, editor.place.clone());
        let text = editor.note.text().trim_end().to_owned();
        let editor_before = editor.before.clone();
        if text == editor.before {
            self.store()?.drop_draft(&place)?;
            self.model.overlays.pop();
            self.model.notice = Some(Notice::done("Nothing was changed."));
            return Ok(());
        }
        // Words that somebody wrote anew since these were opened.
        let mut theirs = None;
        let mut seen = None;
        let change = match target {
            Target::Words(heading) => {
                if text.trim().is_empty() && self.words_empty(heading) {
                    return Err(Refusal::NoWords.into());
                }
                let now = self.words_now(heading)?;
                // What shows or plays it goes with the words until it is said otherwise.
                let media = now.as_ref().map(|now| now.media.clone());
                seen = now.as_ref().map(|now| now.id);
                theirs = now.filter(|now| now.text != editor_before);
                let id = WordsId(self.ids.next(cx.now));
                let recorded_by = self.model.login.clone();
                let person = self.person()?.id();
                Change::add(Record::Words(Words {
                    id,
                    person,
                    heading,
                    text,
                    said_on: cx.today(),
                    supported_by: String::new(),
                    media: media.unwrap_or_default(),
                    recorded_by,
                    recorded_at: cx.now,
                }))
            }
            Target::Story => {
                let by = self.model.login.clone();
                let mut person = self.person()?.folder.person.value.clone();
                person.story = (!text.trim().is_empty()).then_some(Noted {
                    text,
                    on: cx.today(),
                    by,
                });
                Change::replace(Record::Person(person), base)
            }
            Target::Plan(which) => {
                let mut plan = begin_plan(self, cx)?;
                match which {
                    PlanText::Strengths => plan.strengths = text,
                    PlanText::PracticeContact => plan.practice_contact = text,
                    PlanText::Contingency => plan.contingency = text,
                    PlanText::Backup => plan.backup = text,
                }
                plan_change(plan, base)
            }
        };
        let command = match target {
            Target::Words(_) => "plan.words",
            Target::Story => "person.story",
            Target::Plan(_) => "plan.edit",
        };
        if let (Some(theirs), Some(Write::Add(Record::Words(mine)))) =
            (theirs, change.writes.first())
        {
            let mine = mine.clone();
            self.read_again(cx);
            self.clash_of_words(mine, theirs, &editor_before, place, cx.today());
            return Ok(());
        }
        let tied: Vec<GoalId> = self
            .goals_that_lost(&[])
            .iter()
            .map(|goal| goal.0)
            .collect();
        if let Some(Write::Add(Record::Words(words))) = change.writes.first() {
            let stamp = Stamp {
                at: cx.now,
                command,
                note: "",
            };
            match self.store()?.write_words(stamp, words, seen, Some(&place)) {
                Ok(commit) => self.refresh(&commit, cx),
                // Written between the look and the save: they are shown as any that were written before.
                Err(Fault::Stale(_)) => return self.save_editor(cx),
                Err(fault) => {
                    self.read_again(cx);
                    return Err(fault.into());
                }
            }
        } else if let Err(failure) = self.commit_draft(command, &change, &place, cx) {
            return if self.show_clash() {
                Ok(())
            } else {
                Err(failure)
            };
        }
        self.model.overlays.pop();
        let both = std::mem::take(&mut self.merged);
        let saved = format!("Saved. {{change.undo}} takes it back.{both}");
        let saved = saved.as_str();
        // What was written stays in sight, though it stands in another place now.
        if let Target::Words(heading) = target {
            self.select_part(Part::Words(heading));
        }
        // Words that are changed may take the ground from under a goal, which stands on another row.
        let lost = self.goals_that_lost(&tied);
        self.model.notice = Some(match lost.as_slice() {
            [] => Notice::done(saved),
            [(_, text)] => Notice::warning(format!(
                "1 goal lost its phrase: {text}. {{plan.anchor}} ties it again. {saved}"
            )),
            many => {
                let texts: Vec<&str> = many.iter().map(|(_, text)| text.as_str()).collect();
                Notice::warning(format!(
                    "{} goals lost their phrase: {}. {{plan.anchor}} ties them again, one by one. {saved}",
                    many.len(),
                    texts.join("; ")
                ))
            }
        });
        Ok(())
    }

    /// The goals whose phrase is gone from the person's words, but for some.
    fn goals_that_lost(&self, but: &[GoalId]) -> Vec<(GoalId, String)> {
        let folder = self.model.person.as_ref().map(|view| &view.folder);
        let lost = folder.map_or_else(Vec::new, completeness::lost_phrase);
        lost.into_iter()
            .filter(|goal| !but.contains(&goal.id))
            .map(|goal| (goal.id, goal.text.trim().to_owned()))
            .collect()
    }

    /// The words under a heading as the store has them now.
    pub(super) fn words_now(&mut self, heading: words::Heading) -> Result<Option<Words>, Failure> {
        let person = self.person()?.id();
        let folder = self.store()?.folder(person, Some(0))?;
        let all: Vec<Words> = folder.words.iter().map(|kept| kept.value.clone()).collect();
        Ok(words::current(&all, heading).cloned())
    }

    fn words_empty(&self, heading: words::Heading) -> bool {
        self.model
            .person
            .as_ref()
            .is_none_or(|view| !view.folder.words.iter().any(|kept| kept.heading == heading))
    }
}

/// The page that shows what the record says now, over a draft that was begun before.
fn changed_since(theirs: &str, keymap: &Keymap) -> Reading {
    let mut lines = vec![
        "The record was changed after your draft was begun. It now says:".to_owned(),
        String::new(),
    ];
    lines.extend(theirs.lines().map(str::to_owned));
    lines.extend([
        String::new(),
        keymap
            .spoken(
                "{page.close} goes on to your draft: saving it puts yours in the place of this; what stands here stays in the history. \
         {text.discard} there lets your draft go.",
            )
            .into_owned(),
    ]);
    Reading {
        title: "Changed since".to_owned(),
        lines,
        top: 0,
        then: AfterReading::Back,
    }
}

fn lead_of(which: PlanText) -> &'static str {
    match which {
        PlanText::Strengths => {
            "A line each: what they are good at and enjoy, and who is around them."
        }
        PlanText::PracticeContact => {
            "How often, with whom and by which way, as agreed with the practice."
        }
        PlanText::Contingency => "Signs to watch for, what to do, whom to ring, what not to do.",
        PlanText::Backup => "Who steps in when the main carer or the coordinator cannot.",
    }
}
