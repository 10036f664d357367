import type { DecodedEvent } from "../decode-event.ts";
import type { RowStore } from "../row-store.ts";
import { projectAssets } from "./assets.ts";
import { projectCases } from "./cases.ts";
import type { Place } from "./event.ts";
import { projectLicences } from "./licences.ts";
import { projectMoney } from "./money.ts";

export interface PlacedEvent {
  readonly event: DecodedEvent;
  readonly place: Place;
}

type Handler = (args: never, place: Place, rows: RowStore) => void;

const handlers = new Map<string, Handler[]>();
for (const projection of [projectAssets, projectLicences, projectMoney, projectCases]) {
  for (const [name, handler] of Object.entries(projection)) {
    handlers.set(name, [...(handlers.get(name) ?? []), handler as Handler]);
  }
}

/** Applies events, in the chain's order, to the rows. Deterministic: the same events on the same rows give the same rows. */
export function projectEvents(events: readonly PlacedEvent[], rows: RowStore): void {
  for (const { event, place } of events) {
    rows.enter(place.block);
    for (const handler of handlers.get(event.name) ?? []) handler(event.args as never, place, rows);
  }
}
