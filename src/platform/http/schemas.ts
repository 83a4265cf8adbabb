import { z } from 'zod';
import type { Endpoint } from '#shared/endpoint.ts';

type JsonSchema = Record<string, unknown>;

/** `anyOf [X, null]` as `X nullable`: the serialiser need not try alternatives at run time. */
const flattenNullable = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(flattenNullable);
  if (typeof schema !== 'object' || schema === null) return schema;
  const object = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, flattenNullable(value)]));
  const options = object['anyOf'];
  if (Array.isArray(options) && options.length === 2) {
    const rest = options.filter((option: JsonSchema) => option['type'] !== 'null') as JsonSchema[];
    const [only] = rest;
    if (rest.length === 1 && only !== undefined) {
      const { anyOf: _anyOf, ...others } = object;
      return { ...others, ...only, nullable: true };
    }
  }
  // Formats are checked on the way in; on the way out they would only cost time.
  if (object['type'] === 'string') {
    const { format: _format, pattern: _pattern, minLength: _min, maxLength: _max, ...others } = object;
    return others;
  }
  return object;
};

/** Endpoints are declared once and for all: a second server in one process finds their schemas made. */
const made = new WeakMap<Endpoint, JsonSchema>();

/** The reply's schema for the compiled serialiser: what is not declared does not leave. */
export const replySchema = (endpoint: Endpoint): JsonSchema => {
  const known = made.get(endpoint);
  if (known !== undefined) return known;
  const { $schema: _schema, ...schema } = z.toJSONSchema(endpoint.reply, {
    io: 'output',
    unrepresentable: 'any',
    target: 'draft-7',
    reused: 'inline',
  });
  const flat = flattenNullable(schema) as JsonSchema;
  made.set(endpoint, flat);
  return flat;
};

/** Schemas as the API page shows them. */
export const openSchema = (shape: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _schema, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return schema;
};
