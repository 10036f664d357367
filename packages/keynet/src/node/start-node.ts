import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type AuditLog, openAuditLog } from "../audit/audit-log.ts";
import { createAuthenticate } from "../auth/authenticate.ts";
import { Refusal } from "../auth/refusal.ts";
import { coordinatorToken, createMemberCode } from "../ceremony/secrets.ts";
import { ShareKeeper } from "../ceremony/share-keeper.ts";
import { createChainReader } from "../chain/chain-reader.ts";
import { runCeremonyStep } from "./ceremony-routes.ts";
import type { NodeConfig } from "./config.ts";
import { createContractWalletCheck } from "./contract-wallet.ts";
import { handshake } from "./handshake.ts";
import { answerJson, answerPreflight, answerRefusal, readJson } from "./http.ts";
import { createRateLimit } from "./rate-limit.ts";
import { type SignContext, signShare } from "./sign-share.ts";
import { status } from "./status.ts";

export interface RunningNode {
  readonly url: string;
  /** Stops taking requests, and returns when the log is on disk. */
  close(): Promise<void>;
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves one share of a key network over HTTP. Without a share it waits for a ceremony. @throws ShareUnreadable */
export async function startNode(config: NodeConfig): Promise<RunningNode> {
  const secret = config.secret ?? config.passphrase;
  // The port is taken first, so that two nodes never open one share. Requests that come meanwhile wait for it.
  let open: (handle: Handle) => void = () => {};
  const opened = new Promise<Handle>((resolve) => {
    open = resolve;
  });
  const server = createServer((request, response) => void opened.then((handle) => handle(request, response)));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(config.port, config.host, resolve));
  const url = config.url ?? `http://${config.host}:${(server.address() as AddressInfo).port}`;

  const keeper = await ShareKeeper.open({
    directory: config.dataDir,
    url,
    passphrase: config.passphrase,
    code: createMemberCode(secret),
  });
  const audit = await openAuditLog(join(config.dataDir, "audit.jsonl"));
  open(createHandler({ config, url, keeper, audit, token: coordinatorToken(secret) }));
  return {
    url,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await audit.close();
    },
  };
}

interface Parts {
  readonly config: NodeConfig;
  readonly url: string;
  readonly keeper: ShareKeeper;
  readonly audit: AuditLog;
  readonly token: string;
}

function createHandler({ config, url, keeper, audit, token }: Parts) {
  const addressLimit = createRateLimit(config.rateLimit);
  const signing: Omit<SignContext, "holding"> = {
    nodeAddress: url,
    chains: new Map(
      Object.entries(config.chains).map(([name, urls]) => [name, createChainReader(urls, config.finality)]),
    ),
    contractWallet: createContractWalletCheck(config.chains),
    authenticate: createAuthenticate(config.plainSignIn),
    walletLimit: createRateLimit(config.rateLimit),
    audit,
  };

  const route = async (request: IncomingMessage): Promise<object> => {
    const path = `${request.method} ${request.url?.replace(/\/$/, "")}`;
    if (path === "GET /status") return status(keeper, config);
    if (path === "POST /web/handshake") return handshake(keeper, await readJson(request));
    if (path === "POST /web/encryption/sign") {
      if (!addressLimit(request.socket.remoteAddress ?? ""))
        throw new Refusal("NodeRateLimitExceeded", "Too many requests; try again in a minute.");
      if (keeper.active === null) throw new Refusal("NodeNotReady", "This node holds no share yet.");
      return signShare({ ...signing, holding: keeper.active }, await readJson(request));
    }
    const step =
      request.method === "POST" ? await runCeremonyStep(keeper, token, request, () => readJson(request)) : null;
    if (step === null) throw new Refusal("NodeNotFound", "A key node serves nothing here.");
    return step;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === "OPTIONS") return answerPreflight(response);
    try {
      answerJson(response, 200, await route(request));
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal("NodeSystemFault", "This node failed.", { cause: error });
      if (refusal.code === "NodeSystemFault") console.error(refusal.cause);
      answerRefusal(response, refusal, request.headers["x-request-id"]?.toString());
    }
  };
}
