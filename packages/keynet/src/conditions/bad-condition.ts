/** A condition that can't be evaluated: malformed, or asking for what no node can tell. Its opening is refused. */
export class BadCondition extends Error {
  override readonly name = "BadCondition";
}
