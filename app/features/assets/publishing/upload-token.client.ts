import { z } from "zod";

const answer = z.object({ token: z.string() });

/** A token of this session for the store. @returns null where nobody is signed in. @throws where the server can't give one */
export async function askUploadToken(maxBytes: number): Promise<string | null> {
  const response = await fetch("/uploads/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ maxBytes }),
  });
  if (response.status === 401) return null;
  if (!response.ok) throw new Error(`The site gave no permission to upload (${response.status}).`);
  return answer.parse(await response.json()).token;
}
