//! What kind of file system a path is on, and how much room it has (PROMISES B3, B5).
//!
//! Several processes share a store through shared memory, which only works on a local disk. Not
//! here: what to do about it; the store refuses.

use std::path::Path;

use crate::platform::files::FileFault;

/// Kinds of file system on which a store must not live: the `f_type` of `statfs(2)` and a name.
///
/// FUSE is among them as a whole, since sshfs and its like cannot be told from the rest of it.
pub const NETWORK_KINDS: &[(u64, &str)] = &[
    (0x0000_6969, "NFS"),
    (0x0000_517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x6573_5546, "FUSE (such as sshfs)"),
    (0x0102_1997, "9P"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x7375_7245, "Coda"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
    (0x786f_4256, "VirtualBox shared folder"),
];

/// Names the network file system that `path` is on, or gives `None` for a local disk.
///
/// # Errors
/// When the system cannot say.
pub fn network_filesystem(path: &Path) -> Result<Option<&'static str>, FileFault> {
    kind_of(path, NETWORK_KINDS)
}

/// Names the file system that `path` is on if it is in a table such as [`NETWORK_KINDS`].
///
/// # Errors
/// When the system cannot say.
pub fn kind_of(
    path: &Path,
    table: &[(u64, &'static str)],
) -> Result<Option<&'static str>, FileFault> {
    let stat = rustix::fs::statfs(path).map_err(|errno| FileFault::from_errno(path, errno))?;
    Ok(kind_in(table, stat.f_type.cast_unsigned()))
}

/// Gives the bytes that this account can still write on the disk of `path`.
///
/// # Errors
/// When the system cannot say.
pub fn free_bytes(path: &Path) -> Result<u64, FileFault> {
    let stat = rustix::fs::statvfs(path).map_err(|errno| FileFault::from_errno(path, errno))?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Looks an `f_type` up in a table such as [`NETWORK_KINDS`].
fn kind_in(table: &[(u64, &'static str)], f_type: u64) -> Option<&'static str> {
    // Some platforms widen a 32-bit number with its sign, so only the low half is compared.
    let low = f_type & 0xffff_ffff;
    table
        .iter()
        .find(|(number, _)| *number == low)
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_kinds_are_recognised_also_when_sign_extended() {
        let cases = [
            (0x6969, Some("NFS")),
            (0xff53_4d42, Some("CIFS")),
            (0xffff_ffff_ff53_4d42, Some("CIFS")),
            (0xfe53_4d42, Some("SMB2")),
            (0x6573_5546, Some("FUSE (such as sshfs)")),
            (0x0102_1997, Some("9P")),
            (0xef53, None),      // ext4
            (0x9123_683e, None), // btrfs
            (0x5846_5342, None), // xfs
            (0x0102_1994, None), // tmpfs
            (0x794c_7630, None), // overlayfs
        ];
        for (f_type, expected) in cases {
            assert_eq!(kind_in(NETWORK_KINDS, f_type), expected, "{f_type:#x}");
        }
    }

    #[test]
    fn free_room_is_known_where_there_is_a_disk() {
        assert_eq!(free_bytes(Path::new("/proc")), Ok(0));
        assert!(free_bytes(&std::env::temp_dir()).is_ok());
        assert!(free_bytes(Path::new("/no/such/place")).is_err());
    }

    #[test]
    fn proc_is_not_a_network() {
        assert_eq!(network_filesystem(Path::new("/proc")), Ok(None));
    }
}
