/**
 * The portal's front page and articles drawn at random among 10,000, beside a bare node:http server that sends the same bytes; what a
 * first load weighs; how long a withdrawn article can still be read.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { systemScope } from '#platform/access/scope.ts';
import { startChild, type Child } from '../parts/child.ts';
import { openBenchCounty, type BenchCounty } from '../parts/county.ts';
import { load, percentile, type LoadResult } from '../parts/load.ts';
import { clearArticles, writeArticles } from '../parts/portal-ground.ts';
import type { Outcome } from '../report.ts';

const articles = 10_000;
const [rounds, seconds, connections] = [5, 2, 16];
const wanted = { share: 0.5, bytes: 60 * 1024, gone: 2_000 } as const;

const verdict = (ok: boolean): string => (ok ? 'ok' : 'MISSED');
const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

/** Every page once: a server that has been up for a while has rendered what is read. */
const visitAll = async (port: number, paths: readonly string[]): Promise<number> => {
  const begun = performance.now();
  for (let at = 0; at < paths.length; at += 16)
    await Promise.all(
      paths.slice(at, at + 16).map(async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).arrayBuffer()),
    );
  return (performance.now() - begun) / paths.length;
};

interface Sides {
  readonly app: Child;
  readonly floor: Child;
}

const compare = async (title: string, { app, floor }: Sides, path: () => string): Promise<Outcome> => {
  const request = () => ({ method: 'GET', path: path() });
  const run = (port: number): Promise<LoadResult> => load({ port, connections, seconds, request });
  const ours: LoadResult[] = [];
  const bare: LoadResult[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [mine, theirs] = [await run(app.port), await run(floor.port)];
    // The first is to get warm.
    if (round > 0) {
      ours.push(mine);
      bare.push(theirs);
    }
  }
  const rate = (results: readonly LoadResult[]): number => median(results.map(({ perSecond }) => perSecond));
  const failures = [...ours, ...bare].reduce((total, each) => total + each.failures, 0);
  const share = rate(ours) / rate(bare);
  const ok = share >= wanted.share && failures === 0;
  return {
    ok,
    lines: [
      `${title}: ${rate(ours).toFixed(0)}/s, bare node:http ${rate(bare).toFixed(0)}/s, share ${share.toFixed(2)} (≥ ${wanted.share})   p95 ${median(ours.map(({ p95 }) => p95)).toFixed(1)} ms   failures ${failures}   ${verdict(ok)}`,
    ],
  };
};

const weigh = async (port: number, paths: readonly string[]): Promise<Outcome> => {
  const sizes = await Promise.all(
    paths.map(async (path) => {
      const reply = await fetch(`http://127.0.0.1:${port}${path}`);
      return { path, bytes: (await reply.arrayBuffer()).byteLength, ok: reply.status === 200 };
    }),
  );
  const ok = sizes.every((size) => size.ok && size.bytes <= wanted.bytes);
  const told = sizes.map(({ path, bytes }) => `${path.replace(/[\da-f-]{36}/, '…')} ${(bytes / 1024).toFixed(1)}`);
  return { ok, lines: [`first load, HTML with its style, KB unpacked: ${told.join(', ')} (≤ 60)   ${verdict(ok)}`] };
};

interface Withdrawal {
  readonly ports: readonly number[];
  readonly token: string;
  readonly ids: readonly string[];
}

/** Milliseconds from the answer to the withdrawal until no server shows the article any more, on its own page or the front page. */
const withdraw = async ({ ports, token, ids }: Withdrawal): Promise<Outcome> => {
  const shown = async (port: number, id: string): Promise<boolean> => {
    const [page, front] = await Promise.all(
      [`/portal/articles/${id}`, '/portal'].map((path) => fetch(`http://127.0.0.1:${port}${path}`)),
    );
    const text = await front?.text();
    await page?.arrayBuffer();
    return page?.status !== 404 || text?.includes(id) !== false;
  };
  const times: number[] = [];
  for (const id of ids) {
    for (const port of ports) if (!(await shown(port, id))) throw new Error('the article was not to be seen');
    const reply = await fetch(`http://127.0.0.1:${ports[0]}/api/publishing/articles/${id}/withdraw`, {
      method: 'POST',
      headers: {
        cookie: `zhibu_session=${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        origin: `http://127.0.0.1:${ports[0]}`,
      },
      body: JSON.stringify({ version: 1, reason: '测量' }),
    });
    if (reply.status !== 200) throw new Error(`withdrawal: ${reply.status} ${await reply.text()}`);
    const begun = performance.now();
    while (
      performance.now() - begun < 10_000 &&
      (await Promise.all(ports.map((port) => shown(port, id)))).some(Boolean)
    )
      await pause(5);
    times.push(performance.now() - begun);
  }
  const longest = Math.max(...times);
  const ok = longest <= wanted.gone;
  return {
    ok,
    lines: [
      `withdrawn, gone from ${ports.length} servers: ${times.length} attempts, median ${median(times).toFixed(0)} ms, longest ${longest.toFixed(0)} ms (≤ ${wanted.gone})   ${verdict(ok)}`,
    ],
  };
};

const measure = async (bench: BenchCounty, say: (line: string) => void): Promise<Outcome[]> => {
  const top = await bench.county
    .read(systemScope(bench.county.entry.code, 'bench'))
    .selectFrom('organisation')
    .select(['id', 'path'])
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow();
  await clearArticles(bench);
  say(`writing ${articles} articles`);
  const ids = await writeArticles(bench, articles, top);
  const { token } = await bench.signIn('county_officer', top.id);
  const paths = ids.map((id) => `/portal/articles/${id}`);
  // One after the other: each puts the queue in order as it starts.
  const app = await startChild('app.ts', { environment: { ...bench.environment, BENCH_WORK: 'on' } });
  const second = await startChild('app.ts', { environment: bench.environment });
  const floor = await startChild('page-floor.ts', {
    input: JSON.stringify({ port: app.port, paths: ['/portal', ...paths] }),
  });
  try {
    const rendering = await visitAll(second.port, paths.slice(0, 500));
    const sides = { app, floor };
    const outcomes = [
      {
        ok: true,
        lines: [`an article that nobody has read yet: ${rendering.toFixed(1)} ms each, 16 at a time`],
      },
      await compare('the front page', sides, () => '/portal'),
      await compare(
        `an article among ${articles} at random`,
        sides,
        () => paths[Math.floor(Math.random() * paths.length)] ?? '',
      ),
      await weigh(app.port, ['/portal', '/portal/columns/news', paths[0] ?? '', '/portal/search?q=%E5%85%AC%E5%BC%80']),
      await withdraw({ ports: [app.port, second.port], token, ids: ids.slice(-5) }),
      await withdraw({ ports: [second.port, app.port], token, ids: ids.slice(-10, -5).toReversed() }),
    ];
    outcomes.flatMap(({ lines }) => lines).forEach(say);
    return outcomes;
  } finally {
    await Promise.all([app.stop(), second.stop(), floor.stop()]);
    await clearArticles(bench);
  }
};

/** `npm run bench -- portal` */
export const run = async (): Promise<Outcome> => {
  const bench = await openBenchCounty(5_000, (line) => void process.stderr.write(`${line}\n`), { life: false });
  try {
    const outcomes = await measure(bench, (line) => void process.stderr.write(`${line}\n`));
    return { ok: outcomes.every(({ ok }) => ok), lines: outcomes.flatMap(({ lines }) => lines) };
  } finally {
    await bench.close();
  }
};
