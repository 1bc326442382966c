#![allow(clippy::unwrap_used)]

use std::{
    collections::HashMap,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};

use gantry_model::{Message, id::ContainerGroupId, observe::EventType};
use tokio::sync::{Notify, Semaphore};

use super::*;
use crate::{
    clock::Clock as _,
    store::tests::{Bench, Probe, ProbeStatus, bench, eventually, id, probe},
};

type Behaviour = dyn Fn(usize) -> Result<Next> + Send + Sync;

/// Counts its runs, checks that none overlap, and does what it is told on each.
struct Script {
    store: Store,
    runs: Mutex<HashMap<ContainerGroupId, usize>>,
    running: Mutex<Vec<ContainerGroupId>>,
    overlapped: AtomicBool,
    gate: Option<Arc<Notify>>,
    behaviour: Box<Behaviour>,
}

impl Script {
    fn new(bench: &Bench, behaviour: impl Fn(usize) -> Result<Next> + Send + Sync + 'static) -> Self {
        Self {
            store: bench.store.clone(),
            runs: Mutex::default(),
            running: Mutex::default(),
            overlapped: AtomicBool::new(false),
            gate: None,
            behaviour: Box::new(behaviour),
        }
    }

    fn runs(&self, n: u64) -> usize {
        self.runs.lock().unwrap().get(&id(n)).copied().unwrap_or(0)
    }
}

impl Reconciler for Script {
    type Kind = Probe;

    async fn reconcile(&self, id: &ContainerGroupId) -> Result<Next> {
        let run = {
            let mut running = self.running.lock().unwrap();
            if running.contains(id) {
                self.overlapped.store(true, Ordering::SeqCst);
            }
            running.push(id.clone());
            let mut runs = self.runs.lock().unwrap();
            let run = runs.entry(id.clone()).or_default();
            *run += 1;
            *run
        };
        if let Some(gate) = &self.gate {
            gate.notified().await;
        }
        let (own, status) = (id.clone(), ProbeStatus { state: format!("run {run}") });
        self.store
            .write(Author::controller("probes"), move |tx| {
                tx.append_event::<Probe>(&own, EventType::Normal, "Ran", &Message::text("It ran."))?;
                tx.update_status::<Probe>(&own, &status)
            })
            .await?;
        self.running.lock().unwrap().retain(|other| other != id);
        (self.behaviour)(run)
    }
}

fn queue(bench: &Bench) -> Queue<ContainerGroupId> {
    Queue::new("probes", Arc::new(bench.clock.clone()))
}

fn spawn(bench: &Bench, script: &Arc<Script>) -> Controller<Probe> {
    Controller::spawn(&bench.store, queue(bench), script.clone(), Options::default())
}

async fn insert(bench: &Bench, n: u64) {
    bench.store.write(Author::user("usr-1", None), move |tx| tx.insert(probe(n))).await.unwrap();
}

