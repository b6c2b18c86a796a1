//! What lies over a screen: forms, texts, pages, the palette, the choice of views.

pub(super) mod adding;
pub(super) mod clash;
pub(super) mod editor;
pub(super) mod form;
pub(super) mod in_place;
pub(super) mod palette;
mod phrases;
pub(super) mod reading;
pub(super) mod views;
pub(super) mod word_search;
