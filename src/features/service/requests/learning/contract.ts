import { z } from 'zod';
import { command, query } from '#shared/endpoint.ts';
import { CategoryName } from '../categories/contract.ts';
import { RequestLine } from '../contract.ts';
import { modelKinds } from './rules.ts';

const count = z.number().int();
const part = z.number().min(0).max(1);

export const LearnedModel = z.object({
  kind: z.enum(modelKinds),
  madeAt: z.string(),
  /** Requests that it was made from; the newest fifth of them were held back to measure. */
  trainedOn: count,
  testedOn: count,
  classes: count,
  accuracy: part,
  macroF1: part,
  calibration: part,
  /** What always naming the most frequent answer would reach. */
  usual: part,
  seconds: z.number(),
});
export type LearnedModel = z.infer<typeof LearnedModel>;

export const learningState = query({
  name: 'requests.learning',
  path: '/requests/learning',
  access: 'requests.configure',
  summary: '分派建议模型 / what was learned from closed requests, and how well it does',
  reply: z.object({
    /** The newest first. */
    models: z.array(LearnedModel),
    /** Requests that could be learned from now. */
    examples: count,
    /** So many are needed. */
    needed: count,
    running: z.object({ jobId: z.uuid(), own: z.boolean(), done: count, total: count.nullable() }).nullable(),
  }),
});

export const startLearning = command({
  name: 'requests.learn',
  path: '/requests/learning',
  access: 'requests.configure',
  summary: '训练分派建议模型 / learn from the requests that are closed',
  body: z.object({}),
  reply: z.object({ jobId: z.uuid() }),
});

const told = {
  /** How sure it is; of a hundred suggestions of so much that many are right, as far as was measured. */
  confidence: part,
  /** Words of the request that weighed most. */
  words: z.array(z.string()),
};

export const Suggestions = z.object({
  categories: z.array(z.object({ code: z.string(), name: CategoryName, ...told })),
  units: z.array(z.object({ id: z.uuid(), name: z.string(), ...told })),
  /** What the catalogue of responsibilities says; null where it says nothing. */
  duty: z.object({ unitId: z.uuid(), unitName: z.string(), reason: z.string() }).nullable(),
  measured: z.array(LearnedModel.pick({ kind: true, accuracy: true, trainedOn: true, madeAt: true })),
  /** Other requests of the own range that say the like, open ones first. */
  similar: z.array(
    RequestLine.pick({ id: true, excerpt: true, areaName: true, state: true, receivedOn: true, unitName: true }).extend(
      {
        /** Words that both hold. */
        words: z.array(z.string()),
      },
    ),
  ),
});
export type Suggestions = z.infer<typeof Suggestions>;

/** Suggestions: nothing is routed or changed by them. */
export const requestSuggestions = query({
  name: 'requests.suggestions',
  path: '/requests/:id/suggestions',
  access: 'requests.handle',
  summary: '分派建议 / suggestions for one request: category, unit, and others like it',
  params: z.object({ id: z.uuid() }),
  reply: Suggestions,
});
