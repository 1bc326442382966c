//! What people do is written down, and where it is read (LOG-013).

use gantry_model::operation_log::{CSV_HEAD, OperationFilter};

use super::*;

#[tokio::test]
async fn what_people_do_is_written_down_with_their_address_and_request() {
    let house = House::new().await;
    let me = house.signed_in().await;
    let form = r#"{"form":{"region":"local","name":"logged","cidr":"10.7.0.0/16","ipv6":false,"description":""}}"#;
    let made = house.ask(Ask::new(Method::POST, "/api/vpc_create").session(&me).json(form)).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let request = made.headers["x-request-id"].to_str().unwrap();
    let rows = house.engine.operation_log(&me.session.actor(), &OperationFilter::default()).await.unwrap().items;
    let row = rows.iter().find(|row| row.action == "vpc_create").unwrap();
    assert_eq!((row.actor.as_str(), row.address.as_str(), row.request.as_str()), ("admin", "127.0.0.1", request));
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
