//! A program in a pseudo-terminal: how long until a text stands on its screen.

#[cfg(unix)]
#[allow(unused_imports)]
pub use unix::Terminal;

#[cfg(unix)]
mod unix {
    use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
    use std::{
        io::{Read, Write},
        sync::mpsc::{Receiver, channel},
        time::{Duration, Instant},
    };

    fn cells(n: u16) -> std::num::NonZeroU16 {
        std::num::NonZeroU16::new(n).expect("more than no cells")
    }

    const PATIENCE: Duration = Duration::from_secs(120);

    /// How a program asks where the cursor is.
    const ASKED: &[u8] = b"\x1b[6n";

    pub struct Terminal {
        _master: Box<dyn MasterPty + Send>,
        writer: Box<dyn Write + Send>,
        child: Box<dyn Child + Send + Sync>,
        output: Receiver<(Instant, Vec<u8>)>,
        parser: vt100::Parser,
        started: Instant,
    }

    impl Terminal {
        /// Starts a program; its own settings and library are left out.
        pub fn start(program: &str, arguments: &[&str], columns: u16, rows: u16) -> Self {
            let size = PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            };
            let pair = native_pty_system()
                .openpty(size)
                .expect("a pseudo-terminal");
            let mut command = CommandBuilder::new(program);
            command.args(arguments);
            command.cwd(std::env::current_dir().expect("a directory"));
            command.env_remove("NO_COLOR");
            for (name, value) in [
                ("TERM", "xterm-256color"),
                ("COLORTERM", "truecolor"),
                ("LANG", "C.UTF-8"),
                ("BREACHLENS_CONFIG", ""),
                ("BREACHLENS_HOME", "/nonexistent/breachlens-home"),
            ] {
                command.env(name, value);
            }
            let mut reader = pair.master.try_clone_reader().expect("a reader");
            let writer = pair.master.take_writer().expect("a writer");
            let (sender, output) = channel();
            std::thread::spawn(move || {
                let mut bytes = [0; 64 * 1024];
                while let Ok(n @ 1..) = reader.read(&mut bytes) {
                    if sender.send((Instant::now(), bytes[..n].to_vec())).is_err() {
                        return;
                    }
                }
            });
            let started = Instant::now();
            let child = pair.slave.spawn_command(command).expect("the program");
            drop(pair.slave);
            Self {
                _master: pair.master,
                writer,
                child,
                output,
                parser: vt100::Parser::new(cells(rows), cells(columns), 0),
                started,
            }
        }

        /// Time from the start until something holds of the screen.
        pub fn until(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> Duration {
            self.since(self.started, what, holds)
        }

        /// Time from a moment until something holds of the screen.
        pub fn since(
            &mut self,
            from: Instant,
            what: &str,
            holds: impl Fn(&str) -> bool,
        ) -> Duration {
            let end = Instant::now() + PATIENCE;
            loop {
                let left = end.saturating_duration_since(Instant::now());
                let (at, bytes) = self.output.recv_timeout(left).unwrap_or_else(|_| {
                    panic!(
                        "no {what}; the screen is\n{}",
                        self.parser.screen().contents()
                    )
                });
                self.take(&bytes);
                if holds(&self.parser.screen().contents()) {
                    return at.saturating_duration_since(from);
                }
            }
        }

        /// Takes in what comes until nothing has come for so long; when the last of it came.
        pub fn rest(&mut self, quiet: Duration) -> Option<Instant> {
            let mut last = None;
            while let Ok((at, bytes)) = self.output.recv_timeout(quiet) {
                self.take(&bytes);
                last = Some(at);
            }
            last
        }

        /// Shows what the program wrote, and tells it where the cursor is if it asks.
        fn take(&mut self, bytes: &[u8]) {
            self.parser.process(bytes);
            if bytes.windows(ASKED.len()).any(|some| some == ASKED) {
                let (row, column) = self.parser.screen().cursor_position();
                let answer = format!("\x1b[{};{}R", row + 1, column + 1);
                // A program that ended needs no answer; that nothing comes any more is told elsewhere.
                self.writer.write_all(answer.as_bytes()).ok();
                self.writer.flush().ok();
            }
        }

        pub fn contents(&self) -> String {
            self.parser.screen().contents()
        }

        pub fn send(&mut self, keys: &str) -> Instant {
            self.writer.write_all(keys.as_bytes()).expect("typing");
            self.writer.flush().expect("typing");
            Instant::now()
        }

        /// Memory of the program now, in megabytes, where the system tells.
        pub fn memory(&self) -> Option<f64> {
            let pid = self.child.process_id()?;
            let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let line = text.lines().find(|l| l.starts_with("VmHWM:"))?;
            let kb: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(kb / 1024.0)
        }
    }

    impl Drop for Terminal {
        fn drop(&mut self) {
            self.child.kill().ok();
            self.child.wait().ok();
        }
    }
}
