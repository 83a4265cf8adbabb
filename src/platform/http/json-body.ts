import type { FastifyInstance } from 'fastify';
import { invalid } from '#shared/errors.ts';

/** Forms nest a handful of levels; what is deeper is meant for the stack of whoever walks it. */
const deepest = 32;

/** NUL, and halves of characters: neither can be stored as text. */
const unstorable = /\0|\p{Surrogate}/u;

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

/** @throws AppError invalid, naming the field, for text that cannot be stored and for nesting without end */
const checkStorable = (body: unknown): void => {
  const waiting: Place[] = [{ value: body, path: 'body', depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { value, path, depth } = place;
    if (typeof value === 'string' && unstorable.test(value)) throw invalid(path, 'unstorable');
    if (typeof value !== 'object' || value === null) continue;
    if (depth === deepest) throw invalid('body', 'bad_value');
    for (const [name, held] of Object.entries(value)) {
      if (unstorable.test(name)) throw invalid(path, 'unstorable');
      waiting.push({ value: held, path: `${path}.${name}`, depth: depth + 1 });
    }
  }
};

/** Bodies are JSON of a form's depth and of text that a database can hold; plain text is refused. */
export const refuseOddBodies = (app: FastifyInstance): void => {
  app.removeContentTypeParser('text/plain');
  app.addHook('preValidation', async ({ body }) => checkStorable(body));
};
