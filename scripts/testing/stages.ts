import { join } from "node:path";
import { packageBinary } from "../supervisor/package-binary.ts";
import { type Counts, forgeCounts, vitestCounts } from "./counts.ts";

export type Stage = {
  name: string;
  /** What follows `node`. */
  command: string[];
  env?: NodeJS.ProcessEnv;
  /** How many tests ran, from what the command wrote; absent for a check that passes or fails as a whole. */
  counts?(output: string): Counts;
  needsBrowser?: boolean;
};

const tsx = ["--import", "tsx"];

/** All stages in order: the quick ones first, so that a slip is found in seconds. `scratch` is a folder for reports. */
export function stages(scratch: string): Stage[] {
  const vitest = (project: string): Pick<Stage, "command" | "counts"> => {
    const report = join(scratch, `${project}.json`);
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    return {
      command: [packageBinary("vitest", "vitest"), "run", "--project", project, "--passWithNoTests", ...reporters],
      counts: () => vitestCounts(report),
    };
  };
  return [
    { name: "lock", command: ["scripts/lock.mjs", "--check"] },
    { name: "client", command: [...tsx, "scripts/testing/generate.ts"] },
    { name: "types", command: [packageBinary("typescript", "tsc"), "-p", "."] },
    { name: "lint", command: [packageBinary("@biomejs/biome", "biome"), "check", "--error-on-warnings", "."] },
    {
      name: "architecture",
      command: [
        packageBinary("dependency-cruiser", "depcruise"),
        "--config",
        ".dependency-cruiser.cjs",
        "app",
        "packages",
        "scripts",
        "contracts",
      ],
    },
    { name: "migrations", command: [...tsx, "scripts/migrate.ts", "check"] },
    { name: "abi", command: [...tsx, "scripts/contracts.ts", "abi", "--check"] },
    { name: "contracts", command: [...tsx, "scripts/contracts.ts", "test"], counts: forgeCounts },
    { name: "unit", ...vitest("unit") },
    { name: "build", command: [...tsx, "scripts/testing/generate.ts", "web"] },
    { name: "flows", ...vitest("flows") },
    { name: "e2e", ...vitest("e2e"), needsBrowser: true },
  ];
}
