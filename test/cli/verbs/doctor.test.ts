import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../engine/support/folder.ts";
import { etalon } from "../support/terminal.ts";

const newFolder = temporaryFolders();

interface Diagnosis {
  readonly ok: boolean;
  readonly checks: readonly { readonly id: string; readonly status: string; readonly detail: string }[];
  readonly candidates: readonly {
    readonly path: string;
    readonly accepted: boolean;
    readonly detail: string;
  }[];
}

describe("etalon doctor", () => {
  it("checks what is needed and names what is optional, for programs and for people", async () => {
    const { exitCode, data } = await etalon("doctor", "--json", "--out", newFolder());
    const { ok, checks, candidates } = JSON.parse(data) as Diagnosis;
    const failed = checks.filter(({ status }) => status === "failed");
    expect(ok).toBe(failed.length === 0);
    expect(exitCode).toBe(ok ? 0 : 1);
    const ids = checks.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(["node", "processors", "out", "backend portable", "backend native", "koffi"]),
    );
    const native = checks.find(({ id }) => id === "backend native")!;
    expect(native.status === "ok").toBe(candidates.some(({ accepted }) => accepted));
    const people = (await etalon("doctor", "--out", newFolder())).data;
    for (const id of ids) expect(people).toMatch(new RegExp(`^${id} `, "m"));
  });
});
