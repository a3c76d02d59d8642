#!/usr/bin/env node
import { runProgram } from "./program.ts";
import { terminalOn } from "./terminal.ts";

// The exit code is set and not forced: what was written to a pipe must arrive.
const words = process.argv.slice(2);
process.exitCode = await runProgram(words, terminalOn(process.stdout, process.stderr));

/** Milliseconds between two looks at whether all has been written. */
const LOOK = 1000;

// All is done. A client of a Redis that went away between two of its attempts waits for its own end for ever, with timers
// that would keep the process.
if (words[0] === "worker" || words.some((word) => /^--queue(=|$)/.test(word))) {
  setInterval(() => {
    if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
  }, LOOK).unref();
}
