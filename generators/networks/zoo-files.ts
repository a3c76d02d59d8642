import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { EtalonError } from "../../core/errors.ts";

/** Where the zoo lies seen from this file: in the sources, and in `dist/` of an installed package. */
const CANDIDATES = ["../../data/zoo/", "../../../data/zoo/"];

const groupNames = z.object({ groups: z.array(z.object({ name: z.string() })) });

/** The environment variable that names a folder with other networks in the place of the shipped ones. */
export const ZOO_VARIABLE = "ETALON_ZOO";

/**
 * The folder of the zoo: the shipped one, or what `ETALON_ZOO` names, written by `npm run zoo -- --out`.
 *
 * @throws EtalonError `zoo/missing` when the package came without it, or the named folder holds none.
 */
export function zooFolder(): string {
  const named = process.env[ZOO_VARIABLE] ?? "";
  if (named !== "") {
    if (existsSync(path.join(named, "index.json"))) return named;
    throw new EtalonError("zoo/missing", `${ZOO_VARIABLE} names a folder without a zoo`, {
      got: named,
      remedy: "write one there with npm run zoo -- --out",
    });
  }
  const folders = CANDIDATES.map((candidate) => fileURLToPath(new URL(candidate, import.meta.url)));
  const folder = folders.find((candidate) => existsSync(path.join(candidate, "index.json")));
  if (folder === undefined) {
    throw new EtalonError("zoo/missing", "loadZoo: the folder data/zoo of the package is not there", {
      got: folders.join(" and "),
      remedy: "install the package again, or train the zoo with npm run zoo",
    });
  }
  return folder;
}

/** The groups that the zoo has, from its index alone; undefined where there is no zoo. */
export function zooGroups(): readonly string[] | undefined {
  try {
    const index: unknown = JSON.parse(readFileSync(path.join(zooFolder(), "index.json"), "utf8"));
    return groupNames.parse(index).groups.map(({ name }) => name);
  } catch {
    // Whoever asks for the networks themselves is told why.
    return undefined;
  }
}

/**
 * Reads a file of the zoo and compares its SHA-256 with the index.
 *
 * @throws EtalonError `zoo/missing-file`, or `zoo/hash` when the file is not the one that was published.
 */
export function readChecked(folder: string, file: string, sha256: string): Uint8Array {
  const name = path.join(folder, file);
  if (!existsSync(name)) {
    throw new EtalonError("zoo/missing-file", "loadZoo: a file of the zoo is not there", { got: name });
  }
  const bytes = new Uint8Array(readFileSync(name));
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) {
    throw new EtalonError("zoo/hash", `loadZoo: ${file} must have the SHA-256 ${sha256}`, {
      got: found,
      remedy: "restore the file, or write the zoo anew with npm run zoo",
    });
  }
  return bytes;
}
