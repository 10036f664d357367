import { readConfig } from "./node/config.ts";
import { startNode } from "./node/start-node.ts";

/** One key node, one process: see `readConfig` for arguments and environment. Ends with its parent. */
const config = readConfig(process.argv.slice(2), process.env);
process.send?.({ type: "progress", text: `Opening the key share in ${config.dataDir}` });
const node = await startNode(config);
process.send?.({ type: "ready", url: node.url });

let closing = false;
const stop = (): void => {
  if (closing) return;
  closing = true;
  void node.close().then(() => process.exit(0));
};
process.on("disconnect", stop);
process.on("SIGTERM", stop);
// Under a supervisor Ctrl-C reaches the whole group: the supervisor decides the order.
if (process.send === undefined) process.on("SIGINT", stop);
