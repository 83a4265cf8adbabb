import type { z } from 'zod';
import type { Endpoint } from '#shared/endpoint.ts';
import { errorStatus } from '#shared/errors.ts';
import type { Route } from './route.ts';
import { openSchema } from './schemas.ts';

type Json = Record<string, unknown>;

const parametersOf = (shape: z.ZodType, place: 'path' | 'query'): Json[] => {
  const schema = openSchema(shape, 'input');
  const properties = (schema['properties'] ?? {}) as Record<string, Json>;
  const required = new Set((schema['required'] ?? []) as string[]);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: property,
  }));
};

const hasFields = (shape: z.ZodType): boolean => Object.keys(openSchema(shape, 'input')['properties'] ?? {}).length > 0;

const requestBody = (each: Route): Json => {
  if (each.kind === 'upload') {
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
          },
        },
      },
    };
  }
  if (!hasFields(each.endpoint.body)) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: openSchema(each.endpoint.body, 'input') } },
    },
  };
};

const answerOf = (each: Route): Json =>
  each.kind === 'download'
    ? {
        description: 'the file',
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }
    : {
        description: 'the reply',
        content: { 'application/json': { schema: openSchema(each.endpoint.reply, 'output') } },
      };

const operation = (each: Route): Json => {
  const { endpoint } = each;
  const key =
    endpoint.kind === 'command'
      ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }]
      : [];
  return {
    operationId: endpoint.name,
    summary: endpoint.summary,
    tags: [endpoint.name.split('.')[0]],
    'x-access': endpoint.access,
    ...(endpoint.drill === undefined ? {} : { 'x-drill': endpoint.drill }),
    security: endpoint.access === 'public' ? [] : [{ session: [] }],
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query'), ...key],
    ...requestBody(each),
    responses: { '200': answerOf(each), default: { $ref: '#/components/responses/Failure' } },
  };
};

const pathOf = ({ path }: Endpoint): string => `/api${path.replace(/:([A-Za-z]+)/g, '{$1}')}`;

/** OpenAPI 3.1, derived from the contracts: there is no second description to keep. */
export const openApi = (routes: readonly Route[], version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = pathOf(each.endpoint);
    paths[path] = { ...paths[path], [each.endpoint.method.toLowerCase()]: operation(each) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '支部 Zhibu', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhibu_session' } },
      responses: {
        Failure: {
          description: 'a refusal',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['error', 'requestId'],
                properties: {
                  error: {
                    type: 'object',
                    required: ['code'],
                    properties: {
                      code: { enum: Object.keys(errorStatus) },
                      message: { type: 'string' },
                      problems: { type: 'array', items: { type: 'object' } },
                    },
                  },
                  requestId: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
  };
};

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

const style = [
  'body{font:15px/1.6 system-ui,sans-serif;margin:0;color:#222}',
  'main{max-width:60rem;margin:2rem auto;padding:0 1rem}',
  'nav{display:flex;flex-wrap:wrap;gap:.3rem 1rem}a{color:#0a58a8;min-height:24px}',
  'h2{border-bottom:1px solid #ddd}h3{font-size:1rem;margin:.6rem 0 .2rem}',
  'details{margin:.4rem 0}summary{cursor:pointer;min-height:24px;overflow-wrap:anywhere}',
  'code{background:#f4f4f4;padding:.1rem .3rem}pre{background:#f7f7f7;padding:.8rem;overflow:auto;max-height:30rem}',
].join('');

/** The same, to read: plain HTML, no script. */
export const openApiPage = (routes: readonly Route[]): string => {
  const groups = groupByTag(routes);
  const sections = [...groups].map(
    ([tag, rows]) => `<section><h2 id="${escape(tag)}">${escape(tag)}</h2>${rows.map(row).join('')}</section>`,
  );
  const links = [...groups.keys()].map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ');
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>支部 接口说明</title>
<style>${style}</style>
<main><h1>接口说明 API</h1><p>由契约自动生成 / derived from the contracts. <a href="/api/openapi.json">openapi.json</a></p><nav aria-label="接口 endpoints">${links}</nav>${sections.join('')}</main></html>`;
};

const tagOf = (each: Route): string => each.endpoint.name.split('.')[0] ?? '';

const groupByTag = (routes: readonly Route[]): Map<string, Route[]> => {
  const groups = new Map<string, Route[]>();
  for (const each of routes) groups.set(tagOf(each), [...(groups.get(tagOf(each)) ?? []), each]);
  return groups;
};

const row = (each: Route): string => {
  const { endpoint } = each;
  const show = (title: string, shape: z.ZodType, io: 'input' | 'output'): string =>
    hasFields(shape)
      ? `<h3>${title}</h3><pre tabindex="0" role="region" aria-label="${escape(`${endpoint.name} ${title}`)}">${escape(JSON.stringify(openSchema(shape, io), null, 2))}</pre>`
      : '';
  return `<details><summary><code>${endpoint.method} ${escape(pathOf(endpoint))}</code> ${escape(endpoint.summary)} <small>(${escape(endpoint.access)})</small></summary>
${show('参数 params', endpoint.params, 'input')}${show('查询 query', endpoint.query, 'input')}${show('内容 body', endpoint.body, 'input')}${show('答复 reply', endpoint.reply, 'output')}</details>`;
};