async fn touch(bench: &Bench, n: u64) {
    bench
        .store
        .write(Author::user("usr-1", None), move |tx| {
            let mut resource = tx.get::<Probe>(&id(n))?;
            resource.spec.size += 1;
            tx.update(&mut resource)
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_start_looks_at_everything_that_exists() {
    let bench = bench();
    insert(&bench, 1).await;
    insert(&bench, 2).await;
    let script = Arc::new(Script::new(&bench, |_| Ok(Next::Done)));
    let controller = spawn(&bench, &script);
    controller.idle().await;
    assert_eq!((script.runs(1), script.runs(2)), (1, 1));
}

#[tokio::test]
async fn own_status_writes_and_events_wake_nobody_but_a_users_change_does() {
    let bench = bench();
    let script = Arc::new(Script::new(&bench, |_| Ok(Next::Done)));
    let controller = spawn(&bench, &script);
    insert(&bench, 1).await;
    controller.idle().await;
    assert_eq!(script.runs(1), 1);
    touch(&bench, 1).await;
    controller.idle().await;
    assert_eq!(script.runs(1), 2);
}

#[tokio::test]
async fn failures_are_tried_again_with_growing_pauses() {
    let bench = bench();
    insert(&bench, 1).await;
    let script = Arc::new(Script::new(&bench, |run| {
        if run < 4 { Err(Error::unavailable(Message::text("not yet"))) } else { Ok(Next::Done) }
    }));
    let controller = spawn(&bench, &script);
    controller.idle().await;
    let mut pauses = Vec::new();
    while let Some(at) = controller.queue().next_due() {
        pauses.push(at.since(bench.clock.now()));
        bench.clock.set(at);
        controller.idle().await;
    }
    assert_eq!(script.runs(1), 4);
    assert!(pauses.is_sorted() && pauses[0] >= 375 && pauses[2] <= 2000, "{pauses:?}");
}

#[tokio::test]
async fn a_panic_is_a_failure_like_any_other() {
    let bench = bench();
    insert(&bench, 1).await;
    let script = Arc::new(Script::new(&bench, |run| if run == 1 { panic!("on purpose") } else { Ok(Next::Done) }));
    let controller = spawn(&bench, &script);
    controller.idle().await;
    bench.clock.advance(Duration::from_secs(1));
    controller.idle().await;
    assert_eq!(script.runs(1), 2);
}

#[tokio::test]
async fn a_timer_runs_an_id_again() {
    let bench = bench();
    insert(&bench, 1).await;
    let script = Arc::new(Script::new(&bench, |_| Ok(Next::After(Duration::from_secs(30)))));
    let controller = spawn(&bench, &script);
    controller.idle().await;
    bench.clock.advance(Duration::from_secs(29));
    controller.idle().await;
    assert_eq!(script.runs(1), 1);
    bench.clock.advance(Duration::from_secs(1));
    controller.idle().await;
    assert_eq!(script.runs(1), 2);
    // A nudge does not wait for the timer.
    controller.nudge(&id(1));
    controller.idle().await;
    assert_eq!(script.runs(1), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_id_never_runs_twice_at_once_and_wakes_merge() {
    let bench = bench();
    insert(&bench, 1).await;
    let gate = Arc::new(Notify::new());
    let script = Arc::new(Script { gate: Some(gate.clone()), ..Script::new(&bench, |_| Ok(Next::Done)) });
    let controller = spawn(&bench, &script);
    eventually("the first run", || script.runs(1) == 1).await;
    for _ in 0..100 {
        controller.nudge(&id(1));
    }
    gate.notify_one();
    eventually("the second run", || script.runs(1) == 2).await;
    gate.notify_one();
    controller.idle().await;
    assert_eq!(script.runs(1), 2);
    assert!(!script.overlapped.load(Ordering::SeqCst));
}

#[tokio::test]
async fn a_stop_waits_for_the_run_under_way() {
    let bench = bench();
    insert(&bench, 1).await;
    let gate = Arc::new(Notify::new());
    let script = Arc::new(Script { gate: Some(gate.clone()), ..Script::new(&bench, |_| Ok(Next::Done)) });
    let controller = spawn(&bench, &script);
    eventually("the run", || script.runs(1) == 1).await;
    let stop = controller.stop();
    tokio::pin!(stop);
    assert!(futures::poll!(&mut stop).is_pending());
    gate.notify_one();
    stop.await;
    let stored = bench.store.read_now(|read| read.get::<Probe>(&id(1))).unwrap();
    assert_eq!(stored.status.state, "run 1");
}

#[tokio::test]
async fn a_job_wakes_who_waits_with_its_result() {
    let bench = bench();
    let (queue, jobs) = (queue(&bench), Jobs::<u32>::new("test", 1));
    let waker = queue.waker(&id(1));
    let work = || jobs.run("key", &waker, |_| async { Ok(7) });
    assert_eq!(work(), JobState::Waiting);
    let taken = queue.take().await;
    assert_eq!(taken.id(), &id(1));
    assert_eq!(work(), JobState::Ended(Ok(7)));
    assert_eq!(jobs.state("key"), None);
    taken.done();
    queue.settled(true).await;
}

#[tokio::test]
async fn two_who_wait_for_one_job_both_get_its_failure() {
    let bench = bench();
    let (queue, jobs) = (queue(&bench), Jobs::<u32>::new("test", 1));
    let started = Arc::new(AtomicUsize::new(0));
    let ask = |n: u64| {
        let started = started.clone();
        jobs.run("key", &queue.waker(&id(n)), move |_| async move {
            started.fetch_add(1, Ordering::SeqCst);
            Err(Error::unavailable(Message::text("no network")))
        })
    };
    assert_eq!((ask(1), ask(2)), (JobState::Waiting, JobState::Waiting));
    let (one, two) = (queue.take().await, queue.take().await);
    assert_ne!(one.id(), two.id());
    assert!(matches!((ask(1), ask(2)), (JobState::Ended(Err(_)), JobState::Ended(Err(_)))));
    assert_eq!(started.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn no_more_jobs_run_at_once_than_the_limit_and_progress_shows() {
    let bench = bench();
    let (queue, jobs) = (queue(&bench), Jobs::<()>::new("test", 2));
    let gate = Arc::new(Semaphore::new(0));
    let ask = |n: u64| {
        let gate = gate.clone();
        jobs.run(&n.to_string(), &queue.waker(&id(n)), move |context| async move {
            context.report(Progress { done: n, total: 10 });
            gate.acquire().await.unwrap().forget();
            Ok(())
        })
    };
    for n in 1..=3 {
        ask(n);
    }
    let running = |n: u64| JobState::Running(Progress { done: n, total: 10 });
    eventually("two jobs", || ask(1) == running(1) && ask(2) == running(2)).await;
    assert_eq!(ask(3), JobState::Waiting);
    gate.add_permits(3);
    for _ in 1..=3 {
        queue.take().await.done();
    }
    assert_eq!(jobs.state("3"), Some(JobState::Ended(Ok(()))));
}

#[tokio::test]
async fn a_job_that_nobody_waits_for_any_more_is_cancelled() {
    let bench = bench();
    let (queue, jobs) = (queue(&bench), Jobs::<()>::new("test", 1));
    let forever = |_| futures::future::pending();
    jobs.run("key", &queue.waker(&id(1)), forever);
    jobs.leave("key", id(1).as_str());
    eventually("the end", || jobs.state("key").is_none()).await;
    jobs.run("other", &queue.waker(&id(1)), forever);
    jobs.stop().await;
    assert!(matches!(jobs.state("other"), Some(JobState::Ended(Err(Error::Unavailable { .. })))));
}
