import { EtalonError } from "../../core/errors.ts";
import type { Emitted, EmitTask } from "./files.ts";
import { commandLine } from "./quote.ts";
import { type Yaml, yamlText } from "./yaml.ts";

/** Jobs that a matrix may make. */
const MOST = 256;

/** A text that GitHub leaves alone: what looks like one of its expressions becomes one that gives just this text. */
const literal = (text: string): string => text.replaceAll("${{", "${{ '${{' }}");

/** A task that is to go to GitHub. */
export interface GithubTask extends EmitTask {
  /** The version of Etalon that is installed where a repository does not install one. */
  readonly version: string;
  /** The version of Node: all shards must have one. */
  readonly node: string;
}

const HEAD = `# Written by etalon emit github: a job for each shard, and one that brings them together. Start it by hand or with
#   gh workflow run etalon-shards.yml
# A shard that fails can be run again by itself; merging then goes on with all of them.
`;

/**
 * A workflow with a matrix of shards, which hand their folders on, and a job that merges them.
 *
 * @throws EtalonError `emit/too-many`.
 */
export function githubFile({ etalon, selection, merge, shards, version, node }: GithubTask): Emitted {
  if (shards > MOST) {
    throw new EtalonError("emit/too-many", `a matrix of GitHub has at most ${MOST} jobs`, {
      got: String(shards),
      remedy: "choose fewer shards",
    });
  }
  const setup: Yaml[] = [
    { uses: "actions/checkout@v4", with: { "persist-credentials": false } },
    { uses: "actions/setup-node@v4", with: { "node-version": node } },
    {
      run: `if [ -f package-lock.json ]; then npm ci; fi\n[ -x node_modules/.bin/etalon ] || npm install --no-save etalon@${version}\n`,
    },
  ];
  const run = literal(commandLine([...etalon, "run", ...selection]));
  const workflow: Yaml = {
    name: "Etalon in shards",
    on: { workflow_dispatch: {} },
    permissions: { contents: "read" },
    jobs: {
      shard: {
        "runs-on": "ubuntu-24.04",
        strategy: {
          "fail-fast": false,
          matrix: { shard: Array.from({ length: shards }, (_, k) => k + 1) },
        },
        steps: [
          ...setup,
          // 3: some cells have no answer, which merging will say again.
          { run: `${run} --shard \${{ matrix.shard }}/${shards} --out shard || [ $? -eq 3 ]` },
          {
            if: "always()",
            uses: "actions/upload-artifact@v4",
            with: { name: "shard-${{ matrix.shard }}", path: "shard", overwrite: true },
          },
        ],
      },
      merge: {
        needs: "shard",
        "runs-on": "ubuntu-24.04",
        steps: [
          ...setup,
          { uses: "actions/download-artifact@v4", with: { pattern: "shard-*", path: "shards" } },
          { run: `${literal(commandLine([...etalon, "merge", ...merge]))} --out leaderboard shards/*` },
          {
            if: "always()",
            uses: "actions/upload-artifact@v4",
            with: { name: "leaderboard", path: "leaderboard" },
          },
        ],
      },
    },
  };
  return { name: "etalon-shards.yml", text: `${HEAD}${yamlText(workflow)}` };
}
