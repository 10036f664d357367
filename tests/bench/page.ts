import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

// Server-rendered pages for visitors without a session: see page/measure.ts. React is read in its production form from the start.
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", fileURLToPath(new URL("page/measure.ts", import.meta.url))],
  { env: { ...process.env, NODE_ENV: "production" }, stdio: ["ignore", "inherit", "inherit"] },
);
process.exitCode = status ?? 1;
