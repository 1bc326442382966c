//! What people do is written down, and where it is read (LOG-013).

use gantry_engine::Context;
use gantry_engine::iam::SignedIn;
use gantry_model::iam::operations::OperationLogList;
use gantry_model::kind::ResourceKind;
use gantry_model::operation_log::{CSV_HEAD, OperationFilter, OperationRow, Outcome};
use gantry_model::page::PageRequest;

use super::*;

#[tokio::test]
async fn what_people_do_is_written_down_with_their_address_and_request() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let form = r#"{"form":{"region":"local","name":"logged","cidr":"10.7.0.0/16","ipv6":false,"description":""}}"#;
    let made = house.ask(Ask::new(Method::POST, "/api/vpc_create").session(&me).json(form)).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let request = made.headers["x-request-id"].to_str().unwrap();
    let rows = log(&house, &me).await;
    let row = rows.iter().find(|row| row.action == "vpc_create").unwrap();
    assert_eq!((row.actor.as_str(), row.address.as_str(), row.request.as_str()), ("admin", "127.0.0.1", request));
}

#[tokio::test]
async fn each_area_writes_down_what_was_done_and_from_where() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let call = async |operation: &str, input: &str| {
        let answer = house.ask(Ask::new(Method::POST, &format!("/api/{operation}")).session(&me).json(input)).await;
        assert_eq!(answer.status, StatusCode::OK, "{operation}: {}", answer.body);
        answer.body.trim_matches('"').to_owned()
    };
    let instance = call("registry_personal_create", r#"{"region":"local"}"#).await;
    let namespace = call("namespace_create", &format!(r#"{{"form":{{"instance":"{instance}","name":"mine"}}}}"#)).await;
    let pair = call("key_pair_create", r#"{"form":{"region":"local","name":"deploy","public_key":null}}"#).await;
    call("quota_update", r#"{"region":"local","entitlement":"vpcs","seen":50,"limit":60}"#).await;
    call("billing_account_credit", r#"{"micros":1000000}"#).await;
    call("registry_password_reset", r#"{"password":"Another-one-2"}"#).await;
    let rows = log(&house, &me).await;
    for (action, id) in [
        ("registry_personal_create", instance.as_str()),
        ("namespace_create", &namespace),
        ("key_pair_create", &pair),
        ("quota_update", ""),
        ("billing_account_credit", ""),
        ("registry_password_reset", me.session.user.as_ref()),
    ] {
        let found: Vec<_> = rows.iter().filter(|row| row.action == action).collect();
        let [row] = found.as_slice() else { panic!("one entry of {action}: {found:?}") };
        assert_eq!((row.outcome, row.address.as_str()), (Outcome::Done, "127.0.0.1"), "{action}");
        assert!(id.is_empty() || row.id == id, "{action}: {row:?}");
        assert_eq!(row.request.len(), 20, "{action}: {row:?}");
    }
}

#[tokio::test]
async fn what_is_over_the_quota_is_written_down_as_refused_and_what_changes_nothing_is_not() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let call = async |operation: &str, input: &str| {
        house.ask(Ask::new(Method::POST, &format!("/api/{operation}")).session(&me).json(input)).await
    };
    let lower = r#"{"region":"local","entitlement":"key_pairs","seen":500,"limit":0}"#;
    assert_eq!(call("quota_update", lower).await.status, StatusCode::OK);
    let refused = call("key_pair_create", r#"{"form":{"region":"local","name":"deploy","public_key":null}}"#).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let read = call("key_pair_list", r#"{"filter":{"region":"local"}}"#).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.body);
    for _ in 0..2 {
        let own = call("registry_personal_create", r#"{"region":"local"}"#).await;
        assert_eq!(own.status, StatusCode::OK, "{}", own.body);
    }
    let rows = log(&house, &me).await;
    let row = rows.iter().find(|row| row.action == "key_pair_create").unwrap();
    assert_eq!((row.outcome, row.kind), (Outcome::Refused, Some(ResourceKind::KeyPair)));
    assert!(row.detail.to_string().contains("quota of 0") && row.address == "127.0.0.1", "{row:?}");
    assert!(rows.iter().all(|row| row.action != "key_pair_list"), "what only reads has no entry");
    let made = rows.iter().filter(|row| row.action == "registry_personal_create").count();
    assert_eq!(made, 1, "asked again it makes nothing");
}

async fn log(house: &House, me: &SignedIn) -> Vec<OperationRow> {
    let page = PageRequest { size: 100, ..PageRequest::default() };
    let filter = OperationFilter { page, ..OperationFilter::default() };
    house.engine.call(&Context::of(me.session.actor()), OperationLogList { filter }).await.unwrap().items
}

#[tokio::test]
async fn the_operation_log_is_loaded_as_a_file_by_the_filters_of_its_page() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let file = |query: &str| Ask::get(&format!("/iam/operation-logs/file{query}")).session(&me).nothing();
    let all = house.ask(file("")).await;
    assert!(all.headers["content-type"].to_str().unwrap().starts_with("text/csv"), "{:?}", all.headers);
    assert!(all.body.starts_with(CSV_HEAD) && all.body.contains("sign_in"), "{}", all.body);
    assert_eq!(house.ask(file("?outcome=refused")).await.body, CSV_HEAD);
    let refused = house.ask(file("?outcome=odd")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("There is no outcome"), "{}", refused.body);
    let anonymous = house.ask(Ask::get("/iam/operation-logs/file").nothing()).await;
    assert_ne!(anonymous.status, StatusCode::OK);
}
