import { createRandom, type Random } from "./random.ts";

const METERS = 40;
const DAYS = 120;
const START = Date.UTC(2025, 0, 1);
const HOUR = 3_600_000;

interface Meter {
  readonly id: string;
  readonly home: "flat" | "terrace" | "detached";
  readonly occupants: number;
  /** Rated kilowatts on the roof; 0 for most. */
  readonly solar: number;
  readonly heatPump: boolean;
}

function createMeter(random: Random, index: number): Meter {
  const home = random.pick(["flat", "flat", "terrace", "detached"] as const);
  return {
    id: `SYN-${String(index + 1).padStart(4, "0")}`,
    home,
    occupants: random.int(1, home === "flat" ? 3 : 5),
    solar: home !== "flat" && random.unit() < 0.3 ? random.int(2, 6) : 0,
    heatPump: random.unit() < 0.35,
  };
}

/** Winter to spring, colder by night, with weather that lasts for days. */
function outdoorTemperatures(random: Random): number[] {
  let weather = 0;
  return Array.from({ length: DAYS * 24 }, (_, hour) => {
    weather = weather * 0.985 + random.normal() * 0.45;
    const season = 3 + 9 * Math.sin(((hour / 24 - 60) / 365) * 2 * Math.PI + 0.2);
    return season + 3.5 * Math.sin(((hour % 24) - 9) * (Math.PI / 12)) + weather;
  });
}

/** Mornings and evenings, later at weekends. */
function activity(hour: number, weekend: boolean): number {
  const peak = (at: number, width: number): number => Math.exp(-(((hour - at) / width) ** 2));
  return 0.25 + 0.6 * peak(weekend ? 9.5 : 7.2, 2) + peak(19, 2.8) + (weekend ? 0.35 * peak(13, 3) : 0);
}

function reading(random: Random, meter: Meter, hour: number, temperature: number): string {
  const time = new Date(START + hour * HOUR);
  const ofDay = hour % 24;
  const weekend = time.getUTCDay() % 6 === 0;
  const base = { flat: 0.12, terrace: 0.18, detached: 0.27 }[meter.home];
  const people = meter.occupants * 0.21 * activity(ofDay, weekend) * Math.exp(random.normal() * 0.35);
  const heating = meter.heatPump ? Math.max(0, 15.5 - temperature) * 0.085 * (base / 0.18) : 0;
  const daylight = Math.max(0, Math.sin(((ofDay - 6.5) / 11) * Math.PI));
  const exported = meter.solar * daylight * daylight * (0.25 + 0.5 * random.unit());
  const fault = random.unit();
  const quality = fault < 0.004 ? "missing" : fault < 0.012 ? "estimated" : "measured";
  const used = quality === "missing" ? "" : (base + people + heating).toFixed(3);
  const given = quality === "missing" || meter.solar === 0 ? "" : exported.toFixed(3);
  const tariff = ofDay >= 16 && ofDay < 20 ? "peak" : ofDay < 6 ? "night" : "day";
  const cells = [time.toISOString().slice(0, 16), meter.id, meter.home, meter.occupants, meter.heatPump];
  return `${[...cells, temperature.toFixed(1), tariff, used, given, quality].join(",")}\n`;
}

/** Hourly readings of 40 invented households over 120 days, as CSV: 115,200 rows. Nobody's real meter is in it. */
export function generateMeterReadings(): Uint8Array<ArrayBuffer> {
  const random = createRandom("tessera demo: meter readings");
  const meters = Array.from({ length: METERS }, (_, index) => createMeter(random, index));
  const temperatures = outdoorTemperatures(random);
  const lines = ["time,meter,home,occupants,heat_pump,outdoor_c,tariff,import_kwh,export_kwh,quality\n"];
  temperatures.forEach((temperature, hour) => {
    for (const meter of meters) lines.push(reading(random, meter, hour, temperature));
  });
  return new TextEncoder().encode(lines.join(""));
}
