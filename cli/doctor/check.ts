import { codeOf, messageOf } from "../../core/errors.ts";

/** What one check found. */
export interface Check {
  readonly id: string;
  /** `absent` is for what is optional; what is needed is `ok` or `failed`. */
  readonly status: "ok" | "absent" | "failed";
  readonly detail: string;
}

/** A check of something needed: what it returns is the detail, what it throws makes it fail. */
export async function needed(id: string, look: () => string | Promise<string>): Promise<Check> {
  try {
    return { id, status: "ok", detail: await look() };
  } catch (thrown) {
    return { id, status: "failed", detail: `${messageOf(thrown)} [${codeOf(thrown)}]` };
  }
}

/** A check of something optional: what it throws makes it absent. */
export async function optional(id: string, look: () => string | Promise<string>): Promise<Check> {
  const check = await needed(id, look);
  return check.status === "ok" ? check : { ...check, status: "absent" };
}
