-- CreateTable
CREATE TABLE "account" (
    "address" TEXT NOT NULL,
    "name" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "nonce" (
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "nonce_pkey" PRIMARY KEY ("value")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "asset_id" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "run_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMP(3),
    "done_at" TIMESTAMP(3),
    "error" TEXT,

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "nonce_expires_at_idx" ON "nonce"("expires_at");

-- CreateIndex
CREATE INDEX "session_address_idx" ON "session"("address");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "draft_address_updated_at_id_idx" ON "draft"("address", "updated_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_address_asset_id_key" ON "draft"("address", "asset_id");

-- CreateIndex
CREATE INDEX "job_done_at_run_at_id_idx" ON "job"("done_at", "run_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "job_kind_key_key" ON "job"("kind", "key");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_address_fkey" FOREIGN KEY ("address") REFERENCES "account"("address") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_address_fkey" FOREIGN KEY ("address") REFERENCES "account"("address") ON DELETE CASCADE ON UPDATE CASCADE;
