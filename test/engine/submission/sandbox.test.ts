import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { homedir } from "node:os";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { randomFrom } from "../../../core/random.ts";
import { arrayFolder } from "../../../engine/submission/arrays.ts";
import { startClient } from "../../../engine/submission/client.ts";
import type { Isolation } from "../../../core/submission.ts";
import { findProgram, requireBubblewrap, sandboxed } from "../../../engine/submission/sandbox.ts";
import { representation } from "../../../representation/create.ts";
import { temporaryFolders } from "../support/folder.ts";

/** Installed, and allowed to make namespaces, which some containers forbid. */
const installed = ((): boolean => {
  const bwrap = findProgram("bwrap");
  return (
    bwrap !== undefined && spawnSync(bwrap, ["--unshare-all", "--ro-bind", "/", "/", "true"]).status === 0
  );
})();
it.runIf(process.env["ETALON_REQUIRE_BUBBLEWRAP"] === "1")("bubblewrap is there", () =>
  expect(installed).toBe(true),
);

function requireInstalled(context: TestContext): void {
  if (!installed)
    context.skip(
      "bubblewrap is missing or may not make namespaces; set ETALON_REQUIRE_BUBBLEWRAP=1 to make this a failure",
    );
}

const newFolder = temporaryFolders();
const SCRIPT = path.join(import.meta.dirname, "support", "prober.mjs");
const secret = mkdtempSync(path.join(homedir(), ".etalon-test-"));
const letter = path.join(secret, "letter.txt");
writeFileSync(letter, "dear diary");
const heard: string[] = [];
const server = createServer((request, response) => {
  heard.push(request.url ?? "");
  response.end();
});
let address = "";

beforeAll(async () => {
  process.env["ETALON_TEST_SECRET"] = "swordfish";
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  rmSync(secret, { recursive: true });
  delete process.env["ETALON_TEST_SECRET"];
  server.close();
});

/** What a program in this isolation can do; it says so in the sentence of an answer without a value. */
async function probe(isolation: Isolation, ...attempt: readonly string[]): Promise<string> {
  const arrays = arrayFolder();
  const launch = { program: process.execPath, args: [SCRIPT, ...attempt], reads: [SCRIPT] };
  const limits = { seconds: 20, bytes: 2 ** 30 };
  const client = await startClient(launch, { isolation, limits }, arrays, "test");
  try {
    if (!("compare" in client)) throw new Error(`${JSON.stringify(client.loss)} ${client.printed}`);
    const x = representation(randomFrom(1).gaussianMatrix(3, 2));
    const reply = await client.compare(x, x, "00");
    if ("loss" in reply || reply.answer.kind !== "no-value") throw new Error(JSON.stringify(reply));
    return reply.answer.reason;
  } finally {
    if ("compare" in client) await client.close();
    arrays.remove();
  }
}

describe("a sandbox", () => {
  it("hides the home folder, which a process can read", async (context) => {
    requireInstalled(context);
    expect(await probe("process", "read", letter)).toBe("dear diary");
    expect(await probe("sandbox", "read", letter)).toMatch(/ENOENT/);
    expect(await probe("sandbox", "list", homedir())).toMatch(/ENOENT|^$/);
  });

  it("has no network: no listener on loopback is reached", async (context) => {
    requireInstalled(context);
    expect(await probe("process", "fetch", `${address}process`)).toBe("200");
    expect(await probe("sandbox", "fetch", `${address}sandbox`)).toMatch(/failed/);
    expect(heard).toEqual(["/process"]);
  });

  it("lets nothing be written outside its own folder", async (context) => {
    requireInstalled(context);
    const folder = newFolder();
    const [near, far] = [path.join(folder, "process"), path.join(folder, "sandbox")];
    expect(await probe("process", "write", near)).toBe("written");
    expect(existsSync(near)).toBe(true);
    // A folder of that name may be made inside, in a /tmp of its own; nothing of it is seen outside.
    await probe("sandbox", "write", far);
    expect(existsSync(far)).toBe(false);
    for (const place of ["/usr/etalon-test", "/etc/etalon-test", "/etalon-test", SCRIPT]) {
      expect(await probe("sandbox", "write", place)).toMatch(/EROFS|EACCES|ENOENT|EPERM/);
    }
    expect(await probe("sandbox", "write", "own-file")).toBe("written");
    expect(await probe("sandbox", "write", "@x")).toMatch(/EROFS|EACCES/);
  });

  it.each(["process", "sandbox"] as const)("shows nothing of the environment (%s)", async (isolation) => {
    if (isolation === "sandbox" && !installed) return;
    const seen = await probe(isolation, "environment");
    expect(seen).not.toContain("swordfish");
    expect(seen.split(" ").filter((name) => !/^(PATH|HOME|TMPDIR|LANG|PWD|\w+_THREADS)$/.test(name))).toEqual(
      [],
    );
  });

  it("sees no process but its own", async (context) => {
    requireInstalled(context);
    expect((await probe("sandbox", "processes")).split(" ").length).toBeLessThanOrEqual(3);
    expect(await probe("sandbox", "kill", String(process.pid))).toMatch(/ESRCH/);
  });

  it("says what to install where there is no bubblewrap", () => {
    const { PATH } = process.env;
    process.env["PATH"] = newFolder();
    try {
      expect(() => requireBubblewrap()).toThrow(expect.objectContaining({ code: "isolation/no-sandbox" }));
    } finally {
      process.env["PATH"] = PATH;
    }
  });

  it("shows what a launch reads, and no more of its folder", (context) => {
    requireInstalled(context);
    const [folder, arrays] = [newFolder(), newFolder()];
    const { args } = sandboxed({ program: "/usr/bin/env", args: [], reads: [letter] }, folder, arrays, {});
    const binds = args.flatMap((word, k) => (/^--(ro-)?bind$/.test(word) ? [args[k + 1]!] : []));
    expect(binds.filter((file) => file.startsWith(homedir()))).toEqual([letter]);
    expect(args.slice(-2)).toEqual(["--", "/usr/bin/env"]);
  });
});
