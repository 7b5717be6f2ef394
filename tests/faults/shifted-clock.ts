/** Loaded into an instance before it starts: SIGUSR2 puts its system's time five minutes ahead. */
const SHIFT_MS = 300_000;
const now = Date.now;
let shifted = 0;
Date.now = () => now() + shifted;
process.on('SIGUSR2', () => {
  shifted += SHIFT_MS;
});
