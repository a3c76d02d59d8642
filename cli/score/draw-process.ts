import { codeOf, messageOf } from "../../core/errors.ts";
import type { DrawData, Drawer, DrawJob, Draws } from "./drawer.ts";
import { drawerOf } from "./drawer.ts";

/** What a drawing process is told. */
export type Order =
  | { readonly type: "open"; readonly data: DrawData }
  | { readonly type: "job"; readonly number: number; readonly job: DrawJob };

/** What it answers. */
export type Notice =
  | { readonly type: "draws"; readonly number: number; readonly draws: Draws }
  | { readonly type: "fault"; readonly number: number; readonly code: string; readonly message: string };

/** The entry of a process that draws for `etalon score`; it ends with its parent. */
let drawer: Promise<Drawer> | undefined;

const notify = (notice: Notice): void => void process.send?.(notice);

process.on("SIGINT", () => undefined);
process.on("disconnect", () => process.exit(0));
process.on("message", (order: Order) => {
  if (order.type === "open") {
    drawer = drawerOf(order.data);
    drawer.catch(() => undefined);
    return;
  }
  const { number, job } = order;
  Promise.resolve(drawer)
    .then((draw) => draw!(job))
    .then(
      (draws) => notify({ type: "draws", number, draws }),
      (thrown: unknown) =>
        notify({ type: "fault", number, code: codeOf(thrown), message: messageOf(thrown) }),
    );
});
