import { createServer } from "node:net";
import { CannotStartError, type Settings } from "./settings.ts";

/** Throws a sentence that names every port that somebody else has, and how to choose others. */
export async function requireFreePorts({ ports, host, chain }: Settings): Promise<void> {
  const wanted: [number, string][] = [
    [ports.web, "web"],
    [ports.store, "store"],
    ...(chain ? [] : [[ports.chain, "chain"] satisfies [number, string]]),
    ...ports.nodes.map((port, index) => [port, `key node ${index + 1}`] satisfies [number, string]),
  ];
  const results = await Promise.all(
    wanted.map(async ([port, part]) => ({ port, part, free: await isFree(port, host) })),
  );
  const taken = results.filter(({ free }) => !free).map(({ port, part }) => `${port} (${part})`);
  if (taken.length === 0) return;
  const which = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(", ")} are`;
  const other = ports.web + 100;
  throw new CannotStartError(
    `${which} in use by another program. Choose others with PORT, which moves all of them: PORT=${other} npm start.`,
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((answer) => {
    const server = createServer();
    server.once("error", () => answer(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => answer(true)));
  });
}
