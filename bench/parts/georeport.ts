/**
 * What Open311 GeoReport v2 says its answers are: names, types and what may be empty, read from the tables of the published text
 * (wiki.open311.org/GeoReport_v2 and Service_Discovery) and from the schemas that its authors validate servers by
 * (github.com/open311/schema-validation), written here anew. Closed, so that a name of our own is a failure.
 */
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';

const text = { type: 'string', minLength: 1 } as const;
const maybe = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });
const moment = { type: 'string', format: 'date-time' } as const;

const whole = (properties: Record<string, object>, required: readonly string[]) => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
});
const many = (items: object) => ({ type: 'array', items });

const service = whole(
  {
    service_code: text,
    service_name: text,
    description: maybe({ type: 'string' }),
    metadata: { type: 'boolean' },
    type: { enum: ['realtime', 'batch', 'blackbox'] },
    keywords: maybe({ type: 'string' }),
    group: maybe({ type: 'string' }),
  },
  ['service_code', 'service_name', 'metadata', 'type'],
);

const attribute = whole(
  {
    variable: { type: 'boolean' },
    code: text,
    datatype: { enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
    required: { type: 'boolean' },
    datatype_description: maybe({ type: 'string' }),
    order: { type: 'integer', minimum: 1 },
    description: maybe({ type: 'string' }),
    values: many(whole({ key: text, name: text }, ['key', 'name'])),
  },
  ['variable', 'code', 'datatype', 'required', 'order'],
);

const request = whole(
  {
    service_request_id: text,
    status: { enum: ['open', 'closed'] },
    status_notes: maybe({ type: 'string' }),
    service_name: maybe({ type: 'string' }),
    service_code: text,
    description: maybe({ type: 'string', maxLength: 4_000 }),
    agency_responsible: maybe({ type: 'string' }),
    service_notice: maybe({ type: 'string' }),
    requested_datetime: moment,
    updated_datetime: maybe(moment),
    expected_datetime: maybe(moment),
    address: maybe({ type: 'string' }),
    address_id: maybe({ type: 'string' }),
    zipcode: maybe({ type: 'string' }),
    lat: maybe({ type: 'number' }),
    long: maybe({ type: 'number' }),
    media_url: maybe({ type: 'string', format: 'uri' }),
  },
  ['service_request_id', 'status', 'service_code', 'requested_datetime'],
);

const endpoint = whole(
  {
    specification: text,
    url: { type: 'string', format: 'uri' },
    changeset: text,
    type: { enum: ['production', 'test'] },
    formats: { ...many({ enum: ['text/xml', 'application/json'] }), minItems: 1 },
  },
  ['specification', 'url', 'changeset', 'type', 'formats'],
);

const shapes = {
  discovery: whole(
    { changeset: text, contact: text, key_service: text, endpoints: { ...many(endpoint), minItems: 1 } },
    ['changeset', 'contact', 'key_service', 'endpoints'],
  ),
  services: { ...many(service), minItems: 1 },
  definition: whole({ service_code: text, attributes: many(attribute) }, ['service_code', 'attributes']),
  // "This should not be returned if token is returned", and the other way round.
  created: {
    ...many(
      whole(
        { service_request_id: text, service_notice: maybe({ type: 'string' }), account_id: maybe({ type: 'string' }) },
        ['service_request_id'],
      ),
    ),
    minItems: 1,
    maxItems: 1,
  },
  token: { ...many(whole({ service_request_id: text, token: text }, ['service_request_id', 'token'])), minItems: 1 },
  requests: many(request),
  one: { ...many(request), minItems: 1, maxItems: 1 },
  errors: { ...many(whole({ code: { type: 'integer' }, description: text }, ['code', 'description'])), minItems: 1 },
} as const;
export type Shape = keyof typeof shapes;

const ajv = new Ajv({ strict: true, allErrors: true });
formats.default(ajv);
const validators = new Map<Shape, ValidateFunction>(
  (Object.keys(shapes) as Shape[]).map((shape) => [shape, ajv.compile(shapes[shape])]),
);

/** The root of each answer in XML, and how the items of its lists are called. */
const roots: Readonly<Record<Shape, string>> = {
  discovery: 'discovery',
  services: 'services',
  definition: 'service_definition',
  created: 'service_requests',
  token: 'service_requests',
  requests: 'service_requests',
  one: 'service_requests',
  errors: 'errors',
};
const items: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
};
const booleans = new Set(['metadata', 'variable', 'required']);
const numbers = new Set(['order', 'lat', 'long']);

/** The Spark convention the other way: what an XML element is in JSON. */
const spark = (name: string, node: unknown, inErrors: boolean): unknown => {
  const item = items[name];
  if (item !== undefined) {
    if (node === '') return [];
    const { [item]: inner, ...others } = node as Record<string, unknown>;
    if (Object.keys(others).length > 0) throw new Error(`<${name}> holds <${Object.keys(others).join('>, <')}>`);
    return (Array.isArray(inner) ? inner : [inner]).map((one) => spark(item, one, inErrors || name === 'errors'));
  }
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, spark(key, value, inErrors)]));
  if (node === '') return null;
  if (booleans.has(name)) return node === 'true' ? true : node === 'false' ? false : node;
  if (numbers.has(name) || (inErrors && name === 'code')) return Number(node);
  return node;
};

const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, trimValues: false });

const readXml = (shape: Shape, body: string): unknown => {
  if (!/^<\?xml version="1\.0" encoding="utf-8"\?>/i.test(body))
    throw new Error('no declaration with encoding="UTF-8"');
  const root = roots[shape];
  const document = parser.parse(body) as Record<string, unknown>;
  if (!(root in document) || Object.keys(document).length !== 1) throw new Error(`the root is not <${root}>`);
  return spark(root, document[root], false);
};

export interface Answered {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

export const mediaTypes = { json: 'application/json; charset=utf-8', xml: 'text/xml; charset=utf-8' } as const;
export type Format = keyof typeof mediaTypes;

/** An answer read and judged: what it holds, and everything that parts it from the published text. */
export const judge = (
  shape: Shape,
  format: Format,
  { type, body }: Answered,
): { readonly value: unknown; readonly faults: readonly string[] } => {
  const faults = type === mediaTypes[format] ? [] : [`content-type ${type}`];
  try {
    const value: unknown = format === 'json' ? JSON.parse(body) : readXml(shape, body);
    const validate = validators.get(shape);
    if (validate?.(value) === true) return { value, faults };
    return {
      value,
      faults: [...faults, ...(validate?.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`)],
    };
  } catch (error) {
    return { value: null, faults: [...faults, String(error)] };
  }
};
