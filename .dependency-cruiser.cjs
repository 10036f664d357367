/** Features stand in an order: each imports only those before it. */
const FEATURES = ["accounts", "assets", "royalties", "licences", "uses", "disputes"];

/** Tests, and the suites that all adapters of a port pass. */
const TESTING = "[.]test[.]tsx?$|[.]contract[.]ts$|/test/";

const featureOrder = FEATURES.slice(0, -1).map((feature, index) => ({
  name: `${feature}-imports-no-later-feature`,
  comment: `Features stand in the order ${FEATURES.join(", ")}. Move what both need to the earlier one.`,
  severity: "error",
  from: { path: `^app/features/${feature}/`, pathNot: TESTING },
  to: { path: `^app/features/(${FEATURES.slice(index + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Move what both files need into a third, or let one take the other's result as a parameter.",
      severity: "error",
      from: {},
      // Types may point back, as when a page names its route's loader: nothing of that is left at run time.
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    ...featureOrder,
    {
      name: "ports-know-no-features",
      comment: "A port is what features stand on. Describe what it needs in the port's own types.",
      severity: "error",
      from: { path: "^app/ports/", pathNot: TESTING },
      to: { path: "^app/(features|routes)/" },
    },
    {
      name: "ui-knows-no-product",
      comment: "app/ui has no product nouns: give the component what it shows as properties.",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^app/(features|ports|routes|frame)/|[.]server[.]tsx?$" },
    },
    {
      name: "features-know-no-routes",
      comment: "Data flows from route to feature. Give the feature what it needs as a parameter.",
      severity: "error",
      from: { path: "^app/features/" },
      to: { path: "^app/routes/" },
    },
    {
      name: "routes-touch-no-database",
      comment: "A route is a door: let a feature's function read or write, and call that.",
      severity: "error",
      from: { path: "^app/routes/", pathNot: TESTING },
      to: { path: "^app/db[.]server[.]ts$|^prisma/generated/|^node_modules/(@prisma|pg)/" },
    },
    {
      name: "packages-stand-alone",
      comment: "A package is used without the app: it may import other packages only.",
      severity: "error",
      from: { path: "^packages/", pathNot: TESTING },
      to: { path: "^(app|scripts|tests|prisma)/" },
    },
    {
      name: "app-starts-nothing",
      comment: "The app is started by scripts, and never the other way round.",
      severity: "error",
      from: { path: "^app/", pathNot: TESTING },
      to: { path: "^(scripts|tests)/" },
    },
    {
      name: "only-tests-import-test-support",
      comment: "What product code needs lives in the product.",
      severity: "error",
      from: { path: "^(app|packages|scripts)/", pathNot: TESTING },
      to: { path: "^tests/|[.]test[.]tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules|prisma/generated" },
    exclude: { path: "^(build|contracts/(out|cache))/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
