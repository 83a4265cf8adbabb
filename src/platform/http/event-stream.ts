import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#shared/errors.ts';

export interface StreamEvent {
  readonly event: string;
  /** The place of this event in its sequence; one without a place is only about now. */
  readonly id?: number;
  readonly data: unknown;
}

/** A sequence that somebody follows. It is read anew each time, with the rights of that moment. */
export interface Followed {
  /** What all streams of one holder have in common. */
  readonly holder: string;
  /** From where, when the follower does not say by `Last-Event-ID`. */
  readonly after: number;
  /** What stands after a place, in order; null where there is nothing to follow any more. */
  read(after: number): Promise<readonly StreamEvent[] | null>;
  /** Tells when there may be something new. Returns the way to stop. */
  listen(wake: () => void): () => void;
}

export interface EventStreams {
  open(followed: Followed, on: { readonly request: FastifyRequest; readonly reply: FastifyReply }): void;
}

/** A proxy that closes what is silent waits at least half a minute. What nobody announced is found at the next beat. */
const beatMs = 15_000;
const maxStreams = 5_000;
/** Of one holder: a phone, a computer, and what is still dying of a broken line. */
const maxOfHolder = 4;
/** Bytes that wait for a reader who takes none; then the stream ends, and whoever still lives opens another. */
const mostWaiting = 65_536;

export const eventStreamType = 'text/event-stream';

/** Where a follower was cut off. */
const placeOf = (header: unknown): number | undefined =>
  typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : undefined;

const textOf = ({ event, id, data }: StreamEvent): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

interface Stream {
  readonly holder: string;
  readonly end: () => void;
}

/** One reading at a time, and one more where something came meanwhile: nothing is told twice, nothing out of its order. */
const inTurn = (read: () => Promise<void>): (() => void) => {
  let state: 'idle' | 'reading' | 'again' = 'idle';
  const go = async (): Promise<void> => {
    if (state !== 'idle') {
      state = 'again';
      return;
    }
    do {
      state = 'reading';
      await read();
      // Changed by a call that came while it was reading.
    } while ((state as string) === 'again');
    state = 'idle';
  };
  return () => void go();
};

/** The streams of one server by which a sequence is followed without loss: each event carries its place. */
export const openEventStreams = (app: FastifyInstance): EventStreams => {
  const streams = new Set<Stream>();
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  const makeRoom = (holder: string): void => {
    const own = [...streams].filter((stream) => stream.holder === holder);
    for (const oldest of own.slice(0, Math.max(0, own.length + 1 - maxOfHolder))) oldest.end();
    if (streams.size >= maxStreams) throw new AppError('overloaded', { retryAfter: 30 });
  };
  return {
    open(followed, { request, reply }) {
      makeRoom(followed.holder);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': `${eventStreamType}; charset=utf-8`,
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        connection: 'keep-alive',
      });
      raw.write('retry: 2000\n\n');
      let last = placeOf(request.headers['last-event-id']) ?? followed.after;
      const end = (): void => void raw.end();
      const write = (text: string): void => {
        if (raw.writableLength > mostWaiting) raw.destroy();
        else if (!raw.writableEnded) raw.write(text);
      };
      const read = async (): Promise<void> => {
        try {
          const events = await followed.read(last);
          if (events === null) return end();
          for (const event of events) {
            write(textOf(event));
            last = event.id ?? last;
          }
        } catch {
          // It comes back with its last place, to a server that can read.
          end();
        }
      };
      const pump = inTurn(read);
      const hush = followed.listen(pump);
      const stream = { holder: followed.holder, end };
      streams.add(stream);
      const beat = setInterval(() => {
        write(': beat\n\n');
        pump();
      }, beatMs);
      const stop = (): void => {
        clearInterval(beat);
        streams.delete(stream);
        hush();
      };
      if (raw.destroyed) stop();
      else raw.on('close', stop);
      pump();
    },
  };
};
