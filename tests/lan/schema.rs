//! JSON Schema as far as the served document uses it. A keyword that is not known here fails the test that meets it, so
//! that nothing passes unread. (The `jsonschema` crate would rebuild half of the dependency tree with other features.)

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;

/// Checks a value against a schema of a document.
///
/// # Errors
/// Where and how it differs.
pub fn check(document: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let members = match schema {
        Value::Bool(true) => return Ok(()),
        Value::Object(members) => members,
        other => panic!("{at}: not a schema: {other}"),
    };
    let wrong = |what: String| Err(format!("{at}: {what}: {value}"));
    for (keyword, rule) in members {
        match keyword.as_str() {
            "$ref" => {
                let pointer = rule.as_str().and_then(|reference| reference.strip_prefix('#')).unwrap();
                let target = document.pointer(pointer).unwrap_or_else(|| panic!("{at}: {rule} leads nowhere"));
                check(document, target, value, at)?;
            }
            "type" => {
                let names: Vec<&Value> = rule.as_array().map_or(vec![rule], |names| names.iter().collect());
                if !names.iter().any(|name| is_type(name.as_str().unwrap(), value)) {
                    return wrong(format!("should be {rule}"));
                }
            }
            "enum" if !rule.as_array().unwrap().contains(value) => return wrong(format!("should be one of {rule}")),
            "const" if rule != value => return wrong(format!("should be {rule}")),
            "allOf" => rule.as_array().unwrap().iter().try_for_each(|part| check(document, part, value, at))?,
            "oneOf" | "anyOf" => {
                let results: Vec<_> =
                    rule.as_array().unwrap().iter().map(|part| check(document, part, value, at)).collect();
                let fitting = results.iter().filter(|result| result.is_ok()).count();
                if fitting == 0 || keyword == "oneOf" && fitting > 1 {
                    return wrong(format!("fits {fitting} of {}: {results:?}", results.len()));
                }
            }
            "required" => {
                for name in rule.as_array().unwrap() {
                    if value.is_object() && value.get(name.as_str().unwrap()).is_none() {
                        return wrong(format!("{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(part) = value.get(name) {
                        check(document, rule, part, &format!("{at}/{name}"))?;
                    }
                }
            }
            "additionalProperties" => {
                let named = |name: &String| members.get("properties").is_some_and(|named| named.get(name).is_some());
                for (name, part) in value.as_object().into_iter().flatten().filter(|(name, _)| !named(name)) {
                    if rule == &Value::Bool(false) {
                        return wrong(format!("`{name}` is not documented"));
                    }
                    check(document, rule, part, &format!("{at}/{name}"))?;
                }
            }
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(document, rule, item, &format!("{at}/{index}"))?;
                }
            }
            "minimum" if value.as_f64().is_some_and(|number| number < rule.as_f64().unwrap()) => {
                return wrong(format!("is less than {rule}"));
            }
            "maximum" if value.as_f64().is_some_and(|number| number > rule.as_f64().unwrap()) => {
                return wrong(format!("is more than {rule}"));
            }
            "minItems" if value.as_array().is_some_and(|items| items.len() < size(rule)) => {
                return wrong(format!("has fewer than {rule}"));
            }
            "maxItems" if value.as_array().is_some_and(|items| items.len() > size(rule)) => {
                return wrong(format!("has more than {rule}"));
            }
            "maxLength" if value.as_str().is_some_and(|text| text.chars().count() > size(rule)) => {
                return wrong(format!("is longer than {rule}"));
            }
            "format" if value.is_string() && !has_format(rule.as_str().unwrap(), value.as_str().unwrap()) => {
                return wrong(format!("is no {rule}"));
            }
            "enum" | "const" | "minimum" | "maximum" | "minItems" | "maxItems" | "maxLength" | "format" => {}
            "description" | "examples" | "example" | "default" | "title" => {}
            "propertyNames" => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| name) {
                    check(document, rule, &Value::from(name.as_str()), at)?;
                }
            }
            unknown => panic!("{at}: this test does not know `{unknown}`"),
        }
    }
    Ok(())
}

fn size(rule: &Value) -> usize {
    usize::try_from(rule.as_u64().unwrap()).unwrap()
}

fn is_type(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("there is no type {other}"),
    }
}

fn has_format(name: &str, text: &str) -> bool {
    match name {
        "date-time" => text.parse::<Timestamp>().is_ok() && text.ends_with('Z'),
        "date" => text.parse::<Date>().is_ok() && text.len() == 10,
        "password" => true,
        other => panic!("this test does not know the format {other}"),
    }
}

#[test]
fn the_judge_tells_right_from_wrong() {
    use serde_json::json;
    let document = json!({ "components": { "schemas": { "Id": { "type": "integer", "minimum": 1 } } } });
    let schema = json!({
        "type": "object", "required": ["id", "when"], "additionalProperties": false,
        "properties": {
            "id": { "$ref": "#/components/schemas/Id" },
            "when": { "oneOf": [{ "type": "null" }, { "type": "string", "format": "date-time" }] },
            "kind": { "type": "string", "enum": ["a", "b"] },
            "list": { "type": "array", "maxItems": 1, "items": { "type": "string" } },
        },
    });
    let is = |value: Value| check(&document, &schema, &value, "").is_ok();
    assert!(is(json!({ "id": 1, "when": null, "kind": "a", "list": ["x"] })));
    assert!(is(json!({ "id": 1, "when": "2026-11-23T08:30:00Z" })));
    for wrong in [
        json!({ "id": 1 }),
        json!({ "id": 0, "when": null }),
        json!({ "id": "1", "when": null }),
        json!({ "id": 1, "when": "today" }),
        json!({ "id": 1, "when": null, "kind": "c" }),
        json!({ "id": 1, "when": null, "list": [1] }),
        json!({ "id": 1, "when": null, "list": ["x", "y"] }),
        json!({ "id": 1, "when": null, "more": 1 }),
        json!([]),
    ] {
        assert!(!is(wrong.clone()), "{wrong}");
    }
}
