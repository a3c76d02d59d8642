import { arch, cpus } from "node:os";
import type { Manifest } from "../core/result.ts";
import type { CodeIdentity } from "./code-identity.ts";
import type { BackendInfo } from "./host/messages.ts";
import type { Plan } from "./plan.ts";
import { CELLS_SCHEMA, type Header } from "./store/header.ts";

/** Model and architecture: numbers are equal to the bit only within one. */
export const processor = (): string => `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${arch()}`;

/** Where a result's numbers come from. */
export function makeManifest(plan: Plan, { version, code }: CodeIdentity, backend: BackendInfo): Manifest {
  const { profile, seed, hash } = plan;
  return {
    etalon: version,
    code,
    profile,
    seed,
    plan: hash,
    backend: { name: backend.name, description: backend.description },
    node: process.version,
    processor: processor(),
  };
}

/** What stored cells depend on: the manifest without the plan, so that cells of a smaller run serve a larger one. */
export function makeHeader({ code, backend, seed, profile, node, processor: model }: Manifest): Header {
  return { schema: CELLS_SCHEMA, code, backend, seed, profile, node, processor: model };
}
