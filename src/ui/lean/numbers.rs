//! Decimal numbers as bytes: how long they are and how they are appended.

/// Returns how many digits a number has.
pub(super) const fn digits(number: usize) -> usize {
    let mut rest = number / 10;
    let mut count = 1;
    while rest > 0 {
        rest /= 10;
        count += 1;
    }
    count
}

/// Appends a number in decimal.
pub(super) fn push_number(out: &mut Vec<u8>, number: usize) {
    let mut scale = 1;
    for _ in 1..digits(number) {
        scale *= 10;
    }
    while scale > 0 {
        out.push(b"0123456789"[number / scale % 10]);
        scale /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_and_measured() {
        for number in [0, 1, 9, 10, 79, 99, 100, 255, 9_999, 65_535] {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(String::from_utf8_lossy(&out), number.to_string());
            assert_eq!(digits(number), out.len());
        }
    }
}
