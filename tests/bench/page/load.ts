import { Agent, get } from "node:http";
import { z } from "zod";

// Asks one server over connections that are kept, in a process of its own. Each `#` of an address becomes the request's number.
const jobSchema = z.object({ url: z.string(), requests: z.number(), atOnce: z.number() });
const agent = new Agent({ keepAlive: true });
let number = 0;

function ask(url: string): Promise<boolean> {
  number += 1;
  return new Promise((done, fail) => {
    get(url.replace("#", String(number)), { agent }, (response) => {
      response.resume();
      response.once("end", () => done(response.statusCode === 200));
    }).once("error", fail);
  });
}

process.on("message", async (message) => {
  const { url, requests, atOnce } = jobSchema.parse(message);
  let left = requests;
  let failures = 0;
  const lane = async (): Promise<void> => {
    while (left-- > 0) if (!(await ask(url))) failures += 1;
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  process.send?.({ milliseconds: performance.now() - begun, failures });
});
process.on("disconnect", () => process.exit());
