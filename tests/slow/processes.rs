//! What the system says of processes, so that none is left behind unseen.

/// A line of the system's table of processes.
pub struct Stat {
    pub state: char,
    pub session: i32,
    /// Hundredths of a second of work.
    pub work: u64,
}

/// What the system says of a process.
pub fn stat(process: &str) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    let words: Vec<&str> = rest.split_whitespace().collect();
    Some(Stat {
        state: words.first()?.chars().next()?,
        session: words.get(3)?.parse().ok()?,
        work: words.get(11)?.parse::<u64>().ok()? + words.get(12)?.parse::<u64>().ok()?,
    })
}

/// The processes of a session that are alive.
pub fn of_session(session: i32) -> Vec<String> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| stat(name).is_some_and(|stat| stat.session == session && stat.state != 'Z'))
        .collect()
}
