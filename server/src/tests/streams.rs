//! What stays open: the change stream, logs, terminals.

use std::collections::BTreeMap;

use futures::{SinkExt as _, StreamExt as _};
use gantry_engine::Context;
use gantry_model::containers::operations::{ContainerGroupCreate, ContainerGroupOrderOptions, ContainerGroupView};
use gantry_model::containers::view::Order;
use gantry_model::containers::{
    ContainerGroupSpec, ContainerSpec, Deployment, GRACE_SECONDS, GroupSize, GroupState, ImageSource, RestartPolicy,
    Spec,
};
use gantry_model::id::ContainerGroupId;
use gantry_model::network::EipChoice;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error as WsError, Message};

use super::*;

impl House {
    async fn group(&self) -> ContainerGroupId {
        let options =
            self.engine.call(&Context::system(), ContainerGroupOrderOptions { region: "local".into() }).await.unwrap();
        let vpc = &options.vpcs[0];
        let container = ContainerSpec {
            name: "web".into(),
            image: ImageSource::Address("example.org/web".into()),
            version: "latest".into(),
            pull_policy: Default::default(),
            command: None,
            arguments: vec![],
            working_directory: None,
            cpu: Default::default(),
            memory: Default::default(),
            environment: vec![],
            ports: vec![],
        };
        let spec = ContainerGroupSpec {
            vpc: vpc.id.clone(),
            subnets: vec![vpc.subnets[0].id.clone()],
            security_group: vpc.security_groups[0].0.clone(),
            deployment: Deployment::SingleZone,
            size: GroupSize::Basic(Spec { vcpu: 1, gib: 2 }),
            restart_policy: RestartPolicy::Always,
            containers: vec![container],
            grace_seconds: GRACE_SECONDS,
            eip: EipChoice::None,
            restarts_asked: 0,
            scaling: None,
        };
        let tags = BTreeMap::new();
        let order = Order { region: "local".into(), name: "web".into(), quantity: 1, tags, spec, agreed: true };
        self.engine.call(&Context::system(), ContainerGroupCreate { order }).await.unwrap().remove(0)
    }

    /// A group whose container runs.
    async fn running(&self) -> ContainerGroupId {
        self.engine.start();
        let id = self.group().await;
        let mut watch = self.engine.store().watch(None);
        for _ in 0..1000 {
            if self.engine.call(&Context::system(), ContainerGroupView { id: id.clone() }).await.unwrap().row.state
                == GroupState::Running
            {
                return id;
            }
            self.clock.advance(Duration::from_millis(100));
            let _ = timeout(Duration::from_millis(20), watch.next()).await;
        }
        panic!("the group does not run");
    }
}

/// A stream of events, line by line.
struct Lines(BufReader<TcpStream>);

impl Lines {
    async fn open(at: SocketAddr, path: &str, me: &SignedIn, more: &str) -> Self {
        let mut socket = TcpStream::connect(at).await.unwrap();
        let cookie = me.token.as_str();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nCookie: gantry-session={cookie}\r\n{more}\r\n"
        );
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut lines = Self(BufReader::new(socket));
        let status = lines.next().await.unwrap();
        assert!(status.contains("200"), "{status}");
        lines.until("").await;
        lines
    }

    /// The next line; `None` at the end.
    async fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = timeout(SOON, self.0.read_line(&mut line)).await.expect("a line in time").unwrap_or(0);
        (read > 0).then(|| line.trim_end().to_owned())
    }

    async fn until(&mut self, wanted: &str) -> String {
        while let Some(line) = self.next().await {
            if (wanted.is_empty() && line.is_empty()) || (!wanted.is_empty() && line.contains(wanted)) {
                return line;
            }
        }
        panic!("the stream ended before {wanted:?}");
    }

    async fn ends(&mut self) {
        while self.next().await.is_some() {}
    }
}

#[tokio::test]
async fn changes_arrive_and_a_cut_stream_goes_on_where_it_was() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let at = house.listen().await;
    let mut stream = Lines::open(at, "/events", &me, "").await;
    let place = stream.until("id: ").await.replace("id: ", "");
    let id = house.group().await;
    let seen = stream.until("container_group").await;
    let message: serde_json::Value = serde_json::from_str(seen.strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!((message["id"].as_str(), message["verb"].as_str()), (Some(id.as_ref()), Some("created")));
    assert_eq!(message.as_object().unwrap().keys().collect::<Vec<_>>(), ["id", "kind", "seq", "verb"]);

    let mut again = Lines::open(at, "/events?after=0", &me, &format!("Last-Event-ID: {place}\r\n")).await;
    assert_eq!(again.until("container_group").await, seen);
    let mut by_query = Lines::open(at, &format!("/events?after={place}"), &me, "").await;
    assert_eq!(by_query.until("container_group").await, seen);
}

#[tokio::test]
async fn a_stream_from_an_unknown_place_is_told_to_load_anew() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let at = house.listen().await;
    let mut stream = Lines::open(at, "/events?after=1000000", &me, "").await;
    stream.until("event: resync").await;
}

#[tokio::test]
async fn streams_end_with_the_session_and_with_the_server() {
    let house = House::new().await;
    let (me, other) = (house.signed_in().await, house.signed_in().await);
    let at = house.listen().await;
    let mut mine = Lines::open(at, "/events", &me, "").await;
    let mut others = Lines::open(at, "/events", &other, "").await;
    house.ask(Ask::new(Method::POST, "/logout").session(&me).form(&[])).await;
    mine.ends().await;
    others.until("here").await;
    house.stopping.cancel();
    others.ends().await;
}

