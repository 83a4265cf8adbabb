import type { FastifyInstance } from 'fastify';

// Styles are written into the page by the component library; scripts come from our own files only.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // Films that lie on the device, and those that come in segments.
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const usual = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': policy,
} as const;

/** Headers that every answer carries; pages may say their own, narrower ones. */
export const secureHeaders = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply) => {
    for (const [name, value] of Object.entries(usual)) if (!reply.hasHeader(name)) void reply.header(name, value);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
  });
};
