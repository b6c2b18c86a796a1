//! Cutting typed text into the words of the grammar.
//!
//! Letters, digits and signs are told apart even without blanks between them (`12mar`, `2pm`), so
//! the grammar needs only one form of each phrase.

use chrono::Weekday;

/// One word of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, and how many of them: `09` is not `9`.
    Number(u32, usize),
    /// `1st`, `2nd`: a day of the month.
    Ordinal(u32),
    /// One of `+ - / . :`.
    Sign(char),
    Month(u32),
    Weekday(Weekday),
    Unit(Unit),
    /// `working`, before `days`.
    Working,
    Fortnight,
    Today,
    Tomorrow,
    Yesterday,
    Now,
    Next,
    Last,
    End,
    EndOfMonth,
    Noon,
    Am,
    Pm,
    Article,
    The,
    Of,
    In,
    On,
    At,
    Ago,
}

/// What can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    WorkingDay,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Digit,
    Letter,
    Sign,
}

/// Cuts a text into words; the error is the first word that is not in the grammar.
pub(super) fn read(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut characters = text.chars().map(plain).peekable();
    while let Some(first) = characters.next() {
        let kind = kind_of(first);
        let mut word = String::from(first);
        // Signs stand alone; digits and letters run on.
        while kind != Kind::Sign
            && let Some(next) = characters.next_if(|next| kind_of(*next) == kind)
        {
            word.push(next);
        }
        match kind {
            Kind::Blank => {}
            Kind::Sign => match first {
                '+' | '-' | '/' | '.' | ':' => tokens.push(Token::Sign(first)),
                _ => return Err(word),
            },
            Kind::Digit => {
                let value = word.parse().map_err(|_| word.clone())?;
                tokens.push(Token::Number(value, word.len()));
            }
            Kind::Letter => match (word.to_lowercase().as_str(), tokens.last_mut()) {
                ("st" | "nd" | "rd" | "th", Some(last)) => match *last {
                    Token::Number(day, 1..=2) => *last = Token::Ordinal(day),
                    _ => return Err(word),
                },
                (lower, last) => {
                    let token = word_token(lower).ok_or(word)?;
                    // "12th of March" is "12th March"; the end "of month" is left alone.
                    match last {
                        Some(last @ Token::Of) if matches!(token, Token::Month(_)) => *last = token,
                        _ => tokens.push(token),
                    }
                }
            },
        }
    }
    Ok(tokens)
}

/// Dashes and minus signs that word processors put in place of a hyphen.
fn plain(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
        other => other,
    }
}

fn kind_of(character: char) -> Kind {
    if character.is_ascii_digit() {
        Kind::Digit
    } else if character.is_whitespace() || character == ',' {
        Kind::Blank
    } else if character.is_alphabetic() {
        Kind::Letter
    } else {
        Kind::Sign
    }
}

fn word_token(word: &str) -> Option<Token> {
    Some(match word {
        "today" => Token::Today,
        "tomorrow" => Token::Tomorrow,
        "yesterday" => Token::Yesterday,
        "now" => Token::Now,
        "d" | "day" | "days" => Token::Unit(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => Token::Unit(Unit::Week),
        "m" | "month" | "months" => Token::Unit(Unit::Month),
        "y" | "yr" | "yrs" | "year" | "years" => Token::Unit(Unit::Year),
        "wd" | "wds" => Token::Unit(Unit::WorkingDay),
        "working" => Token::Working,
        "fortnight" | "fortnights" => Token::Fortnight,
        "next" => Token::Next,
        "last" => Token::Last,
        "end" => Token::End,
        "eom" => Token::EndOfMonth,
        "noon" | "midday" => Token::Noon,
        "am" => Token::Am,
        "pm" => Token::Pm,
        "a" | "an" => Token::Article,
        "the" => Token::The,
        "of" => Token::Of,
        "in" => Token::In,
        "on" => Token::On,
        // The letter between date and time in ISO 8601.
        "at" | "t" => Token::At,
        "ago" => Token::Ago,
        "mon" | "monday" => Token::Weekday(Weekday::Mon),
        "tue" | "tues" | "tuesday" => Token::Weekday(Weekday::Tue),
        "wed" | "weds" | "wednesday" => Token::Weekday(Weekday::Wed),
        "thu" | "thur" | "thurs" | "thursday" => Token::Weekday(Weekday::Thu),
        "fri" | "friday" => Token::Weekday(Weekday::Fri),
        "sat" | "saturday" => Token::Weekday(Weekday::Sat),
        "sun" | "sunday" => Token::Weekday(Weekday::Sun),
        "jan" | "january" => Token::Month(1),
        "feb" | "february" => Token::Month(2),
        "mar" | "march" => Token::Month(3),
        "apr" | "april" => Token::Month(4),
        "may" => Token::Month(5),
        "jun" | "june" => Token::Month(6),
        "jul" | "july" => Token::Month(7),
        "aug" | "august" => Token::Month(8),
        "sep" | "sept" | "september" => Token::Month(9),
        "oct" | "october" => Token::Month(10),
        "nov" | "november" => Token::Month(11),
        "dec" | "december" => Token::Month(12),
        _ => return None,
    })
}
