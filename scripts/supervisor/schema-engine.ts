import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";

const require = createRequire(import.meta.url);
let started = false;

/**
 * Prisma's schema engine, compiled to WebAssembly and so the same on every machine with nothing to download, on the database that
 * `factory` connects to. It leaves a timer of ten seconds behind: use it in a thread or a process that is ended afterwards.
 */
export function openSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schema: string,
): Promise<wasm.SchemaEngine> {
  start();
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  return wasm.SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter);
}

/** The package is meant for a bundler that imports .wasm files; Node needs the module to be instantiated by hand, once. */
function start(): void {
  if (started) return;
  started = true;
  const binary = join(dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg")), "schema_engine_bg.wasm");
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { message: "", set_message: keepPanicMessage } });
  const module = new WebAssembly.Module(readFileSync(binary));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": { ...wasm } });
  wasm.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: run } = instance.exports;
  if (typeof run === "function") run();
}

function keepPanicMessage(this: { message: string }, message: string): void {
  this.message = message;
}
