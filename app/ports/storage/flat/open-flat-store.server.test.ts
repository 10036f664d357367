import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeStorage } from "../storage.contract.ts";
import { openFlatStore } from "./open-flat-store.server.ts";

describeStorage("flat", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tessera-flat-"));
  return { storage: await openFlatStore(directory), close: () => rm(directory, { recursive: true }) };
});
