# `make run` and `make test` prepare the machine themselves (./setup); the other targets expect that it was prepared.
# Plain `cargo run` and `cargo test` work too once that is done.

# Rust as ./setup finds it, which need not be the first on PATH.
cargo = PATH="$$(./setup --cargo-path):$$PATH" cargo

.PHONY: help run test check bench soak audit screenshots release setup setup-test

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: setup ## Start the demonstration office: kiosk, console and board
	$(cargo) run --locked

test: setup-test ## Run all tests
	$(cargo) test --locked

check: ## Check the formatting and run the linter, as .ci/run does
	$(cargo) fmt --check
	$(cargo) clippy --locked --all-targets -- -D warnings

bench: ## Print the figures beside their targets: speed, memory, growth, a year of log (10 minutes, and as long to build)
	$(cargo) bench --locked

soak: setup-test ## The long runs: 20,000 schedules, 500 kills, every write, 2,000 damaged logs, all mutations (an hour)
	SPORTELLO_SCHEDULES=20000 $(cargo) test --locked --test simulation -- --nocapture
	SPORTELLO_KILLS=500 $(cargo) test --locked --test crash -- --nocapture
	SPORTELLO_KILLS=1 $(cargo) test --locked --test crash every_write -- --nocapture
	SPORTELLO_DAMAGES=2000 $(cargo) test --locked --lib damage -- --nocapture
	tests/simulation/mutants

audit: ## Licences, versions and known faults of all dependencies (needs cargo-deny and the network)
	$(cargo) deny check

screenshots: setup-test ## Make the pictures of the documentation anew: touch screen, tickets, console, board
	$(cargo) build --locked
	SPORTELLO_BLESS=1 $(cargo) test --locked --test screens --test paper
	tests/browser/screenshots

release: ## Build the program for use, as target/release/sportello
	$(cargo) build --locked --release

setup:
	@./setup

setup-test:
	@./setup --test
