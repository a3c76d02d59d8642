import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Emitted, EmitTask } from "./files.ts";
import { commandLine, quoted } from "./quote.ts";
import { taskScript } from "./script.ts";

/** What Slurm has where nobody has said otherwise. */
const DEFAULT_MAX_ARRAY_SIZE = 1001;

/** The largest array that the Slurm of this machine takes; undefined where there is none. */
export function maxArraySize(): number | undefined {
  const { status, stdout } = spawnSync("scontrol", ["show", "config"], { encoding: "utf8", timeout: 10_000 });
  const [, size] = /^MaxArraySize\s*=\s*(\d+)$/m.exec(status === 0 ? stdout : "") ?? [];
  return size === undefined ? undefined : Number(size);
}

/** A task that is to go to Slurm. */
export interface SlurmTask extends EmitTask {
  /** The folder of the scripts, as a full path; shards, logs and the result go there, too. */
  readonly folder: string;
  /** Where the commands are run, as a full path. */
  readonly from: string;
  /** Indices of an array are below this. @defaultValue what Slurm has by default */
  readonly maxArraySize?: number | undefined;
}

/** How shards are spread over arrays: the first index is always 1, and an offset is added. */
function arrays(shards: number, size: number): { readonly offset: number; readonly length: number }[] {
  const each = Math.max(1, size - 1);
  return Array.from({ length: Math.ceil(shards / each) }, (_, k) => ({
    offset: k * each,
    length: Math.min(each, shards - k * each),
  }));
}

const shardScript = ({ etalon, selection, shards, folder, from }: SlurmTask): string => `#!/bin/bash
#SBATCH --job-name=etalon-shard
#SBATCH --ntasks=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --signal=B:USR1@60
#SBATCH --output=logs/shard-%A_%a.txt
# One shard of ${shards}; the argument is what is added to the index in the array. Submitted by submit.sh.
cd -- ${quoted(from)} || exit 1
${taskScript({
  etalon,
  selection,
  of: shards,
  index: "SLURM_ARRAY_TASK_ID + ${1:-0}",
  shards: path.join(folder, "shards"),
  scratch: "${SLURM_TMPDIR:-${TMPDIR:-/tmp}}",
  workers: "${SLURM_CPUS_PER_TASK:-1}",
  attempt: "${SLURM_RESTART_COUNT:-0}",
  again: 'scontrol requeue "$SLURM_JOB_ID" && exit 0',
})}`;

const mergeScript = ({ etalon, merge, folder, from }: SlurmTask): string => `#!/bin/bash
#SBATCH --job-name=etalon-merge
#SBATCH --ntasks=1
#SBATCH --requeue
#SBATCH --output=logs/merge-%j.txt
cd -- ${quoted(from)} || exit 1
exec ${commandLine([...etalon, "merge", ...merge])} --out ${quoted(path.join(folder, "leaderboard"))} ${quoted(path.join(folder, "shards"))}/[0-9]*
`;

function submitScript({ shards, folder, maxArraySize: size = DEFAULT_MAX_ARRAY_SIZE }: SlurmTask): string {
  const lines = arrays(shards, size).map(
    ({ offset, length }) => `submit --array=1-${length} "$@" shard.sh ${offset}\nafter=$after:$job`,
  );
  return `#!/bin/bash
# Submits ${shards} shards and the merge that waits for them. Arguments go to sbatch:
#   ./submit.sh --partition=long --time=4:00:00 --cpus-per-task=4 --mem=8G
set -eu
cd -- ${quoted(folder)}
mkdir -p logs shards
submit() { job=$(sbatch --parsable --chdir="$PWD" "$@"); job=\${job%%;*}; echo "submitted $job"; }
after=afterok
${lines.join("\n")}
submit --dependency="$after" --kill-on-invalid-dep=yes "$@" merge.sh
`;
}

/** A job array, or several where one would be too large, the merge that depends on them, and a script that submits both. */
export const slurmFiles = (task: SlurmTask): Emitted[] => [
  { name: "shard.sh", text: shardScript(task), executable: true },
  { name: "merge.sh", text: mergeScript(task), executable: true },
  { name: "submit.sh", text: submitScript(task), executable: true },
];
