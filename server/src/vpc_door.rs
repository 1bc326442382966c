//! The registry as container groups reach it from inside their VPCs: its paths alone, by connections that the runtime driver hands over.
//!
//! Of which VPC a client is says the connection that it came by; see `engine/host/src/network/door.rs`. No cookie, header or proxy
//! has a say in it.

use std::future::pending;
use std::io;
use std::net::{IpAddr, SocketAddr};

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use gantry_engine::Origin;
use gantry_engine::registry::Registry;
use gantry_engine::runtime::VpcClient;
use gantry_model::id::VpcId;
use tokio::sync::mpsc::Receiver;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;

use crate::client;
use crate::connections::{Client, Connection, Connections};
use crate::registry_http;

/// Answers clients until the server stops.
pub async fn serve(
    registry: Registry,
    arriving: Receiver<VpcClient>,
    connections: Connections,
    stopping: CancellationToken,
) {
    let router: Router = registry_http::router(&registry).layer(from_fn(tell_where)).layer(CatchPanicLayer::new());
    let service = router.into_make_service_with_connect_info::<Inside>();
    let served = axum::serve(Clients { arriving, connections }, service)
        .with_graceful_shutdown(stopping.cancelled_owned())
        .await;
    if let Err(error) = served {
        tracing::error!(%error, "groups do not reach the registry from inside their VPCs any more");
    }
}

/// Where inside which VPC a client is.
#[derive(Clone)]
struct Inside {
    vpc: VpcId,
    address: IpAddr,
    client: Client,
}

struct Clients {
    arriving: Receiver<VpcClient>,
    connections: Connections,
}

impl Listener for Clients {
    type Io = Connection;
    type Addr = (VpcId, SocketAddr);

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            match self.arriving.recv().await {
                Some(VpcClient { vpc, stream, from }) => {
                    if let Ok(connection) = self.connections.enter_from(stream, vpc.clone(), from.ip()) {
                        return (connection, (vpc, from));
                    }
                }
                // The driver is gone, and with it everybody who could come.
                None => pending().await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Connected<IncomingStream<'_, Clients>> for Inside {
    fn connect_info(stream: IncomingStream<'_, Clients>) -> Self {
        let (vpc, from) = stream.remote_addr();
        Self { vpc: vpc.clone(), address: from.ip(), client: stream.io().client().clone() }
    }
}

async fn tell_where(ConnectInfo(inside): ConnectInfo<Inside>, mut request: Request, next: Next) -> Response {
    let visit = inside.client.begin();
    let origin = Origin {
        address: inside.address,
        user_agent: String::new(),
        vpc: Some(inside.vpc),
        request: client::request_id(),
    };
    request.extensions_mut().insert(origin);
    request.extensions_mut().insert(inside.client);
    visit.until_sent(next.run(request).await)
}
