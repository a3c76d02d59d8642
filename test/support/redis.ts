import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { findProgram } from "../../engine/submission/sandbox.ts";

const program = findProgram("redis-server");

/** Why tests of the queue are left out; undefined where they are not, or where ETALON_REQUIRE_REDIS says that none may be. */
export const noRedis: string | undefined =
  program !== undefined || process.env["ETALON_REQUIRE_REDIS"] !== undefined
    ? undefined
    : "redis-server is not installed; set ETALON_REQUIRE_REDIS=1 to make this a failure";

/** A Redis of a test's own. */
export interface Redis {
  readonly url: string;
  readonly port: number;
  /** Kills it, as a machine that stops would. */
  kill(): Promise<void>;
  /** Starts it again where it was: same port, same folder. */
  start(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What a Redis answers to a line; empty while it is not there. */
function ask(port: number, line: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(`${line}\r\n`));
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once("error", () => resolve(""));
    socket.once("close", () => resolve(""));
  });
}

/** Starts a Redis on a free port of this machine; its folder is the caller's to remove. */
export async function startRedis(folder: string, ...more: readonly string[]): Promise<Redis> {
  if (program === undefined) throw new Error("redis-server is missing, and ETALON_REQUIRE_REDIS is set");
  const port = await freePort();
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    child = spawn(program, [...place, "--appendonly", "yes", "--save", "", ...more], { stdio: "ignore" });
    while (!/^(\+PONG|-NOAUTH)/.test(await ask(port, "PING"))) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    start,
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}
