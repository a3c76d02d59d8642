import { commandLine, quoted } from "./quote.ts";

/** A task that runs one shard wherever a scheduler puts it. Fields that are shell text say so. */
export interface TaskScript {
  /** The words before the verb. */
  readonly etalon: readonly string[];
  /** The words of `run` that say which cells there are. */
  readonly selection: readonly string[];
  readonly of: number;
  /** Shell text: the number of this shard, from 1. */
  readonly index: string;
  /** The folder, shared by all tasks, that holds a folder for each shard. */
  readonly shards: string;
  /** Shell text: the folder below which a temporary one is made. */
  readonly scratch: string;
  /** Shell text: the number of workers. */
  readonly workers: string;
  /** Shell text: the number of this attempt, from 0. */
  readonly attempt: string;
  /** Shell text: has the task run again; left out where the scheduler does so after any failure. */
  readonly again?: string;
}

/** A task that dies is tried again so often; one whose time is over as often as it takes. */
const ATTEMPTS = 5;

/** Seconds between two copies to the shared folder: what a machine that goes dark can cost. */
const PERIOD = 60;

/**
 * The lines of bash that run one shard: in a temporary folder of the machine, kept in the shared folder every minute and
 * at the end by copying to a name of their own and renaming, so that nobody ever reads half a file. A signal is handed
 * on to Etalon, which puts its state away; the next attempt goes on from there.
 */
export function taskScript(task: TaskScript): string {
  const { etalon, selection, of, index, shards, scratch, workers, attempt, again } = task;
  const run = commandLine([...etalon, "run", ...selection]);
  return `set -u
index=$(( ${index} ))
shared=${quoted(shards)}/$index
scratch=$(mktemp -d "${scratch}/etalon.XXXXXXXX") || exit 1
trap 'rm -rf -- "$scratch"' EXIT

# What earlier attempts have kept.
for name in shard.json cells.jsonl; do
  if [ -f "$shared/$name" ]; then cp -- "$shared/$name" "$scratch/$name" || exit 1; fi
done

# Copied to a name of its own and renamed: in the shared folder a file is whole or as it was.
keep() {
  [ -f "$scratch/shard.json" ] || return 0
  mkdir -p -- "$shared" || return
  for name in shard.json cells.jsonl; do
    [ -f "$scratch/$name" ] || continue
    cp -- "$scratch/$name" "$shared/.$name.tmp" && mv -f -- "$shared/.$name.tmp" "$shared/$name" || return
  done
}

caught=
over=
ended=
${run} --shard "$index/${of}" --workers "${workers}" --out "$scratch" &
child=$!
trap 'caught=1; over=1; kill -USR1 "$child"' USR1
trap 'caught=1; ended=1; kill -TERM "$child"' TERM INT
(
  nap=
  trap '[ -z "$nap" ] || kill "$nap"; exit' TERM
  while :; do sleep ${PERIOD} >/dev/null 2>&1 & nap=$!; wait "$nap"; keep; done
) &
keeper=$!
while :; do
  caught=
  wait "$child"
  code=$?
  [ -n "$caught" ] || break
done
# Until it is gone: a signal that comes while it starts is lost.
while kill "$keeper" 2>/dev/null; do sleep 0.1; done
wait "$keeper" 2>/dev/null
keep || exit 1

# 3: some cells have no answer, which merging will say again.
case $code in 0|3) exit 0 ;; esac
${
  again === undefined
    ? ""
    : `# Whoever has ended it knows whether it is to run again.
[ -z "$ended" ] || exit "$code"
if [ -n "$over" ] || { [ "$code" -ge 128 ] && [ "${attempt}" -lt ${ATTEMPTS} ]; }; then
  rm -rf -- "$scratch"
  ${again}
fi
`
}exit "$code"
`;
}
