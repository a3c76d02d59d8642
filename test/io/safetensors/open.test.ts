import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EtalonError } from "../../../core/errors.ts";
import { elementType, type ElementKind } from "../../../io/binary/elements.ts";
import { encode } from "../../../io/binary/encode.ts";
import { openSafetensors } from "../../../io/safetensors/open.ts";
import { npyBytes } from "../../support/npy.ts";
import { expectFault } from "../support/faults.ts";
import { testFolder } from "../support/folder.ts";
import { safetensorsAround, safetensorsBytes } from "../support/safetensors.ts";

const folder = testFolder();

describe("openSafetensors", () => {
  it.each<[string, ElementKind]>([
    ["F64", "f8"],
    ["F32", "f4"],
    ["F16", "f2"],
    ["BF16", "bf2"],
    ["I64", "i8"],
    ["I32", "i4"],
    ["I16", "i2"],
    ["I8", "i1"],
    ["U64", "u8"],
    ["U32", "u4"],
    ["U16", "u2"],
    ["U8", "u1"],
    ["BOOL", "b1"],
  ])("reads %s", async (dtype, kind) => {
    const values = kind === "b1" ? [1, 0, 0, 1, 1, 0] : [1, 2, 3, 4, 96, 0];
    const data = encode(elementType(kind, kind, true), Float64Array.from(values), "x");
    const file = folder.save("types.safetensors", safetensorsBytes({ x: { dtype, shape: [3, 2], data } }));
    const source = await (await openSafetensors(file)).open("x");
    expect(source).toMatchObject({ name: `${file}#x`, shape: [3, 2], dtype, seekable: true });
    expect([...(await source.readAll())]).toEqual(values);
    expect([...(await source.readRows(1, 1))]).toEqual(values.slice(2, 4));
  });

  it("lists names in natural order, and opens the right one", async () => {
    const tensors = Object.fromEntries(
      [10, 9, 1].map((k) => [`layer${k}`, { dtype: "F32", shape: [1], data: npyBytes("<f4", [k]) }]),
    );
    const container = await openSafetensors(folder.save("names.safetensors", safetensorsBytes(tensors)));
    expect(container.members).toEqual(["layer1", "layer9", "layer10"]);
    expect([...(await (await container.open("layer9")).readAll())]).toEqual([9]);
  });

  it("refuses an unknown name, an unread type and a shape that is not that of its bytes", async () => {
    const file = folder.save(
      "odd.safetensors",
      safetensorsBytes({
        good: { dtype: "F32", shape: [1], data: new Uint8Array(4) },
        quantised: { dtype: "F8_E5M2", shape: [4], data: new Uint8Array(4) },
        short: { dtype: "F32", shape: [2, 3], data: new Uint8Array(4) },
      }),
    );
    const { open } = await openSafetensors(file);
    await expectFault(() => open("goods"), file, "io/unknown-member", `did you mean ${file}#good?`);
    await expectFault(() => open("quantised"), `${file}#quantised: `, "io/dtype", "holds quantised numbers");
    await expectFault(
      () => open("short"),
      `${file}#short: `,
      "io/safetensors",
      "has another number of bytes than its shape needs (got 4 bytes where 2×3 of F32 take 24)",
    );
    const huge = safetensorsAround(
      '{"x":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,4]}}',
      new Uint8Array(4),
    );
    const overflowing = folder.save("huge.safetensors", huge);
    await expectFault(
      async () => (await openSafetensors(overflowing)).open("x"),
      `${overflowing}#x: `,
      "io/safetensors",
      "overflows",
    );
  });

  it("gives arrays or a typed error for 300 mutated files, never anything else", async () => {
    const good = safetensorsBytes({
      a: { dtype: "F32", shape: [2, 1], data: new Uint8Array(8) },
      b: { dtype: "I64", shape: [1], data: new Uint8Array(8) },
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
        fc.option(fc.nat({ max: good.length })),
        async (edits, cut) => {
          const bytes = Buffer.from(good.subarray(0, cut ?? good.length));
          for (const [at, byte] of edits) if (at < bytes.length) bytes[at] = byte;
          const file = folder.save("mutated.safetensors", bytes);
          try {
            const container = await openSafetensors(file);
            for (const name of container.members) await (await container.open(name)).readAll();
          } catch (error) {
            expect(error).toBeInstanceOf(EtalonError);
            expect((error as EtalonError).message).not.toMatch(/\p{Cc}/u);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
