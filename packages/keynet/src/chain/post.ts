import { Agent, type IncomingMessage, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { ChainUnavailable } from "./chain-view.ts";

/** Sends a JSON text and gives the answer's text. @throws ChainUnavailable */
export type Post = (body: string) => Promise<string>;

/** Kept connections, and none of fetch's streams: a node asks the chain at every opening. */
export function createPost(url: string, timeout: number): Post {
  const { protocol } = new URL(url);
  const agent = protocol === "https:" ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true });
  const send = protocol === "https:" ? secureRequest : request;
  return (body) =>
    new Promise((resolve, reject) => {
      const fail = (cause?: unknown) => reject(new ChainUnavailable("The chain's RPC does not answer.", { cause }));
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const sending = send(url, { method: "POST", agent, headers, timeout }, (response) => {
        readAll(response).then((text) => {
          if (response.statusCode === 200) resolve(text);
          else fail(`HTTP ${response.statusCode}`);
        }, fail);
      });
      sending.on("timeout", () => sending.destroy(new Error("timed out")));
      sending.on("error", fail);
      sending.end(body);
    });
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
