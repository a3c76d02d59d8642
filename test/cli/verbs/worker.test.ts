import { describe, expect, it } from "vitest";
import { runProgram } from "../../../cli/program.ts";
import type { Terminal } from "../../../cli/terminal.ts";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { noRedis, startRedis } from "../../support/redis.ts";

const newFolder = temporaryFolders();

async function worker(...args: readonly string[]): Promise<{ exitCode: number; told: string }> {
  const lines: string[] = [];
  const terminal: Terminal = {
    interactive: false,
    write: () => expect.unreachable("a worker has no data to print"),
    tell: (line) => lines.push(line),
    status: () => undefined,
  };
  const exitCode = await runProgram(["worker", ...args], terminal);
  return { exitCode, told: lines.join("\n") };
}

describe("etalon worker", () => {
  it.each([
    [[], /needs a queue.*usage\/no-queue/],
    [["--queue", "http://me:secret@host"], /redis:\/\/.*queue\/bad-address/],
    [["--queue", "redis://localhost", "--workers", "0"], /--workers must be an integer from 1 on/],
    [["--queue", "redis://localhost", "--until-idle", "soon"], /--until-idle must be a number/],
    [
      ["--queue", "redis://:secret@127.0.0.1:1"],
      /no Redis answers at redis:\/\/127.0.0.1:1\/0 .*ECONNREFUSED/,
    ],
  ])("with %j says what is wrong, and no password", async (args, message) => {
    const { exitCode, told } = await worker(...args);
    expect([exitCode, told]).toEqual([1, expect.stringMatching(message)]);
    expect(told).not.toContain("secret");
  });

  it.skipIf(noRedis !== undefined)(`ends well when there is nothing to do ${noRedis ?? ""}`, async () => {
    const redis = await startRedis(newFolder());
    const { exitCode, told } = await worker(
      "--queue",
      redis.url,
      "--until-idle",
      "0",
      "--backend",
      "portable",
    );
    expect(exitCode).toBe(0);
    expect(told).toMatch(/waiting for runs at redis:\/\/127[^]*0 cells answered in all/);
    await redis.kill();
  });
});
