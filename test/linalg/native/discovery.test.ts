import { expect, it } from "vitest";
import { discover } from "../../../linalg/native/discovery.ts";

it("says of a file that is not there that it is not", () => {
  const found = discover({ platform: "linux", arch: "x64", env: { ETALON_BLAS: "/nowhere/libopenblas.so" } });
  expect(found.backend).toBeUndefined();
  // Without the optional package nothing is tried at all.
  if (found.obstacle === undefined) {
    expect(found.trials).toEqual([
      { path: "/nowhere/libopenblas.so", origin: "ETALON_BLAS", accepted: false, detail: "no such file" },
    ]);
  } else {
    expect(found.obstacle).toContain("koffi");
  }
});

it("says of a file that is no library why it cannot be opened", () => {
  const file = import.meta.filename;
  const found = discover({ platform: "linux", arch: "x64", env: { ETALON_BLAS: file } });
  expect(found.backend).toBeUndefined();
  for (const trial of found.trials) expect(trial).toMatchObject({ path: file, accepted: false });
});

it("ends with the trial that was accepted, if any was", () => {
  const { backend, trials } = discover();
  expect(trials.filter(({ accepted }) => accepted)).toEqual(backend ? trials.slice(-1) : []);
  if (backend) expect(trials.at(-1)!.detail).toBe(backend.description);
});
