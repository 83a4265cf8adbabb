import { z } from 'zod';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Model, ModelKind } from './rules.ts';

const Packed = z.object({
  labels: z.array(z.string()),
  features: z.array(z.string()),
  rarity: z.array(z.number()),
  sureness: z.object({ temperature: z.number(), doubt: z.number() }),
  scale: z.number(),
  weights: z.string(),
});

const steps = 32_767;

/** As text: the weights as sixteen bits each, the largest of them as the scale. */
export const packModel = ({ labels, features, rarity, weights, sureness }: Model): string => {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6);
  const whole = Int16Array.from(weights, (weight) => Math.round((weight / scale) * steps));
  const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength);
  return JSON.stringify({ labels, features, rarity, sureness, scale, weights: bytes.toString('base64') });
};

export const unpackModel = (text: string): Model => {
  const { labels, features, rarity, sureness, scale, weights } = Packed.parse(JSON.parse(text));
  const bytes = new Uint8Array(Buffer.from(weights, 'base64'));
  const whole = new Int16Array(bytes.buffer, 0, bytes.length / 2);
  return { labels, features, rarity, sureness, weights: Float32Array.from(whole, (one) => (one / steps) * scale) };
};

/** The latest of a kind, with how well it did. */
export const latestModel = (db: Db, kind: ModelKind) =>
  db.selectFrom('request_model').where('kind', '=', kind).orderBy('made_at', 'desc').orderBy('id', 'desc').limit(1);

const opened = new WeakMap<County, Map<ModelKind, { readonly id: string; readonly model: Model }>>();

/** The latest of a kind, opened once in this process. Undefined where nothing was learned yet. */
export const openModel = async (db: Db, county: County, kind: ModelKind): Promise<Model | undefined> => {
  const latest = await latestModel(db, kind).select('id').executeTakeFirst();
  if (latest === undefined) return undefined;
  const known = opened.get(county) ?? new Map();
  opened.set(county, known);
  const kept = known.get(kind);
  if (kept?.id === latest.id) return kept.model;
  const row = await db.selectFrom('request_model').select('sealed').where('id', '=', latest.id).executeTakeFirst();
  if (row === undefined) return undefined;
  const model = unpackModel(county.crypto.decrypt(row.sealed));
  known.set(kind, { id: latest.id, model });
  return model;
};
