// node --import tsx scripts/contracts.ts build | test [forge options] | abi [--check] | input
import { generateAbis } from "../contracts/tools/abi.ts";
import { generateBytecode } from "../contracts/tools/artifacts.ts";
import { forge } from "../contracts/tools/forge.ts";
import { writeVerificationInput } from "../contracts/tools/verification.ts";

const [command = "", ...options] = process.argv.slice(2);

async function abi(check: boolean): Promise<void> {
  await forge(["build", "--skip", "test", "script"]);
  const changed = [...(await generateAbis({ check })), ...(await generateBytecode({ check }))];
  if (check && changed.length > 0) {
    console.error(`Out of date: ${changed.join(", ")}. Run \`node --import tsx scripts/contracts.ts abi\` and commit.`);
    process.exitCode = 1;
  } else {
    console.log(changed.length > 0 ? `Wrote ${changed.join(", ")}.` : "The generated files match the contracts.");
  }
}

switch (command) {
  case "build":
    await forge(["build", ...options]);
    break;
  case "test":
    await forge(["test", ...options]);
    break;
  case "abi":
    await abi(options.includes("--check"));
    break;
  case "input":
    console.log(`Wrote ${await writeVerificationInput()}: the standard JSON input for source verification.`);
    break;
  default:
    console.error("Usage: node --import tsx scripts/contracts.ts build | test [forge options] | abi [--check] | input");
    process.exitCode = 2;
}
