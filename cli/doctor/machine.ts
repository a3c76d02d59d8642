import { accessSync, constants, existsSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { EtalonError, messageOf } from "../../core/errors.ts";
import { codeIdentity } from "../../engine/code-identity.ts";
import { processor } from "../../engine/manifest.ts";
import { type Check, needed } from "./check.ts";

/** The oldest Node that everything was tested with. */
const OLDEST_NODE = 20;

function node(): string {
  if (Number(process.versions.node.split(".")[0]) >= OLDEST_NODE) return process.version;
  throw new EtalonError("doctor/old-node", `Node ${OLDEST_NODE} or newer is needed`, {
    got: process.version,
  });
}

/** The folder itself, or the nearest one above it that exists. */
function existing(folder: string): string {
  const absolute = path.resolve(folder);
  return existsSync(absolute) ? absolute : existing(path.dirname(absolute));
}

function writable(folder: string): string {
  const place = existing(folder);
  try {
    if (!statSync(place).isDirectory()) throw new EtalonError("doctor/no-folder", "it is no folder");
    accessSync(place, constants.W_OK);
  } catch (cause) {
    throw new EtalonError("doctor/not-writable", `${place} cannot be written to`, {
      got: messageOf(cause),
      remedy: "choose another folder with --out",
      cause,
    });
  }
  return path.resolve(folder);
}

/** Node, processors, this package, and a folder to write to. */
export function machineChecks(out: string): Promise<Check>[] {
  return [
    needed("etalon", () => `${codeIdentity().version}, code ${codeIdentity().code}`),
    needed("node", node),
    needed("processors", () => `${availableParallelism()}: ${processor()}`),
    needed("out", () => writable(out)),
  ];
}
