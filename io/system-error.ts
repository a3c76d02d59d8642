import { EtalonError, messageOf } from "../core/errors.ts";
import { fault, type FaultCode } from "./fault.ts";

const KNOWN: Readonly<Record<string, readonly [code: FaultCode, problem: string, remedy: string]>> = {
  ENOENT: ["io/not-found", "does not exist", "check the path"],
  ENOTDIR: ["io/not-found", "does not exist: a part of its path is no folder", "check the path"],
  ENAMETOOLONG: ["io/not-found", "has a name that is too long", "check the path"],
  ELOOP: ["io/not-found", "is a link that leads to itself", "check the path"],
  EISDIR: ["io/directory", "is a folder, not a file", "name a file inside it"],
  EACCES: ["io/permission", "may not be opened", "check its permissions"],
  EPERM: ["io/permission", "may not be opened", "check its permissions"],
  EROFS: ["io/permission", "lies on a medium that cannot be written to", "choose another place"],
  EMFILE: ["io/too-many-files", "cannot be opened: too many files are open", "raise the limit of open files"],
  ENFILE: ["io/too-many-files", "cannot be opened: too many files are open", "raise the limit of open files"],
  ERR_INVALID_ARG_VALUE: ["io/not-found", "has a name that no file can have", "check the path"],
};

/**
 * Whatever was thrown while a file was used, as an error that names the file, the problem and the remedy. Errors that
 * do so already pass unchanged; a failed allocation becomes `io/too-large`.
 */
export function systemError(thrown: unknown, file: string): EtalonError {
  if (thrown instanceof EtalonError) return thrown;
  if (thrown instanceof RangeError && /array (length|buffer|allocation)/i.test(thrown.message)) {
    return fault("io/too-large", file, "does not fit into memory", {
      got: thrown.message,
      remedy: "use fewer rows or columns",
      cause: thrown,
    });
  }
  const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
  const known = KNOWN[code];
  if (known === undefined) {
    const remedy = "check the medium it lies on and try again";
    return fault("io/unreadable", file, "cannot be used", { got: messageOf(thrown), remedy, cause: thrown });
  }
  const [ours, problem, remedy] = known;
  return fault(ours, file, problem, { remedy, cause: thrown });
}
