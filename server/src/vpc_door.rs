//! The registry as container groups reach it from inside their VPCs: its paths alone, by connections that the runtime driver hands over.
//!
//! Of which VPC a client is says the connection that it came by; see `engine/src/runtime/host/network/door.rs`. No cookie, header or proxy
//! has a say in it.

use std::future::pending;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use gantry_engine::iam::Origin;
use gantry_engine::registry::Registry;
use gantry_engine::runtime::VpcClient;
use gantry_model::id::VpcId;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::sync::mpsc::Receiver;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;

use crate::registry_http;

/// Answers clients until the server stops.
pub async fn serve(registry: Registry, clients: Receiver<VpcClient>, stopping: CancellationToken) {
    let router: Router = registry_http::router(&registry).layer(from_fn(tell_where)).layer(CatchPanicLayer::new());
    let service = router.into_make_service_with_connect_info::<Inside>();
    let served = axum::serve(Clients(clients), service).with_graceful_shutdown(stopping.cancelled_owned()).await;
    if let Err(error) = served {
        tracing::error!(%error, "groups do not reach the registry from inside their VPCs any more");
    }
}

/// Where inside which VPC a client is.
#[derive(Clone)]
struct Inside {
    vpc: VpcId,
    address: IpAddr,
}

struct Clients(Receiver<VpcClient>);

/// A client's connection, with its place among those of its VPC.
struct Connection {
    stream: TcpStream,
    _place: OwnedSemaphorePermit,
}

impl AsyncRead for Connection {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl Listener for Clients {
    type Io = Connection;
    type Addr = (VpcId, SocketAddr);

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.0.recv().await {
            Some(VpcClient { vpc, stream, from, place }) => (Connection { stream, _place: place }, (vpc, from)),
            // The driver is gone, and with it everybody who could come.
            None => pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Connected<IncomingStream<'_, Clients>> for Inside {
    fn connect_info(stream: IncomingStream<'_, Clients>) -> Self {
        let (vpc, from) = stream.remote_addr();
        Self { vpc: vpc.clone(), address: from.ip() }
    }
}

async fn tell_where(ConnectInfo(client): ConnectInfo<Inside>, mut request: Request, next: Next) -> Response {
    let origin =
        Origin { address: client.address, user_agent: String::new(), vpc: Some(client.vpc), request: String::new() };
    request.extensions_mut().insert(origin);
    next.run(request).await
}
