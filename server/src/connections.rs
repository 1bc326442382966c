//! Connections to this server: how many there are, and which one goes when one more comes.
//!
//! Each costs an open file, and whoever opens one need not say a word. So all of them are in one table, with what each did last:
//!
//! - One without a request under way ends after a while: soon before its first request, later behind one. So does one whose request has
//!   not moved a byte for long, unless a person is known to ask: their streams and terminals are as quiet as they like.
//! - When all places are taken, a newcomer gets one of whoever has many more than others, and the one that has been quiet for longest. A
//!   connection by which a known person is asking something is spared. So silent connections shut nobody out, however many there are and
//!   wherever they come from: a newcomer asks at once, and is then not the quietest.
//!
//! A connection is ended by shutting its socket down; whoever reads or writes it, in TLS or a protocol, sees its end.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, Ipv6Addr};
use std::os::fd::{AsRawFd, RawFd};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use axum_server::accept::Accept;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use gantry_model::id::VpcId;
use http_body::{Frame, SizeHint};
use nix::sys::socket::{Shutdown, shutdown};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tower::Service;

/// How often connections are looked through for those that have been quiet for too long.
const LOOK: Duration = Duration::from_secs(1);
/// The log tells of a lack of places at most so often.
const TELL: Duration = Duration::from_secs(60);

/// Whoever has fewer connections is not told apart by their number: a browser opens half a dozen.
const A_FEW: usize = 16;

/// How many connections there may be, and how long they may be quiet.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Over all.
    pub most: usize,
    /// From one address (a network of 64 bits in IPv6), or of one container group.
    pub most_each: usize,
    /// Before the first request is here whole.
    pub silent: Duration,
    /// Between two requests.
    pub idle: Duration,
    /// Within a request, without a byte in either direction.
    pub stuck: Duration,
    /// Proxies that speak for many: only `most` binds them.
    pub proxies: Vec<IpAddr>,
}

impl Limits {
    /// For a process that may have so many open files. Half of them are left to the store, the registry and the containers.
    pub fn for_files(files: u64, proxies: Vec<IpAddr>) -> Self {
        let most = usize::try_from(files / 2).unwrap_or(usize::MAX).clamp(64, 8192);
        let (silent, idle, stuck) = (Duration::from_secs(20), Duration::from_secs(75), Duration::from_secs(60));
        Self { most, most_each: most / 4, silent, idle, stuck, proxies }
    }
}

/// Where connections come from that share an allotment.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Source {
    Network(IpAddr),
    Group(VpcId, IpAddr),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Network(address) => address.fmt(f),
            Self::Group(vpc, address) => write!(f, "{address} in {vpc}"),
        }
    }
}

/// The table. Clones share it.
#[derive(Clone)]
pub struct Connections(Arc<Inner>);

struct Inner {
    limits: Limits,
    began: Instant,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    by_source: HashMap<Source, Vec<Arc<Slot>>>,
    count: usize,
    /// Since the log was told last.
    displaced: u64,
    refused: u64,
}

/// What is known of one connection. Times are milliseconds since the table began.
struct Slot {
    source: Source,
    file: RawFd,
    /// When it last did something that counts: a byte, or the beginning or end of a request.
    moved: AtomicU64,
    /// When it came, or the last byte of an answer went out.
    waits_since: AtomicU64,
    under_way: AtomicU64,
    asked: AtomicBool,
    /// Whoever asks by it has shown who they are.
    known: AtomicBool,
    /// It is no longer HTTP's: a terminal, whose handler knows when it ends.
    upgraded: AtomicBool,
}

impl Slot {
    fn is_asking(&self) -> bool {
        self.upgraded.load(Ordering::Relaxed) || self.under_way.load(Ordering::Relaxed) > 0
    }

    fn is_known(&self) -> bool {
        self.known.load(Ordering::Relaxed)
    }

    /// The less, the sooner it may go.
    fn worth(&self) -> (bool, u64) {
        (self.is_known(), self.moved.load(Ordering::Relaxed))
    }

    fn is_spared(&self) -> bool {
        self.is_known() && self.is_asking()
    }

    fn is_over(&self, now: u64, limits: &Limits) -> bool {
        let quiet = |since: &AtomicU64| Duration::from_millis(now.saturating_sub(since.load(Ordering::Relaxed)));
        if self.is_asking() {
            !self.is_known() && quiet(&self.moved) > limits.stuck
        } else {
            let longest = if self.asked.load(Ordering::Relaxed) { limits.idle } else { limits.silent };
            quiet(&self.waits_since) > longest
        }
    }
}

