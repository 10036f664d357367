import { defineTable, type Table } from "./table.ts";

/** Every table that the chain's events determine, with the columns of prisma/schema.prisma in snake case. */
export const asset = defineTable("asset", ["id"], {
  id: "text",
  creator: "text",
  salt: "text",
  version: "int",
  offers: "int",
  period: "int",
  frozen_until: "big",
  revoked: "bool",
  sales: "int",
  uses: "int",
  listed_at: "big",
  block: "big",
  tx: "text",
});

export const version = defineTable("version", ["asset_id", "number"], {
  asset_id: "text",
  number: "int",
  manifest: "text",
  ciphertext: "text",
  plaintext_root: "text",
  terms: "text",
  bytes: "big",
  paused: "bool",
  listed_at: "big",
  tx: "text",
});

export const offer = defineTable("offer", ["id"], {
  id: "text",
  asset_id: "text",
  number: "int",
  currency: "text",
  price: "big",
  term: "big",
  uses: "int",
  hold: "int",
  resale_share: "int",
  resellable: "bool",
  transferable: "bool",
  opens_later: "bool",
  supply_cap: "big",
  start: "big",
  end: "big",
  allow_root: "text",
  paused: "bool",
  supply: "int",
});

export const share = defineTable("share", ["asset_id", "period", "recipient"], {
  asset_id: "text",
  period: "int",
  recipient: "text",
  account: "text?",
  parent_id: "text?",
  ppm: "int",
});

export const licence = defineTable("licence", ["offer_id", "holder"], {
  offer_id: "text",
  holder: "text",
  asset_id: "text",
  balance: "int",
  expiry: "big",
  version: "int",
  frozen: "int",
  revoked: "bool",
  own: "int",
  given: "int",
  giver: "text?",
  spent: "int",
  notice_at: "big",
  since: "big",
});

export const payment = defineTable("payment", ["id"], {
  id: "text",
  kind: "text",
  offer_id: "text",
  asset_id: "text",
  holder: "text",
  payer: "text",
  currency: "text",
  amount: "big",
  income: "big",
  hold_end: "big",
  version: "int",
  expiry: "big",
  at: "big",
  block: "big",
  tx: "text",
  order: "text?",
});

export const use = defineTable("use", ["id"], {
  id: "text",
  offer_id: "text",
  asset_id: "text",
  holder: "text",
  gateway: "text?",
  currency: "text",
  units: "int",
  amount: "big",
  version: "int",
  window_end: "big",
  at: "big",
  block: "big",
  tx: "text",
});

export const pool = defineTable("pool", ["asset_id", "period", "currency"], {
  asset_id: "text",
  period: "int",
  currency: "text",
  matured: "big",
});

export const claim = defineTable("claim", ["asset_id", "period", "currency", "recipient"], {
  asset_id: "text",
  period: "int",
  currency: "text",
  recipient: "text",
  amount: "big",
});

export const balance = defineTable("balance", ["account", "currency"], {
  account: "text",
  currency: "text",
  credited: "big",
  withdrawn: "big",
});

export const withdrawal = defineTable("withdrawal", ["id"], {
  id: "text",
  account: "text",
  currency: "text",
  to: "text",
  amount: "big",
  at: "big",
  block: "big",
  tx: "text",
});

export const transfer = defineTable("transfer", ["id"], {
  id: "text",
  offer_id: "text",
  from: "text",
  to: "text",
  amount: "int",
  at: "big",
  block: "big",
  tx: "text",
});

export const caseTable = defineTable("case", ["id"], {
  id: "big",
  kind: "text",
  state: "text",
  asset_id: "text",
  offer_id: "text?",
  opener: "text",
  holder: "text",
  payer: "text",
  amount: "big",
  evidence: "text",
  deadline: "big",
  executable_at: "big",
  proposer: "text?",
  confirmer: "text?",
  refund: "big",
  action: "int",
  action_data: "text",
  round: "int",
  consents: "int",
  outcome: "text?",
  opened_at: "big",
  closed_at: "big?",
  block: "big",
});

export const caseEvent = defineTable("case_event", ["id"], {
  id: "text",
  case_id: "big",
  kind: "text",
  account: "text?",
  detail: "text?",
  at: "big",
  block: "big",
  tx: "text",
});

export const roleGrant = defineTable("role_grant", ["role", "account"], {
  role: "text",
  account: "text",
  allowed: "bool",
});

export const currency = defineTable("currency", ["address"], { address: "text", open: "bool" });

export const derivedTables: readonly Table[] = [
  asset,
  version,
  offer,
  share,
  licence,
  payment,
  use,
  pool,
  claim,
  balance,
  withdrawal,
  transfer,
  caseTable,
  caseEvent,
  roleGrant,
  currency,
];
