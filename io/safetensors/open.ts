import { fileBytes, type WithBytes } from "../binary/bytes.ts";
import { rawSource } from "../binary/raw-source.ts";
import { elementCount, shapeText } from "../binary/shape.ts";
import { memberPath, naturalOrder, unknownMember, type Container } from "../container.ts";
import { fault } from "../fault.ts";
import type { ArraySource } from "../source.ts";
import { safetensorsType } from "./dtype.ts";
import { readHeader, type TensorEntry } from "./header.ts";

/** One tensor under the name that errors call it. */
function openTensor(
  name: string,
  { dtype, shape, begin, end }: TensorEntry,
  withBytes: WithBytes,
): ArraySource {
  const type = safetensorsType(dtype, name);
  const needed = elementCount(shape, type.size, name, "io/safetensors") * type.size;
  if (needed !== end - begin) {
    throw fault("io/safetensors", name, "has another number of bytes than its shape needs", {
      got: `${end - begin} bytes where ${shapeText(shape)} of ${dtype} take ${needed}`,
      remedy: "write it again with the safetensors library",
    });
  }
  return rawSource(name, withBytes, { type, shape, fortranOrder: false, offset: begin });
}

/**
 * Opens a `.safetensors` file: its header is read, its numbers are not. Any rows of any tensor can be read on their own.
 * Names are in natural order (`layer2` before `layer10`): the file's own order follows types, not layers.
 *
 * @throws EtalonError `io/safetensors` for a file that breaks the format's rules, `io/not-found`, `io/directory`, …;
 * from `open`, `io/unknown-member`, `io/dtype`, and `io/safetensors` for a tensor whose bytes are not those of its shape.
 */
export async function openSafetensors(file: string): Promise<Container> {
  const withBytes = fileBytes(file);
  const entries = await withBytes(readHeader);
  const members = naturalOrder([...entries.keys()]);
  const tensor = (member: string): ArraySource => {
    const entry = entries.get(member);
    if (entry === undefined) throw unknownMember(file, member, members);
    return openTensor(memberPath(file, member), entry, withBytes);
  };
  return { file, members, open: (member) => Promise.resolve(member).then(tensor) };
}
