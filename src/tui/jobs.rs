//! Who stands above the program: whether anybody could continue it if it stopped. Unix only; it stops
//! nothing itself.

/// Whether a shell is there that could continue us. `None` where that cannot be found out. The system
/// knows it too, but tells it only to the default action of SIGTSTP, and ours has to restore the
/// terminal first.
pub(super) fn is_continuable() -> Option<bool> {
    can_be_continued(place(None)?, |above| place(Some(above)))
}

/// Where a process stands among the others, as numbers of the system. 0 where that is outside of what
/// we can see: in a container the session, the group and what is above may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    /// `None` where the system does not tell.
    above: Option<i32>,
    group: i32,
    session: i32,
}

/// Whether somebody is above, in the same session, in a job of its own.
fn can_be_continued(ours: Place, place: impl Fn(i32) -> Option<Place>) -> Option<bool> {
    let mut next = ours.above;
    // More are not above anybody, short of a ring.
    for _ in 0..64 {
        let above = next?;
        if above <= 0 {
            return Some(false);
        }
        let there = place(above)?;
        if there.session != ours.session {
            return Some(false);
        }
        if there.group != ours.group {
            return Some(true);
        }
        next = there.above;
    }
    None
}

/// The place of a process, or our own; `None` where the system does not say. Asked by file, not by
/// call: what is outside of the container is 0, and the library behind the calls takes no 0.
#[cfg(target_os = "linux")]
fn place(process: Option<i32>) -> Option<Place> {
    let process = process.map_or_else(|| "self".to_owned(), |p| p.to_string());
    parse_place(&std::fs::read(format!("/proc/{process}/stat")).ok()?)
}

/// Reads `/proc/PID/stat` (proc_pid_stat(5)): number, name in brackets, state, parent, group, session.
#[cfg(target_os = "linux")]
fn parse_place(stat: &[u8]) -> Option<Place> {
    // The name may hold anything, brackets and bytes that are no text too.
    let behind = stat.iter().rposition(|b| *b == b')')? + 1;
    let mut fields = std::str::from_utf8(stat.get(behind..)?)
        .ok()?
        .split_ascii_whitespace()
        .skip(1)
        .map(|field| field.parse().ok());
    Some(Place {
        above: Some(fields.next()??),
        group: fields.next()??,
        session: fields.next()??,
    })
}

/// The place of a process, or our own.
#[cfg(not(target_os = "linux"))]
fn place(process: Option<i32>) -> Option<Place> {
    use rustix::process::{Pid, getpgid, getppid, getsid};
    let pid = process.and_then(Pid::from_raw);
    let above = match process {
        None => Some(getppid().map_or(0, |p| p.as_raw_nonzero().get())),
        Some(_) => None,
    };
    Some(Place {
        above,
        group: getpgid(pid).ok()?.as_raw_nonzero().get(),
        session: getsid(pid).ok()?.as_raw_nonzero().get(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A process 10 of group and session as given, above it those of the table: number, then place.
    fn answer(ours: (i32, i32, i32), others: &[(i32, (i32, i32, i32))]) -> Option<bool> {
        let place = |(above, group, session)| Place {
            above: Some(above),
            group,
            session,
        };
        can_be_continued(place(ours), |pid| {
            let found = others.iter().find(|(number, _)| *number == pid);
            found.map(|(_, there)| place(*there))
        })
    }

    #[test]
    fn a_shell_with_jobs_above_can_continue_us() {
        assert_eq!(answer((5, 10, 5), &[(5, (1, 5, 5))]), Some(true));
        // Through a program of the same job that started us.
        let through = [(9, (5, 10, 5)), (5, (1, 5, 5))];
        assert_eq!(answer((9, 10, 5), &through), Some(true));
    }

    #[test]
    fn a_terminal_that_started_us_itself_cannot() {
        assert_eq!(answer((5, 10, 10), &[(5, (1, 5, 5))]), Some(false));
        // Nobody is above any more.
        assert_eq!(answer((1, 10, 5), &[(1, (0, 1, 1))]), Some(false));
        assert_eq!(answer((0, 10, 10), &[]), Some(false));
    }

    /// In a container what is outside has the number 0, which is nobody's.
    #[test]
    fn what_is_outside_of_the_container_is_no_shell_of_ours() {
        // Another session, that of whoever started the container.
        assert_eq!(answer((5, 10, 10), &[(5, (0, 0, 0))]), Some(false));
        // We are the first of the container, in a session outside.
        assert_eq!(answer((0, 0, 0), &[]), Some(false));
        // The first of the container is a shell that gave us a job of our own.
        assert_eq!(answer((1, 10, 0), &[(1, (0, 0, 0))]), Some(true));
    }

    #[test]
    fn what_cannot_be_seen_is_not_known() {
        assert_eq!(answer((5, 10, 10), &[]), None);
        assert_eq!(answer((5, 10, 5), &[(5, (5, 10, 5))]), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_place_is_read_behind_any_name() {
        let place = Place {
            above: Some(7),
            group: 8,
            session: 0,
        };
        for line in [
            &b"10 (breachlens) S 7 8 0 34816 10"[..],
            b"10 (a) S 1 (b\xff) S 7 8 0 0",
        ] {
            assert_eq!(parse_place(line), Some(place));
        }
        for line in [&b""[..], b"10 (a", b"10 (a) S 7 8", b"10 (a) S 7 x 0"] {
            assert_eq!(parse_place(line), None, "{line:?}");
        }
    }
}
