import { useMemo, useState } from "react";
import type { Address } from "viem";
import { checkDraft } from "~/features/assets/publishing/check-draft.ts";
import type { Site } from "~/site.ts";
import { DescribeStep } from "./describe-step.tsx";
import { FileStep } from "./file-step.tsx";
import { ReviewStep } from "./review-step.tsx";
import { SharesStep } from "./shares-step.tsx";
import { TermsStep } from "./terms-step.tsx";
import { useDraft } from "./use-draft.ts";
import { usePublishing } from "./use-publishing.ts";

/** All steps on one page: while the file is sealed and uploaded, the rest is filled in. */
export function PublishForm({ creator, site }: { creator: Address; site: Site }) {
  const form = useDraft(creator);
  const publishing = usePublishing({ creator, site, form });
  const { checked, errors } = useMemo(
    () => checkDraft(form.draft, creator, site.currencies),
    [form.draft, creator, site.currencies],
  );
  const [tried, setTried] = useState(false);
  const shown = tried ? errors : {};
  return (
    <div className="stack-loose">
      <FileStep publishing={publishing} form={form} />
      <DescribeStep form={form} errors={shown} />
      <TermsStep form={form} errors={shown} currencies={site.currencies} />
      <SharesStep form={form} creator={creator} error={shown.shares ?? null} />
      <ReviewStep {...{ creator, site, form, publishing, checked, errors: shown }} onTry={() => setTried(true)} />
    </div>
  );
}
