-- DropIndex
DROP INDEX "catalogue_price_asset_id_idx";

-- AlterTable
ALTER TABLE "manifest" ADD COLUMN     "bytes" BIGINT,
ADD COLUMN     "parameters" BIGINT,
ADD COLUMN     "rows" BIGINT,
ADD COLUMN     "summary" TEXT;

-- CreateIndex
CREATE INDEX "catalogue_licence_listed_at_asset_id_idx" ON "catalogue"("licence", "listed_at" DESC, "asset_id");

-- CreateIndex
CREATE INDEX "catalogue_currency_price_asset_id_idx" ON "catalogue"("currency", "price", "asset_id");

-- Manifests that were read before these columns existed are read again.
UPDATE "manifest" SET "state" = 'pending', "next_at" = now() WHERE "state" = 'ready';
