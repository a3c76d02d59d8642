import { describe, expect, it } from "vitest";
import type { Result } from "../../../core/result.ts";
import { provenanceView } from "../../../reports/view/provenance.ts";
import { makeMetric, makeResult } from "../make.ts";

describe("provenanceView", () => {
  it("keeps what differs between equal runs out of everything but its own list", () => {
    const base = makeResult();
    const later = makeResult({
      volatile: { finishedAt: "later", seconds: 99, host: "there", workers: 2, cellsRun: 0, cellsResumed: 5 },
    });
    const [a, b] = [provenanceView(base), provenanceView(later)];
    expect({ ...a, volatile: [] }).toEqual({ ...b, volatile: [] });
    expect(b.volatile.map(({ text }) => text)).toEqual([
      "later",
      "99 s with 2 workers",
      "0 run, 5 resumed",
      "there",
    ]);
  });

  it("tells controls from metrics", () => {
    const metrics = [makeMetric({ id: "a" }), makeMetric({ id: "b", control: true })];
    expect(provenanceView(makeResult({ metrics })).run[0]).toEqual({
      term: "Metrics",
      text: "1 and 1 control",
    });
    expect(provenanceView(makeResult()).run[0]).toEqual({ term: "Metrics", text: "1" });
  });

  it("names what somebody handed in, and how it was kept", () => {
    const terms = (result: Result): unknown[] =>
      provenanceView(result).manifest.filter(({ term }) => term === "Submissions");
    const submission = { kind: "command", hash: "0123456789abcdef", isolation: "sandbox" } as const;
    const metrics = [makeMetric({ id: "a" }), makeMetric({ id: "b", submission })];
    expect(terms(makeResult({ metrics }))).toEqual([
      { term: "Submissions", text: "b (command 0123456789abcdef, isolation: sandbox)" },
    ]);
    expect(terms(makeResult())).toEqual([]);
  });

  it("warns of a quick profile", () => {
    const result = makeResult();
    expect(provenanceView(result).indicative).toBe(false);
    const quick = { ...result, manifest: { ...result.manifest, profile: "quick" as const } };
    expect(provenanceView(quick).indicative).toBe(true);
  });
});
