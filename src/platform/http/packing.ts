import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const pack = promisify(gzip);

/** Only what is large is packed: the tree of a county is a megabyte of text, a page of a list is not worth the time. */
const worthPacking = 32_768;

export const packLargeReplies = (app: FastifyInstance): void => {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthPacking) return payload;
    if (!/\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '')) return payload;
    void reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
    return pack(payload, { level: 4 });
  });
};
