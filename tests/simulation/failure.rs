//! A schedule that broke a promise: made as short as it goes, and kept for people and for programs.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::figures::Figures;
use super::invariant::{Broken, Invariant};
use super::play::Play;
use super::schedule::Step;

/// Plays a schedule to its end, or to the step that broke a promise (its length, if the end did).
pub fn play(seed: u64, steps: &[Step]) -> Result<Figures, (usize, Broken)> {
    let mut play = Play::new(seed, false);
    run(&mut play, steps).map(|()| play.figures)
}

fn run(play: &mut Play, steps: &[Step]) -> Result<(), (usize, Broken)> {
    let panicked = |payload: Box<dyn std::any::Any + Send>| {
        let what = payload.downcast_ref::<String>().cloned();
        let what = what.or_else(|| payload.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Broken { invariant: Invariant::NeverPanics, what: what.unwrap_or_default() }
    };
    for (index, step) in steps.iter().enumerate() {
        let held = catch_unwind(AssertUnwindSafe(|| play.step(step))).unwrap_or_else(|payload| Err(panicked(payload)));
        held.map_err(|broken| (index, broken))?;
        play.model.check(Invariant::NeverPanics, true, String::new).map_err(|broken| (index, broken))?;
    }
    let held = catch_unwind(AssertUnwindSafe(|| play.end())).unwrap_or_else(|payload| Err(panicked(payload)));
    held.map_err(|broken| (steps.len(), broken))
}

/// Takes steps out, as long as the same promise is broken without them.
pub fn shrink(seed: u64, steps: &[Step], failed: usize, invariant: Invariant) -> Vec<Step> {
    let mut steps = steps[..steps.len().min(failed + 1)].to_vec();
    loop {
        let before = steps.len();
        let mut index = steps.len();
        while index > 0 {
            index -= 1;
            let mut fewer = steps.clone();
            fewer.remove(index);
            if let Err((failed, broken)) = play(seed, &fewer)
                && broken.invariant == invariant
            {
                fewer.truncate(failed + 1);
                steps = fewer;
                index = index.min(steps.len());
            }
        }
        if steps.len() == before {
            return steps;
        }
    }
}

/// Keeps a failing schedule under a folder: its log as JSON lines, and what happened, step by step.
pub fn keep(folder: &Path, seed: u64, steps: &[Step]) -> std::io::Result<(PathBuf, String)> {
    let mut told = Play::new(seed, true);
    let end = run(&mut told, steps);
    fs::create_dir_all(folder)?;
    let log = folder.join(format!("{seed}.log.jsonl"));
    let lines: Result<Vec<String>, _> = told.log.iter().map(serde_json::to_string).collect();
    fs::write(&log, lines?.join("\n") + "\n")?;
    let mut story = format!("seed {seed}, {} steps\n", steps.len());
    for line in told.story() {
        story += &format!("{line}\n");
    }
    if let Err((step, broken)) = &end {
        story += &format!("step {step}: {broken}\n");
    }
    fs::write(folder.join(format!("{seed}.story.txt")), &story)?;
    Ok((log, story))
}
