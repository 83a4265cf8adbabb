import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';

const count = z.number().int();

export const KeyState = z.object({
  current: count,
  /** Rows that are still encrypted with each version, by table. A version without rows and files is needed only for old backups. */
  versions: z.array(
    z.object({ version: count, rows: z.array(z.object({ table: z.string(), rows: count })), files: count }),
  ),
  /** The rotation under way, for `jobs.one`; null while none runs. */
  running: z
    .object({
      jobId: z.uuid(),
      done: count,
      total: count.nullable(),
      startedAt: z.string().nullable(),
      /** Whether whoever asks has started it, and so may open and cancel the job. */
      own: z.boolean(),
    })
    .nullable(),
  /** How the latest rotation ended; null where none has, or where its job has been swept. */
  last: z
    .object({
      state: z.enum(['done', 'failed', 'cancelled']),
      finishedAt: z.string(),
      version: count.nullable(),
      /** Of a rotation that failed: the key of a refusal's text. */
      error: z.string().nullable(),
    })
    .nullable(),
});
export type KeyState = z.infer<typeof KeyState>;

export const keyState = query({
  name: 'keys.state',
  path: '/keys',
  access: 'keys.rotate',
  summary: '密钥状态 / versions of the keys and what they still seal',
  reply: KeyState,
});

/** Adds a version, makes it current and re-encrypts every sealed column in batches while work goes on. */
export const rotateKeys = command({
  name: 'keys.rotate',
  path: '/keys/rotate',
  access: 'keys.rotate',
  summary: '轮换密钥 / rotate the keys',
  body: z.object({ reason: z.string().trim().min(2).max(300) }),
  reply: z.object({ jobId: z.uuid() }),
});
