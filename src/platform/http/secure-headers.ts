import type { FastifyInstance } from 'fastify';

// Styles are written into the page by the component library; scripts come from our own files only.
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers that every answer carries. */
export const secureHeaders = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply) => {
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('content-security-policy', policy);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
  });
};
