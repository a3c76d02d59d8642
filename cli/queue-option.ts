import { EtalonError } from "../core/errors.ts";
import { queued } from "../engine/queue/coordinate.ts";
import type { RunOptions } from "../engine/run.ts";

/**
 * How a run with `--queue` has its cells answered; nothing without it.
 *
 * @throws EtalonError `usage/queue-and-shard`, `queue/own-networks`: their files are on this machine alone.
 */
export function queueOption(options: {
  readonly queue?: string;
  readonly networks?: string;
  readonly shard?: object;
}): Pick<RunOptions, "elsewhere"> {
  const { queue, networks, shard } = options;
  if (queue === undefined) return {};
  if (shard !== undefined) {
    throw new EtalonError("usage/queue-and-shard", "--queue and --shard are two ways to divide one run", {
      remedy: "leave one of them out",
    });
  }
  if (networks !== undefined) {
    throw new EtalonError(
      "queue/own-networks",
      "networks of your own cannot be asked about through a queue",
      {
        got: networks,
        remedy: "leave out --queue",
      },
    );
  }
  return { elsewhere: queued(queue) };
}
