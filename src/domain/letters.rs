//! The letters for which somebody with an English keyboard, or a terminal of 95 characters, has to do: one table for finding,
//! matching and showing.

/// What a small letter is written for where Unicode knows no accent to take away: `l` for `ł`, `th` for `þ`.
pub fn usual(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ħ' => "h",
        _ => return None,
    })
}
