import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scratchFolder, sweepScratch } from "../../../engine/submission/scratch.ts";

describe("scratchFolder", () => {
  it("is for this user alone, and stays while this process lives; that of a dead one goes", () => {
    const own = scratchFolder("home");
    const dead = spawnSync("true").pid;
    const left = own.replace(`-${process.pid}-`, `-${dead}-`);
    mkdirSync(left);
    expect(statSync(own).mode & 0o077).toBe(0);
    sweepScratch();
    expect([existsSync(own), existsSync(left)]).toEqual([true, false]);
    rmSync(own, { recursive: true });
  });
});
