import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism, hostname, tmpdir, userInfo } from "node:os";
import path from "node:path";
import { seconds } from "../../engine/clock.ts";

const PROGRAMS = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue", "scancel", "sinfo"];

const PATH = `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin`;

/** Why no Slurm can be started here; undefined where one can. */
export function whyNoSlurm(): string | undefined {
  const missing = PROGRAMS.filter(
    (name) => spawnSync("sh", ["-c", `command -v ${name}`], { env: { PATH } }).status !== 0,
  );
  return missing.length === 0 ? undefined : `no ${missing.join(", ")} (Debian: slurm-wlm, munge)`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}

/** A cluster of one node. */
export interface Cluster {
  /** For programs that speak to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What a program of Slurm prints. */
  readonly ask: (program: string, ...words: readonly string[]) => string;
  /** What its daemons have written, for people. */
  readonly logs: () => string;
  readonly stop: () => Promise<void>;
}

/** Waits until something is so. */
export async function within(limit: number, what: string, so: () => boolean): Promise<void> {
  const end = seconds() + limit;
  while (!so()) {
    if (seconds() > end) throw new Error(`not within ${limit} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), 3000).unref();
  });

/**
 * Starts munged, slurmctld and slurmd as this user on free ports of this machine, with keys, state and logs in a folder of
 * their own.
 *
 * @param maxArraySize Slurm's own, small so that a few tasks need several arrays.
 */
export async function startCluster(maxArraySize: number): Promise<Cluster> {
  const folder = path.join(tmpdir(), `etalon-slurm-${process.pid}`);
  for (const name of ["state", "spool"]) mkdirSync(path.join(folder, name), { recursive: true });
  chmodSync(folder, 0o755);
  const at = (name: string): string => path.join(folder, name);
  const [controller, node] = [await freePort(), await freePort()];
  const host = hostname().split(".")[0]!;
  const conf = `
ClusterName=etalon
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmdPort=${node}
AuthType=auth/munge
AuthInfo=socket=${at("munge.socket")},cred_expire=5
CryptoType=crypto/munge
SlurmUser=${userInfo().username}
SlurmdUser=${userInfo().username}
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/builtin
SchedulerParameters=batch_sched_delay=0,sched_interval=1
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobRequeue=1
ReturnToService=2
MinJobAge=300
KillWait=5
MaxArraySize=${maxArraySize}
SlurmctldPidFile=${at("slurmctld.pid")}
SlurmdPidFile=${at("slurmd.pid")}
SlurmctldLogFile=${at("slurmctld.log")}
SlurmdLogFile=${at("slurmd.log")}
StateSaveLocation=${at("state")}
SlurmdSpoolDir=${at("spool")}
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=all Nodes=${host} Default=YES MaxTime=INFINITE State=UP OverSubscribe=FORCE:4
`;
  writeFileSync(at("slurm.conf"), conf.trimStart());
  writeFileSync(at("munge.key"), Buffer.alloc(64, `${process.pid} is nobody's secret`), { mode: 0o400 });
  const environment = { PATH, SLURM_CONF: at("slurm.conf") };
  const env = { ...process.env, ...environment };
  const children: ChildProcess[] = [];
  const begin = (program: string, ...words: readonly string[]): void => {
    children.push(spawn(program, words, { env, stdio: "ignore" }));
  };
  const ask = (program: string, ...words: readonly string[]): string =>
    execFileSync(program, words, {
      env,
      encoding: "utf8",
      timeout: 20_000,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const logs = (): string =>
    ["slurmctld.log", "slurmd.log", "munge.log"]
      .filter((name) => existsSync(at(name)))
      .map((name) => `${name}:\n${readFileSync(at(name), "utf8").slice(-4000)}`)
      .join("\n");
  const stop = async (): Promise<void> => {
    // The node first, so that it can still say goodbye.
    for (const child of [...children].reverse()) await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    begin(
      ...(["munged", "--foreground", "--force", `--socket=${at("munge.socket")}`] as const),
      ...[`--key-file=${at("munge.key")}`, `--log-file=${at("munge.log")}`, `--pid-file=${at("munge.pid")}`],
      ...[`--seed-file=${at("munge.seed")}`, "--num-threads=2"],
    );
    await within(10, "munged", () => existsSync(at("munge.socket")));
    begin("slurmctld", "-D", "-c");
    begin("slurmd", "-D", "-N", host, "-c");
    await within(20, "a node that is idle", () => {
      try {
        return ask("sinfo", "--noheader", "--format=%T").trim() === "idle";
      } catch {
        return false;
      }
    });
  } catch (thrown) {
    const written = logs();
    await stop();
    throw new Error(`${String(thrown)}\n${written}`, { cause: thrown });
  }
  return { environment, ask, logs, stop };
}
