//! The sample image's web server: one page about the container that it runs in.
//!
//! Linked statically and without a dependency, so that the image holds little else. It serves `GET` and `HEAD` of any
//! path on port 80 (`PORT` changes it), one thread per connection, at most [`MOST_CONNECTIONS`] at a time; it writes one
//! log line for each request and ends at once on SIGTERM, because the kernel's default does that for any process but
//! number one, and number one is told to by [`stop_on_signals`], before `main` begins.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

const MOST_CONNECTIONS: usize = 64;
/// Longest request line with headers.
const MOST_REQUEST_BYTES: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// What the loader calls before anything else of this program: a signal that comes earlier is lost.
#[used]
#[unsafe(link_section = ".init_array")]
static FIRST: extern "C" fn() = stop_on_signals;

fn main() {
    let port = env::var("PORT").ok().and_then(|port| port.parse::<u16>().ok()).unwrap_or(80);
    let listener = match TcpListener::bind(("0.0.0.0", port)) {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("cannot listen on port {port}: {error}");
            process::exit(1);
        }
    };
    println!("web: serving on port {port}");
    let start = Instant::now();
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let open = open.clone();
        thread::spawn(move || {
            if let Err(error) = answer(stream, start) {
                println!("web: {error}");
            }
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

fn answer(mut stream: TcpStream, start: Instant) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let peer = stream.peer_addr()?.ip();
    let mut reader = BufReader::new((&stream).take(MOST_REQUEST_BYTES));
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, body) = match method {
        "GET" | "HEAD" => ("200 OK", page(start)),
        _ => ("405 Method Not Allowed", "Only GET and HEAD are answered.\n".to_owned()),
    };
    println!("web: {peer} {method:?} {path:?} {}", &status[..3]);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    )?;
    if method != "HEAD" {
        stream.write_all(body.as_bytes())?;
    }
    stream.flush()
}

fn page(start: Instant) -> String {
    let host = fs::read_to_string("/etc/hostname").or_else(|_| fs::read_to_string("/proc/sys/kernel/hostname"));
    let host = escape(host.unwrap_or_default().trim());
    let kernel = escape(fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim());
    let up = start.elapsed().as_secs();
    let greeting = escape(&env::var("GREETING").unwrap_or_else(|_| "It runs.".to_owned()));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{host}</title>\n\
         <style>body{{font:18px/1.6 system-ui,sans-serif;max-width:36rem;margin:18vh auto;padding:0 1.5rem}}\
         dt{{float:left;clear:left;width:7rem;opacity:.6}}</style>\n<h1>{greeting}</h1>\n\
         <p>This page comes from a container that Gantry runs.</p>\n\
         <dl><dt>Host</dt><dd>{host}</dd><dt>Kernel</dt><dd>{kernel}</dd><dt>Up</dt><dd>{up} s</dd></dl>\n"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Process number one of a container ignores SIGTERM unless it asks for it, and then takes the whole grace period to stop.
extern "C" fn stop_on_signals() {
    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;
    unsafe extern "C" {
        fn signal(number: i32, handler: extern "C" fn(i32)) -> usize;
        fn _exit(code: i32) -> !;
    }
    extern "C" fn leave(_: i32) {
        // SAFETY: `_exit` may be called from a signal handler.
        unsafe { _exit(0) }
    }
    for number in [INTERRUPT, TERMINATE] {
        // SAFETY: the handler does nothing that a signal handler must not.
        unsafe { signal(number, leave) };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn ask(request: &[u8]) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(request).unwrap();
        answer(listener.accept().unwrap().0, Instant::now()).unwrap();
        let mut reply = String::new();
        client.read_to_string(&mut reply).unwrap();
        reply
    }

    #[test]
    fn a_page_is_served() {
        let reply = ask(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
        assert!(reply.contains("<h1>It runs.</h1>"), "{reply}");
    }

    #[test]
    fn other_methods_are_refused() {
        assert!(ask(b"POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
    }

    #[test]
    fn what_comes_from_the_environment_is_escaped() {
        assert_eq!(escape("<b>\"&"), "&lt;b&gt;&quot;&amp;");
    }
}
