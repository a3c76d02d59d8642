import { beforeEach, describe, expect, it, vi } from "vitest";
import type * as Linalg from "../../linalg/index.ts";

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllEnvs();
});

// The choice is made once a process: every test loads the module anew.
const load = (): Promise<typeof Linalg> => import("../../linalg/index.ts");

// The modules are new each time, and with them the class of the errors: only the code is compared.
function codeOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
}

describe("backend", () => {
  it("is portable when asked for", async () => {
    vi.stubEnv("ETALON_BACKEND", "portable");
    const { backend } = await load();
    expect(backend().name).toBe("portable");
  });

  it("is native by default exactly when a library is found", async () => {
    vi.stubEnv("ETALON_BACKEND", "auto");
    const { backend, describeDiscovery } = await load();
    expect(backend().name).toBe(describeDiscovery().backend ? "native" : "portable");
  });

  it("refuses an unknown name", async () => {
    vi.stubEnv("ETALON_BACKEND", "cuda");
    const { backend } = await load();
    expect(codeOf(() => backend())).toBe("linalg/backend");
    expect(() => backend()).toThrow("got cuda");
  });

  it.each(["native", "auto"])("does not replace a library named by the user, %s", async (name) => {
    vi.stubEnv("ETALON_BACKEND", name);
    vi.stubEnv("ETALON_BLAS", "/nowhere/libopenblas.so");
    const { backend } = await load();
    expect(codeOf(() => backend())).toBe("linalg/no-native");
  });
});

it("useBackend switches and backend() follows", async () => {
  const { availableBackends, backend, useBackend } = await load();
  for (const { name } of availableBackends()) {
    expect(useBackend(name).name).toBe(name);
    expect(backend()).toBe(useBackend(name));
  }
});

it("useBackend refuses native where there is none", async () => {
  vi.stubEnv("ETALON_BLAS", "/nowhere/libopenblas.so");
  const { availableBackends, useBackend } = await load();
  expect(availableBackends().map(({ name }) => name)).toEqual(["portable"]);
  expect(codeOf(() => useBackend("native"))).toBe("linalg/no-native");
});
