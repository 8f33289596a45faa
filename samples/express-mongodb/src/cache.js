import Redis from 'ioredis';
import { config } from './config.js';

export const cache = new Redis(config.redisUrl, { lazyConnect: true, maxRetriesPerRequest: 1 });

export async function remember(key, seconds, load) {
  const kept = await cache.get(key);
  if (kept !== null) return JSON.parse(kept);
  const fresh = await load();
  await cache.set(key, JSON.stringify(fresh), 'EX', seconds);
  return fresh;
}

export async function forget(prefix) {
  const keys = [];
  for await (const found of cache.scanStream({ match: `${prefix}*`, count: 100 })) {
    keys.push(...found);
  }
  if (keys.length > 0) await cache.del(...keys);
}
