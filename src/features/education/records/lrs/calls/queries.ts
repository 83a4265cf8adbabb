/** A request as the published text knows it, also where a browser had to send it as a form (Communication 1.3). */
import { malformed, Refused } from '../../refusals/rules.ts';
import type { Params } from '../../statements/asking/rules.ts';

export const latestVersion = '1.0.3';
export const versions = ['1.0.0', '1.0.1', '1.0.2', latestVersion] as const;

export const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;
export type Method = (typeof methods)[number];

export interface Call {
  readonly method: Method;
  /** Below the prefix: `activities/state`. */
  readonly resource: string;
  readonly params: Params;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Which fields of a form stand for headers. */
const asHeaders = [
  'authorization',
  'x-experience-api-version',
  'content-type',
  'content-length',
  'if-match',
  'if-none-match',
] as const;

const methodIn = (text: string): Method => {
  const method = methods.find((one) => one === text.toUpperCase());
  if (method === undefined) throw malformed('parameter method', `must be one of ${methods.join(', ')}`);
  return method;
};

/** A form in the place of a request: its fields are the parameters, some headers, and the content. */
export const fromForm = (call: Call): Call => {
  const { method, ...others } = call.params;
  if (Object.keys(others).length > 0) throw new Refused(400, 'beside method, parameters belong into the form');
  const fields = [...new URLSearchParams(call.body.toString('utf8'))];
  const isHeader = (name: string): boolean => asHeaders.some((one) => one === name.toLowerCase());
  const headers = fields
    .filter(([name]) => isHeader(name))
    .map(([name, value]) => [name.toLowerCase(), value] as const);
  const content = fields.find(([name]) => name === 'content')?.[1] ?? '';
  return {
    method: methodIn(method ?? ''),
    resource: call.resource,
    params: Object.fromEntries(fields.filter(([name]) => name !== 'content' && !isHeader(name))),
    headers: { ...call.headers, 'content-type': 'application/json', ...Object.fromEntries(headers) },
    body: Buffer.from(content, 'utf8'),
  };
};

/** Every 1.0.x, and 1.0 for 1.0.0 (Communication 3.3). @throws Refused 400 */
export const checkVersion = ({ headers }: Call): void => {
  const version = headers['x-experience-api-version'];
  if (version === undefined) throw new Refused(400, 'the header X-Experience-API-Version is missing');
  if (!/^1\.0(\.\d+)?$/.test(version))
    throw new Refused(400, `X-Experience-API-Version: ${version} is not spoken here, 1.0.x is`);
};

/** Name and key of Basic authentication; undefined where there are none. */
export const credentialsIn = ({ headers }: Call): { readonly id: string; readonly key: string } | undefined => {
  const encoded = /^Basic\s+([\w+/=-]+)$/i.exec(headers['authorization'] ?? '')?.[1];
  const text = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 1 ? undefined : { id: text.slice(0, colon), key: text.slice(colon + 1) };
};

export const mediaTypeOf = ({ headers }: Call): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
