import { describe, expect, it } from "vitest";
import type { MetricInfo } from "../../../core/metric.ts";
import type { SubmittedMetric } from "../../../engine/submission/spec.ts";
import { metricName } from "../../../engine/plan.ts";
import { agree, type Means } from "../../../engine/queue/agree.ts";
import type { Announcement } from "../../../engine/queue/announcement.ts";
import { TEST_CATALOGUE } from "../support/catalogue.ts";
import { difference, metric } from "../support/metrics.ts";
import { active, planned } from "./support.ts";

const means = (more: Partial<Means> = {}): Means => ({
  backend: active(),
  submissions: [],
  catalogue: TEST_CATALOGUE,
  ...more,
});

const { plan, announcement } = planned();

/** A metric as one that was handed in; it is never asked here. */
function handedIn(hash: string): SubmittedMetric {
  const info: MetricInfo = metric("mine", () => 0);
  const spec = { inside: { loader: "", word: "" } };
  return { ...info, submission: { kind: "file", hash, isolation: "process" }, spec };
}

const withHeader = (header: Partial<Announcement["header"]>): Announcement => ({
  ...announcement,
  header: { ...announcement.header, ...header },
});

describe("agree", () => {
  it("makes the coordinator's plan from names alone", async () => {
    const own = await agree("run-1", announcement, means());
    expect(own.plan).toEqual(plan);
  });

  it.each([
    ["code", withHeader({ code: "another" }), /another code.*same version of Etalon/],
    [
      "backend",
      withHeader({ backend: { ...active(), description: "libother" } }),
      /another backend.*libother/,
    ],
    ["node", withHeader({ node: "v1.0.0" }), /another node.*not v1\.0\.0/],
    ["processor", withHeader({ processor: "abacus" }), /another processor.*not abacus/],
  ])("refuses another %s", async (_, other, message) => {
    await expect(agree("run-1", other, means())).rejects.toMatchObject({
      code: "queue/differs",
      message: expect.stringMatching(message) as string,
    });
  });

  it("refuses what it cannot read, and names that give another plan", async () => {
    await expect(agree("run-1", undefined, means())).rejects.toMatchObject({ code: "queue/unreadable" });
    const fewer = { ...announcement, metrics: [difference.id] };
    await expect(agree("run-1", fewer, means())).rejects.toMatchObject({ code: "queue/other-plan" });
  });

  it("wants a submission that it was given itself, with the same content", async () => {
    const mine = handedIn("aaaa");
    const wanted = { ...announcement, submissions: [metricName(mine)] };
    const missing = agree("run-1", wanted, means());
    await expect(missing).rejects.toMatchObject({ code: "queue/no-metric", got: undefined });
    await expect(agree("run-1", wanted, means({ submissions: [handedIn("bbbb")] }))).rejects.toMatchObject({
      code: "queue/no-metric",
      got: "mine@1#bbbb, whose content differs",
    });
    // It is taken; the plan then has a metric more than the one that was announced.
    const given = agree("run-1", wanted, means({ submissions: [mine] }));
    await expect(given).rejects.toMatchObject({ code: "queue/other-plan" });
  });
});
