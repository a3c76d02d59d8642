import type { Emitted, EmitTask } from "./files.ts";
import { commandLine } from "./quote.ts";
import { taskScript } from "./script.ts";
import { type Yaml, yamlText } from "./yaml.ts";

/** A task that is to go to Kubernetes. */
export interface K8sTask extends EmitTask {
  /** An image with bash and Etalon in it. */
  readonly image: string;
  /** A volume claim that all pods may write to (ReadWriteMany). */
  readonly claim: string;
  /** Pods that may run at once. */
  readonly parallelism: number;
}

/** Where the claim is seen. */
const RESULTS = "/results";

/** Kubernetes puts the values of variables for `$(NAME)` in a command; a doubled sign is a plain one. */
const literal = (text: string): string => text.replaceAll("$", () => "$$");

/** Attempts of one shard after the first. */
const RETRIES = 5;

const pod = ({ image, claim }: K8sTask, script: string): Yaml => ({
  restartPolicy: "Never",
  // A pod that is to go has so long to put its state away.
  terminationGracePeriodSeconds: 60,
  containers: [
    {
      name: "etalon",
      image,
      command: ["bash", "-c", literal(script)],
      volumeMounts: [
        { name: "results", mountPath: RESULTS },
        { name: "scratch", mountPath: "/scratch" },
      ],
    },
  ],
  volumes: [
    { name: "results", persistentVolumeClaim: { claimName: claim } },
    { name: "scratch", emptyDir: {} },
  ],
});

function shardJob(task: K8sTask): Yaml {
  const { etalon, selection, shards, parallelism } = task;
  const script = taskScript({
    etalon,
    selection,
    of: shards,
    index: "JOB_COMPLETION_INDEX + 1",
    shards: `${RESULTS}/shards`,
    scratch: "/scratch",
    workers: "${ETALON_WORKERS:-1}",
    attempt: "0",
  });
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "etalon-shards" },
    spec: {
      completionMode: "Indexed",
      completions: shards,
      parallelism: Math.min(parallelism, shards),
      backoffLimitPerIndex: RETRIES,
      template: { spec: pod(task, script) },
    },
  };
}

function mergeJob(task: K8sTask): Yaml {
  const merge = commandLine([...task.etalon, "merge", ...task.merge]);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "etalon-merge" },
    spec: {
      backoffLimit: 0,
      template: {
        spec: pod(task, `exec ${merge} --out ${RESULTS}/leaderboard ${RESULTS}/shards/[0-9]*\n`),
      },
    },
  };
}

const SUBMIT = `#!/bin/bash
# Starts the shards, waits for all of them, and merges. The volume claim must be there; arguments go to kubectl:
#   ./submit.sh --namespace=research
set -eu
cd -- "$(dirname -- "$0")"
kubectl "$@" apply -f shards.yaml
kubectl "$@" wait --for=condition=complete --timeout=-1s job/etalon-shards
kubectl "$@" apply -f merge.yaml
kubectl "$@" wait --for=condition=complete --timeout=-1s job/etalon-merge
`;

/** An indexed job of shards, a job that merges them, and a script that starts one after the other. */
export const k8sFiles = (task: K8sTask): Emitted[] => [
  { name: "shards.yaml", text: yamlText(shardJob(task)) },
  { name: "merge.yaml", text: yamlText(mergeJob(task)) },
  { name: "submit.sh", text: SUBMIT, executable: true },
];
