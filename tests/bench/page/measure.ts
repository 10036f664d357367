import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { buildWeb } from "../../../scripts/supervisor/build.ts";
import { createWebApp } from "../../../scripts/web/create-web-app.ts";
import { median, note, report } from "../report.ts";
import { createListedContext } from "./listed-context.ts";
import { renderPeer } from "./render-peer.ts";

// Pages of the built web app over HTTP, on the CPU time of the serving process (its database in a thread of it included), against two peers
// in turns in the same run: react-dom's renderToString alone of as much markup as the page has outside its scripts, and a buffer of the
// page's bytes answered by the same Node server. For the first each address is new, so that no cache can answer; for the second it is
// always the same, as an anonymous visitor's is, and whatever cache there is may.
const ROUNDS = 3;
const PAGES = 150;
const FIXED = 3000;
const AT_ONCE = 8;
const LISTED = 20;

/** CPU seconds of this process while `task` runs. */
async function cpuOf(task: () => Promise<unknown> | unknown): Promise<number> {
  const from = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

await buildWeb();
const { context, asset } = await createListedContext(LISTED);
const build = (await import(pathToFileURL(resolve("build/server/index.js")).href)) as ServerBuild;
const app = createWebApp(context, build, resolve("build/client"));
let fixed = Buffer.alloc(0);
const server = createServer((request, response) => {
  if (request.url !== "/fixed") return app(request, response);
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", "Content-Length": fixed.length }).end(fixed);
});
const load = fork(fileURLToPath(new URL("load.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
try {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let wall = 0;
  const ask = async (path: string, requests: number): Promise<void> => {
    load.send({ url: origin + path, requests, atOnce: AT_ONCE });
    const [{ milliseconds, failures }] = await once(load, "message");
    if (failures > 0) throw new Error(`${failures} of ${requests} requests for ${path} failed.`);
    wall = requests / (milliseconds / 1000);
  };

  for (const [name, path] of [
    ["catalogue", "/"],
    ["asset", `/assets/${asset}`],
  ] as const) {
    const html = await (await fetch(origin + path)).text();
    if (!html.includes("Sample 20")) throw new Error(`The ${name} page does not show what is listed.`);
    fixed = Buffer.from(html);
    const markup = html.replace(/<script\b[\s\S]*?<\/script>/g, "").length;
    const render = renderPeer(markup);
    const rates = { fresh: [] as number[], same: [] as number[], wall: [] as number[] };
    const peers = { render: [] as number[], fixed: [] as number[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const rendered = await cpuOf(() => {
        for (let turn = 0; turn < PAGES; turn += 1) render();
      });
      const fresh = await cpuOf(() => ask(`${path}?bench=#`, PAGES));
      const same = await cpuOf(() => ask(path, PAGES));
      const seen = wall;
      const answered = await cpuOf(() => ask("/fixed", FIXED));
      // The first round warms everything up.
      if (round < 0) continue;
      rates.fresh.push(PAGES / fresh);
      rates.same.push(PAGES / same);
      rates.wall.push(seen);
      peers.render.push(PAGES / rendered);
      peers.fixed.push(FIXED / answered);
    }
    note(`page.${name}.bytes`, fixed.length, "bytes");
    note(`page.${name}.markup`, markup, "bytes");
    note(`page.${name}.uncached`, median(rates.fresh), "requests/cpu-s");
    note(`page.${name}.same-address`, median(rates.same), "requests/cpu-s");
    note(`page.${name}.same-address.wall`, median(rates.wall), "requests/s");
    note(`page.${name}.render-to-string`, median(peers.render), "renders/cpu-s");
    note(`page.${name}.fixed`, median(peers.fixed), "requests/cpu-s");
    const over = (some: number[], peer: number[]) => median(some.map((rate, round) => rate / (peer[round] ?? rate)));
    const ratio = { unit: "x", better: "higher" } as const;
    report({ ...ratio, metric: `page.${name}.of-render`, value: over(rates.fresh, peers.render), bar: 0.15 });
    report({ ...ratio, metric: `page.${name}.of-fixed`, value: over(rates.same, peers.fixed), bar: 0.25 });
  }
} finally {
  load.kill();
  server.closeAllConnections();
  server.close();
  await context.close();
}
