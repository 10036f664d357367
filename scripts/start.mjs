// npm start: needs Node and npm only, so this file is plain JavaScript without dependencies.
import { fileURLToPath } from "node:url";

const NEEDED = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    `Tessera needs Node ${NEEDED.join(".")} or later; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

// Not before the check: it needs what an old Node does not have.
const { installPackages } = await import("./supervisor/install.mjs");
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (!installPackages({ withDevelopment: false })) process.exit(1);

// From here on TypeScript, in this same process: whoever ends it ends everything.
const { register } = await import("tsx/esm/api");
register();
const { supervise } = await import("./supervise.ts");
await supervise();
