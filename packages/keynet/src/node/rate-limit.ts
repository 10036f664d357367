const MAX_TRACKED = 50_000;

/** Whether one more request of this key is within the limit. */
export type RateLimit = (key: string) => boolean;

/** A bucket for each key that holds a minute's requests and refills evenly. @param perMinute 0 is no limit */
export function createRateLimit(perMinute: number, clock: () => number = Date.now): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    if (perMinute === 0) return true;
    const now = clock();
    const bucket = buckets.get(key) ?? { tokens: perMinute, at: now };
    const tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
    buckets.delete(key);
    if (buckets.size >= MAX_TRACKED) buckets.delete(buckets.keys().next().value ?? key);
    buckets.set(key, { tokens: Math.max(0, tokens - 1), at: now });
    return tokens >= 1;
  };
}
