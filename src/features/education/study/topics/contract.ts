import { z } from 'zod';

/** A topic of study (学习主题) with its names. */
export const Topic = z.object({ code: z.string(), zh: z.string(), en: z.string() });
export type Topic = z.infer<typeof Topic>;

/** Topics chosen in a form. */
export const topicCodes = z
  .array(z.string().regex(/^[a-z][a-z0-9_]{1,29}$/))
  .min(1)
  .max(6);
