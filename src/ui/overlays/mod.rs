//! What lies over a screen: forms, texts, pages, the palette.

pub(super) mod editor;
pub(super) mod form;
pub(super) mod palette;
pub(super) mod reading;
pub(super) mod word_search;
