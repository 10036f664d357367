import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createShareSigner } from "../../packages/keynet/src/bls/signer.ts";
import { gateCondition } from "../../packages/keynet/test/gate-condition.ts";
import { signSession } from "../../packages/keynet/test/sign-session.ts";
import { startKeyNetwork } from "../../packages/keynet/test/start-key-network.ts";
import { median, note, report } from "./report.ts";

// Key shares over HTTP from one node process, each with its entitlement read afresh from the chain, against BLS signing alone, on the
// node's CPU time: the load generator and the chain share the machine, and must not count as the node's work.
const ROUNDS = 5;
const SHARES = 1500;
const AT_ONCE = 64;
const SESSIONS = 16;

function signAlone(): number {
  const signer = createShareSigner("11".repeat(32));
  const message = new Uint8Array(180);
  const from = process.cpuUsage();
  for (let turn = 0; turn < SHARES; turn += 1) {
    new DataView(message.buffer).setUint32(0, turn);
    signer.sign(message);
  }
  const { user, system } = process.cpuUsage(from);
  return SHARES / ((user + system) / 1e6);
}

/** CPU seconds that a process has used so far. */
async function cpuOf(pid: number): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

const network = await startKeyNetwork({ threshold: 1, count: 1, env: { KEYNET_RATE_LIMIT: "0" } });
try {
  await network.allow(network.holder.address);
  const [node] = network.nodes.nodes;
  if (node === undefined) throw new Error("There is no node.");
  const wallet = { address: network.holder.address, signMessage: network.holder.signMessage, node: node.url };
  const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => signSession(wallet)));
  const load = fork(fileURLToPath(new URL("keyshare-load.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  const ask = async (shares: number): Promise<{ milliseconds: number; failures: number }> => {
    load.send({ url: node.url, sessions, shares, atOnce: AT_ONCE, condition: gateCondition(network.gate.address) });
    const [answer] = await once(load, "message");
    return answer;
  };
  await ask(3000);
  signAlone();
  const rounds = { sign: [] as number[], cpu: [] as number[], wall: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.sign.push(signAlone());
    const before = await cpuOf(node.pid());
    const { milliseconds, failures } = await ask(SHARES);
    if (failures > 0) throw new Error(`${failures} of ${SHARES} shares were not given.`);
    rounds.cpu.push(SHARES / ((await cpuOf(node.pid())) - before));
    rounds.wall.push(SHARES / (milliseconds / 1000));
  }
  load.kill();
  note("keyshare.sign", median(rounds.sign), "signatures/cpu-s");
  note("keyshare.http", median(rounds.cpu), "shares/cpu-s");
  note("keyshare.http.wall", median(rounds.wall), "shares/s");
  const ratios = rounds.cpu.map((value, index) => value / (rounds.sign[index] ?? value));
  report({ metric: "keyshare.over-sign", value: median(ratios), unit: "x", bar: 0.6, better: "higher" });
} finally {
  await network.stop();
}