impl Table {
    /// Takes a connection out, and ends it. Its file is open for as long as it is in the table.
    fn end(&mut self, slot: &Arc<Slot>) {
        if self.remove(slot) {
            // What is closed already needs no end.
            let _ = shutdown(slot.file, Shutdown::Both);
        }
    }

    fn remove(&mut self, slot: &Arc<Slot>) -> bool {
        let Some(slots) = self.by_source.get_mut(&slot.source) else { return false };
        let Some(place) = slots.iter().position(|one| Arc::ptr_eq(one, slot)) else { return false };
        slots.swap_remove(place);
        if slots.is_empty() {
            self.by_source.remove(&slot.source);
        }
        self.count -= 1;
        true
    }

    fn count_of(&self, source: &Source) -> usize {
        self.by_source.get(source).map_or(0, Vec::len)
    }

    /// The connection that has to go before any other: of `source`, or, without one, of whoever has many more than others; whoever has a
    /// few is as good as whoever has one.
    fn dispensable(&self, source: Option<&Source>) -> Option<Arc<Slot>> {
        let quietest = |slots: &Vec<Arc<Slot>>| {
            let spare = slots.iter().filter(|slot| !slot.is_spared());
            let (worth, slot) = spare.map(|slot| (slot.worth(), slot)).min_by_key(|(worth, _)| *worth)?;
            Some((slots.len() / A_FEW, Reverse(worth), slot.clone()))
        };
        let found = match source {
            Some(source) => quietest(self.by_source.get(source)?),
            None => self.by_source.values().filter_map(quietest).max_by_key(|(many, worth, _)| (*many, *worth)),
        };
        found.map(|(.., slot)| slot)
    }
}

