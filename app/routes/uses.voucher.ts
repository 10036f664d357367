import { type ActionFunctionArgs, json } from "@remix-run/node";
import { z } from "zod";
import { acceptVoucher } from "~/features/uses/accept-voucher.server.ts";
import { readBody, refuse } from "~/http.server.ts";
import { parseOfferId } from "~/ids.ts";

const Voucher = z.object({
  offerId: z
    .string()
    .transform(parseOfferId)
    .pipe(z.custom<`0x${string}` & NonNullable<ReturnType<typeof parseOfferId>>>(Boolean)),
  holder: z
    .string()
    .regex(/^0x[0-9a-fA-F]{40}$/)
    .transform((text) => text.toLowerCase() as `0x${string}`),
  version: z.number().int().min(1).max(0xffff_ffff),
  spent: z.number().int().min(1).max(0xffff_ffff),
  signature: z
    .string()
    .regex(/^0x([0-9a-fA-F]{2}){0,4096}$/)
    .transform((text) => text as `0x${string}`),
});

/**
 * `POST /uses/voucher` with `{ offerId, holder, version, spent, signature }` -> 202: it will be settled on chain within a moment. The
 * signature is all the authority that it needs, so that programs without a session may send it, from anywhere.
 */
export async function action({ request, context }: ActionFunctionArgs) {
  if (request.method !== "POST") return refuse("method-not-allowed");
  const voucher = Voucher.safeParse(await readBody(request));
  if (!voucher.success) return refuse("bad-input");
  const outcome = await acceptVoucher(context, voucher.data);
  return outcome.ok ? json({}, { status: 202 }) : refuse(outcome.reason);
}

export const loader = () => refuse("method-not-allowed");
