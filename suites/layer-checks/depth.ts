import type { MetricInfo } from "../../core/metric.ts";
import { ok } from "../../core/outcome.ts";
import type { SuiteFinding } from "../../core/suite.ts";
import { rankCorrelation } from "../statistics/rank.ts";
import { jackknifeInterval } from "../statistics/student.ts";
import { bestMatches } from "./accuracy.ts";
import { asGiven, orNone } from "./set.ts";
import type { Table } from "./stage.ts";

/** What is kept of networks of different depths. */
export interface DepthResult {
  readonly order: number;
  readonly leftOut: readonly number[];
  readonly networks: number;
  /** For each ordered pair of depths the mean place (0 first, 1 last layer) of the best match of each layer. */
  readonly matches: readonly {
    readonly from: number;
    readonly to: number;
    readonly place: readonly number[];
  }[];
}

interface Match {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly to: number;
  /** Expected place of the best match of each layer. */
  readonly place: readonly number[];
}

function matchesOf({ members, widths, values }: Table): Match[] {
  const starts = members.map((_, k) =>
    members.slice(0, k).reduce((total, { layers }) => total + layers.length, 0),
  );
  const depths = members.map(({ layers }) => layers.length);
  const size = widths.length;
  return members.flatMap((_, a) =>
    members.flatMap((_unused, b) => {
      const [from, to] = [depths[a]!, depths[b]!];
      if (from === to) return [];
      const place = Array.from({ length: from }, (_layer, i) => {
        const start = (starts[a]! + i) * size + starts[b]!;
        const spread = bestMatches([...values.subarray(start, start + to)]);
        return spread.reduce((total, share, j) => total + (share * j) / (to - 1), 0);
      });
      return [{ a, b, from, to, place }];
    }),
  );
}

const orderOf = (matches: readonly Match[]): number =>
  matches.reduce(
    (total, { place }) =>
      total +
      rankCorrelation(
        place.map((_, i) => i),
        place,
      ) /
        matches.length,
    0,
  );

export function foldDepth(table: Table): DepthResult {
  const all = matchesOf(table);
  const kinds = [...new Set(all.map(({ from, to }) => `${from} ${to}`))];
  return {
    order: orderOf(all),
    leftOut: table.members.map((_, out) => orderOf(all.filter(({ a, b }) => a !== out && b !== out))),
    networks: table.members.length,
    matches: kinds.map((kind) => {
      const [from, to] = kind.split(" ").map(Number);
      const same = all.filter((match) => match.from === from && match.to === to);
      const place = same[0]!.place.map((_, i) =>
        same.reduce((total, match) => total + match.place[i]! / same.length, 0),
      );
      return { from: from!, to: to!, place };
    }),
  };
}

/**
 * Between networks of different depths no layer has one true partner, but a deeper layer should have a deeper one:
 * the rank correlation of a layer's place with that of its best match.
 */
export function depthFinding({ order, leftOut, networks, matches }: DepthResult): SuiteFinding {
  return {
    id: "order/depth",
    title: "Deeper layers have deeper partners in networks of four, six and eight layers: rank correlation",
    role: "description",
    unit: "",
    cells: 1,
    chance: 0,
    outcome: ok(order),
    interval: jackknifeInterval(order, leftOut, "networks", [-1, 1]),
    detail: { networks, matches: matches.map((match) => ({ ...match })) },
  };
}

/** The block structure of one network beside how well its layers can be read out. */
export interface BlockResult {
  readonly layers: readonly string[];
  /** Score of each layer with each layer of the same network. */
  readonly similarity: readonly (readonly (number | string)[])[];
  /** Held-out accuracy of a linear probe. */
  readonly probes: readonly number[];
  readonly order: number;
}

export function foldBlock(info: MetricInfo, table: Table, probes: readonly number[]): BlockResult {
  const { layers } = table.members[0]!;
  const k = layers.length;
  const pairs = layers.flatMap((_, i) => layers.slice(i + 1).map((_unused, d) => [i, i + 1 + d] as const));
  const known = pairs.filter(([i, j]) => Number.isFinite(table.values[i * k + j]!));
  return {
    layers,
    similarity: layers.map((_, i) =>
      layers.map((_unused, j) => orNone(asGiven(info, table.values[i * k + j]!))),
    ),
    probes,
    order: rankCorrelation(
      known.map(([i, j]) => table.values[i * k + j]!),
      known.map(([i, j]) => -Math.abs(probes[i]! - probes[j]!)),
    ),
  };
}

export function blockFinding({ order, ...detail }: BlockResult): SuiteFinding {
  return {
    id: "block/c8",
    title:
      "Layers of one network of eight are alike where a linear probe reads them equally well: rank correlation",
    role: "description",
    unit: "",
    cells: 1,
    chance: 0,
    outcome: ok(order),
    detail: { ...detail },
  };
}
