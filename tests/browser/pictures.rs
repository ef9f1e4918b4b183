//! Pictures of the pages for the documentation. Not a test of anything: run by `tests/browser/screenshots`.
