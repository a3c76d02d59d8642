import type { Progress } from "../engine/progress.ts";
import type { Terminal } from "./terminal.ts";

/** A duration for people: `8 s`, `2 min 05 s`, `1 h 20 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Less than this share or time says nothing about the rest. */
const ENOUGH = { fraction: 0.05, seconds: 2 } as const;

/** The seconds that are left if the rest goes as fast; undefined while that cannot be known. */
export function secondsLeft(fraction: number, elapsed: number): number | undefined {
  if (fraction < ENOUGH.fraction || elapsed < ENOUGH.seconds) return undefined;
  return (elapsed * (1 - fraction)) / fraction;
}

/** One line: share done, cells done, time left. */
export function progressText({ run, total, resumed, fraction }: Progress, elapsed: number): string {
  const left = secondsLeft(fraction, elapsed);
  const parts = [
    `${String(Math.floor(fraction * 100)).padStart(3)} %`,
    `${run} of ${total} cells${resumed === 0 ? "" : ` (and ${resumed} from before)`}`,
    ...(run === total
      ? [`took ${durationText(elapsed)}`]
      : left === undefined
        ? []
        : [`about ${durationText(left)} left`]),
  ];
  return parts.join(" · ");
}

/** Seconds between two lines, where people watch and where a log is written. */
const PAUSE = { interactive: 0.1, log: 5 } as const;

/**
 * Shows progress: on a terminal in one line that changes, elsewhere as a plain line every few seconds. Where nothing
 * is left to do nothing is shown.
 *
 * @param clock Seconds since an arbitrary moment.
 */
export function progressReporter(terminal: Terminal, clock: () => number): (progress: Progress) => void {
  const start = clock();
  const pause = terminal.interactive ? PAUSE.interactive : PAUSE.log;
  let last = start;
  return (progress) => {
    if (progress.total === 0) return;
    const now = clock();
    const done = progress.run === progress.total;
    if (!done && now - last < pause) return;
    last = now;
    const text = progressText(progress, now - start);
    if (terminal.interactive && !done) terminal.status(text);
    else terminal.tell(text);
  };
}
