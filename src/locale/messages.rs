//! Messages of one language: Fluent files put together, every mistake named with its file and line.

use std::collections::{BTreeMap, BTreeSet};

use fluent::FluentResource;
use fluent::concurrent::FluentBundle;
use fluent_syntax::ast;
use icu_locale_core::Locale as IcuLocale;
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::{Args, plurals};

/// What is wrong with a message file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MessageFault {
    #[error("{file}, line {line}: {problem}")]
    Syntax { file: String, line: usize, problem: String },
    #[error("{file}, line {line}: `{id}` is also in {first}")]
    Twice { file: String, line: usize, id: String, first: String },
}

/// Messages of one language that share one space of ids.
pub(crate) struct Messages {
    bundle: FluentBundle<FluentResource>,
    plurals: IcuLocale,
    /// What each message is made of, by id (`id` or `id.attribute`).
    shapes: BTreeMap<String, Shape>,
}

/// Where a message stands and which values it takes.
struct Shape {
    /// The file, without `.ftl`: `kiosk`.
    file: String,
    placeables: BTreeSet<String>,
}

impl Messages {
    /// Puts files together. `files`: name under `folder` (without `.ftl`), and content.
    ///
    /// # Errors
    /// All faults of all files: what does not parse, and ids that occur twice.
    pub(super) fn new(
        language: &LanguageIdentifier,
        plurals: &IcuLocale,
        isolate: bool,
        folder: &str,
        files: &[(String, String)],
    ) -> Result<Self, Vec<MessageFault>> {
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        bundle.set_use_isolating(isolate);
        bundle.set_formatter(Some(plurals::written));
        let mut shapes: BTreeMap<String, Shape> = BTreeMap::new();
        let mut faults = Vec::new();
        for (file, text) in files {
            let path = format!("{folder}/{file}.ftl");
            let resource = match FluentResource::try_new(text.clone()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    faults.extend(errors.into_iter().map(|error| MessageFault::Syntax {
                        file: path.clone(),
                        line: line_of(text, error.pos.start),
                        problem: error.kind.to_string(),
                    }));
                    resource
                }
            };
            for (id, placeables) in shapes_of(&resource) {
                if let Some(first) = shapes.get(&id) {
                    faults.push(MessageFault::Twice {
                        file: path.clone(),
                        line: line_of_id(text, &id),
                        first: format!("{folder}/{}.ftl", first.file),
                        id,
                    });
                } else {
                    shapes.insert(id, Shape { file: file.clone(), placeables });
                }
            }
            // Ids that occur twice were found above, with their lines, which this error does not have.
            let _ = bundle.add_resource(resource);
        }
        if faults.is_empty() { Ok(Self { bundle, plurals: plurals.clone(), shapes }) } else { Err(faults) }
    }

    /// All ids with the file that they stand in and the values that they take.
    pub(crate) fn shapes(&self) -> impl Iterator<Item = (&str, &str, &BTreeSet<String>)> {
        self.shapes.iter().map(|(id, shape)| (id.as_str(), shape.file.as_str(), &shape.placeables))
    }

    /// Whether there is a message of this id (`id` or `id.attribute`).
    pub(crate) fn has(&self, id: &str) -> bool {
        self.shapes.contains_key(id)
    }

    /// The values that a message takes; none if there is no such message.
    pub(crate) fn placeables(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.shapes.get(id).map(|shape| &shape.placeables)
    }

    /// The message with its values filled in; none if there is no such message. A value that is missing is logged
    /// and shows its name.
    pub(crate) fn format(&self, id: &str, args: &Args) -> Option<String> {
        let (name, attribute) = match id.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute)),
            None => (id, None),
        };
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let corrected = plurals::corrected(args.fluent(), &self.plurals);
        let args = corrected.as_ref().unwrap_or(args.fluent());
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        for error in errors {
            tracing::error!(id, %error, "a message was not filled in");
        }
        Some(text)
    }
}

/// The line (from 1) of a byte offset.
fn line_of(text: &str, offset: usize) -> usize {
    text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1
}

/// The line (from 1) where a message that occurs twice stands the last time.
fn line_of_id(text: &str, id: &str) -> usize {
    let name = id.split('.').next().unwrap_or(id);
    let starts = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().enumerate().filter(|(_, line)| starts(line)).last().map_or(1, |(number, _)| number + 1)
}

/// The ids of a file, attributes as `id.attribute`, each with the values that it takes.
fn shapes_of(resource: &FluentResource) -> Vec<(String, BTreeSet<String>)> {
    let mut shapes = Vec::new();
    for entry in resource.entries() {
        let ast::Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        if let Some(pattern) = &message.value {
            shapes.push((id.to_owned(), placeables_of(pattern)));
        }
        for attribute in &message.attributes {
            shapes.push((format!("{id}.{}", attribute.id.name), placeables_of(&attribute.value)));
        }
    }
    shapes
}

fn placeables_of(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    collect_pattern(pattern, &mut names);
    names
}

fn collect_pattern(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            collect_expression(expression, names);
        }
    }
}

fn collect_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => collect_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            collect_inline(selector, names);
            for variant in variants {
                collect_pattern(&variant.value, names);
            }
        }
    }
}

fn collect_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => collect_arguments(arguments, names),
        ast::InlineExpression::TermReference { arguments: Some(arguments), .. } => collect_arguments(arguments, names),
        ast::InlineExpression::Placeable { expression } => collect_expression(expression, names),
        _ => {}
    }
}

fn collect_arguments(arguments: &ast::CallArguments<&str>, names: &mut BTreeSet<String>) {
    for positional in &arguments.positional {
        collect_inline(positional, names);
    }
    for named in &arguments.named {
        collect_inline(&named.value, names);
    }
}