impl Connections {
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Inner { limits, began: Instant::now(), table: Mutex::default() }))
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> u64 {
        u64::try_from(self.0.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// A connection of the public network gets a place, and another one may lose its.
    ///
    /// # Errors
    /// None could be spared.
    pub fn enter(&self, stream: TcpStream, address: IpAddr) -> io::Result<Connection> {
        let address = address.to_canonical();
        let network = match address {
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            v4 => v4,
        };
        let most = if self.0.limits.proxies.contains(&address) { self.0.limits.most } else { self.0.limits.most_each };
        self.take(stream, Source::Network(network), most)
    }

    /// The same for a container group inside a VPC.
    ///
    /// # Errors
    /// As [`Connections::enter`].
    pub fn enter_from(&self, stream: TcpStream, vpc: VpcId, address: IpAddr) -> io::Result<Connection> {
        self.take(stream, Source::Group(vpc, address), self.0.limits.most_each)
    }

    fn take(&self, stream: TcpStream, source: Source, most_each: usize) -> io::Result<Connection> {
        let now = self.now();
        let mut table = self.table();
        let victim = if table.count_of(&source) >= most_each {
            Some(table.dispensable(Some(&source)))
        } else if table.count >= self.0.limits.most {
            Some(table.dispensable(None))
        } else {
            None
        };
        match victim {
            None => {}
            Some(Some(victim)) => {
                table.displaced += 1;
                table.end(&victim);
            }
            Some(None) => {
                table.refused += 1;
                return Err(io::Error::new(io::ErrorKind::ConnectionRefused, "no place for a connection"));
            }
        }
        let slot = Arc::new(Slot {
            source: source.clone(),
            file: stream.as_raw_fd(),
            moved: now.into(),
            waits_since: now.into(),
            under_way: AtomicU64::new(0),
            asked: AtomicBool::new(false),
            known: AtomicBool::new(false),
            upgraded: AtomicBool::new(false),
        });
        table.by_source.entry(source).or_default().push(slot.clone());
        table.count += 1;
        drop(table);
        Ok(Connection { place: Place(Client { connections: self.clone(), slot }), stream })
    }

    /// Ends what has been quiet for too long, and logs a lack of places; never ends by itself.
    pub async fn watch_for_ever(self) {
        let mut told: Option<Instant> = None;
        loop {
            tokio::time::sleep(LOOK).await;
            self.end_quiet();
            if told.is_none_or(|told| told.elapsed() >= TELL) && self.tell() {
                told = Some(Instant::now());
            }
        }
    }

    fn end_quiet(&self) {
        let now = self.now();
        let mut table = self.table();
        let over = table.by_source.values().flatten().filter(|slot| slot.is_over(now, &self.0.limits));
        for slot in over.cloned().collect::<Vec<_>>() {
            table.end(&slot);
        }
    }

    /// Whether there was something to tell.
    fn tell(&self) -> bool {
        let mut table = self.table();
        let (displaced, refused) = (std::mem::take(&mut table.displaced), std::mem::take(&mut table.refused));
        if displaced + refused == 0 {
            return false;
        }
        let busiest = table.by_source.iter().max_by_key(|(_, slots)| slots.len());
        let (source, of_it) =
            busiest.map_or_else(Default::default, |(source, of_it)| (source.to_string(), of_it.len()));
        let (open, limits) = (table.count, &self.0.limits);
        tracing::warn!(
            displaced, refused, open, most = limits.most, most_each = limits.most_each, %source, of_it,
            "places for connections ran out: quiet ones were closed for new ones"
        );
        true
    }
}

/// A connection as requests know it. Clones are the same one.
#[derive(Clone)]
pub struct Client {
    connections: Connections,
    slot: Arc<Slot>,
}

impl Client {
    /// Whoever asks by this connection has shown who they are.
    pub fn recognise(&self) {
        self.slot.known.store(true, Ordering::Relaxed);
    }

    /// A request begins.
    pub fn begin(&self) -> Visit {
        self.slot.under_way.fetch_add(1, Ordering::Relaxed);
        self.slot.asked.store(true, Ordering::Relaxed);
        self.stir();
        Visit(self.clone())
    }

    fn stir(&self) {
        self.slot.moved.store(self.connections.now(), Ordering::Relaxed);
    }

    /// The end of an answer may still be on its way when its request is over.
    fn wrote(&self) {
        self.stir();
        self.slot.waits_since.store(self.connections.now(), Ordering::Relaxed);
    }
}

/// A request under way; dropped when it is over.
pub struct Visit(Client);

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.wrote();
        self.0.slot.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Visit {
    /// The request lasts until its answer was sent.
    pub fn until_sent(self, answer: Response) -> Response {
        if answer.status() == StatusCode::SWITCHING_PROTOCOLS {
            self.0.slot.upgraded.store(true, Ordering::Relaxed);
            return answer;
        }
        answer.map(|body| Body::new(Sending { body, _visit: self }))
    }
}

/// The body of an answer, with the request that it answers.
struct Sending {
    body: Body,
    _visit: Visit,
}

impl HttpBody for Sending {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A place in the table; dropped, it is free.
struct Place(Client);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.connections.table().remove(&self.0.slot);
    }
}

/// A stream with its place. The place goes first: what is in the table has an open file.
pub struct Connection {
    place: Place,
    stream: TcpStream,
}

impl Connection {
    /// As requests know it.
    pub fn client(&self) -> &Client {
        &self.place.0
    }
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buffer))?;
        if buffer.filled().len() > before {
            self.client().stir();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, bytes))?;
        self.client().wrote();
        Poll::Ready(Ok(written))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, parts))?;
        self.client().wrote();
        Poll::Ready(Ok(written))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Gives connections their places, before TLS is spoken.
impl<S> Accept<TcpStream, S> for Connections {
    type Stream = Connection;
    type Service = Attended<S>;
    type Future = Ready<io::Result<(Connection, Attended<S>)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let entered = stream.peer_addr().and_then(|peer| self.enter(stream, peer.ip()));
        ready(entered.map(|connection| {
            let client = connection.client().clone();
            (connection, Attended { service, client })
        }))
    }
}

/// The service of one connection, which notes when requests begin and end.
#[derive(Clone)]
pub struct Attended<S> {
    service: S,
    client: Client,
}

impl<S, B> Service<Request<B>> for Attended<S>
where
    S: Service<Request<B>, Response = Response>,
    S::Future: Send + 'static,
    S::Error: Send,
{
    type Response = Response;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Response, S::Error>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let visit = self.client.begin();
        request.extensions_mut().insert(self.client.clone());
        let answer = self.service.call(request);
        async move { Ok(visit.until_sent(answer.await?)) }.boxed()
    }
}
