import { join } from "node:path";
import { startDatabase } from "../supervisor/database.ts";
import { reportReady, stopWith } from "../supervisor/service.ts";

const database = await startDatabase({ dataDir: join(process.env.TESSERA_DATA ?? ".data", "db") });
stopWith(database.stop);
reportReady();
