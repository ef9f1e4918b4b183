//! Who may a browser be talking for? Two checks on every request, pure functions of its headers.
//!
//! **Host** ends DNS rebinding: a hostile page can point its own name at the kiosk's address, but then that name is in
//! the Host header. So a name must be known (`localhost`, or listed in `lan.hosts`), while an address literal is always
//! right: nobody can rebind an address, and a kiosk that gets another one by DHCP still answers.
//!
//! **Origin** ends cross-site requests: where a browser sends `Origin` or `Sec-Fetch-Site` with something that changes
//! state, they must say that the page came from here. Programs that are no browser send neither.

use std::net::{IpAddr, Ipv6Addr};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::context::Shared;
use super::problem::Problem;

/// Refuses what comes under a wrong name or from another site.
pub async fn check(State(context): State<Shared>, request: Request, next: Next) -> Response {
    let host = match host(request.uri(), request.headers()) {
        Ok(host) if is_ours(&host, &context.config.lan.hosts) => host,
        Ok(_) => return Problem::WrongHost.into_response(),
        Err(problem) => return problem.into_response(),
    };
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // A WebSocket begins as GET, and the same-origin policy does not cover it.
    let upgrades = request.headers().contains_key(header::UPGRADE);
    if (changes || upgrades) && !is_same_site(request.headers(), &host) {
        return Problem::WrongOrigin.into_response();
    }
    next.run(request).await
}

/// Host and port as the client named them, in lower case: of the URI if that is absolute (RFC 9112, 3.2.2), else of
/// the Host header, of which there must be one.
fn host(uri: &Uri, headers: &HeaderMap) -> Result<String, Problem> {
    let mut named = headers.get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    if second.is_some() {
        return Err(Problem::BadRequest("there is more than one Host header".into()));
    }
    let host = match (uri.authority(), first) {
        (Some(authority), _) => authority.as_str(),
        (None, Some(host)) => host.to_str().map_err(|_| Problem::WrongHost)?,
        (None, None) => return Err(Problem::BadRequest("the Host header is missing".into())),
    };
    Ok(host.to_ascii_lowercase())
}

/// Whether a host is an address, `localhost`, or one of the configured names; its port does not matter.
fn is_ours(host: &str, names: &[String]) -> bool {
    let name = if let Some(rest) = host.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let has_port = port.strip_prefix(':').is_some_and(is_port);
        return address.parse::<Ipv6Addr>().is_ok() && (port.is_empty() || has_port);
    } else {
        match host.split_once(':') {
            Some((name, port)) if is_port(port) => name,
            Some(_) => return false,
            None => host,
        }
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost"
        || name.parse::<IpAddr>().is_ok()
        || names.iter().any(|ours| ours.strip_suffix('.').unwrap_or(ours).eq_ignore_ascii_case(name))
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

/// Whether a browser, if it is one, says that its page came from this host.
fn is_same_site(headers: &HeaderMap, host: &str) -> bool {
    let origin_agrees = headers.get_all(header::ORIGIN).iter().all(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        origin.split_once("://").is_some_and(|(scheme, authority)| {
            matches!(scheme, "http" | "https") && authority.eq_ignore_ascii_case(host)
        })
    });
    // "none" is a person at the address bar, not a page.
    let fetch_agrees =
        headers.get_all("sec-fetch-site").iter().all(|site| matches!(site.to_str(), Ok("same-origin" | "none")));
    origin_agrees && fetch_agrees
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_localhost_and_configured_names_are_ours_and_nothing_else() {
        let names = ["kiosk.example.it".to_owned(), "Sportello.local".to_owned()];
        for ours in [
            "127.0.0.1:8080",
            "192.168.1.7",
            "[::1]:8080",
            "[fe80::1]",
            "localhost",
            "localhost:8080",
            "localhost.",
            "kiosk.example.it",
            "kiosk.example.it:443",
            "sportello.local",
        ] {
            assert!(is_ours(ours, &names), "{ours}");
        }
        for foreign in [
            "",
            ":8080",
            "evil.example",
            "evil.kiosk.example.it",
            "kiosk.example.it.evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "[::1",
            "[evil]",
            "[::1]evil",
            "localhost:evil",
            "localhost:8080:1",
            "127.0.0.1@evil.example",
            "kiosk.example.it:99999",
            "1.2.3",
        ] {
            assert!(!is_ours(foreign, &names), "{foreign}");
        }
    }

    #[test]
    fn a_browser_must_say_that_its_page_came_from_here() {
        let same = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.append(*name, value.parse().unwrap());
            }
            is_same_site(&headers, "kiosk:8080")
        };
        assert!(same(&[]), "no browser");
        assert!(same(&[("origin", "http://kiosk:8080")]));
        assert!(same(&[("origin", "http://KIOSK:8080"), ("sec-fetch-site", "same-origin")]));
        assert!(same(&[("sec-fetch-site", "none")]));
        assert!(!same(&[("origin", "null")]));
        assert!(!same(&[("origin", "http://kiosk")]), "another port is another origin");
        assert!(!same(&[("origin", "http://kiosk:8080.evil.example")]));
        assert!(!same(&[("origin", "file://kiosk:8080")]));
        assert!(!same(&[("origin", "http://kiosk:8080"), ("origin", "http://evil.example")]));
        assert!(!same(&[("sec-fetch-site", "cross-site")]));
        assert!(!same(&[("sec-fetch-site", "same-site")]));
        assert!(!same(&[("origin", "http://kiosk:8080"), ("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn the_host_is_taken_from_the_uri_or_from_one_header() {
        let of = |uri: &str, hosts: &[&str]| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, host.parse().unwrap());
            }
            host(&uri.parse().unwrap(), &headers).ok()
        };
        assert_eq!(of("/x", &["Kiosk:80"]).as_deref(), Some("kiosk:80"));
        assert_eq!(of("http://evil.example/x", &["kiosk"]).as_deref(), Some("evil.example"));
        assert_eq!(of("/x", &[]), None);
        assert_eq!(of("/x", &["kiosk", "evil.example"]), None);
    }
}
