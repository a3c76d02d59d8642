// A worker thread of Node 20 does not inherit the loader that `tsx` gives the main thread: register it, then go on.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
