import { renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { LOCK_FILE, lockFolder } from "../../../engine/store/lock.ts";

/**
 * A process that takes a folder again and again, in turn gives it back and leaves the lock of an ended process behind,
 * and counts how often it was not alone. Arguments: the folder, the number of an ended process, how often to win.
 */

const [folder = "", gone = "", rounds = ""] = process.argv.slice(2);
const lock = path.join(folder, LOCK_FILE);
const inside = path.join(folder, "inside");
let [won, broken, shared] = [0, 0, 0];

while (won < Number(rounds)) {
  let unlock: () => void;
  try {
    unlock = lockFolder(folder);
  } catch {
    continue;
  }
  won++;
  try {
    // Only one can make it; whoever finds it there is not alone.
    writeFileSync(inside, "", { flag: "wx" });
    rmSync(inside);
  } catch {
    shared++;
  }
  if (won % 2 === 0) unlock();
  else {
    // As a kill leaves it, but for the number: this process lives on.
    broken++;
    const draft = path.join(folder, `stale.${process.pid}`);
    writeFileSync(draft, JSON.stringify({ pid: Number(gone), host: hostname() }));
    renameSync(draft, lock);
  }
}

process.stdout.write(JSON.stringify({ won, broken, shared }));
