/** How a command ended, for whoever called it. */
export const EXIT = {
  /** All went well. */
  ok: 0,
  /** A wrong argument or file, or a fault of Etalon itself. */
  fault: 1,
  /** A check failed or something got worse. */
  failedCheck: 2,
  /** Some questions have no answer for a reason that is not the metric's own. */
  incomplete: 3,
  /** Interrupted; what was done is kept. */
  interrupted: 130,
} as const;
