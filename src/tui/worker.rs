//! One thread beside the screen that works things out, the newest piece only: what was handed out before
//! is given up. It must not know what the pieces are for.

use crate::{
    app::work::{Bench, Found, Job},
    query::Pace,
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Sender},
    },
    thread,
};

/// A piece of work, and the flag that gives it up.
type Handed = (Job, Arc<AtomicBool>);

/// The thread, started when there is something to do for the first time.
#[derive(Debug, Default)]
pub struct Worker {
    jobs: Option<Sender<Handed>>,
    cancel: Arc<AtomicBool>,
}

impl Worker {
    /// Hands a piece of work to the thread; `tell` is called there with what was found, unless newer work
    /// came before that.
    pub fn work(&mut self, job: Job, tell: impl Fn(Found) + Send + 'static) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        let handed = (job, self.cancel.clone());
        let handed = match &self.jobs {
            Some(jobs) => match jobs.send(handed) {
                Ok(()) => return,
                // The thread is gone; what it knew is lost, and only that.
                Err(mpsc::SendError(handed)) => handed,
            },
            None => handed,
        };
        let jobs = start(tell);
        // Just started, it listens.
        let _ = jobs.send(handed);
        self.jobs = Some(jobs);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.cancel.store(true, Ordering::Relaxed);
    }
}

fn start(tell: impl Fn(Found) + Send + 'static) -> Sender<Handed> {
    let (sender, jobs) = mpsc::channel::<Handed>();
    let work = move || {
        let mut bench = Bench::default();
        while let Ok(mut handed) = jobs.recv() {
            while let Ok(newer) = jobs.try_recv() {
                handed = newer;
            }
            let (job, cancel) = handed;
            let found = job.work(
                &mut bench,
                Pace::until(&cancel),
                Some(&mut |first| tell(first)),
            );
            if let Some(found) = found {
                tell(found);
            }
        }
    };
    // Without a thread the message is dropped, and the next piece of work tries again.
    let _ = thread::Builder::new().name("work".to_owned()).spawn(work);
    sender
}
