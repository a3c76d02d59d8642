import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAddress } from "../../../engine/queue/address.ts";

const word = fc.stringMatching(/^[a-z][a-z0-9]{5,12}$/);

describe("readAddress", () => {
  it("shows host, port and database, and neither user nor password", () =>
    fc.assert(
      fc.property(
        word,
        word,
        fc.nat(15),
        fc.constantFrom("redis", "rediss"),
        (user, secret, database, scheme) => {
          const { url, shown } = readAddress(`${scheme}://${user}:${secret}@localhost:7000/${database}`, {});
          expect(shown).toBe(`${scheme}://localhost:7000/${database}`);
          expect(url).toContain(`${user}:${secret}@`);
        },
      ),
    ));

  it("has the usual port and the first database where nothing is said", () => {
    expect(readAddress("redis://example.org", {}).shown).toBe("redis://example.org:6379/0");
    expect(readAddress("redis://[::1]:7/3", {}).shown).toBe("redis://[::1]:7/3");
  });

  it("takes user and password from the environment unless the address has them", () => {
    const environment = { ETALON_REDIS_USERNAME: "u", ETALON_REDIS_PASSWORD: "p" };
    expect(readAddress("redis://h", environment)).toMatchObject({ username: "u", password: "p" });
    const own = readAddress("redis://me:mine@h", environment);
    expect([own.username, own.password]).toEqual([undefined, undefined]);
  });

  it.each([
    ["localhost:6379", /begins with redis:\/\//],
    ["", /is a URL/],
    ["http://secret:word@h", /begins with redis:\/\/ or rediss:\/\/, not http:/],
    ["redis:///3", /names a host/],
    ["redis://secret:word@h/words", /number of the database/],
    ["redis://secret:word@h/1?tls=no", /number of the database/],
    ["redis://secret:word@h:port", /is a URL/],
  ])("refuses %j, and does not repeat what may be secret", (text, message) => {
    let thrown: unknown;
    try {
      readAddress(text, {});
    } catch (caught) {
      thrown = caught;
    }
    expect(thrown).toMatchObject({
      code: "queue/bad-address",
      message: expect.stringMatching(message) as string,
    });
    expect(String(thrown)).not.toMatch(/secret|word@/);
  });
});
