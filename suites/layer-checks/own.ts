import type { Matrix } from "../../core/matrix.ts";
import { copy } from "../../core/matrix.ts";
import { ok, undefinedBecause } from "../../core/outcome.ts";
import type { Suite } from "../../core/suite.ts";
import { equallySized, type Member } from "../../generators/trained-networks.ts";
import { representation } from "../../representation/create.ts";
import { foldSet, setFinding, type SetResult } from "./set.ts";
import { askPart, type Part } from "./stage.ts";

/** The id of the suite that asks about networks of a user's own. */
export const OWN_LAYERS = "own-layers";

/** Networks of one architecture as a user gives them: layers of one network follow each other. */
export interface OwnNetworks {
  readonly title: string;
  /** Of all names and numbers: other activations are another case. */
  readonly hash: string;
  readonly members: readonly Member[];
  /** As in `trained-networks`: `equal` gives every layer the size ‖Xc‖ = √n. */
  readonly sizes: "equal" | "own";
  /** The activations of every layer, network by network. */
  readonly layers: readonly Matrix[];
}

type OwnParams = { readonly hash: string; readonly networks: readonly string[]; readonly sizes: string };

/**
 * The sanity check of the suite `layers` on a user's own networks: does a metric find the corresponding layer of
 * another network? A description and not ranked: which networks these are is the user's choice.
 */
export function ownLayers({ title, hash, members, sizes, layers }: OwnNetworks): Suite {
  const suite: Suite<OwnParams, Part> = {
    id: OWN_LAYERS,
    version: 1,
    title: "Own layers",
    question: `Does it find the corresponding layer of another of these networks: ${title}?`,
    heavyInQuick: true,
    cases: () => [
      {
        id: `own-${hash.slice(0, 16)}`,
        params: { hash, networks: members.map(({ id }) => id), sizes },
        replicates: 1,
      },
    ],
    prepare: (_case, random) => {
      const names = members.flatMap(({ id, layers: own }) => own.map((layer) => `${id} ${layer}`));
      const all = layers.map((values, i) =>
        representation(
          sizes === "own" ? copy(values) : equallySized(values, Math.sqrt(values.rows)),
          names[i],
        ),
      );
      return { at: 0, members, all, order: random.child("order").permutation(all.length) };
    },
    measure: async (subject, part) => {
      const table = await askPart(subject, part);
      if ("broken" in table) return table.broken;
      if (table.reason !== undefined && table.values.every((value) => Number.isNaN(value)))
        return undefinedBecause(table.reason);
      return ok(JSON.parse(JSON.stringify(foldSet(subject.info, table))));
    },
    summarise: (_metric, observations) =>
      observations.map(({ outcome }) => {
        const head = {
          id: "accuracy/own",
          title: `Corresponding layer found: ${title}`,
          role: "description",
        } as const;
        return outcome.status === "ok"
          ? setFinding(head, outcome.value as unknown as SetResult)
          : { ...head, unit: "fraction", cells: 1, outcome };
      }),
  };
  // The engine gives a suite its own cases and stages back.
  return suite as unknown as Suite;
}
