/** node --import tsx scripts/testing/generate.ts [web]: the database client, and with `web` the web app, where they are out of date. */
import { buildWeb, generateClient } from "../supervisor/build.ts";

const client = await generateClient();
const web = process.argv[2] === "web" && (await buildWeb());
console.log(client || web ? "Built what had changed." : "Everything is up to date.");
