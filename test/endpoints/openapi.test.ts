import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { features } from '#apps/features.ts';
import { errorStatus } from '#shared/errors.ts';
import { useApp } from '#test/harness/app.ts';

const server = useApp();
const endpoints = features.flatMap((feature) => (feature.routes ?? []).map((r) => r.endpoint));

interface Operation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [more: string]: unknown;
}

const documentOf = async (): Promise<Document> => (await server.current.app.inject('/api/openapi.json')).json();

describe('the description of the API', () => {
  test('is an OpenAPI 3.1 document, by its own schema', async () => {
    const document = await documentOf();
    const validator = new Validator();
    expect(await validator.validate(document)).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
    const spoilt = { ...document, paths: { '/x': { get: { responses: { ok: {} } } } } };
    expect((await new Validator().validate(spoilt)).valid).toBe(false);
  });

  test('names every placeholder of a path, the key of every change, and who needs a session', async () => {
    const { paths } = await documentOf();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );
    const wrong = operations.filter(({ path, operation }) => {
      const endpoint = endpoints.find(({ name }) => name === operation.operationId);
      const given = operation.parameters.filter((p) => p.in === 'path' && p.required).map(({ name }) => name);
      const asked = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
      const hasKey = operation.parameters.some((p) => p.in === 'header' && p.name === 'Idempotency-Key');
      return (
        endpoint === undefined ||
        given.toSorted().join() !== asked.toSorted().join() ||
        hasKey !== (endpoint.kind === 'command') ||
        (operation.security.length === 0) !== (endpoint.access === 'public')
      );
    });
    expect(wrong.map(({ operation }) => operation.operationId)).toEqual([]);
    expect(operations.length).toBe(endpoints.length);
  });

  test('tells every code of a refusal', async () => {
    const text = JSON.stringify((await documentOf())['components']);
    for (const code of Object.keys(errorStatus)) expect(text).toContain(`"${code}"`);
  });

  test('can be read as a page without script, with every endpoint on it', async () => {
    const { body, headers } = await server.current.app.inject('/api');
    expect(headers['content-type']).toContain('text/html');
    expect(body).not.toMatch(/<script|javascript:|\son\w+=/i);
    const missing = endpoints.filter(({ summary, path }) => {
      const shown = `/api${path.replaceAll(/:(\w+)/g, '{$1}')}`;
      return !body.includes(shown) || !body.includes(summary.replaceAll('&', '&#38;'));
    });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
