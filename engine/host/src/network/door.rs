//! The way from inside a VPC to the registry: a listener in the VPC's namespace, at the one address that all VPCs have for it.
//!
//! Connections come with the group's own address, and by which listener they come says of which VPC that is: VPCs may overlap, and
//! nothing that a client sends is believed. Nothing else of this machine is reached that way. How many connections there may be is
//! for the server to say, who knows all of them.

use std::fs::File;
use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use gantry_model::error::{Error, Result};
use gantry_model::id::VpcId;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::netlink::Netlink;
use super::{file, namespace};
use gantry_platform::runtime::{REGISTRY_ADDRESS, REGISTRY_PORT, VpcClient};

/// Clients that wait to be looked at; further ones wait in the kernel.
const WAITING: usize = 64;
/// After the kernel could not give a connection, because descriptors ran out or the client was gone.
const AGAIN: Duration = Duration::from_millis(100);
/// What a listener may take to close.
const LEAVING: Duration = Duration::from_secs(2);

/// Where clients are told of.
#[derive(Debug)]
pub struct Doors {
    /// `None` where nobody listens: for a census, and for removing everything.
    handle: Option<Handle>,
    to: Mutex<Option<mpsc::Sender<VpcClient>>>,
}

/// A listener; dropped, it is closed.
#[derive(Debug)]
pub struct Door(JoinHandle<()>);

impl Drop for Door {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Doors {
    /// Listeners run on the runtime of this call, if there is one.
    pub fn new() -> Self {
        Self { handle: Handle::try_current().ok(), to: Mutex::default() }
    }

    /// Who connects from now on.
    pub fn clients(&self) -> mpsc::Receiver<VpcClient> {
        let (sender, receiver) = mpsc::channel(WAITING);
        *self.to.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
        receiver
    }

    fn listener(&self) -> Option<mpsc::Sender<VpcClient>> {
        self.to.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Opens the door of a VPC.
    pub fn open(self: &Arc<Self>, vpc: &VpcId, inside: &File) -> Result<Door> {
        let handle = self.handle.as_ref().ok_or_else(|| Error::internal("a door without a runtime"))?;
        let listen = || -> io::Result<TcpListener> {
            let mut netlink = Netlink::open()?;
            netlink.set_up("lo", None, None)?;
            netlink.add_address("lo", REGISTRY_ADDRESS, 32)?;
            let listener = bind()?;
            listener.set_nonblocking(true)?;
            Ok(listener)
        };
        let listener = file::io(format_args!("listen for the registry in {vpc}"), namespace::inside(inside, listen)?)?;
        let _runtime = handle.enter();
        let listener = file::io("watch a listener", tokio::net::TcpListener::from_std(listener))?;
        Ok(Door(handle.spawn(accept(self.clone(), vpc.clone(), listener))))
    }
}

/// A listener that was dropped a moment ago may still be on its way out.
fn bind() -> io::Result<TcpListener> {
    let end = Instant::now() + LEAVING;
    loop {
        match TcpListener::bind((REGISTRY_ADDRESS, REGISTRY_PORT)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && Instant::now() < end => {
                std::thread::sleep(Duration::from_millis(10));
            }
            other => return other,
        }
    }
}

async fn accept(doors: Arc<Doors>, vpc: VpcId, listener: tokio::net::TcpListener) {
    loop {
        match listener.accept().await {
            // A server that does not want them, or not yet, hangs up.
            Ok((stream, from)) => {
                if let Some(to) = doors.listener() {
                    let _ = to.send(VpcClient { vpc: vpc.clone(), stream, from }).await;
                }
            }
            Err(error) => {
                tracing::debug!(%vpc, %error, "a client of the registry could not be taken");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}
