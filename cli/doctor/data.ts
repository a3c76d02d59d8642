import { loadZoo } from "../../generators/networks/index.ts";
import { type Check, needed } from "./check.ts";

/** The shipped networks and images: every file is there and has the hash that the index says. */
export function dataChecks(): Promise<Check>[] {
  return [
    needed("trained networks", () => {
      const zoo = loadZoo();
      const networks = new Set(zoo.names.flatMap((name) => zoo.group(name).networks.map(({ id }) => id)));
      return `${networks.size} networks, ${zoo.images.count} images, all hashes right`;
    }),
  ];
}
