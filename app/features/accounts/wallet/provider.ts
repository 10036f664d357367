/** The part of EIP-1193 that we use. What comes back is a stranger's word: parse it. */
export interface Provider {
  request(call: { method: string; params?: readonly unknown[] }): Promise<unknown>;
  on?(event: "accountsChanged" | "chainChanged", listener: (value: unknown) => void): void;
  removeListener?(event: "accountsChanged" | "chainChanged", listener: (value: unknown) => void): void;
}

/** EIP-1193's error for a person who said no. */
export class UserRejectedError extends Error {
  override name = "UserRejectedError";
  readonly code = 4001;
  constructor() {
    super("The request was declined in the wallet.");
  }
}
