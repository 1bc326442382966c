//! Who is let in, and what they are told.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use gantry_engine::Context;
use gantry_model::iam::operations::RegistryPasswordReset;
use gantry_model::registry::operations::{
    NamespaceList, RegistryAccessEntrySet, RegistryAccessView, RegistryInstanceList, RegistryPersonalCreate,
    RepositoryCreate, WhitelistRuleDelete,
};
use serde_json::Value;

use super::{Bed, PASSWORD, basic};

impl Bed {
    async fn token(&self, authorization: Option<&str>, scope: &str) -> super::Answer {
        self.token_from([127, 0, 0, 1], authorization, scope).await
    }

    async fn token_from(&self, peer: [u8; 4], authorization: Option<&str>, scope: &str) -> super::Answer {
        let path = format!(
            "/v2/token?service=127.0.0.1:8080&{}",
            form_urlencoded::Serializer::new(String::new()).append_pair("scope", scope).finish()
        );
        let headers: Vec<_> = authorization.into_iter().map(|value| (header::AUTHORIZATION, value)).collect();
        self.send_from(peer, Method::GET, &path, &headers, Body::empty()).await
    }

    async fn with_token(&self, token: &Value, method: Method, path: &str) -> super::Answer {
        let bearer = format!("Bearer {}", token.as_str().unwrap());
        self.send(method, path, &[(header::AUTHORIZATION, &bearer)], Body::empty()).await
    }
}

#[tokio::test]
async fn without_a_login_one_is_told_where_to_get_a_token() {
    let bed = Bed::new().await;
    let answer = bed.send(Method::GET, "/v2/", &[], Body::empty()).await.expect(StatusCode::UNAUTHORIZED);
    assert_eq!(
        answer.header("www-authenticate"),
        "Bearer realm=\"http://127.0.0.1:8080/v2/token\",service=\"127.0.0.1:8080\""
    );
    assert_eq!(answer.header("docker-distribution-api-version"), "registry/2.0");
    assert_eq!(answer.code(), "UNAUTHORIZED");
    let path = "/v2/default/x-eci/web/blobs/uploads/";
    let answer = bed.send(Method::POST, path, &[], Body::empty()).await.expect(StatusCode::UNAUTHORIZED);
    assert!(answer.header("www-authenticate").ends_with("scope=\"repository:default/x-eci/web:pull,push\""));
    // A mount needs leave for its source as well.
    let digest = super::sha256(b"");
    let mount = format!("{path}?mount={digest}&from=default/x-eci/open");
    let answer = bed.send(Method::POST, &mount, &[], Body::empty()).await.expect(StatusCode::UNAUTHORIZED);
    let scope = "scope=\"repository:default/x-eci/web:pull,push repository:default/x-eci/open:pull\"";
    assert!(answer.header("www-authenticate").ends_with(scope), "{}", answer.header("www-authenticate"));
    let host = [(header::HOST, "registry.example.org:5000")];
    let answer = bed.send(Method::GET, "/v2/", &host, Body::empty()).await;
    assert!(answer.header("www-authenticate").contains("realm=\"http://registry.example.org:5000/v2/token\""));
    let host = [(header::HOST, "a\"b")];
    let answer = bed.send(Method::GET, "/v2/", &host, Body::empty()).await;
    assert!(answer.header("www-authenticate").contains("realm=\"http://127.0.0.1:8080/v2/token\""));
}

