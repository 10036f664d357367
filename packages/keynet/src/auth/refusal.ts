/** Lit's names where it has one, so that clients of its networks understand ours. */
export type RefusalCode =
  | "NodeAccessControlConditionsReturnedNotAuthorized"
  | "NodeAccessControlConditionsCheckFailed"
  | "NodeInvalidAuthSig"
  | "NodeInvalidRequest"
  | "NodeRateLimitExceeded"
  | "NodeChainUnavailable"
  | "NodeNotReady"
  | "NodeNotFound"
  | "NodeSystemFault";

const STATUS: Record<RefusalCode, number> = {
  NodeAccessControlConditionsReturnedNotAuthorized: 401,
  NodeAccessControlConditionsCheckFailed: 400,
  NodeInvalidAuthSig: 401,
  NodeInvalidRequest: 400,
  NodeRateLimitExceeded: 429,
  NodeChainUnavailable: 502,
  NodeNotReady: 503,
  NodeNotFound: 404,
  NodeSystemFault: 500,
};

/** Why a node answers no. It reaches the client as `{errorCode, message}` and an HTTP status that is not 2xx. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