#[tokio::test]
async fn other_sites_read_no_streams() {
    let house = House::new().await;
    let me = house.signed_in().await;
    for path in ["/events", "/logs/eci-00000000000000000000/web/follow", "/logs/eci-00000000000000000000/web/download"]
    {
        let answer = house.ask(Ask::get(path).session(&me).header("sec-fetch-site", "cross-site").nothing()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<TcpStream>>;

async fn connect(at: SocketAddr, path: &str, me: Option<&SignedIn>, origin: &str) -> Result<Socket, StatusCode> {
    let mut request = format!("ws://{at}{path}").into_client_request().unwrap();
    if let Some(me) = me {
        request.headers_mut().insert(COOKIE, format!("gantry-session={}", me.token.as_str()).parse().unwrap());
    }
    if !origin.is_empty() {
        request.headers_mut().insert(ORIGIN, origin.parse().unwrap());
    }
    match tokio_tungstenite::connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(WsError::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

/// Reads until the terminal has shown the text, or the server has said it; `None` if the socket closes before.
async fn until(socket: &mut Socket, wanted: &str) -> Option<String> {
    let mut shown = String::new();
    loop {
        match timeout(SOON, socket.next()).await.expect("a message in time")? {
            Ok(Message::Binary(bytes)) => shown.push_str(&String::from_utf8_lossy(&bytes)),
            Ok(Message::Text(text)) => shown.push_str(&text),
            Ok(Message::Close(_)) | Err(_) => return None,
            Ok(_) => {}
        }
        if shown.contains(wanted) {
            return Some(shown);
        }
    }
}

#[tokio::test]
async fn a_terminal_says_where_it_is_and_does_what_is_typed() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let id = house.running().await;
    let at = house.listen().await;
    let (path, origin) = (format!("/terminal/{id}/web"), format!("http://{at}"));
    let mut socket = connect(at, &path, Some(&me), &origin).await.unwrap();
    let greeting = until(&mut socket, "# ").await.unwrap();
    assert!(greeting.starts_with(&format!("Instance ID: {id}\r\nContainer: web\r\n")), "{greeting}");
    socket.send(Message::Text(r#"{"resize":{"columns":120,"rows":32}}"#.into())).await.unwrap();
    socket.send(Message::Binary("echo hello\r".into())).await.unwrap();
    assert!(until(&mut socket, "\r\nhello\r\n").await.is_some());
    socket.send(Message::Binary("exit\r".into())).await.unwrap();
    assert!(until(&mut socket, r#"{"exit":0}"#).await.is_some());
}

#[tokio::test]
async fn a_terminal_is_refused_to_other_sites_and_strangers() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let at = house.listen().await;
    let path = "/terminal/eci-00000000000000000000/web";
    assert_eq!(connect(at, path, Some(&me), "https://evil.example").await.err(), Some(StatusCode::FORBIDDEN));
    assert_eq!(connect(at, path, Some(&me), "").await.err(), Some(StatusCode::FORBIDDEN));
    assert_eq!(connect(at, path, None, &format!("http://{at}")).await.err(), Some(StatusCode::UNAUTHORIZED));
    let mut socket = connect(at, path, Some(&me), &format!("http://{at}")).await.unwrap();
    let said = until(&mut socket, "error").await.unwrap();
    assert!(said.contains("There is no container group"), "{said}");
}

#[tokio::test]
async fn a_terminal_ends_with_the_session() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let id = house.running().await;
    let at = house.listen().await;
    let mut socket = connect(at, &format!("/terminal/{id}/web"), Some(&me), &format!("http://{at}")).await.unwrap();
    until(&mut socket, "# ").await.unwrap();
    let others = Ask::new(Method::POST, "/logout").session(&me).form(&[]);
    house.ask(others).await;
    assert!(until(&mut socket, "Your session has ended").await.is_some());
    assert_eq!(until(&mut socket, "never").await, None);
}

#[tokio::test]
async fn what_a_page_does_not_say_ends_the_terminal() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let id = house.running().await;
    let at = house.listen().await;
    let mut socket = connect(at, &format!("/terminal/{id}/web"), Some(&me), &format!("http://{at}")).await.unwrap();
    until(&mut socket, "# ").await.unwrap();
    socket.send(Message::Text("not json".into())).await.unwrap();
    assert!(until(&mut socket, "Reload the page").await.is_some());
}

#[tokio::test]
async fn a_log_is_followed_and_downloaded() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let id = house.running().await;
    house.clock.advance(Duration::from_secs(30));
    let at = house.listen().await;
    let mut stream = Lines::open(at, &format!("/logs/{id}/web/follow"), &me, "").await;
    let first = stream.until("data: ").await;
    let line: gantry_model::observe::LogLine = serde_json::from_str(first.strip_prefix("data: ").unwrap()).unwrap();
    let (path, last) = (format!("/logs/{id}/web/follow"), format!("Last-Event-ID: {}\r\n", line.number));
    let second = Lines::open(at, &path, &me, &last).await.until("data: ").await;
    assert_ne!(first, second);

    let file = house.ask(Ask::get(&format!("/logs/{id}/web/download")).session(&me).nothing()).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-disposition"], format!("attachment; filename=\"{id}-web.log\""));
    assert!(file.body.lines().next().unwrap().ends_with(&line.text), "{}", file.body);
    assert!(file.body.ends_with('\n'));
    let missing = house.ask(Ask::get(&format!("/logs/{id}/nothing/download")).session(&me).nothing()).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
