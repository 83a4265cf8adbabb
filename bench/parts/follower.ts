/** Somebody who follows a live thread as a browser does: cut off, it comes back with the last number that it has heard. */
import { request as send, type ClientRequest } from 'node:http';

export interface Heard {
  readonly seq: number;
  readonly text: string;
}

export interface Follower {
  /** In the order in which they came; nothing is left out. */
  readonly heard: readonly Heard[];
  connects(): number;
  connected(): boolean;
  /** Breaks the connection, in the middle of whatever is under way; comes back after so many ms. */
  cut(forMs: number): void;
  stop(): void;
}

interface Options {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const eventOf = (block: string): Heard | undefined => {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const [id, data] = [field('id'), field('data')];
  if (field('event') !== 'message' || id === undefined || data === undefined) return undefined;
  const { seq, text } = JSON.parse(data) as Heard;
  // The place in the sequence and the message itself say the same.
  return { seq: seq === Number(id) ? seq : Number.NaN, text };
};

export const follow = ({ port, path, headers }: Options): Follower => {
  const heard: Heard[] = [];
  const counts = { connects: 0 };
  let last = 0;
  let under: ClientRequest | undefined;
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const comeBack = (ms: number): void => {
    clearTimeout(timer);
    isOpen = false;
    if (!stopped) timer = setTimeout(connect, ms);
  };
  const connect = (): void => {
    counts.connects += 1;
    const mine = send({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      headers: { ...headers, accept: 'text/event-stream', ...(last > 0 ? { 'last-event-id': String(last) } : {}) },
    });
    under = mine;
    let over = false;
    const lost = (): void => {
      if (over) return;
      over = true;
      if (under === mine) comeBack(100 + Math.random() * 500);
    };
    mine.on('error', lost);
    mine.on('response', (reply) => {
      if (reply.statusCode !== 200) {
        reply.resume();
        lost();
        return;
      }
      isOpen = true;
      let rest = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => {
        // What comes after the cut belongs to nobody any more.
        if (under !== mine) return;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const event of blocks.map(eventOf)) {
          if (event === undefined) continue;
          heard.push(event);
          last = event.seq;
        }
      });
      reply.on('error', lost);
      reply.on('close', lost);
    });
    mine.end();
  };
  connect();

  return {
    heard,
    connects: () => counts.connects,
    connected: () => isOpen,
    cut(forMs) {
      const mine = under;
      under = undefined;
      mine?.destroy();
      comeBack(forMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      under?.destroy();
    },
  };
};