#[tokio::test]
async fn a_token_is_good_for_its_scopes_and_for_its_time() {
    let bed = Bed::new().await;
    let basic = basic("admin", PASSWORD);
    let granted = bed.token(Some(&basic), "repository:default/x-eci/web:pull").await.expect(StatusCode::OK);
    assert_eq!(granted.json()["expires_in"], 300);
    let token = &granted.json()["token"];
    bed.with_token(token, Method::GET, "/v2/").await.expect(StatusCode::OK);
    bed.with_token(token, Method::GET, "/v2/default/x-eci/web/tags/list").await.expect(StatusCode::OK);
    // Another repository, and another action: get a token for that.
    bed.with_token(token, Method::GET, "/v2/default/x-eci/open/tags/list").await.expect(StatusCode::UNAUTHORIZED);
    let upload = "/v2/default/x-eci/web/blobs/uploads/";
    bed.with_token(token, Method::POST, upload).await.expect(StatusCode::UNAUTHORIZED);
    bed.clock.advance(std::time::Duration::from_secs(301));
    bed.with_token(token, Method::GET, "/v2/").await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn oauth_clients_get_a_token_by_post() {
    let bed = Bed::new().await;
    let form = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded")];
    let body = format!(
        "grant_type=password&username=admin&password={PASSWORD}&service=127.0.0.1%3A8080&scope=repository%3Adefault%2Fx-eci%2Fweb%3Apull"
    );
    let granted = bed.send(Method::POST, "/v2/token", &form, body).await.expect(StatusCode::OK);
    let token = &granted.json()["access_token"];
    bed.with_token(token, Method::GET, "/v2/default/x-eci/web/tags/list").await.expect(StatusCode::OK);
    let other = format!("grant_type=password&username=admin&password={PASSWORD}&service=other.example.org");
    let refused = bed.send(Method::POST, "/v2/token", &form, other).await.expect(StatusCode::BAD_REQUEST);
    assert!(refused.json()["errors"][0]["message"].as_str().unwrap().contains("other.example.org"));
    bed.send(Method::POST, "/v2/token", &form, "grant_type=refresh_token").await.expect(StatusCode::BAD_REQUEST);
    bed.send(Method::POST, "/v2/token", &form, "x".repeat(20_000)).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_guessing_is_slowed_down() {
    let bed = Bed::new().await;
    let wrong = basic("admin", "Not-the-password-1");
    let answer = bed.send(Method::GET, "/v2/", &[(header::AUTHORIZATION, &wrong)], Body::empty()).await;
    assert!(
        answer.expect(StatusCode::UNAUTHORIZED).json()["errors"][0]["message"].as_str().unwrap().contains("password")
    );
    // The console's password opens the console only.
    let console = basic("admin", "Sign-in-please-1");
    bed.token(Some(&console), "").await.expect(StatusCode::UNAUTHORIZED);
    for n in 0..10 {
        bed.token(Some(&wrong), "").await.expect(StatusCode::UNAUTHORIZED);
        bed.token(Some(&super::basic("admin", &format!("Guess-{n}"))), "").await;
    }
    let waits = bed.token(Some(&super::basic("admin", "Guess-10")), "").await.expect(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.header("retry-after"), "1", "as long as the words say");
    assert!(waits.json()["errors"][0]["message"].as_str().unwrap().ends_with("Try again in 1 s."));
    for text in ["Basic", "Basic !!!", "Digest x", "Basic YWI=", "Bearer x.y.z"] {
        bed.send(Method::GET, "/v2/", &[(header::AUTHORIZATION, text)], Body::empty())
            .await
            .expect(StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_of_64_clients_with_the_right_password_get_in_beside_a_robot_with_a_wrong_one() {
    let bed = Bed::new().await;
    let (right, wrong) = (basic("admin", PASSWORD), basic("admin", "An-old-password-1"));
    for path in ["/v2/", "/v2/token?scope=repository%3Adefault%2Fx-eci%2Fweb%3Apull"] {
        let ask = async |basic: &str| {
            bed.send(Method::GET, path, &[(header::AUTHORIZATION, basic)], Body::empty()).await.status
        };
        let clients = futures::future::join_all((0..64).map(|_| ask(&right)));
        let robot = futures::future::join_all((0..32).map(|_| ask(&wrong)));
        let (clients, robot) = tokio::join!(clients, robot);
        assert!(clients.iter().all(|status| *status == StatusCode::OK), "{path}: {clients:?}");
        assert!(robot.iter().all(|status| *status == StatusCode::UNAUTHORIZED), "{path}: {robot:?}");
        // The robot goes on, and nobody has shown the right one for so long that it is not remembered.
        bed.clock.advance(std::time::Duration::from_secs(61));
    }
}

#[tokio::test]
async fn resetting_the_password_ends_tokens_and_the_old_password() {
    let bed = Bed::new().await;
    let old = basic("admin", PASSWORD);
    let token = bed.token(Some(&old), "repository:default/x-eci/web:pull").await.json()["token"].clone();
    bed.get("/v2/").await.expect(StatusCode::OK);
    bed.clock.advance(std::time::Duration::from_secs(1));
    bed.engine.call(&bed.actor, RegistryPasswordReset { password: "Another-one-2".into() }).await.unwrap();
    bed.with_token(&token, Method::GET, "/v2/").await.expect(StatusCode::UNAUTHORIZED);
    bed.send(Method::GET, "/v2/", &[(header::AUTHORIZATION, &old)], Body::empty())
        .await
        .expect(StatusCode::UNAUTHORIZED);
    let new = basic("admin", "Another-one-2");
    bed.send(Method::GET, "/v2/", &[(header::AUTHORIZATION, &new)], Body::empty()).await.expect(StatusCode::OK);
    let refused = bed.engine.call(&bed.actor, RegistryPasswordReset { password: "short".into() }).await.unwrap_err();
    assert_eq!(refused.field(), Some("password"));
}

#[tokio::test]
async fn anybody_pulls_what_is_public_and_nothing_else() {
    let bed = Bed::new().await;
    bed.push_image("open", "1", "layer").await;
    bed.push_image("web", "1", "layer").await;
    let open = "/v2/default/x-eci/open/manifests/1";
    bed.send(Method::GET, open, &[], Body::empty()).await.expect(StatusCode::UNAUTHORIZED);
    let token =
        bed.token(None, "repository:default/x-eci/open:pull,push").await.expect(StatusCode::OK).json()["token"].clone();
    bed.with_token(&token, Method::GET, open).await.expect(StatusCode::OK);
    bed.with_token(&token, Method::POST, "/v2/default/x-eci/open/blobs/uploads/")
        .await
        .expect(StatusCode::UNAUTHORIZED);
    let token =
        bed.token(None, "repository:default/x-eci/web:pull").await.expect(StatusCode::OK).json()["token"].clone();
    bed.with_token(&token, Method::GET, "/v2/default/x-eci/web/manifests/1").await.expect(StatusCode::UNAUTHORIZED);
    // Whether there is such a repository is not for everybody to know.
    bed.with_token(&token, Method::GET, "/v2/default/x-eci/none/manifests/1").await.expect(StatusCode::UNAUTHORIZED);
    bed.with_token(&token, Method::GET, "/v2/_catalog").await.expect(StatusCode::UNAUTHORIZED);
    bed.with_token(&token, Method::GET, "/v2/").await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_samples_are_closed_to_the_public_network_and_to_pushes() {
    let bed = Bed::new().await;
    let form = gantry_model::registry::view::NewRepository {
        namespace: bed
            .engine
            .call(&bed.actor, NamespaceList { instance: None, page: Default::default() })
            .await
            .unwrap()
            .items
            .into_iter()
            .find(|namespace| namespace.name == "eci_open")
            .unwrap()
            .id,
        name: "web".into(),
        visibility: gantry_model::registry::RepositoryType::Public,
        summary: String::new(),
        code_source: "Local Repository".into(),
    };
    let refused = bed.engine.call(&bed.actor, RepositoryCreate { form: form.clone() }).await.unwrap_err();
    assert!(refused.to_string().contains("kept by Gantry"), "{refused}");
    bed.engine.call(&Context::system(), RepositoryCreate { form: form.clone() }).await.unwrap();
    let list = "/v2/samples/eci_open/web/tags/list";
    let answer = bed.get(list).await.expect(StatusCode::FORBIDDEN);
    assert_eq!(answer.code(), "DENIED");
    assert!(answer.json()["errors"][0]["message"].as_str().unwrap().contains("127.0.0.1"));
    let basic = basic("admin", PASSWORD);
    let headers = [(header::AUTHORIZATION, basic.as_str())];
    let vpc = Some(bed.vpc().await);
    bed.send_out_of(vpc.clone(), [10, 0, 3, 4], Method::GET, list, &headers, Body::empty())
        .await
        .expect(StatusCode::OK);
    // The address alone makes nobody a client inside a VPC.
    bed.send_from([10, 0, 3, 4], Method::GET, list, &headers, Body::empty()).await.expect(StatusCode::FORBIDDEN);
    let upload = "/v2/samples/eci_open/web/blobs/uploads/";
    let answer = bed.send_out_of(vpc, [10, 0, 3, 4], Method::POST, upload, &headers, Body::empty()).await;
    assert!(
        answer.expect(StatusCode::FORBIDDEN).json()["errors"][0]["message"].as_str().unwrap().contains("nobody pushes")
    );
}

#[tokio::test]
async fn a_whitelist_is_obeyed_by_login_pull_and_push_from_every_address() {
    use gantry_model::registry::AccessEntry;
    let bed = Bed::new().await;
    bed.push_image("web", "1", "layer").await;
    let instances = bed
        .engine
        .call(&bed.actor, RegistryInstanceList { region: "".into(), page: Default::default() })
        .await
        .unwrap()
        .items;
    let id = instances.into_iter().find(|instance| instance.name == "default").unwrap().id;
    bed.engine.call(&bed.actor, RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::Off }).await.unwrap();
    bed.engine.call(&bed.actor, RegistryAccessEntrySet { id: id.clone(), entry: AccessEntry::On }).await.unwrap();

    let right = basic("admin", PASSWORD);
    let wrong = basic("admin", "Not-the-password-1");
    let (inside, outside) = ([127, 0, 0, 1], [127, 0, 0, 2]);
    let ask = async |peer, method, path: &str, basic: &str| {
        bed.send_from(peer, method, path, &[(header::AUTHORIZATION, basic)], Body::empty()).await
    };
    let manifest = "/v2/default/x-eci/web/manifests/1";
    let upload = "/v2/default/x-eci/web/blobs/uploads/";
    for (method, path) in [
        (Method::GET, "/v2/"),
        (Method::GET, "/v2/token?scope=repository%3Adefault%2Fx-eci%2Fweb%3Apull"),
        (Method::GET, manifest),
        (Method::POST, upload),
    ] {
        let answer = ask(outside, method, path, &right).await.expect(StatusCode::FORBIDDEN);
        assert_eq!(answer.code(), "DENIED");
        assert!(answer.json()["errors"][0]["message"].as_str().unwrap().contains("127.0.0.2"), "{path}");
    }
    bed.token_from(outside, None, "").await.expect(StatusCode::FORBIDDEN);
    // Nobody guesses passwords from there either.
    ask(outside, Method::GET, "/v2/", &wrong).await.expect(StatusCode::FORBIDDEN);
    ask(inside, Method::GET, "/v2/", &right).await.expect(StatusCode::OK);
    let token = bed.token(Some(&right), "repository:default/x-eci/web:pull,push").await.json()["token"].clone();
    let bearer = format!("Bearer {}", token.as_str().unwrap());
    bed.send_from(inside, Method::GET, manifest, &[(header::AUTHORIZATION, &bearer)], Body::empty())
        .await
        .expect(StatusCode::OK);
    bed.send_from(outside, Method::GET, manifest, &[(header::AUTHORIZATION, &bearer)], Body::empty())
        .await
        .expect(StatusCode::FORBIDDEN);

    // The default rule deleted: anybody with valid credentials, and nobody without.
    bed.engine.call(&bed.actor, WhitelistRuleDelete { id: id.clone(), number: 1 }).await.unwrap();
    ask(outside, Method::GET, manifest, &right).await.expect(StatusCode::OK);
    ask(outside, Method::POST, upload, &right).await.expect(StatusCode::ACCEPTED);
    ask(outside, Method::GET, "/v2/", &wrong).await.expect(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn who_came_by_a_token_is_told_why_they_are_refused_too() {
    use gantry_model::registry::AccessEntry;
    let bed = Bed::new().await;
    bed.push_image("web", "1", "layer").await;
    bed.push_image("open", "1", "layer").await;
    let instances = bed
        .engine
        .call(&bed.actor, RegistryInstanceList { region: "".into(), page: Default::default() })
        .await
        .unwrap()
        .items;
    let id = instances.into_iter().find(|instance| instance.name == "default").unwrap().id;
    bed.engine.call(&bed.actor, RegistryPersonalCreate { region: "local".into() }).await.unwrap();
    let right = basic("admin", PASSWORD);
    for (entry, reason) in [(AccessEntry::Off, "Access Entry is off"), (AccessEntry::On, "not in the whitelist")] {
        bed.engine.call(&bed.actor, RegistryAccessEntrySet { id: id.clone(), entry }).await.unwrap();
        let outside = [127, 0, 0, 2];
        for (by, repository, action) in
            [(Some(right.as_str()), "web", "pull"), (Some(right.as_str()), "web", "pull,push"), (None, "open", "pull")]
        {
            let scope = format!("repository:default/x-eci/{repository}:{action}");
            // The other instance lets the address in, so a login is accepted.
            let token = bed.token_from(outside, by, &scope).await.expect(StatusCode::OK).json()["token"].clone();
            let bearer = format!("Bearer {}", token.as_str().unwrap());
            let (method, path) = match action {
                "pull" => (Method::GET, format!("/v2/default/x-eci/{repository}/manifests/1")),
                _ => (Method::POST, format!("/v2/default/x-eci/{repository}/blobs/uploads/")),
            };
            let headers = [(header::AUTHORIZATION, bearer.as_str())];
            let answer = bed.send_from(outside, method, &path, &headers, Body::empty()).await;
            let answer = answer.expect(StatusCode::FORBIDDEN);
            let words = answer.json()["errors"][0]["message"].as_str().unwrap().to_owned();
            assert!(answer.code() == "DENIED" && words.contains("127.0.0.2") && words.contains(reason), "{words}");
        }
        // What is private stays unknown to who has no name.
        let token = bed.token_from(outside, None, "repository:default/x-eci/web:pull").await.json()["token"].clone();
        let bearer = format!("Bearer {}", token.as_str().unwrap());
        let headers = [(header::AUTHORIZATION, bearer.as_str())];
        let path = "/v2/default/x-eci/web/manifests/1";
        bed.send_from(outside, Method::GET, path, &headers, Body::empty()).await.expect(StatusCode::UNAUTHORIZED);
    }
    let view = bed.engine.call(&bed.actor, RegistryAccessView { slug: id.to_string() }).await.unwrap();
    let listed: Vec<_> = view.refused.iter().map(|one| (one.address.to_string(), one.count)).collect();
    assert_eq!(listed, [("127.0.0.2".to_owned(), 3), ("127.0.0.2".to_owned(), 3)]);
}
