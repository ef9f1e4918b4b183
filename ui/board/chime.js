// The two tones before a number. Made here, so that there is no sound file to lack. A browser keeps a page mute until
// somebody touches it, unless it was started with its autoplay flag.

const TONES_HZ = [659.25, 523.25];
const APART_S = 0.42;
const RING_S = 1.4;

let context = null;

/** Whether the browser lets this page make sound; `onChange` hears of changes. */
export function wireSound(onChange) {
  try {
    context = new AudioContext();
  } catch {
    return onChange(false);
  }
  const tell = () => onChange(context.state === "running");
  context.onstatechange = tell;
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, () => context.resume().catch(() => {}));
  context.resume().catch(() => {});
  setTimeout(tell, 800);
}

/** Sounds the chime, if it may. */
export function chime() {
  if (context?.state !== "running") return;
  TONES_HZ.forEach((hertz, index) => tone(hertz, context.currentTime + 0.05 + index * APART_S));
}

/** A struck bar: a tone and its octave that die away. */
function tone(hertz, at) {
  for (const [factor, loudness] of [[1, 0.5], [2, 0.12]]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz * factor;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness, at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0005, at + RING_S);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + RING_S + 0.05);
  }
}
