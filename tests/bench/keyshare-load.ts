import { Agent, request } from "node:http";

interface Load {
  readonly url: string;
  readonly sessions: readonly object[];
  readonly shares: number;
  readonly atOnce: number;
  readonly condition: object;
}

// Asks a key node for shares of ever new capsules, so that nothing can be remembered from one to the next but sessions.
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let capsule = 0;

function askOnce(url: string, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const sending = request(
      `${url}/web/encryption/sign/`,
      {
        method: "POST",
        agent,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode === 200));
      },
    );
    sending.on("error", () => resolve(false));
    sending.end(body);
  });
}

async function run({
  url,
  sessions,
  shares,
  atOnce,
  condition,
}: Load): Promise<{ milliseconds: number; failures: number }> {
  let left = shares;
  let failures = 0;
  const from = performance.now();
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      capsule += 1;
      const dataToEncryptHash = capsule.toString(16).padStart(64, "0");
      const authSig = sessions[capsule % sessions.length];
      const body = { evmContractConditions: [condition], dataToEncryptHash, chain: "yellowstone", authSig };
      if (!(await askOnce(url, JSON.stringify(body)))) failures += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { milliseconds: performance.now() - from, failures };
}

process.on("message", (load: Load) => {
  void run(load).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => process.exit(0));
