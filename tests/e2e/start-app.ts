import type { TestProject } from "vitest/node";
import { runStart } from "../support/run-start.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the marketplace that all browser tests share, as `npm start` runs it, with its demo assets. TESSERA_URL names one that runs already. */
    url: string;
  }
}

export default async function startApp({ provide }: TestProject): Promise<(() => Promise<unknown>) | undefined> {
  const running = process.env.TESSERA_URL;
  if (running) {
    provide("url", running);
    return undefined;
  }
  const app = await runStart();
  provide("url", app.url);
  return app.stop;
}
