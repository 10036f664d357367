// Worker threads don't inherit tsx's loader: this plain module registers it, then runs the TypeScript entry it was given.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.entry);
