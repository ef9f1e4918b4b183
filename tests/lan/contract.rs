//! The served OpenAPI document as a judge of every answer.

use serde_json::{Value, json};

use crate::client::Reply;
use crate::kiosk::Kiosk;
use crate::schema::check;

pub struct Contract(Value);

impl Contract {
    pub fn none() -> Self {
        Self(Value::Null)
    }

    pub fn new(document: Value) -> Self {
        Self(document)
    }

    /// A value must be as a named schema says.
    #[track_caller]
    pub fn is(&self, name: &str, value: &Value) {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        check(&self.0, &reference, value, name).unwrap_or_else(|wrong| panic!("{wrong}"));
    }

    /// An answer must be one that the document names for its operation, and its JSON as the document says. What no
    /// operation is named for must be a problem.
    #[track_caller]
    pub fn check(&self, method: &str, path: &str, reply: &Reply) {
        let Value::Object(paths) = &self.0["paths"] else { return };
        let path = path.split('?').next().unwrap();
        let known = paths.iter().filter(|(template, _)| fits(template, path));
        // The most literal one, as the router chooses.
        let operation = known
            .min_by_key(|(template, _)| template.matches('{').count())
            .map(|(_, operations)| &operations[method.to_lowercase()])
            .filter(|operation| operation.is_object());
        let media = reply.header("content-type").split(';').next().unwrap();
        let Some(operation) = operation else {
            if reply.status >= 400 && method != "HEAD" {
                self.is("Problem", &reply.json());
            }
            return;
        };
        let response = &operation["responses"][reply.status.to_string()];
        assert!(response.is_object(), "{method} {path} is not documented to answer {}: {reply:?}", reply.status);
        let contents = &response["content"];
        if reply.body.is_empty() {
            return;
        }
        let content = &contents[media];
        assert!(content.is_object(), "{method} {path} is not documented to send {media}: {contents}");
        if media.ends_with("json") {
            let value = reply.json();
            let place = format!("{method} {path} ({})", reply.status);
            check(&self.0, &content["schema"], &value, &place).unwrap_or_else(|wrong| panic!("{wrong}"));
        }
    }
}

/// Whether a path is one of a template's; a last part `{path}` takes the rest.
fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some("{path}"), Some(_)) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') && !given.is_empty() => {}
            _ => return false,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_names_every_route_of_the_contract_and_no_other() {
    let document = Kiosk::start().await.anybody().await.get("/api/openapi.json").await.ok();
    let mut operations: Vec<String> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, operations)| {
            operations.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    operations.sort();
    let mut expected = [
        "DELETE /api/session",
        "GET /",
        "GET /api/board",
        "GET /api/events",
        "GET /api/office",
        "GET /api/openapi.json",
        "GET /api/papers",
        "GET /api/papers/{file}",
        "GET /api/queue",
        "GET /api/screen",
        "GET /api/session",
        "GET /board",
        "GET /board/{path}",
        "GET /console",
        "GET /console/{path}",
        "GET /fonts/{file}",
        "GET /healthz",
        "GET /locales/{language}/{file}",
        "GET /paper",
        "GET /paper/{path}",
        "GET /screen",
        "GET /screen/{path}",
        "GET /shared/{path}",
        "GET /vendor/{path}",
        "POST /api/desks/{desk}/call",
        "POST /api/desks/{desk}/call-next",
        "POST /api/desks/{desk}/close",
        "POST /api/desks/{desk}/finish",
        "POST /api/desks/{desk}/no-show",
        "POST /api/desks/{desk}/open",
        "POST /api/desks/{desk}/recall",
        "POST /api/services/{service}/pause",
        "POST /api/services/{service}/resume",
        "POST /api/session",
        "POST /api/tickets",
        "POST /api/tickets/{ticket}/reprint",
    ];
    expected.sort_unstable();
    assert_eq!(operations, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_of_the_document_leads_somewhere_and_every_operation_has_its_own_name() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(reference)) = members.get("$ref") {
                    found.push(reference.clone());
                }
                members.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = Kiosk::start().await.anybody().await.get("/api/openapi.json").await.ok();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
    }
    let mut names: Vec<&Value> = document["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|operations| operations.as_object().unwrap().values())
        .map(|operation| &operation["operationId"])
        .collect();
    let count = names.len();
    names.sort_by_key(|name| name.to_string());
    names.dedup();
    assert_eq!(names.len(), count);
}
