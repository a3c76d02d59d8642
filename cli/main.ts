#!/usr/bin/env node
import { runProgram } from "./program.ts";
import { terminalOn } from "./terminal.ts";

// The exit code is set and not forced: what was written to a pipe must arrive.
process.exitCode = await runProgram(process.argv.slice(2), terminalOn(process.stdout, process.stderr));
