CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateTable
CREATE TABLE "voucher" (
    "offer_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "spent" INTEGER NOT NULL,
    "signature" TEXT NOT NULL,
    "received_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("offer_id","holder")
);

-- CreateTable
CREATE TABLE "index_cursor" (
    "id" INTEGER NOT NULL,
    "deployment" TEXT NOT NULL,
    "block" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "time" BIGINT NOT NULL,

    CONSTRAINT "index_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "index_block" (
    "number" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "index_block_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "index_undo" (
    "block" BIGINT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "before" TEXT,

    CONSTRAINT "index_undo_pkey" PRIMARY KEY ("block","table","key")
);

-- CreateTable
CREATE TABLE "asset" (
    "id" TEXT NOT NULL,
    "creator" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "offers" INTEGER NOT NULL,
    "period" INTEGER NOT NULL,
    "frozen_until" BIGINT NOT NULL,
    "revoked" BOOLEAN NOT NULL,
    "sales" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL,
    "listed_at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version" (
    "asset_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "manifest" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "plaintext_root" TEXT NOT NULL,
    "terms" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "listed_at" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("asset_id","number")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "price" DECIMAL(78,0) NOT NULL,
    "term" BIGINT NOT NULL,
    "uses" INTEGER NOT NULL,
    "hold" INTEGER NOT NULL,
    "resale_share" INTEGER NOT NULL,
    "resellable" BOOLEAN NOT NULL,
    "transferable" BOOLEAN NOT NULL,
    "opens_later" BOOLEAN NOT NULL,
    "supply_cap" BIGINT NOT NULL,
    "start" BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    "allow_root" TEXT NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "supply" INTEGER NOT NULL,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "share" (
    "asset_id" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "account" TEXT,
    "parent_id" TEXT,
    "ppm" INTEGER NOT NULL,

    CONSTRAINT "share_pkey" PRIMARY KEY ("asset_id","period","recipient")
);

-- CreateTable
CREATE TABLE "licence" (
    "offer_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "balance" INTEGER NOT NULL,
    "expiry" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "frozen" INTEGER NOT NULL,
    "revoked" BOOLEAN NOT NULL,
    "own" INTEGER NOT NULL,
    "given" INTEGER NOT NULL,
    "giver" TEXT,
    "spent" INTEGER NOT NULL,
    "notice_at" BIGINT NOT NULL,
    "since" BIGINT NOT NULL,

    CONSTRAINT "licence_pkey" PRIMARY KEY ("offer_id","holder")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "income" DECIMAL(78,0) NOT NULL,
    "hold_end" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "expiry" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,
    "order" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "use" (
    "id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "gateway" TEXT,
    "currency" TEXT NOT NULL,
    "units" INTEGER NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "version" INTEGER NOT NULL,
    "window_end" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "use_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pool" (
    "asset_id" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "matured" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "pool_pkey" PRIMARY KEY ("asset_id","period","currency")
);

-- CreateTable
CREATE TABLE "claim" (
    "asset_id" TEXT NOT NULL,
    "period" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("asset_id","period","currency","recipient")
);

-- CreateTable
CREATE TABLE "balance" (
    "account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "credited" DECIMAL(78,0) NOT NULL,
    "withdrawn" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "balance_pkey" PRIMARY KEY ("account","currency")
);

-- CreateTable
CREATE TABLE "withdrawal" (
    "id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "withdrawal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" TEXT NOT NULL,
    "offer_id" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "offer_id" TEXT,
    "opener" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "evidence" TEXT NOT NULL,
    "deadline" BIGINT NOT NULL,
    "executable_at" BIGINT NOT NULL,
    "proposer" TEXT,
    "confirmer" TEXT,
    "refund" DECIMAL(78,0) NOT NULL,
    "action" INTEGER NOT NULL,
    "action_data" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "consents" INTEGER NOT NULL,
    "outcome" TEXT,
    "opened_at" BIGINT NOT NULL,
    "closed_at" BIGINT,
    "block" BIGINT NOT NULL,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" TEXT NOT NULL,
    "case_id" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "account" TEXT,
    "detail" TEXT,
    "at" BIGINT NOT NULL,
    "block" BIGINT NOT NULL,
    "tx" TEXT NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "role" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "allowed" BOOLEAN NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("role","account")
);

-- CreateTable
CREATE TABLE "currency" (
    "address" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,

    CONSTRAINT "currency_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "token" (
    "address" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "decimals" INTEGER NOT NULL,

    CONSTRAINT "token_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "manifest" (
    "digest" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMP(3),
    "error" TEXT,
    "body" JSONB,
    "title" TEXT,
    "kind" TEXT,
    "licence" TEXT,
    "tags" TEXT[],
    "text" TEXT,

    CONSTRAINT "manifest_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "catalogue" (
    "asset_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "tags" TEXT[],
    "currency" TEXT,
    "price" DECIMAL(78,0),
    "metered" BOOLEAN NOT NULL,
    "listed_at" BIGINT NOT NULL,
    "search" tsvector NOT NULL,

    CONSTRAINT "catalogue_pkey" PRIMARY KEY ("asset_id")
);

-- CreateTable
CREATE TABLE "word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "word_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "tally" (
    "name" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "voucher_settled_at_received_at_idx" ON "voucher"("settled_at", "received_at");

-- CreateIndex
CREATE INDEX "asset_creator_listed_at_id_idx" ON "asset"("creator", "listed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "version_manifest_idx" ON "version"("manifest");

-- CreateIndex
CREATE UNIQUE INDEX "offer_asset_id_number_key" ON "offer"("asset_id", "number");

-- CreateIndex
CREATE INDEX "share_account_idx" ON "share"("account");

-- CreateIndex
CREATE INDEX "share_parent_id_idx" ON "share"("parent_id");

-- CreateIndex
CREATE INDEX "licence_holder_since_offer_id_idx" ON "licence"("holder", "since" DESC, "offer_id");

-- CreateIndex
CREATE INDEX "payment_payer_at_id_idx" ON "payment"("payer", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "payment_offer_id_holder_payer_idx" ON "payment"("offer_id", "holder", "payer");

-- CreateIndex
CREATE INDEX "payment_asset_id_at_idx" ON "payment"("asset_id", "at" DESC);

-- CreateIndex
CREATE INDEX "use_holder_at_id_idx" ON "use"("holder", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "use_asset_id_at_idx" ON "use"("asset_id", "at" DESC);

-- CreateIndex
CREATE INDEX "claim_recipient_idx" ON "claim"("recipient");

-- CreateIndex
CREATE INDEX "withdrawal_account_at_id_idx" ON "withdrawal"("account", "at" DESC, "id");

-- CreateIndex
CREATE INDEX "transfer_offer_id_block_idx" ON "transfer"("offer_id", "block");

-- CreateIndex
CREATE INDEX "case_state_id_idx" ON "case"("state", "id" DESC);

-- CreateIndex
CREATE INDEX "case_asset_id_idx" ON "case"("asset_id");

-- CreateIndex
CREATE INDEX "case_offer_id_holder_payer_idx" ON "case"("offer_id", "holder", "payer");

-- CreateIndex
CREATE INDEX "case_opener_idx" ON "case"("opener");

-- CreateIndex
CREATE INDEX "case_event_case_id_block_idx" ON "case_event"("case_id", "block");

-- CreateIndex
CREATE INDEX "role_grant_account_idx" ON "role_grant"("account");

-- CreateIndex
CREATE INDEX "manifest_state_next_at_idx" ON "manifest"("state", "next_at");

-- CreateIndex
CREATE INDEX "catalogue_listed_at_asset_id_idx" ON "catalogue"("listed_at" DESC, "asset_id");

-- CreateIndex
CREATE INDEX "catalogue_kind_listed_at_asset_id_idx" ON "catalogue"("kind", "listed_at" DESC, "asset_id");

-- CreateIndex
CREATE INDEX "catalogue_price_asset_id_idx" ON "catalogue"("price", "asset_id");

-- CreateIndex
CREATE INDEX "catalogue_tags_idx" ON "catalogue" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "catalogue_search_idx" ON "catalogue" USING GIN ("search");

-- CreateIndex
CREATE INDEX "word_word_idx" ON "word" USING GIN ("word" gin_trgm_ops);
