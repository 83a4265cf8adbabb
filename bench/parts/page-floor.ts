/**
 * The floor of pages: a bare node:http process that sends the bytes of a server's own pages and does nothing else. The addresses come
 * as one JSON line on standard input, the port goes out on standard output.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Work {
  readonly port: number;
  readonly paths: readonly string[];
}

let text = '';
for await (const chunk of process.stdin) {
  text += String(chunk);
  if (text.includes('\n')) break;
}
const { port, paths } = JSON.parse(text) as Work;

const pages = new Map<string, { readonly body: Buffer; readonly headers: Record<string, string> }>();
for (const path of paths) {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
  const headers = Object.fromEntries(
    [...reply.headers].filter(([name]) => !/^(date|connection|keep-alive)$/.test(name)),
  );
  pages.set(path, { body: Buffer.from(await reply.arrayBuffer()), headers });
}

const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '');
  if (page === undefined) response.writeHead(404, { 'content-length': 0 }).end();
  else response.writeHead(200, page.headers).end(page.body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
