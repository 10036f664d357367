// npm test [-- STAGE...]: plain JavaScript, for it runs before anything is installed.
import { fileURLToPath } from "node:url";
import { installPackages } from "./supervisor/install.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
if (!installPackages({ withDevelopment: true })) process.exit(1);

const { register } = await import("tsx/esm/api");
register();
const { runTests } = await import("./testing/run-tests.ts");
process.exit(await runTests(process.argv.slice(2)));
